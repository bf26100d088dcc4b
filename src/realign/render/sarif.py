"""Findings as SARIF 2.1.0, the format that code hosts and editors read."""

import json
import re
from collections import Counter
from hashlib import sha256
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from realign import __version__
from realign.findings import Finding, Place, Position, Rule
from realign.render.cells import plain
from realign.render.logs import in_json
from realign.sheets import Answer, RenderOptions

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
"""The name under which code hosts know the root of the repository."""
_LINK = re.compile(r"([\[\]])(?=[^\[\]]*\]?\()")


def render(report: Answer, page: RenderOptions) -> str:
    """Write the findings of `report` as one run; rules carry their manual where the report has it."""
    manual = {rule.code: rule for rule in getattr(report, "rules", ())}
    codes = sorted({one.code for one in report.findings})
    seen: Counter[str] = Counter()
    driver = {
        "name": "realign",
        "semanticVersion": __version__,
        "rules": [_rule(code, manual.get(code)) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(one, codes.index(one.code), seen, page) for one in report.findings],
    }
    if page.root:
        base = {"uri": f"{PurePath(page.root).as_uri().rstrip('/')}/"}
        run |= {"originalUriBaseIds": {ROOT: base}}
        run["invocations"] = [{"executionSuccessful": True, "workingDirectory": base}]
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return in_json(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _rule(code: str, rule: Rule | None) -> dict[str, Any]:
    """A code with its manual."""
    if rule is None:
        return {"id": code}
    examples = [
        f"{name}:\n\n{text}" for name, text in (("Broken", rule.broken), ("Mended", rule.mended)) if text
    ]
    fenced = [
        f"{name}:\n\n```yaml\n{text}\n```"
        for name, text in (("Broken", rule.broken), ("Mended", rule.mended))
        if text
    ]
    return {
        "id": code,
        "shortDescription": {"text": f"{rule.summary}"},
        "fullDescription": {"text": f"{rule.summary} {rule.remedy}"},
        "help": {
            "text": "\n\n".join((f"{rule.remedy}", *examples)),
            "markdown": "\n\n".join((f"{rule.remedy}", *fenced)),
        },
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(finding: Finding, index: int, seen: Counter[str], page: RenderOptions) -> dict[str, Any]:
    """One finding."""
    hint = f" {finding.hint}" if finding.hint else ""
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity.value,
        "message": {"text": _message(f"{finding.message}.{hint}")},
        "locations": [_location(finding.place, page)],
        "partialFingerprints": {"realign/v1": _fingerprint(finding, seen, page)},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(one.place, page), "message": {"text": _message(f"{one.message}")}}
            for number, one in enumerate(finding.related)
        ]
    if finding.fix:
        change = {
            "deletedRegion": _region(finding.fix.place),
            "insertedContent": {"text": finding.fix.replacement},
        }
        result["fixes"] = [
            {
                "description": {"text": _message(f"{finding.fix.says}")},
                "artifactChanges": [
                    {"artifactLocation": _artifact(finding.fix.place, page), "replacements": [change]}
                ],
            }
        ]
    return result


def _location(place: Place, page: RenderOptions) -> dict[str, Any]:
    """A place; without a region where the file as a whole is meant."""
    physical: dict[str, Any] = {"artifactLocation": _artifact(place, page)}
    if place.end != Position():
        physical["region"] = _region(place)
    return {"physicalLocation": physical}


def _artifact(place: Place, page: RenderOptions) -> dict[str, str]:
    """A file by its address: from the root of the repository, or absolute."""
    path = PurePath(page.names.get(place.path, place.path))
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(path.as_posix())} | ({"uriBaseId": ROOT} if page.root else {})


def _region(place: Place) -> dict[str, int]:
    """A stretch of a file; the end is exclusive, as with us."""
    start, end = place.start, max(place.start, place.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _fingerprint(finding: Finding, seen: Counter[str], page: RenderOptions) -> str:
    """What stays the same while the lines around the finding move."""
    what = finding.field if finding.record else finding.message
    path = page.names.get(finding.place.path, finding.place.path)
    key = f"{finding.code}\n{path}\n{finding.record}\n{what}"
    seen[key] += 1
    return sha256(f"{key}\n{seen[key]}".encode(errors="backslashreplace")).hexdigest()[:32]


def _message(text: str) -> str:
    """A text in which viewers find no link: `[x](y)` would be one."""
    return _LINK.sub(r"\\\1", plain(text))
