"""An answer as a PDF that screen readers can read (PDF/UA-1): headings, tables with heads, pictures told."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import typst

from realign import __version__
from realign.findings import CallError
from realign.render.as_table import as_sheet
from realign.render.charts import drawn, says_all, told
from realign.render.column_widths import crowding
from realign.render.paper_table import on_paper, printed, without_empty
from realign.render.selection import chosen
from realign.render.upright import stands_upright
from realign.sheets import Answer, Part, RenderOptions, Sheet
from realign.text import message

_LATIN = ("Libertinus Serif",)
"""Comes with the library, so the same answer gives the same bytes on every machine."""
_WIDE = (
    "Noto Sans CJK SC",
    "Noto Serif CJK SC",
    "Source Han Sans SC",
    "Source Han Serif SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
    "Microsoft YaHei",
    "SimSun",
    "PingFang SC",
    "Songti SC",
    "Arial Unicode MS",
)
"""Fonts with Chinese characters, of which the first that is there is taken."""
_SMALL, _SMALLEST = 8, 5.5
"""Points of the letters in a table, and of one with many columns."""
_UPRIGHT, _LYING = 174, 261
"""Millimetres between the margins of A4."""
_EAST_ASIAN = re.compile("[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_LONG_WORD, _PIECE, _SPOT = re.compile(r"[^\s\u2e80-\uffff]{30,}"), 12, "\N{ZERO WIDTH SPACE}"
"""A word that may be longer than its column, and the pieces that are kept whole."""
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def render(report: Answer, page: RenderOptions) -> bytes:
    """Write every part under its heading; the same answer gives the same bytes."""
    return write_paper(chosen(report, page), page, upright=stands_upright(report))


def write_paper(parts: Iterable[Part], page: RenderOptions, *, upright: bool = False) -> bytes:
    """Write `parts` as a PDF, A4 `upright` or lying down; every picture is told in words, too.

    Raises `CallError` for Chinese where no font on this machine has its characters.
    """
    written = [*_parts(parts, page, _UPRIGHT if upright else _LYING)]
    title = next((part["title"] for part in written if part["title"]), "realign").replace(_SPOT, "")
    for first in [part for part in written if part["title"]][:1]:
        first["level"] = 1  # a paper begins with a heading of the first level
    data = {
        "title": title,
        "author": "",
        "language": page.language,
        "upright": upright,
        "foot": f"realign {__version__}",
        "fonts": _LATIN,
        "parts": written,
    }
    text = json.dumps(data, ensure_ascii=False)
    wide = bool(_EAST_ASIAN.search(text))
    if wide:
        text = json.dumps({**data, "fonts": [*_LATIN, _wide_font()]}, ensure_ascii=False)
    template = resources.files("realign.render") / "paper.typ"
    made: bytes = typst.compile(  # type: ignore[call-overload]  # its types want a root of bytes
        template.read_bytes(),
        root=str(Path(__file__).parent),  # not the working folder, which may be gone
        format="pdf",
        sys_inputs={"data": _UNSEEN.sub("\ufffd", text)},
        ignore_system_fonts=not wide,
        pdf_standards=["ua-1"],
        timestamp=0,
    )
    return made


def _wide_font() -> str:
    """A font of this machine with Chinese characters."""
    there = set(typst.Fonts().families())
    for name in _WIDE:
        if name in there:
            return name
    raise CallError(
        message("no font on this machine has Chinese characters, which a PDF needs"),
        message("install one, such as Noto Sans CJK; or write .docx or .html"),
    )


def _divisible(text: str) -> str:
    """The text with places inside its longest words where a line may end, lest one runs off the page."""
    return _LONG_WORD.sub(lambda word: _SPOT.join(re.findall(f".{{1,{_PIECE}}}", word[0])), text)


def _parts(parts: Iterable[Part], page: RenderOptions, across: float) -> Iterator[dict[str, Any]]:
    """The parts as the template takes them."""
    for part in parts:
        picture = "" if isinstance(part, Sheet) else drawn(part, page)
        sheet = without_empty(part if isinstance(part, Sheet) else as_sheet(part))
        if picture and not isinstance(part, Sheet) and says_all(part):
            sheet = replace(sheet, rows=())
        table = on_paper(sheet, page, across)
        heads, *rows = [list(map(_divisible, texts)) for texts in table.grid]
        yield {
            "title": _divisible(printed(sheet.title, page)),
            "level": 1 if sheet.chapter else 2,
            "picture": picture,
            "says": "" if isinstance(part, Sheet) else told(part, page),
            "heads": heads,
            "rows": rows,
            "below": list(map(_divisible, table.below)),
            "widths": list(table.wide) if rows else [],
            "size": max(_SMALL * crowding(table.grid, across), _SMALLEST) if rows else _SMALL,
            "right": table.right,
            "notes": [_divisible(printed(note, page)) for note in sheet.notes],
            "listed": sheet.chapter and len(sheet.notes) > 1,
        }
