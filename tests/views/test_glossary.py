"""Every heading, and every word of a state, can be looked up, in every language."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from asked import answers
from loops import nonempty, sampled
from realign.findings import CallError
from realign.loading import load, shipped
from realign.questions.explain import explain
from realign.questions.show import show
from realign.render.as_table import as_sheet
from realign.sheets import Answer, Kind, Sheet
from realign.text import Language, Message, say
from realign.views import sheets
from realign.views.field_words import FIELDS
from realign.views.glossary import WORDS

PLANS = Path(__file__).parents[1] / "plans"
CITY = Path(__file__).parents[2] / "src" / "realign" / "exchange" / "templates" / "city" / "data"
FRAMEWORK = Path(__file__).parents[2] / "examples" / "country-framework" / "framework.yaml"
EXPLAINED = {name.template for word in WORDS for name in word.names if isinstance(name, Message)}


def said(answer: Answer) -> Iterator[tuple[str, str]]:
    """The templates of an answer's headings and states; the plan's own words are no words of ours."""
    for part in sheets(answer):
        for number, column in enumerate(part.columns if isinstance(part, Sheet) else ()):
            if isinstance(column.title, Message):
                yield part.name, column.title.template
            for row in part.rows if column.kind is Kind.STATE and isinstance(part, Sheet) else ():
                if isinstance(row[number], Message):
                    yield part.name, row[number].template  # type: ignore[union-attr]


@pytest.mark.slow
@pytest.mark.parametrize("folder", [shipped(), PLANS / "town", CITY], ids=["shipped", "town", "city"])
def test_every_heading_and_state_of_every_answer_is_explained(folder: Path) -> None:
    plan = load(folder).plan
    assert plan
    seen: set[tuple[str, str]] = set()
    for ask in answers(plan):
        try:
            seen |= set(said(ask()))
        except CallError:  # the plan has no such records
            continue
    assert len(seen) > 100
    assert {(name, template) for name, template in seen if template not in EXPLAINED} == set()


PLAN_OWN = {"{id}"}
"""Headings that are a code of the plan: `show` explains them."""


@pytest.mark.parametrize(
    "folder",
    [
        pytest.param(PLANS / "town", id="town", marks=pytest.mark.slow),
        pytest.param(shipped(), id="shipped", marks=pytest.mark.slow),
        pytest.param(CITY, id="city"),
    ],
)
def test_every_heading_is_explained_as_it_is_read(folder: Path) -> None:
    plan = load(folder).plan
    assert plan
    titles: set[Message] = set()
    for ask in answers(plan):
        try:
            parts = [part if isinstance(part, Sheet) else as_sheet(part) for part in sheets(ask())]
        except CallError:  # the plan has no such records
            continue
        every = (column.title for part in parts for column in part.columns)
        titles |= {one for one in every if isinstance(one, Message) and one.template not in PLAN_OWN}
    read = {say(title, language) for title in titles for language in Language}
    unknown = {heading for heading in read if not _explained(heading)}
    assert len(read) > 100
    assert unknown == set()


@cache
def _explained(heading: str) -> bool:
    try:
        explain((), heading, WORDS)
    except CallError:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize(
    "folder", sampled([PLANS / "town", shipped(), CITY, FRAMEWORK], 4), ids=["town", "shipped", "city", "un"]
)
def test_every_label_of_every_card_is_explained_by_its_words_and_its_key(folder: Path) -> None:
    plan = load(folder).plan
    assert plan
    labels: set[str] = set()
    paragraphs = [
        f"{source.id} {one}" for source in plan.sources[:1] for one in (source.paragraphs or ())[:9]
    ]
    asked = [f"{kind}/{record.id}" for kind, record in (("plan", plan.about), *plan.records())]
    for one in nonempty((*asked, *paragraphs)):
        for card in nonempty(show(plan, one).cards):
            table = next(iter(sheets(show(plan, one))))
            assert isinstance(table, Sheet)
            for said, _, key in nonempty(table.rows):
                assert isinstance(key, str)
                labels |= {key, *(say(said, language) for language in Language)}  # type: ignore[arg-type]
            assert card.path
    assert len(labels) > 60
    assert {label for label in labels if not _explained(label)} == set()


def test_each_part_of_a_label_is_explained() -> None:
    for label in ("required.amount", "required: amount", "所需数额：金额"):
        first, *others = explain((), label, WORDS).words
        assert say(first.names[0], "en") == "Required"
        assert others
    assert explain((), "used by: action", WORDS).words[0] in explain((), "used by", WORDS).words
    assert not _explained("nonsense: gibberish")
    assert not _explained("nonsense.gibberish")


@pytest.mark.slow
def test_every_field_of_the_files_is_explained() -> None:
    for key, said in nonempty(FIELDS.items()):
        assert _explained(key), key
        for language in nonempty(Language):
            assert _explained(say(said, language)), key


def test_a_heading_with_an_amount_takes_amounts_alone() -> None:
    assert explain((), "At 4 403 561", WORDS).words == explain((), "at 0", WORDS).words
    assert explain((), "Uncovered before", WORDS).words == explain((), "uncovered", WORDS).words
    with pytest.raises(CallError, match="no code and no word at once"):
        explain((), "at once", WORDS)


def test_a_word_is_found_in_every_language_and_in_any_capitals() -> None:
    for word in nonempty(WORDS):
        for language in nonempty(Language):
            name = say(word.names[0], language)
            assert word in explain((), f" {name.upper() if name.isascii() else name} ", WORDS).words
            assert say(word.says, language).strip()


def test_what_is_neither_code_nor_word_is_a_wrong_call_with_the_nearest_word() -> None:
    with pytest.raises(CallError, match="no code and no word exposd") as caught:
        explain((), "exposd", WORDS)
    assert "exposed" in caught.value.hint


@pytest.mark.parametrize(
    "word",
    [
        "exposed",
        "structural",
        "loss",
        "hub",
        "bond",
        "core",
        "likely",
        "contested",
        "out",
        "EVPPI",
        "tau",
        "draws",
        "order of payment",
        "basis of the money",
        "can be done in part",
    ],
)
def test_the_words_of_the_design_are__explained(word: str) -> None:
    assert explain((), word, WORDS).words


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("Values by tier", "3 in tier 1"),
        ("tier", "1 is the highest, and also what counts where the plan states no tier"),
        ("Made free", "the earmark of the fund is lifted"),
        ("for sure", "Only this may be relied on"),
        ("it may be", "only that it may happen"),
        ("as we read it", "does not say it of this work"),
        ("budget", "a fund of the kind `regular`"),
        ("its strength", "worth most to find out"),
        ("Above all", "worth most to find out"),
        ("Among the first", "In what share of the draws"),
        ("Carry", "may add up to more than 100 %"),
        ("Required", "worked out from them"),
        ("Required", "states it as `required`"),
    ],
)
def test_the_first_entry_of_a_word_is_its_own(word: str, says: str) -> None:
    assert says in say(explain((), word, WORDS).words[0].says, "en")
