"""Many findings of one cause, such as a wrong name of a field in every record, become one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from realign.documents.limits import in_lines
from realign.findings import Finding
from realign.text import message

FEW = 3
"""So many findings of one cause are told one by one."""
_NUMBERED = re.compile(r"^entry \d+ of |(?<= of )entry \d+ of ")


def one_for_one_cause(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Tell findings that differ only in their record once, with the lines of the others.

    What has a fix is told one by one, so that each is mended.
    """
    groups: dict[tuple[str, str, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_cause(finding), []).append(finding)
    for group in groups.values():
        if len(group) <= FEW or any(finding.fix for finding in group):
            yield from group
        else:
            yield _together(group)


def _cause(finding: Finding) -> tuple[str, str, str, str]:
    """What findings of one cause have in common: code, file, kind, and the sentence without the record."""
    kind, _, record = finding.record.partition("/")
    says = finding.sentence.replace(f" {record[:40]}", " …") if record else finding.sentence
    return finding.code, finding.place.path, kind, _NUMBERED.sub("", says)


def _together(group: list[Finding]) -> Finding:
    """The first of them, which says where the others are."""
    first, *others = sorted(group, key=lambda finding: (finding.order, finding.sentence))
    lines = in_lines(finding.place for finding in others)
    together = message(
        "{message} (and {count} times more: {lines})", message=first.message, count=len(others), lines=lines
    )
    return replace(first, message=together)
