"""What goes beside an answer: on stderr what its format leaves out, to GitHub the whole list of findings."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from realign.cli import _notes
from realign.render import FINDINGS_ONLY, Format
from realign.text import message

if TYPE_CHECKING:
    from realign.cli._shell import Shell
    from realign.sheets import Answer, RenderOptions


def aside(shell: "Shell", report: "Answer", chosen: Format, page: "RenderOptions") -> None:
    """Say on stderr what the chosen format leaves out; give GitHub the whole list of findings."""
    from realign.render.csv import tables
    from realign.render.selection import chosen as shown_of
    from realign.sheets import untranslated
    from realign.views import sheets

    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if chosen is Format.GITHUB and summary:
        _summarise(shell, report, page, Path(summary))

    if chosen is Format.CSV and shell.sheet is None:
        others = [part.name for part in tables(sheets(report))][1:]
        if others:
            shell.note(_notes.one_table(others))
    if chosen not in FINDINGS_ONLY | {Format.JSON}:
        missing = untranslated(shown_of(report, page), shell.lang.value)
        if missing:
            shell.note(_notes.untranslated(missing, shell.lang.value))


def _summarise(shell: "Shell", report: "Answer", page: "RenderOptions", file: Path) -> None:
    """Add the whole list to the summary of GitHub; the answer is out, so a failure is only a note."""
    from realign.files import system_reason
    from realign.render import github

    try:
        if file.exists() and not file.is_file():
            shell.note(message("GITHUB_STEP_SUMMARY is no ordinary file: {file}", file=f"{file}"))
            return
        with file.open("a", encoding="utf-8") as stream:
            stream.write(github.summary(report, page))
    except OSError as error:
        shell.note(
            message(
                "GITHUB_STEP_SUMMARY cannot be written: {strerror} ({file})",
                strerror=system_reason(error),
                file=f"{file}",
            )
        )


def paths_of(report: "Answer") -> set[str]:
    """The files that the findings of a report name."""
    places = (
        place
        for finding in report.findings
        for place in (
            finding.place,
            *(related.place for related in finding.related),
            *([finding.fix.place] if finding.fix else []),
        )
    )
    return {place.path for place in places}
