"""The part of the SARIF 2.1.0 schema that we use, written by hand and stricter: nothing else may occur.

The official schema, which the tests check as well, allows more.
"""

from typing import Any


def an_object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def a_list(items: Any, **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 1}
INDEX = {"type": "integer", "minimum": 0}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = an_object({"text": TEXT}, {"markdown": TEXT})
REGION = an_object({"startLine": COUNT, "startColumn": COUNT, "endLine": COUNT, "endColumn": COUNT})
ARTIFACT = an_object({"uri": {"type": "string", "pattern": r"^[A-Za-z0-9._~%/:-]+$"}})
PHYSICAL = an_object({"artifactLocation": ARTIFACT}, {"region": REGION})
LOCATION = an_object({"physicalLocation": PHYSICAL}, {"id": INDEX, "message": MESSAGE})
REPLACEMENT = an_object(
    {"deletedRegion": REGION}, {"insertedContent": an_object({"text": {"type": "string"}})}
)
CHANGE = an_object({"artifactLocation": ARTIFACT, "replacements": a_list(REPLACEMENT, minItems=1)})
FIX = an_object({"artifactChanges": a_list(CHANGE, minItems=1)}, {"description": MESSAGE})
RESULT = an_object(
    {"message": MESSAGE, "ruleId": TEXT, "level": LEVEL, "locations": a_list(LOCATION)},
    {
        "ruleIndex": INDEX,
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "relatedLocations": a_list(LOCATION, uniqueItems=True),
        "fixes": a_list(FIX, uniqueItems=True),
    },
)
RULE = an_object(
    {"id": TEXT},
    {
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "help": MESSAGE,
        "defaultConfiguration": an_object({"level": LEVEL}),
    },
)
DRIVER = an_object({"name": TEXT, "semanticVersion": TEXT, "rules": a_list(RULE, uniqueItems=True)})
RUN = an_object(
    {
        "tool": an_object({"driver": DRIVER}),
        "columnKind": {"const": "unicodeCodePoints"},
        "invocations": a_list(an_object({"executionSuccessful": {"type": "boolean"}})),
        "results": a_list(RESULT),
    }
)
SUBSET: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **an_object(
        {
            "$schema": {"type": "string", "format": "uri"},
            "version": {"const": "2.1.0"},
            "runs": a_list(RUN, minItems=1, maxItems=1),
        }
    ),
}
