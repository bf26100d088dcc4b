"""Every heading, and every word of a state, can be looked up, in every language."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loops import nonempty
from realign.findings import CallError
from realign.loading import load, shipped
from realign.plan import Plan
from realign.questions.actions import actions
from realign.questions.annotations import annotations
from realign.questions.compare import compare
from realign.questions.explain import explain
from realign.questions.find import find
from realign.questions.flagships import flagships
from realign.questions.focus import focus
from realign.questions.gaps import gaps
from realign.questions.indicators import indicators
from realign.questions.lens_comparison import compare_lenses
from realign.questions.links import links
from realign.questions.review import review
from realign.questions.show import show
from realign.questions.trace import trace
from realign.questions.validate import examine
from realign.questions.why import why
from realign.sheets import Answer, Kind, Sheet
from realign.text import Language, Message, say
from realign.views import sheets
from realign.views.glossary import WORDS

PLANS = Path(__file__).parents[1] / "plans"
CITY = Path(__file__).parents[2] / "src" / "realign" / "exchange" / "templates" / "city" / "data"
EXPLAINED = {name.template for word in WORDS for name in word.names if isinstance(name, Message)}
QUICK = {"draws": 40}


def answers(plan: Plan) -> Iterator[Callable[[], Answer]]:
    """Every question to a plan; one that it has no records for is a wrong call."""
    lens = plan.lenses[0].id
    one, other = next((link.from_[0], link.to[0]) for link in plan.links)
    pairs = [f"{link.from_[0]}-{link.to[0]}" for link in plan.links]
    yield lambda: gaps(plan)
    yield lambda: gaps(plan, "100 000", lens, by="heading")
    yield lambda: gaps(plan, "100 000", lens, by="outcome")
    yield lambda: gaps(plan, "100 000", lens, rule="priority", earmarks=True)
    yield lambda: focus(plan, None, lens, draws=40)
    yield lambda: links(plan, lens, draws=40)
    yield lambda: links(plan, lens, draws=40, purpose="build")
    yield lambda: compare_lenses(plan, draws=40)
    yield lambda: why(plan, one, other, lens, draws=40)
    yield lambda: why(plan, pairs[0], next(pair for pair in pairs if pair != pairs[0]), lens, draws=40)
    yield lambda: flagships(plan, lens, draws=40)
    yield lambda: actions(plan, lens, draws=40)
    yield lambda: indicators(plan, lens, draws=40)
    yield lambda: annotations(plan)
    yield lambda: trace(plan)
    yield lambda: review(plan)
    yield lambda: find(plan, "e")
    yield lambda: show(plan, one)
    yield lambda: compare(plan, plan)
    yield lambda: examine(plan, plan.origin)


def said(answer: Answer) -> Iterator[tuple[str, str]]:
    """The templates of an answer's headings and states; the plan's own words are no words of ours."""
    for part in sheets(answer):
        for number, column in enumerate(part.columns if isinstance(part, Sheet) else ()):
            if isinstance(column.title, Message):
                yield part.name, column.title.template
            for row in part.rows if column.kind is Kind.STATE and isinstance(part, Sheet) else ():
                if isinstance(row[number], Message):
                    yield part.name, row[number].template  # type: ignore[union-attr]


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


def test_a_word_is_found_in_every_language_and_in_any_capitals() -> None:
    for word in nonempty(WORDS):
        for language in Language:
            name = say(word.names[0], language)
            assert word in explain((), f" {name.upper() if name.isascii() else name} ", WORDS).words
            assert say(word.says, language).strip()


def test_what_is_neither_code_nor_word_is_a_wrong_call_with_the_nearest_word() -> None:
    with pytest.raises(CallError, match="no code and no word exposd") as caught:
        explain((), "exposd", WORDS)
    assert "exposed" in caught.value.hint


@pytest.mark.parametrize(
    "word",
    ["exposed", "structural", "loss", "hub", "bond", "core", "likely", "contested", "out", "EVPPI", "tau"],
)
def test_the_words_of_the_design_are_known(word: str) -> None:
    assert explain((), word, WORDS).words
