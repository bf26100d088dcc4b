"""An explanation can be redone by hand, and a doubt gets an answer."""

import math
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linked import link, plan_of, random_plan, records
from loops import nonempty, tries
from realign.findings import CallError, Place, Position
from realign.models.influence.graph import LinkGraph
from realign.models.influence.methods import read_method
from realign.models.influence.scores import assess
from realign.plan import Origin
from realign.questions.link_comparison import Comparison
from realign.questions.links import links
from realign.questions.why import Why, why
from realign.render import json, table
from realign.sheets import RenderOptions, Sheet
from realign.text import lacks, say
from realign.views import sheets
from spoken import sentences

LENS = {"id": "x", "default_relevance": 0.5}
SAID = [
    link("L1", "a", "b", 3, direction="unstated", refs=["DOC 7(b)"]),
    link("L2", "a", "b", 2, refs=["DOC 9"], basis="implied"),
    link("L3", "b", "c", 2),
    link("L4", "a", "c", 1, lenses=["x"]),
]
PLAN = plan_of(SAID, lenses=[LENS])


def locate(kind: str, record: str, *path: str | int) -> Place:
    del path
    return Place(f"{kind}.yaml", Position(10 * int(record[1:])))


def explained(a: str, b: str, lens: str | None = None, draws: int = 2_000) -> Why:
    answer = why(PLAN.read_from(Origin(locate)), a, b, lens, draws=draws)
    assert isinstance(answer, Why)
    return answer


def compared(a: str, b: str, lens: str | None = None) -> Comparison:
    answer = why(PLAN, a, b, lens, draws=300)
    assert isinstance(answer, Comparison)
    return answer


def worth(formula: str) -> float:
    """What a pocket calculator makes of a formula."""
    plain = formula.replace("×", "*").replace("−", "-").replace("²", "**2")
    assert set(plain) <= set("0123456789.+-*/() e"), plain
    return float(eval(plain))  # noqa: S307 - only digits and signs are left


def test_every_statement_is_a_term_with_its_place() -> None:
    terms = explained("a", "b", draws=0).terms
    found = [
        (term.source, term.target, term.record, term.place, round(term.weight, 9), term.counts)
        for term in terms
    ]
    assert found == [
        ("a", "b", "L1", "links.yaml:10", round(2 / 3, 9), True),
        ("a", "b", "L2", "links.yaml:20", round(2 / 3, 9), False),  # as strong: one of the two will do
        ("b", "a", "L1", "links.yaml:10", round(2 / 3, 9), True),
    ]
    assert [term.share for term in terms] == [pytest.approx(2 / 3), 1, pytest.approx(2 / 3)]
    assert [term.confidence for term in terms] == [0.9, 0.7, 0.9]


def test_a_term_tells_how_the_lens_sees_it() -> None:
    terms = {term.record: term for term in explained("a", "c", "x", draws=0).terms}
    assert (terms["L4"].relevance, terms["L4"].tagged) == (1, True)
    assert explained("b", "c", "x", draws=0).terms[0].weight == pytest.approx(2 / 3 * 0.5)
    assert not explained("b", "c", "x", draws=0).terms[0].tagged


@pytest.mark.slow
@settings(max_examples=tries(40), deadline=None)
@given(records(), st.sampled_from([None, "near", "far"]))
def test_the_arithmetic_can_be_redone(given_records: list[dict[str, object]], lens: str | None) -> None:
    plan = random_plan(given_records)
    for tie in LinkGraph.of(plan, lens).ties:
        answer = why(plan, tie.source, tie.target, lens, draws=0)
        assert isinstance(answer, Why)
        assert answer.link is not None
        assert (answer.source, answer.target) == (tie.source, tie.target)
        for step in answer.steps:
            assert worth(step.formula) == pytest.approx(step.value, rel=2e-3, abs=2e-4), (
                step.name,
                step.formula,
            )
        assert answer.steps[-2].value == answer.link.loss
        assert answer.steps[-1].value == answer.link.expected
        for code, side, reach in (
            (tie.source, "upstream", answer.link.upstream),
            (tie.target, "downstream", answer.link.downstream),
        ):
            adds = sum(one.adds for one in answer.shares if (one.outcome, one.side) == (code, side))
            own = 1.0
            if side == "downstream" and lens == "near":
                own = {"1.1": 0.25, "2.2": 0.0}.get(code, 1.0)
            assert own + adds == pytest.approx(reach, abs=1e-9)
        for one in answer.shares:
            assert one.adds == pytest.approx(0.5 * one.weight * one.reach, abs=1e-12)


def test_ways_round_multiply() -> None:
    answer = explained("a", "c", draws=0)
    assert [way.outcomes for way in answer.ways] == [("a", "b", "c")]
    ab, bc = (
        one.direct or 0 for pair in ("ab", "bc") for one in [explained(pair[0], pair[1], draws=0).link] if one
    )
    assert answer.ways[0].influence == pytest.approx(0.5 * ab * bc)


def test_it_is_the_same_link_as_in_links() -> None:
    of_links = {(one.source, one.target): one for one in links(PLAN, "x").links}
    assert explained("b", "a", "x").link == of_links["a", "b"]


def test_links_close_in_rank_are_compared() -> None:
    answer = explained("a", "b")
    assert {(one.source, one.target) for one in answer.rivals} == {("b", "c"), ("a", "c")}
    for one in answer.rivals:
        other = explained(one.source, one.target)
        (back,) = (rival for rival in other.rivals if (rival.source, rival.target) == ("a", "b"))
        assert one.win + back.win == pytest.approx(1)
        assert one.win_error == pytest.approx(math.sqrt(one.win * (1 - one.win) / 2000))
    assert any("ranks above b–c" in says.say("en") for says in sentences(answer))


def test_the_sentences_tell_rank_interval_and_cause() -> None:
    said = " | ".join(says.say("en") for says in sentences(explained("a", "b")))
    assert "a → b ranks 1 of 3" in said
    assert "in nine draws of ten it ranks between" in said
    assert "2 statements in 2 paragraphs" in said
    assert "without DOC 7(b) it would rank 2" in said  # then it is one statement of 2, and less sure


def test_the_sentences_hold_for_a_single_statement_and_a_single_place() -> None:
    plan = plan_of([link("L1", "a", "b", 3, basis="stated")])
    answer = why(plan, "a", "b")
    assert isinstance(answer, Why)
    said = [says.say("en") for says in sentences(answer)]
    assert "one statement makes it 90 % sure" in said
    assert any(one.startswith("in nine draws of ten it ranks at 1; ") for one in said)
    assert any("十次抽样中有九次排第1；" in says.say("zh") for says in sentences(answer))


def test_of_a_contested_link_either_sign_counts() -> None:
    plan = plan_of([link("L1", "a", "b", 3, refs=["DOC 1"]), link("L2", "a", "b", -1, refs=["DOC 1"])])
    answer = why(plan, "a", "b")
    assert isinstance(answer, Why)
    assert any(
        "2 statements in 1 paragraph: the strongest of either sign" in one.say("en")
        for one in sentences(answer)
    )


def test_the_basis_is_said_in_the_language_of_the_reader() -> None:
    answer = explained("a", "b")
    assert "stated" in table.render(answer, RenderOptions(sheet="terms"))
    chinese = table.render(answer, RenderOptions(sheet="terms", language="zh"))
    assert "明示" in chinese
    assert "stated" not in chinese


@pytest.mark.parametrize(("one", "other"), [("a-b", "b-c"), ("b-c", "a-b")])
def test_what_either_way_brings_is_told_and_adds_up_to_the_loss(one: str, other: str) -> None:
    answer = why(PLAN, one, other)
    assert isinstance(answer, Comparison)
    (said,) = (
        says.say("en") for says in sentences(answer) if says.say("en").startswith("the way there brings")
    )
    there, their_there, back, their_back = map(float, re.findall(r"\d\.\d+", said))
    links = sorted((answer.one, answer.other), key=lambda each: each.rank or 0)
    for each, ways in nonempty(zip(links, ((there, back), (their_there, their_back)), strict=True)):
        assert each.loss == pytest.approx((sum(ways) + (each.shared or 0)) / (each.feedback or 1), abs=1e-3)
    assert min(back, their_back) == 0 < max(back, their_back)


def test_a_pair_without_a_link_says_so_and_shows_the_ways_round() -> None:
    none = explained("a", "d")
    assert none.link is None
    assert (none.terms, none.steps, none.influence) == ((), (), 0)
    assert sentences(none)[0].say("en") == "the plan says nothing that ties a and d directly"
    back = explained("c", "a")  # there is only a → c
    assert (back.source, back.target) == ("a", "c")
    chain = why(plan_of([link("L1", "a", "b"), link("L2", "b", "c")]), "a", "c")
    assert isinstance(chain, Why)
    assert chain.link is None
    assert chain.influence == pytest.approx(0.5)
    assert [way.outcomes for way in chain.ways] == [("a", "b", "c")]
    assert "only through others" in sentences(chain)[1].say("en")


def test_what_the_lens_shuts_out_is_told() -> None:
    plan = plan_of([link("L1", "a", "b", lenses={"x": 0})], lenses=[LENS])
    answer = why(plan, "a", "b", "x")
    assert isinstance(answer, Why)
    assert "the lens shuts out" in sentences(answer)[0].say("en")
    assert [term.counts for term in answer.terms] == [False]


@pytest.mark.parametrize(
    ("a", "b", "message"),
    [
        ("a", "z", "there is no outcome 'z'"),
        ("a", "a", "never linked to itself"),
        ("a-b", "c-d", "there is no link c-d here"),
        ("a-b", "b-a", "both name the same link"),
        ("a-b", "c", "'c' names no link"),
        ("a-z", "a-b", "'a-z' names no link"),
        ("a-z", "c", "there is no outcome 'a-z'"),
    ],
)
def test_calls_that_make_no_sense(a: str, b: str, message: str) -> None:
    with pytest.raises(CallError) as caught:
        why(PLAN, a, b, draws=0)
    assert message in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("written", ["b-c", "b–c", "b → c", "b->c", "B - C", "b:c"])
def test_a_link_may_be_written_in_many_ways(written: str) -> None:
    assert (compared("a-b", written).other.source, compared("a-b", written).other.target) == ("b", "c")


def test_codes_with_a_dash_are_codes() -> None:
    plan = plan_of([link("L1", "x-1", "y"), link("L2", "y", "z")], "x-1 y z")
    answer = why(plan, "x-1", "y", draws=0)
    assert isinstance(answer, Why)
    both = why(plan, "x-1-y", "y-z", draws=0)
    assert isinstance(both, Comparison)
    assert both.one.source == "x-1"


def test_two_links_side_by_side() -> None:
    there, back = compared("a-b", "b-c"), compared("b-c", "a-b")
    assert there.win is not None
    assert back.win == pytest.approx(1 - there.win)
    factors = {one.name: one for one in there.factors}
    assert factors["loss"].ratio == pytest.approx((there.one.loss or 0) / (there.other.loss or 1))
    assert "a → b ranks 1" in sentences(there)[0].say("en")
    assert "does not rank above" in sentences(back)[0].say("en")
    share = f"{100 * (there.win or 0):.0f}"
    assert any(f"in {share} % of {there.draws} draws" in says.say("en") for says in sentences(there))


def test_two_links_that_tie_are_not_said_to_be_in_an_order() -> None:
    tied = why(plan_of([link("L1", "a", "b"), link("L2", "c", "d")]), "a-b", "c-d", draws=50)
    assert isinstance(tied, Comparison)
    told = [says.say("en") for says in sentences(tied)]
    assert "tie: both rank 1.5" in told[0]
    assert any("single changes part them" in one for one in told)
    assert not any("other way round" in one for one in told)


def test_a_link_stays_one_link_whatever_is_left_out() -> None:
    said = [
        link("L1", "a", "b", 3, direction="unstated", refs=["D 1"]),
        link("L2", "a", "b", 2, refs=["D 2"]),
        link("L3", "b", "a", 2, refs=["D 3"]),
        link("L4", "c", "d", 2, refs=["D 4"]),
    ]
    answer = why(plan_of(said), "a-b", "c-d", draws=0)
    assert isinstance(answer, Comparison)
    told = zip(sentences(answer, "changes.says"), answer.changes, strict=True)
    (without,) = (one for says, one in told if says.say("en") == "without D 1")
    x, delta = 1.0, 0.5  # 2 of 3 each way, divided by s: the same 2 of 3
    reach = 1 / (1 - delta)  # two outcomes that pass everything to and fro
    assert without.one == pytest.approx(2 * x * reach * 0.99)  # two paragraphs are left
    assert without.other == pytest.approx(x * 0.9)


def test_every_reading_of_a_statement_is_tried() -> None:
    said = [link("L1", "a", "b", 2, lenses=["x"]), link("L2", "c", "d", 1, direction="mutual")]
    plan = plan_of(said, lenses=[{"id": "x", "default_relevance": 0.5}])
    answer = why(plan, "a-b", "c-d", "x", draws=0)
    assert isinstance(answer, Comparison)
    told = [says.say("en").split(": ", 1)[-1] for says in sentences(answer, "changes.says")]
    mine = [one for one in told if "strength" not in one and "without" not in one and "delta" not in one]
    assert mine == [
        "read as mutual",
        "read as leaving its direction open",
        "relevance 0 in place of 1",
        "relevance 0.5 in place of 1",
        "read as c → d",
        "read as d → c",
        "read as leaving its direction open",
        "relevance 0 in place of 0.5",
        "relevance 1 in place of 0.5",
    ]


def test_every_single_change_is_what_it_says() -> None:
    answer = compared("b-c", "a-c")
    told = zip(sentences(answer, "changes.says"), answer.changes, strict=True)
    changes = {says.say("en"): one for says, one in told}
    assert "without DOC L3" in changes
    assert changes["without DOC L3"].one == 0
    assert changes["without DOC L3"].turns
    graph = LinkGraph.of(PLAN)
    stronger = tuple(replace(one, strength=2) if one.record == "L4" else one for one in graph.statements)
    by_hand = assess(replace(graph, statements=stronger), read_method("influence"))
    loss = {
        (tie.source, tie.target): value
        for tie, value in zip(by_hand.graph.ties, by_hand.expected.tolist(), strict=True)
    }
    change = changes["L4 a–c (DOC L4): strength 2 in place of 1"]
    assert (change.one, change.other) == pytest.approx((loss["b", "c"], loss["a", "c"]))
    assert change.turns == (loss["b", "c"] <= loss["a", "c"])
    slow = assess(graph, read_method("influence", 0.9))
    assert changes["delta 0.9 in place of 0.5"].one == pytest.approx(
        slow.expected[[tie.source for tie in graph.ties].index("b")]
    )


def test_readings_of_an_open_direction_and_of_relevance_are_tried() -> None:
    says = {one.say("en") for one in sentences(compared("a-b", "b-c", "x"), "changes.says")}
    assert "L1 a–b (DOC 7(b)): read as a → b" in says
    assert "L1 a–b (DOC 7(b)): read as b → a" in says
    assert "L1 a–b (DOC 7(b)): read as mutual" in says
    assert "L3 b–c (DOC L3): relevance 1 in place of 0.5" in says
    assert not any("strength 4" in one for one in says)


def test_a_tie_is_called_a_tie() -> None:
    plan = plan_of([link("L1", "a", "b"), link("L2", "c", "d")])
    answer = why(plan, "a-b", "c-d", draws=100)
    assert isinstance(answer, Comparison)
    assert "tie: both rank 1.5" in sentences(answer)[0].say("en")


@pytest.mark.parametrize("pair", [("a", "b"), ("a", "d"), ("a-b", "b-c")])
def test_every_text_is_bilingual_and_every_format_can_show_it(pair: tuple[str, str]) -> None:
    answer = why(PLAN.read_from(Origin(locate)), *pair, "x", draws=50)
    for part in nonempty(sheets(answer)):
        assert isinstance(part, Sheet)
        texts = [part.title, *part.notes]
        assert not any(lacks(text, "zh") for text in texts)
    assert table.render(answer, RenderOptions(language="zh"))
    assert json.render(answer, RenderOptions())


def test_the_first_lines_say_class_loss_and_neighbours() -> None:
    answer = explained("a", "b", draws=400)
    assert answer.link is not None
    first = next(iter(sheets(answer)))
    says = [say(line, "en") for line in (first.title, *first.notes)]
    assert says[0].startswith(f"a → b is {answer.link.class_}: among the first {answer.chosen} in ")
    assert " ranks " in says[1]
    assert " of all influence is lost " in says[1]
    told = [line for line in says[2:4] if line.startswith(("above ", "below "))]
    assert len(told) == (answer.above is not None) + (answer.below is not None) > 0
    for other, word in ((answer.above, "below"), (answer.below, "above")):
        if other:
            ratio = (answer.link.expected or 0) / (other.expected or 1)
            assert any(
                line.startswith(f"{word} {other.source}") and f"{ratio:.2f} times" in line for line in told
            )
