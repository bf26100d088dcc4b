"""An answer as one HTML page that runs nothing and loads nothing."""

from collections.abc import Iterator, Sequence
from html import escape

from realign.render.as_table import as_sheet
from realign.render.cells import is_number, plain, shown
from realign.render.logs import in_markup
from realign.render.selection import chosen
from realign.render.svg import drawn
from realign.sheets import Answer, Part, RenderOptions, Sheet
from realign.text import Text, say

_HEAD = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; color: #222 }}
section {{ overflow-x: auto }}
table {{ border-collapse: collapse; margin: .5rem 0 }}
th, td {{ border-bottom: 1px solid #ddd; padding: .25rem .75rem .25rem 0; text-align: left }}
td {{ vertical-align: top }}
nav a {{ display: block }}
h1 {{ border-top: 2px solid #1f5f8b; padding-top: .5rem; margin-top: 2.5rem }}
.number {{ text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }}
th {{ font-weight: 600; color: #555 }}
</style>
"""


def render(report: Answer, page: RenderOptions) -> str:
    """Write every sheet as a table with its notes; pictures drawn, and as numbers."""
    parts = chosen(report, page)
    title = _safe(parts[0].title, page) if parts else "realign"
    opening, rest = parts[:1], parts[1:]
    lines = [*_sections(opening, page), *_contents(rest, page), *_sections(rest, page)]
    head = _HEAD.format(language=escape(page.language), title=title)
    return in_markup(head + "<body>\n" + "\n".join(lines) + "\n</body>\n</html>\n")


def _contents(parts: Sequence[Part], page: RenderOptions) -> Iterator[str]:
    """Where each chapter begins; nothing for an answer without chapters."""
    chapters = [part for part in parts if isinstance(part, Sheet) and part.chapter]
    if chapters:
        yield "<nav>"
        for part in chapters:
            yield f'<a href="#{escape(part.name)}">{_safe(part.title, page)}</a>'
        yield "</nav>"


def _sections(parts: Sequence[Part], page: RenderOptions) -> Iterator[str]:
    """The lines of all parts."""
    for part in parts:
        yield from _section(part, page)


def _section(part: Part, page: RenderOptions) -> Iterator[str]:
    """The lines of one part."""
    sheet = part if isinstance(part, Sheet) else as_sheet(part)
    yield f'<section id="{escape(sheet.name)}">'
    if sheet.title:
        level = "h1" if sheet.chapter else "h2"
        yield f"<{level}>{_safe(sheet.title, page)}</{level}>"
    if not isinstance(part, Sheet):
        yield drawn(part, page)
    if sheet.rows:
        yield "<table>"
        marks = [' class="number"' if is_number(column) else "" for column in sheet.columns]
        heads = (
            f"<th{mark}>{_safe(column.title, page)}</th>"
            for mark, column in zip(marks, sheet.columns, strict=True)
        )
        yield f"<tr>{''.join(heads)}</tr>"
        for row in sheet.rows:
            cells = (
                f"<td{mark}>{escape(shown(cell, column, page))}</td>"
                for mark, cell, column in zip(marks, row, sheet.columns, strict=True)
            )
            yield f"<tr>{''.join(cells)}</tr>"
        yield "</table>"
    notes = [_safe(note, page) for note in sheet.notes]
    if sheet.verbatim:
        notes = ["\n".join(notes)]
    tag = "pre" if sheet.verbatim else "p"
    for note in notes:
        yield f"<{tag}>{note}</{tag}>"
    yield "</section>"


def _safe(text: Text, page: RenderOptions) -> str:
    """A text of the plan or of ours, as HTML that shows it unchanged."""
    return escape(plain(say(text, page.language)))
