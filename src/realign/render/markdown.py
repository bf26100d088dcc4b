"""An answer as GitHub-flavoured Markdown."""

import re
from collections.abc import Iterable, Iterator, Mapping

from realign.questions.links import Links
from realign.questions.report import Paper
from realign.questions.what_if import WhatIf
from realign.render.as_table import as_sheet
from realign.render.cells import is_number, plain, shown
from realign.render.mermaid import flowchart
from realign.render.selection import chosen
from realign.sheets import Answer, RenderOptions, Sheet
from realign.text import Text, message, say

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$&#])")
_BLOCK = re.compile(r"\s*(?:([-+=:])|(\d{1,9})([.)])(?=\s|$))")
"""How a line begins that is a list, a rule or the underline of a heading."""
_ADDRESS = re.compile(r"(:)(?=//)|(\bwww)(?=\.)|(@)(?=\w)|(\b(?:mailto|xmpp):)(?=\S)", re.IGNORECASE)
"""What a code host makes a link of, or a message to a person, wherever it stands."""
_JOINER = "\u2060"
"""Is not seen, and divides what would be a link."""


DRAWN = 30
"""So many links are drawn, the first ones."""
_MEANS = message(
    "A line is a link, with its strength: the wider, the more is lost without it; dotted: holds back."
)


def render(report: Answer, page: RenderOptions) -> str:
    """Write every sheet as a heading, a table and its notes; pictures as tables, the network as Mermaid."""
    parts = [part if isinstance(part, Sheet) else as_sheet(part) for part in chosen(report, page)]
    drawn = {} if page.sheet else _networks(report)
    lines: list[str] = []
    for number, sheet in enumerate(parts):
        lines += _sheet(sheet, page)
        links = drawn.get(sheet.name) if sheet.chapter else drawn.get("") if not number else None
        if links:
            lines += _network(links, page)
    return "\n".join(lines).rstrip("\n") + "\n"


def _networks(report: Answer) -> Mapping[str, Links]:
    """The links of an answer, by the chapter whose network is drawn; of the answer alone by nothing."""
    answer = report.answer if isinstance(report, WhatIf) else report
    if isinstance(answer, Links):
        return {"": answer}
    chapters = answer.chapters if isinstance(answer, Paper) else ()
    return {one.name: one.answer for one in chapters if isinstance(one.answer, Links)}


def _network(answer: Links, page: RenderOptions) -> Iterator[str]:
    """The first links as a block that code hosts draw, and what a line in it means."""
    links = answer.links[:DRAWN]
    ends = {end for link in links for end in (link.source, link.target)}
    outcomes = [one for one in answer.outcomes if one.id in ends]
    if not links:
        return
    yield from ("```mermaid", flowchart(links, outcomes, page.language).rstrip("\n"), "```", "")
    yield _line(_MEANS, page)
    yield ""
    if len(links) < answer.counts.links:
        says = message("{shown} of {total} links drawn", shown=len(links), total=answer.counts.links)
        yield _line(says, page)
        yield ""


def _sheet(sheet: Sheet, page: RenderOptions) -> Iterator[str]:
    """The lines of one sheet."""
    if sheet.title:
        yield f"{'#' if sheet.chapter else '##'} {_safe(sheet.title, page)}"
        yield ""
    if sheet.rows:
        yield _row(_safe(column.title, page) for column in sheet.columns)
        yield _row("---:" if is_number(column) else "---" for column in sheet.columns)
        for row in sheet.rows:
            yield _row(
                _escaped(shown(cell, column, page)) for cell, column in zip(row, sheet.columns, strict=True)
            )
        yield ""
    if sheet.verbatim:
        yield from _block(sheet.notes, page)
        return
    for note in sheet.notes:
        yield _line(note, page)
        yield ""


def _block(lines: Iterable[Text], page: RenderOptions) -> Iterator[str]:
    """Lines as they are, fenced by more backticks than any of them has."""
    texts = [plain(say(line, page.language)) for line in lines]
    fence = "`" * max(3, *(len(ticks) + 1 for text in texts for ticks in re.findall("`+", text)), 3)
    yield from (fence, *texts, fence, "")


def _row(cells: Iterator[str]) -> str:
    """One row of a table."""
    return f"| {' | '.join(cells)} |"


def _safe(text: Text, page: RenderOptions) -> str:
    """A text of the plan or of ours, as Markdown that shows it unchanged."""
    return _escaped(plain(say(text, page.language)))


def _line(text: Text, page: RenderOptions) -> str:
    """The same as a paragraph of its own, which begins no list."""
    safe = _safe(text, page).lstrip()
    found = _BLOCK.match(safe)
    if not found:
        return safe
    at = found.start(1) if found[1] else found.start(3)
    return f"{safe[:at]}\\{safe[at:]}"


def _escaped(text: str) -> str:
    """Put a backslash before what Markdown would take for its own; a bare address is no link."""
    return _ADDRESS.sub(rf"\g<0>{_JOINER}", _SPECIAL.sub(r"\\\1", text))
