"""From the nouns of a plan to the JSON Schema that lets an editor complete and check its files."""

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from realign import plan
from realign.findings import CallError
from realign.plan import KINDS, Plan, annotation, delivery, evidence, judging, portfolio, structure
from realign.plan.docs import docs_in
from realign.text import join, message

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_AMOUNT = {"type": "integer", "format": "amount"}
"""What marks an amount of money; see `realign.plan.record.MONEY`."""
_WRITTEN = {"type": "string", "description": "Money as people write it: 12e6, 12 000 000, 12m."}
_OWN = {"^x-": {"description": "Keys of your own; nothing reads them."}}
_NULL = {"type": "null"}
_ALIASES = {
    ("Plan", "plan"): "about",
    ("Discrepancy", "ref"): "refs",
    ("Link", "from"): "from_",
    ("Period", "from"): "from_",
}
"""Keys in YAML that have another name in our records."""
_ID = {"maxLength": 200, "minLength": 1, "type": "string"}


class _Plain(GenerateJsonSchema):
    """Without the titles that pydantic makes up from the names of fields."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        """No."""
        return False


def schema(kind: str | None = None) -> dict[str, Any]:
    """The JSON Schema of a file of a plan, or of what stands under one key of it.

    A file may hold any of the keys, so none is required. Raises `CallError` for an unknown key.
    """
    if kind not in {None, "plan", *KINDS}:
        raise CallError(
            message("there is no kind {kind}", kind=kind or ""),
            message("the kinds are plan, {kinds}", kinds=join(KINDS)),
        )
    whole = TypeAdapter(Plan).json_schema(schema_generator=_Plain)
    for module in (plan, annotation, delivery, evidence, judging, portfolio, structure):
        for name, docs in docs_in(module).items():
            definition = whole if name == "Plan" else whole["$defs"].get(name, {})
            for field, one in definition.get("properties", {}).items():
                one["description"] = docs[_ALIASES.get((name, field), field)]
    definitions = {name: _as_written(one) for name, one in whole.pop("$defs").items()}
    if kind is None:
        whole = _as_written(whole)
        whole.pop("required", None)
        whole.pop("title", None)
        head = {"title": "realign: a file of a plan"}
    else:
        whole = _as_written(whole["properties"][kind])
        head = {"title": f"realign: {kind}"}
    return {"$schema": DIALECT, **head, **whole, "$defs": _needed(whole, definitions)}


def _as_written(node: Any) -> Any:
    """What a person may write where pydantic names what it makes of it."""
    if isinstance(node, list):
        return [_as_written(one) for one in node]
    if not isinstance(node, dict):
        return node
    if {**node, **_AMOUNT} == node:
        least = {key: value for key, value in node.items() if key == "minimum"}
        rest = {key: value for key, value in node.items() if key not in {*_AMOUNT, "minimum"}}
        return {"anyOf": [{"type": "number", **least}, dict(_WRITTEN)], **rest}
    if {**node, **_ID} == node:
        # an unquoted 1 or 1.1 is a number to an editor, and text to us
        return {**node, "type": ["string", "number"]}
    choices = node.get("anyOf")
    if choices and _NULL in choices:
        # what is not known is left out; the word null would be read as text
        rest = {key: value for key, value in node.items() if key not in {"anyOf", "default"}}
        left = [one for one in choices if one != _NULL]
        return _as_written({**left[0], **rest} if len(left) == 1 else {"anyOf": left, **rest})
    made = {key: _as_written(value) for key, value in node.items()}
    if made.get("additionalProperties") is False:
        made["patternProperties"] = dict(_OWN)
    return made


def _needed(node: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The definitions that `node` refers to, and those that they refer to."""
    needed: dict[str, Any] = {}
    waiting = _references(node)
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed[name] = definitions[name]
            waiting += _references(definitions[name])
    return dict(sorted(needed.items()))


def _references(node: Any) -> list[str]:
    """The names of the definitions that `node` refers to."""
    if isinstance(node, dict):
        own = [node["$ref"].rpartition("/")[2]] if isinstance(node.get("$ref"), str) else []
        return own + [name for one in node.values() for name in _references(one)]
    return [name for one in node for name in _references(one)] if isinstance(node, list) else []
