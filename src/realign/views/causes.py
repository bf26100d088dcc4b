"""Many findings of one cause, such as a wrong name of a field in every record, told as one."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from realign.findings import Finding, Place
from realign.text import Text, join, message, plural, say

FEW = 3
"""So many wordings of one kind stand apart."""
MANY = 10
"""More wordings than these that differ in more than figures are one kind."""
_MOST_LINES = 10
"""Lines of one file that are named."""
_MOST_FILES = 4
"""Files in which lines are named."""
_FIGURES = re.compile(r"[0-9][0-9., ]*")
_ENTRY = re.compile(r"\bentry [0-9]+ of ")
_INDEX = re.compile(r"\.[0-9]+(?=\.|$)")


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """A finding, and where else the same is wrong."""

    finding: Finding
    """The first of them."""
    others: tuple[Place, ...] = ()
    """The places of the others, in their order."""
    fixes: bool = False
    """Whether `--fix` mends all of them."""

    @property
    def count(self) -> int:
        """How many findings they are together."""
        return 1 + len(self.others)


def causes(findings: Iterable[Finding]) -> tuple[FindingGroup, ...]:
    """Put findings together that say the same of several records, in the order of their first places.

    Equal sentences, but for the record's own name, are one cause. Where more than `FEW` sentences of one code
    and field differ only in figures, these are one, too; and where more than `MANY` are left, all of them.
    """
    kinds: dict[Hashable, list[list[Finding]]] = {}
    for group in _by(findings, _sentence):
        kinds.setdefault(_kind(group[0]), []).append(group)
    together: list[list[Finding]] = []
    for groups in kinds.values():
        if len(groups) > FEW:
            groups = _joined(groups, _without_figures)  # noqa: PLW2901
        if len(groups) > MANY:
            groups = _joined(groups, _kind)  # noqa: PLW2901
        together += groups
    return tuple(sorted(map(_cause, together), key=lambda cause: cause.finding.order))


def _cause(group: Sequence[Finding]) -> FindingGroup:
    """The first finding with the places of the others."""
    first, *others = sorted(group, key=lambda finding: finding.order)
    return FindingGroup(first, tuple(one.place for one in others), all(finding.fix for finding in group))


def _by(findings: Iterable[Finding], key: Callable[[Finding], Hashable]) -> list[list[Finding]]:
    """Findings of the same key together, in the order in which they come."""
    groups: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    return list(groups.values())


def _joined(groups: Sequence[Sequence[Finding]], key: Callable[[Finding], Hashable]) -> list[list[Finding]]:
    """Groups of the same key made one."""
    same: dict[Hashable, list[Finding]] = {}
    for group in groups:
        same.setdefault(key(group[0]), []).extend(group)
    return list(same.values())


def _kind(finding: Finding) -> Hashable:
    """What findings of one kind have in common: code, kind of record, field, whether there is a fix."""
    kind = finding.record.partition("/")[0]
    return finding.code, finding.severity, kind, _INDEX.sub("", finding.field), finding.fix is None


def _sentence(finding: Finding) -> Hashable:
    """What equal findings have in common: also the sentence and the hint, without the record's own name."""
    return _kind(finding), *_said(finding)


def _without_figures(finding: Finding) -> Hashable:
    """The same, figures left out."""
    return _kind(finding), *(_FIGURES.sub("…", text) for text in _said(finding))


def _said(finding: Finding) -> tuple[str, str]:
    """Sentence and hint, without the record's own name."""
    record = finding.record.partition("/")[2][:40]
    texts = (_ENTRY.sub("", finding.sentence), say(finding.hint, "en"))
    if not record:
        return texts
    own = re.compile(rf"(?<![\w.-]){re.escape(record)}(?![\w-])")
    return own.sub("…", texts[0]), own.sub("…", texts[1])


def elsewhere(cause: FindingGroup) -> Text:
    """Where else the same is wrong: `lines 4, 5, 6`, and the files where they are several."""
    files: dict[str, list[int]] = {}
    for place in cause.others:
        files.setdefault(place.path, []).append(place.start.line)
    parts: list[Text] = []
    for path, numbers in list(files.items())[:_MOST_FILES]:
        lines = _lines(numbers)
        own = path == cause.finding.place.path
        parts.append(lines if own else message("{file}: {lines}", file=path, lines=lines))
    if len(files) > _MOST_FILES:
        parts.append(plural("1 more file", "{count} more files", len(files) - _MOST_FILES))
    return join(parts, "; ")


def _lines(numbers: Sequence[int]) -> Text:
    """Some lines, of many the first: `lines 4, 7, 9 …`."""
    own = list(dict.fromkeys(numbers))
    shown = join(map(str, own[:_MOST_LINES]))
    some = message("{lines} …", lines=shown) if len(own) > _MOST_LINES else shown
    return message("lines {lines}", lines=some) if len(own) > 1 else message("line {line}", line=some)
