"""Answers on the shipped plan say no more than the document: whose word it is, how surely, and of which time."""

import re
from functools import cache
from pathlib import Path

import pytest

from loops import nonempty
from realign import checks
from realign.findings import Place
from realign.loading import load
from realign.plan import Plan
from realign.questions.annotations import annotations
from realign.questions.briefing import briefing
from realign.questions.focus import Programme, focus
from realign.questions.gaps import gaps
from realign.questions.links import links
from realign.questions.trace import trace
from realign.questions.why import why
from realign.render import Format
from realign.sheets import Answer, RenderOptions, Sheet
from realign.text import say
from realign.views import sheets
from spoken import sentences

DATA = Path(__file__).parents[1] / "data"
LANGUAGES = ["en", "zh", "fr"]
FULL = 12_000_000
NONE_IS_SAID = {"A-17a", "A-18a-i-1", "A-18a-i-2", "A-18a-iii", "A-19b-2", "A-19c"}
"""Work whose state no sentence of the document gives in as many words; each note says how we come to it."""
OF_A_CASE = {"A-19c"}
"""Work of which the document speaks for the case without money; that the case is that of 2021 is our reading."""


@cache
def plan() -> Plan:
    found = load(DATA).plan
    assert found is not None
    return found


@cache
def programme(amount: int) -> Programme:
    return focus(plan(), amount, "resilience", draws=60)


def reasons(amount: int, language: str = "en") -> dict[str, str]:
    told = sentences(programme(amount), "programme.reason")
    return {
        piece.id: say(reason, language)
        for piece, reason in zip(programme(amount).programme, told, strict=True)
    }


def noted(answer: Answer, language: str = "en") -> str:
    return " ".join(say(note, language) for part in sheets(answer) for note in part.notes)


def test_a_state_that_no_sentence_gives_is_called_our_reading() -> None:
    held = {one.id: one for one in plan().activities if one.now}
    assert {name for name, one in held.items() if one.now and one.now.basis != "stated"} == NONE_IS_SAID
    for name, one in nonempty(held.items()):
        assert (one.basis == "stated") == (name not in NONE_IS_SAID - OF_A_CASE), name
        assert one.note or name not in NONE_IS_SAID
    told = reasons(0)
    for name in nonempty(held):
        if held[name].effect and "it is" in told[name]:
            assert ("as we read the source" in told[name]) == (name in NONE_IS_SAID), name


@pytest.mark.parametrize("amount", [0, 2_556_107, FULL])
def test_what_the_document_says_of_its_time_keeps_its_time_its_may_and_its_degree(amount: int) -> None:
    told = reasons(amount)
    for one in nonempty(plan().activities):
        if one.now is None or f"{one.now.year}" not in told[one.id]:
            continue
        assert "without the money, " not in told[one.id], one.id
        assert ("may be " in told[one.id] or "may have been" in told[one.id]) >= one.now.may, one.id
        if one.now.degree:
            assert str(one.now.degree) in told[one.id], one.id
    assert sum("in 2021, " in reason for reason in told.values()) >= 20


def test_more_money_does_not_turn_the_present_of_the_document_into_a_condition() -> None:
    told = reasons(FULL)
    assert (
        "in 2021, with less money, as we read the source, it may have been largely stopped"
        in told["A-18a-i-1"]
    )
    assert "in 2021, with less money, says the source, it was very limited" in told["A-16a"]
    assert "当时此项工作可能基本无力开展" in reasons(FULL, "zh")["A-18a-i-1"]


def test_the_same_work_under_another_name_has_the_state_by_our_reading() -> None:
    found = {one.id: one for one in gaps(plan(), 0).levels[0].items}
    for name in ("D8", "D9"):
        assert found[name].now is not None
        assert found[name].now.basis == "implied"  # type: ignore[union-attr]  # the line before
    assert "counted as the same work as A-20d" in reasons(0)["D8"]


def test_a_requirement_is_not_read_the_other_way_round_without_a_word() -> None:
    told = noted(gaps(plan(), FULL))
    assert "A-15a, A-15b, A-15c, A-15d, A-15e suffer if the 12 000 000 does not come" in told
    assert "That they are covered once it comes is how we read it" in told
    assert not re.search(r"vouches for no|nothing suffers|nothing goes short", told)


def test_what_we_let_the_regular_budget_pay_is_named() -> None:
    told = noted(gaps(plan(), 0))
    (ours,) = re.findall(r"our reading and no statement of the source: ([^.]*)\.", told)
    assert ours.split(", ") == ["D1", "D2", "D3", "D4", "D5", "D6", "D7", "A-19a-2"]


@pytest.mark.parametrize(("amount", "ours"), [(0, 8), (FULL, 13)])
def test_first_of_all_stands_how_much_is_covered_by_our_reading_alone(amount: int, ours: int) -> None:
    answer = gaps(plan(), amount)
    covered = answer.levels[0].covered
    first = " ".join(say(note, "en") for note in next(iter(sheets(answer))).notes[:2])
    assert f"of that, {ours} are covered as we read the source" in first
    assert len(covered) == ours + 1  # of A-19a-1 alone the source says that the regular budget pays it


def test_no_programme_is_said_to_be_paid_by_name_where_its_class_alone_is() -> None:
    assert {one.id: one.funds_basis for one in plan().flagships if one.funds} == dict.fromkeys(
        ["F1", "F2", "F3", "F4", "F5", "SCP"], "implied"
    )
    assert "(which money may pay is implied)" in reasons(0)["F4"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_pages_for_a_board_do_not_pass_over_what_is_open(language: str) -> None:
    brief = briefing(plan(), "resilience", FULL, draws=60)
    (put_off,) = [part for part in sheets(brief) if isinstance(part, Sheet) and part.name == "put_off"]
    assert put_off.rows == ()
    count = sum(one.decision == "open" for one in programme(FULL).programme)
    assert count > 20
    assert str(count) in " ".join(say(note, language) for note in put_off.notes)


def test_a_slip_that_only_a_reader_finds_explains_no_finding_of_a_check() -> None:
    found = checks.run(plan(), lambda kind, record, *_: Place(f"{kind}/{record}"))
    unchecked = [one.id for one in plan().discrepancies if one.unchecked]
    acknowledged = [str(one.hint) for one in found if "acknowledged by" in str(one.hint)]
    assert len(acknowledged) > 10
    for name in nonempty(unchecked):
        assert not [hint for hint in acknowledged if name in hint.partition(":")[0]], name


def test_what_ties_nothing_has_no_basis_of_a_tie() -> None:
    held = {one.name: one for one in trace(plan()).records}
    for kind in ("flagships", "actions"):
        for one in nonempty(getattr(plan(), kind)):
            if f"{kind}/{one.id}" in held:
                tied = bool(one.outcomes or one.lenses)
                assert (held[f"{kind}/{one.id}"].basis is not None) == tied, one.id


def test_that_a_change_and_a_lens_are_our_reading_stands_under_the_annotations() -> None:
    assert "is our reading, except where the annex says" in noted(annotations(plan()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_decimals_of_cells_and_sentences_have_the_sign_of_the_language(language: str) -> None:
    for answer in (why(plan(), "1.2", "1.3", "resilience", draws=60), links(plan(), "resilience", draws=60)):
        text = Format.MARKDOWN.render(answer, RenderOptions(language=language))
        points, commas = (len(re.findall(rf"\b\d+\{sign}\d{{3}}\b", text)) for sign in ".,")
        assert (points == 0) == (language == "fr")
        assert (commas == 0) == (language != "fr")
        assert points + commas > 4
