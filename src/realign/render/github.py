"""Findings as GitHub's workflow commands: the worst ten beside their lines, and all in a summary."""

import re
from collections.abc import Iterator

from realign.findings import Finding, Place, Severity
from realign.render.cells import plain
from realign.render.full import spot, tally
from realign.render.logs import harmless, in_markup
from realign.sheets import Answer, RenderOptions

SHOWN = 10
"""GitHub shows no more annotations of one step."""
ROOM = 900_000
"""Bytes that a step's summary may take, with some to spare (GitHub allows 1 MiB)."""

_ADDRESS = re.compile(r"(www)\.", re.IGNORECASE)
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Answer, page: RenderOptions) -> str:
    """Write the ten worst findings as annotations, and how many more there are."""
    worst = sorted(report.findings, key=lambda one: _RANK[one.severity])
    lines = [_annotation(one, page) for one in worst[:SHOWN]]
    if len(worst) > SHOWN:
        lines.append(f"{len(worst) - SHOWN} more findings are in the summary of this step")
    return "".join(f"{line}\n" for line in (*lines, f"{tally(report.findings)}"))


def summary(report: Answer, page: RenderOptions) -> str:
    """All findings as Markdown for the file that `GITHUB_STEP_SUMMARY` names."""
    parts = ["## realign validate", "", f"{tally(report.findings)}", ""]
    if report.findings:
        parts += ["| Place | Code | Severity | What is wrong |", "|---|---|---|---|"]
    used = sum(len(part.encode()) + 1 for part in parts)
    for number, one in enumerate(report.findings):
        row = _row(one, page)
        used += len(row.encode()) + 1
        if used > ROOM:
            parts += ["", f"{len(report.findings) - number} more do not fit here; run `realign validate`."]
            break
        parts.append(row)
    return "\n".join(parts) + "\n"


def _annotation(finding: Finding, page: RenderOptions) -> str:
    """One workflow command: `::error file=…,line=…::message`.

    A file that lies outside the repository, or whose name holds what a log cannot show, is named in the
    message alone: a host might take its place for that of another file.
    """
    file = page.names.get(finding.place.path, finding.place.path)
    beside = _nameable(file)
    pairs = [*(_beside(finding.place, file) if beside else ()), ("title", f"realign {finding.code}")]
    properties = ",".join(f"{name}={_property(value)}" for name, value in pairs)
    where = "" if beside else f"{spot(finding.place)}: "
    hint = f"\n{plain(f'{finding.hint}')}" if finding.hint else ""
    message = _data(harmless(where + plain(str(finding.message)) + hint))
    return f"::{_COMMAND[finding.severity]} {properties}::{message}"


def _nameable(file: str) -> bool:
    """Whether a host takes the name for that of this very file, and for nothing else."""
    inside = not file.startswith(("/", "../")) and ":/" not in file
    return inside and "\\" not in file and plain(file) == file == in_markup(file)


def _beside(place: Place, file: str) -> Iterator[tuple[str, object]]:
    """Where an annotation stands; columns only within one line, as GitHub wants it."""
    start, end = place.start, place.end
    yield "file", file
    yield "line", start.line
    if end.line == start.line:
        yield "col", start.column
        yield "endColumn", max(start.column, end.column)
    yield "endLine", max(start.line, end.line)


def _data(text: str) -> str:
    """Escape what would end a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    """Escape what would end a property of a workflow command."""
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")


def _row(finding: Finding, page: RenderOptions) -> str:
    """A row of the summary; nothing in it is taken for markup."""
    hint = f"<br>{_markdown(f'{finding.hint}')}" if finding.hint else ""
    place = f"{page.names.get(finding.place.path, finding.place.path)}:{finding.place.start.line}"
    cells = (place, finding.code, finding.severity.value, str(finding.message))
    return f"| {' | '.join(map(_markdown, cells))}{hint} |"


def _markdown(text: str) -> str:
    """A text in which every sign that Markdown or HTML could take for its own is written as a number."""
    return "".join(
        letter if letter.isalnum() or letter in " .,/-()'" or ord(letter) > 0x2000 else f"&#{ord(letter)};"
        for letter in _ADDRESS.sub("\\1\u2060.", plain(text))
    )
