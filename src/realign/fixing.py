"""From findings with a fix to files without the fault: spans are replaced, everything else stays."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from itertools import groupby

from realign import documents
from realign.documents.decoding import byte_order_mark
from realign.documents.lines import Lines
from realign.files import FileSource
from realign.findings import Finding, Fix, Position


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after its fixes; nothing is written yet."""

    path: str
    """As it is shown."""
    source: FileSource
    before: str
    after: str
    raw: bytes
    """What to write: `after` in the encoding of the file, with its mark of byte order."""
    applied: int
    """How many fixes are in `after`."""
    left: int
    """How many are not, because they overlap others: run again after writing."""

    def diff(self) -> Iterator[str]:
        """The change as lines of a unified diff, without line ends."""
        lines = (self.before.splitlines(), self.after.splitlines())
        return unified_diff(*lines, self.path, self.path, lineterm="")


def mend(findings: Iterable[Finding], sources: Mapping[str, FileSource]) -> tuple[Mended, ...]:
    """Read the files that the findings' fixes concern and apply the fixes, file by file.

    Args:
        findings: What was found in files of one plan.
        sources: Path of each file as it is shown -> the file that was read.

    Comments, order and quotes elsewhere stay as they are; a file that is read by two names is mended once.
    Raises `OSError` for a file that cannot be read, `ChangedError` for one that is no longer what was read.
    """
    fixes = sorted(
        {finding.fix for finding in findings if finding.fix}, key=lambda fix: (fix.place, fix.replacement)
    )
    mended = {
        sources[path].path: _mended(path, sources[path], list(some))
        for path, some in groupby(fixes, key=lambda fix: fix.place.path)
    }
    return tuple(file for file in mended.values() if file.applied)


def replaced(text: str, fixes: Iterable[Fix]) -> tuple[str, int]:
    """Apply fixes, sorted by place, to `text`; returns the new text and how many were applied.

    Of fixes that overlap only the first is applied; one beyond the end of the text never is.
    """
    lines = Lines("", text)
    parts: list[str] = []
    done, applied = 0, 0
    for fix in fixes:
        start, end = _offset(lines, fix.place.start), _offset(lines, fix.place.end)
        if start is None or end is None or not done <= start <= end or (applied and start == end == done):
            continue
        parts += (text[done:start], fix.replacement)
        done, applied = end, applied + 1
    return "".join((*parts, text[done:])), applied


def _mended(path: str, source: FileSource, fixes: list[Fix]) -> Mended:
    """Apply the fixes of one file."""
    raw = source.again()
    mark, name = byte_order_mark(raw)
    before = raw[len(mark) :].decode(name)
    after, applied = replaced(before, fixes)
    if documents.read(raw, path).data is not None and documents.read(after.encode(), path).data is None:
        after, applied = before, 0  # whatever went wrong, a file that can be read stays one
    return Mended(path, source, before, after, mark + after.encode(name), applied, len(fixes) - applied)


def _offset(lines: Lines, position: Position) -> int | None:
    """The offset of a position, if the text has it."""
    if not 1 <= position.line <= len(lines):
        return None
    offset = lines.begin(position.line) + position.column - 1
    return offset if offset <= len(lines.text) else None
