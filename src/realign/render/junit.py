"""Findings as JUnit XML, which most build servers can show: a test case for each finding."""

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from realign.findings import Finding, Severity
from realign.render.cells import plain
from realign.render.full import spot
from realign.render.logs import in_markup
from realign.sheets import Answer, RenderOptions

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Answer, page: RenderOptions) -> str:
    """Write `report` as one test suite; what makes it fail is a failure, the rest is said in passing."""
    failing = {Severity.ERROR}
    if not report.passed and not any(one.severity is Severity.ERROR for one in report.findings):
        failing.add(Severity.WARNING)
    failures = sum(1 for one in report.findings if one.severity in failing)
    tests = max(1, len(report.findings))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="realign" tests="{tests}" failures="{failures}" errors="0">',
        f'  <testsuite name="realign validate" tests="{tests}" failures="{failures}" errors="0" skipped="0">',
    ]
    if not report.findings:
        lines.append('    <testcase classname="realign" name="nothing found"/>')
    for one in report.findings:
        lines += _case(one, page, failed=one.severity in failing)
    return in_markup("\n".join((*lines, "  </testsuite>", "</testsuites>", "")))


def _case(finding: Finding, page: RenderOptions, *, failed: bool) -> Iterator[str]:
    """The lines of one test case."""
    place = replace(finding.place, path=page.names.get(finding.place.path, finding.place.path))
    file = _attribute(place.path)
    name = _attribute(f"{finding.code} {spot(place)}")
    yield f'    <testcase classname={file} name={name} file={file} line="{place.start.line}">'
    hint = f"\n{finding.hint}" if finding.hint else ""
    body = _text(f"{spot(place)}: {finding.message}") + (f"\n{_text(hint)}" if hint else "")
    if failed:
        message = _attribute(f"{finding.message}")
        yield f'      <failure type="{finding.severity}" message={message}>{body}</failure>'
    else:
        yield f"      <system-out>{finding.severity}: {body}</system-out>"
    yield "    </testcase>"


def _text(text: str) -> str:
    """Text that is nothing but text to XML."""
    return escape(_FORBIDDEN.sub(lambda bad: f"\\u{ord(bad[0]):04x}", plain(text).strip()))


def _attribute(text: str) -> str:
    """An attribute's value, in quotes."""
    return quoteattr(_FORBIDDEN.sub(lambda bad: f"\\u{ord(bad[0]):04x}", plain(text)))
