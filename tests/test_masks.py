"""What golden layouts see and what they do not: figures are hidden, and nothing else is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masks import Masked, hidden
from realign.findings import Finding
from realign.render import Format
from realign.sheets import Column, Kind, Part, RenderOptions, Sheet
from realign.text import Wordings

SHEET = Sheet(
    "money",
    Wordings(en="Money at 12 000 000", zh="12 000 000时的资金"),
    (
        Column("id", Wordings(en="Item", zh="项目"), Kind.CODE),
        Column("amount", Wordings(en="Amount", zh="数额"), Kind.MONEY),
        Column("share", Wordings(en="Chance", zh="概率"), Kind.SHARE),
        Column("rank", Wordings(en="Rank", zh="排名"), Kind.INTEGER),
        Column("says", Wordings(en="Why", zh="理由")),
    ),
    (
        ("A-15", 12, 0.04, 1, Wordings(en="rank 3, likely 1 to 6", zh="排名3，可能为1至6")),
        ("A-16", None, None, 2.5, Wordings(en="no rank", zh="无排名")),
    ),
    (Wordings(en="5 of 26 shown: 1.2–4.3, 1.1–3.2", zh="26项中显示5项：1.2–4.3、1.1–3.2"),),
)
OTHER_FIGURES = replace(
    SHEET,
    title=Wordings(en="Money at 7", zh="7时的资金"),
    rows=(
        ("A-2", 2_556_107, 1.0, 10, Wordings(en="rank 20.5, likely 11 to 26", zh="排名20.5，可能为11至26")),
        ("A-300", None, None, -3, Wordings(en="no rank", zh="无排名")),
    ),
    notes=(Wordings(en="12 of 31 shown: 2.2–3.1, 1.10–2.2", zh="31项中显示12项：2.2–3.1、1.10–2.2"),),
)


@dataclass(frozen=True)
class Answer:
    sheet: Sheet
    passed = True
    findings: tuple[Finding, ...] = ()

    def sheets(self) -> Iterator[Part]:
        yield self.sheet


def laid_out(sheet: Sheet, form: Format, language: str) -> str:
    return form.render(Masked(Answer(sheet)), RenderOptions(language=language, width=100))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ranks 4 of 26: 0.577 of 9.3 is lost (6.2 %)", "ranks 9 of 9: 9 of 9 is lost (9 %)"),
        ("USD 12 000 000 of 2 556 107", "USD 9 of 9"),
        ("from 1.2-4.3 down to -0.25", "from 9-9 down to 9"),
        ("1.1, 2.1, 1.2 and L-7b-1", "9 … and L-9b-9"),
        ("D1, D2 and D3", "D9 … and D9"),
        ("annex II 15.20, 7(b), 7(c)", "annex II 9, 9(b), 9(c)"),
        ("write 1183d09c for 00000000", "write 9 for 9"),
        ("在50次抽样中排第2.5，约1e-05", "在9次抽样中排第9，约9"),
        ("no figure in décembre, abcdefgh", "no figure in décembre, abcdefgh"),
    ],
)
def test_figures_are_hidden_and_words_stay(text: str, left: str) -> None:
    assert hidden(text) == left


@given(st.lists(st.sampled_from(["rank", "排名", "(the", "%)", "±", "EUR", "–"]) | st.floats(-1e9, 1e9)))
def test_whatever_the_figures_are_the_words_are_all_there(parts: list[str | float]) -> None:
    text = hidden(" ".join(part if isinstance(part, str) else f"{part:g}" for part in parts))
    assert [one for one in text.split() if one != "9"] == [one for one in parts if isinstance(one, str)]
    assert not re.search("[0-8]", text)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", [Format.TABLE, Format.CSV, Format.MARKDOWN, Format.HTML])
def test_other_figures_are_the_same_layout_to_the_last_blank(form: Format, language: str) -> None:
    assert form.render(Answer(SHEET), RenderOptions()) != form.render(Answer(OTHER_FIGURES), RenderOptions())
    assert laid_out(SHEET, form, language) == laid_out(OTHER_FIGURES, form, language)


HEADING = Wordings(en="Sum", zh="总额")
CHANGES = {
    "heading": replace(
        SHEET, columns=(SHEET.columns[0], replace(SHEET.columns[1], title=HEADING), *SHEET.columns[2:])
    ),
    "unit": replace(
        SHEET, columns=(*SHEET.columns[:2], replace(SHEET.columns[2], kind=Kind.NUMBER), *SHEET.columns[3:])
    ),
    "title": replace(SHEET, title=Wordings(en="Money", zh="资金")),
    "note": replace(SHEET, notes=()),
    "word in a cell": replace(
        SHEET, rows=(SHEET.rows[0], (*SHEET.rows[1][:4], Wordings(en="sure", zh="确定")))
    ),
    "known in place of unknown": replace(SHEET, rows=(SHEET.rows[0], ("A-16", 5, None, 2.5, Wordings()))),
    "column less": replace(SHEET, columns=SHEET.columns[:4], rows=tuple(row[:4] for row in SHEET.rows)),
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", [Format.TABLE, Format.MARKDOWN, Format.HTML])
@pytest.mark.parametrize("change", CHANGES)
def test_anything_but_a_figure_is_seen(change: str, form: Format, language: str) -> None:
    assert laid_out(CHANGES[change], form, language) != laid_out(SHEET, form, language)
