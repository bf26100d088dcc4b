"""Where a plan gives a name, answers for people say it: no id of a lens, fund, partner or group stands alone."""

import re
from collections.abc import Iterator

import pytest

from asked import answers
from loops import nonempty
from realign.findings import CallError
from realign.loading import load, shipped
from realign.plan import Plan
from realign.questions.find import find
from realign.questions.show import show
from realign.render import Format
from realign.sheets import Answer, Kind, RenderOptions, Sheet
from realign.text import Joined, Text, say
from realign.views import sheets

NAMED = ("lenses", "funds", "partners", "groups")
SAID = {"lenses", "lens", "funds", "partners"}
"""Columns of codes that hold names, too."""
OTHER = {"other", "matched"}
"""Columns that hold texts of the plan in another language."""


@pytest.fixture(scope="module")
def plan() -> Plan:
    found = load(shipped()).plan
    assert found
    return found


@pytest.fixture(scope="module")
def slugs(plan: Plan) -> re.Pattern[str]:
    """Ids that are words, outside brackets; what is typed has a hyphen or `realign` before it."""
    ids = [record.id for kind in NAMED for record in getattr(plan, kind)]
    words = [one for one in (*ids, *(plan.about.headings or ())) if re.search(r"[a-z]{3}", one)]
    assert len(words) > 12
    either = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?<![\w（(/-])(?:{either})(?![\w）)-])")


def texts(answer: Answer) -> Iterator[Text]:
    """The sentences and cells of an answer that are no codes."""
    for part in sheets(answer):
        yield from (part.title, *part.notes)
        if isinstance(part, Sheet):
            for column, cells in zip(part.columns, zip(*part.rows, strict=True), strict=False):
                for cell in (
                    cells
                    if column.name in SAID or (column.kind is not Kind.CODE and column.name not in OTHER)
                    else ()
                ):
                    yield from (
                        one
                        for one in (cell if isinstance(cell, tuple) else (cell,))
                        if one is not None and not isinstance(one, int | float)
                    )


def alone(answer: Answer, slugs: re.Pattern[str], language: str) -> set[str]:
    """Texts in which an id stands where a name should."""
    said = {say(text, language) for text in texts(answer)}
    assert said
    beside = (
        r"realign [^；。]*|--[a-z].*|T15\.1-\w+ (?=[A-Z]\.)"  # what one types, and an id before its title
    )
    return {text for text in said if slugs.search(re.sub(beside, "", text))}


@pytest.mark.parametrize(
    "kind", [*NAMED, "plan", "sources", "domains", "outcomes", "links", "flagships", "actions"]
)
def test_a_card_calls_records_by_their_names(plan: Plan, slugs: re.Pattern[str], kind: str) -> None:
    records = [plan.about] if kind == "plan" else getattr(plan, kind)
    for record in nonempty(records):
        said = alone(show(plan, f"{kind}/{record.id}"), slugs, "zh")
        own = {text for text in said if text.startswith(("视角", "资金", "伙伴", "组别", "标题：", "计划"))}
        assert said - own == set(), record.id


@pytest.mark.parametrize(
    "kind", ["resolutions", "indicators", "annotations", "discrepancies", "deliverables", "activities"]
)
def test_so_does_the_card_of_work(plan: Plan, slugs: re.Pattern[str], kind: str) -> None:
    for record in nonempty(getattr(plan, kind)):
        assert alone(show(plan, f"{kind}/{record.id}"), slugs, "zh") - {say(record.id, "zh")} == set(), (
            record.id
        )


@pytest.mark.slow
def test_every_answer_calls_records_by_their_names(plan: Plan, slugs: re.Pattern[str]) -> None:
    asked = 0
    for ask in nonempty(answers(plan)):
        try:
            answer = ask()
        except CallError:
            continue
        asked += 1
        said = alone(answer, slugs, "zh")
        assert {text for text in said if not text.startswith("标题：")} == set(), type(answer)
    assert asked > 15


def test_what_is_found_is_quoted_in_the_language_of_the_answer(plan: Plan) -> None:
    found = find(plan, "15.20")
    (hit,) = (hit for hit in found.hits if hit.id == "D3-2")
    assert "第15.20段" in say(hit.matched, "zh")
    assert "15.20 proposes" in say(hit.matched, "en")
    (cited,) = (hit for hit in found.hits if hit.id == "T15.1-meetings")
    assert cited.matched == "HSP/EB.2021/19 annex II 15.20"
    table = Format.TABLE.render(found, RenderOptions(language="zh", width=100))
    assert "依据：HSP/EB.2021/19 附件二第15.20段" in table


def test_a_card_says_keys_and_their_dots_as_one_step(plan: Plan) -> None:
    wanted = (
        ("L-9f-ii-3", "called.3.3", "called there: 3.3", "en"),
        ("sources/HSP/EB.2021/19", "names.annex II 15.20", "其中的名称：附件二第15.20段", "zh"),
    )
    for asked, field, said, language in nonempty(wanted):
        card = next(iter(sheets(show(plan, asked))))
        assert isinstance(card, Sheet)
        (label,) = (row[0] for row in card.rows if row[2] == field)
        assert isinstance(label, Joined)
        assert say(label, language) == said


def test_json_has_the_names_beside_the_ids(plan: Plan) -> None:
    (card,) = show(plan, "AC-17b").to_dict("zh")["cards"]
    partners = next(value for value in card["values"] if value["field"] == "partners")
    assert "GPM" in partners["value"]
    assert {"kind": "partners", "id": "GPM", "title": "全球市长议会"} in partners["names"]
