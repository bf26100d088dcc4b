"""The ranked links of small plans, worked out by hand, and what the answer promises."""

import dataclasses

import numpy as np
import pytest

from linked import link, matrix_plan, plan_of
from loops import nonempty
from realign.findings import CallError, Place
from realign.models.influence.ranks import doubled_ranks, mid_ranks
from realign.models.influence.results import RankedLink, RankedOutcome
from realign.models.influence.total_influence import MOST_OUTCOMES, norm_of, resolvent
from realign.plan import Origin
from realign.questions.links import Links, links
from realign.render import json, table
from realign.render.selection import chosen
from realign.sheets import Heat, RenderOptions, Sheet
from realign.text import lacks
from realign.views import sheets
from spoken import sentences

CHAIN = [link("L1", "a", "b", 3), link("L2", "b", "c", 3)]
UNIFORM = np.ones((3, 3)) - np.eye(3)


def outcome(answer: Links, code: str) -> RankedOutcome:
    return next(one for one in answer.outcomes if one.id == code)


def only(answer: Links, source: str, target: str) -> RankedLink:
    return next(one for one in answer.links if (one.source, one.target) == (source, target))


# --- by hand ---------------------------------------------------------------------------------------


def test_a_chain_of_two_links_by_hand() -> None:
    # X: a → b 1, b → c 1; T: a → b 1, b → c 1, a → c .5
    answer = links(plan_of(CHAIN, "a b c"), draws=0)
    assert [outcome(answer, code).drive for code in "abc"] == pytest.approx([1.5, 1, 0])
    assert [outcome(answer, code).dependence for code in "abc"] == pytest.approx([0, 1, 1.5])
    assert [outcome(answer, code).indirect_share for code in "ab"] == pytest.approx([1 / 3, 0])
    assert outcome(answer, "c").indirect_share is None
    one = only(answer, "a", "b")  # without it only b → c is left: 2.5 - 1
    assert (one.direct, one.upstream, one.downstream, one.feedback) == pytest.approx((1, 1, 1.5, 1))
    assert one.loss == pytest.approx(1.5)
    assert (one.rank, only(answer, "b", "c").rank) == (1.5, 1.5)


def test_a_mutual_pair_is_taken_out_whole() -> None:
    # X = (0 1; 1 0), T = (2/3 4/3; 4/3 2/3): 4 in all, and all of it hangs on the one link
    answer = links(plan_of([link("L", "a", "b", 3, direction="mutual")], "a b"), draws=0)
    (one,) = answer.links
    assert one.loss == pytest.approx(4)
    assert outcome(answer, "a").drive == pytest.approx(2)
    # R = (4/3 2/3; 2/3 4/3), u = w = 2; (4 + 4 - 8/3) / (4/3)
    assert (one.upstream, one.back_upstream, one.feedback) == pytest.approx((2, 2, 4 / 3))
    assert one.shared == pytest.approx(-8 / 3)


def test_an_unstated_link_weighs_half_each_way() -> None:
    # the same with weights of a half over s = 1/2: nothing else changes
    answer = links(plan_of([link("L", "a", "b", 3, direction="unstated")], "a b"), draws=0)
    assert answer.links[0].loss == pytest.approx(4)


def test_the_lens_is_normalised_with_all_others_at_once() -> None:
    said = [link("L1", "a", "b", 3, lenses=["x"]), link("L2", "a", "c", 3)]
    plan = plan_of(said, "a b c", lenses=[{"id": "x", "default_relevance": 0.5, "outcomes": {"c": 0.5}}])
    answer = links(plan, "X", draws=0)  # s = 2 also where only 1.5 is left
    assert answer.lens == "x"
    assert only(answer, "a", "b").direct == pytest.approx(0.5)
    assert only(answer, "a", "c").loss == pytest.approx(0.25 * 0.5)
    assert outcome(answer, "a").drive == pytest.approx(0.5 + 0.25 * 0.5)
    assert outcome(answer, "c").dependence == pytest.approx(0.25)


def test_what_a_lens_shuts_out_is_not_listed_but_still_sets_the_scale() -> None:
    said = [link("L1", "a", "b", 3, lenses=["x"]), link("L2", "a", "c", 3, lenses={"x": 0})]
    answer = links(plan_of(said, "a b c", lenses=[{"id": "x"}]), "x", draws=50)
    assert [(one.source, one.target) for one in answer.links] == [("a", "b")]
    assert answer.links[0].direct == pytest.approx(0.5)


def test_a_link_that_holds_back_is_lost_with_a_gain() -> None:
    answer = links(plan_of([link("L1", "a", "b", 3), link("L2", "a", "c", -2)], "a b c"), draws=0)
    assert only(answer, "a", "c").loss == pytest.approx(-2 / 5)
    assert only(answer, "a", "c").rank == 2
    assert (outcome(answer, "a").positive, outcome(answer, "a").negative) == pytest.approx((0.6, 0.4))


def test_a_contested_pair_shows_both_strengths_and_counts_the_difference() -> None:
    answer = links(plan_of([link("L1", "a", "b", 3), link("L2", "a", "b", -1)], "a b"), draws=0)
    (one,) = answer.links
    assert (one.contested, one.strength, one.against) == (True, 3, -1)
    assert one.direct == pytest.approx(0.5)  # (3 - 1) / (3 + 1)
    assert "Contested" in table.render(answer, RenderOptions())


def test_a_flagship_serves_a_link_whose_ends_it_holds() -> None:
    flagships = [
        {"id": "F10", "kind": "flagship", "title": "Ten", "outcomes": ["a", "b", "c"]},
        {"id": "F2", "kind": "flagship", "title": "Two", "outcomes": ["a", "b"]},
        {"id": "F3", "kind": "flagship", "title": "Three", "outcomes": ["b", "c"]},
    ]
    answer = links(plan_of(CHAIN, "a b c", flagships=flagships), draws=0)
    assert only(answer, "a", "b").served_by == ("F2", "F10")


# --- published and closed forms --------------------------------------------------------------------


def test_dematel_of_the_medical_devices() -> None:
    # Çelikbilek & Özdemir (2020), Nobel, Ankara: 5 criteria, scale 0-4; totals recomputed with s = the
    # largest row or column sum, which is 13
    matrix = [[0, 2, 4, 3, 4], [3, 0, 2, 0, 0], [3, 3, 0, 0, 0], [3, 0, 4, 0, 2], [4, 0, 2, 0, 0]]
    answer = links(matrix_plan(matrix, 4), method="dematel", draws=0)
    given = [2.437478691114715, 1.1453162030684798, 1.288337283273045, 1.8680969606253381, 1.4097376408465345]
    received = [
        2.4234792732110932,
        1.2916884952808614,
        2.3149972974096715,
        0.7900336784333293,
        1.3287680345931565,
    ]
    assert [outcome(answer, f"n{at}").drive for at in range(1, 6)] == pytest.approx(given, abs=1e-9)
    assert [outcome(answer, f"n{at}").dependence for at in range(1, 6)] == pytest.approx(received, abs=1e-9)


def test_eigenvalues_of_the_closed_forms() -> None:
    # fixtures of spectralDEMATEL (P. Delias, MIT): matrices whose answer is known on paper
    cycle = np.array([[0, 2, 0], [0, 0, 3], [4, 0, 0.0]])
    assert norm_of(cycle) == 4
    assert np.abs(np.linalg.eigvals(cycle / 4)) == pytest.approx(0.375 ** (1 / 3))
    rank_one = np.array([[1, 1, 2], [2, 2, 4], [3, 3, 6.0]])
    assert norm_of(rank_one) == 12
    x = rank_one / 12
    assert np.abs(np.linalg.eigvals(x @ resolvent(x, 1.0))).max() == pytest.approx(0.75 / 0.25)
    pair = np.array([[0, 2], [1, 0.0]])
    mu = 0.5**0.5
    x = pair / norm_of(pair)
    assert np.abs(np.linalg.eigvals(x @ resolvent(x, 1.0))).max() == pytest.approx(mu / (1 - mu))
    defective = np.array([[0, 1, 0], [0, 0, 1], [2, 3, 0.0]])
    assert norm_of(defective) == 5
    x = defective / 5
    assert np.linalg.eigvals(x @ resolvent(x, 1.0)).real.max() == pytest.approx(0.4 / 0.6, abs=1e-6)


def test_a_uniform_network_ties_and_dematel_says_that_it_has_no_answer() -> None:
    plan = matrix_plan(UNIFORM)
    answer = links(plan)
    assert [one.drive for one in answer.outcomes] == pytest.approx([2, 2, 2])
    assert [one.rank for one in answer.outcomes] == [2, 2, 2]
    assert {one.rank for one in answer.links} == {3.5}
    assert answer.agreement["dematel"] is None
    assert any("dematel has no answer" in says.say("en") for says in sentences(answer, "agreement_says"))
    refused = links(plan, method="dematel")
    assert not refused.passed
    assert [(one.code, one.place) for one in refused.findings] == [("RA391", Place(""))]
    assert {one.rank for one in refused.links} | {one.drive for one in refused.outcomes} == {None}
    assert "dematel has no answer" in table.render(refused, RenderOptions())
    assert json.render(refused, RenderOptions())


def test_a_finding_stands_where_the_plan_stands() -> None:
    def locate(kind: str, record: str, *path: str | int) -> Place:
        return Place(f"{kind}{record}{path}.yaml")

    refused = links(matrix_plan(UNIFORM).read_from(Origin(locate)), method="dematel")
    assert refused.findings[0].place.path == "plan().yaml"


# --- the answer ------------------------------------------------------------------------------------


def test_the_contract_of_the_fields() -> None:
    fields = {one.name for one in dataclasses.fields(Links)}
    assert fields >= {"lens", "method", "delta", "links", "outcomes", "agreement", "inputs"}
    link_fields = {one.name for one in dataclasses.fields(RankedLink)}
    assert link_fields >= {
        "source", "target", "direction", "rank", "rank_low", "rank_high", "top_share", "loss", "direct", "upstream",
        "downstream", "strength", "confidence", "basis", "refs", "served_by", "contested",
    }  # fmt: skip
    outcome_fields = {one.name for one in dataclasses.fields(RankedOutcome)}
    assert outcome_fields >= {
        "id", "rank", "rank_low", "rank_high", "drive", "dependence", "direct_out", "direct_in", "positive", "negative",
    }  # fmt: skip


def test_top_cuts_what_is_asked_for_and_counts_the_rest() -> None:
    plan = plan_of(CHAIN, "a b c")
    by_link = links(plan, top=1, draws=0)
    assert (len(by_link.links), len(by_link.outcomes)) == (1, 3)
    assert (by_link.counts.links, by_link.counts.outcomes) == (2, 3)
    by_outcome = links(plan, top=1, by="outcome", draws=0)
    assert (len(by_outcome.links), len(by_outcome.outcomes)) == (2, 1)
    assert next(part.name for part in sheets(by_outcome)) == "outcomes"
    assert "1 of 2 shown" in table.render(by_link, RenderOptions())


def test_the_matrix_is_a_detail() -> None:
    plan = plan_of(CHAIN, "a b c")
    answer = links(plan, draws=0)
    (heat,) = (part for part in sheets(answer) if isinstance(part, Heat))
    assert [part.name for part in sheets(links(plan, draws=9))][-2:] == ["matrix", "wins"]
    assert [list(row) for row in heat.values] == [[0, 1, 0.5], [0, 0, 1], [0, 0, 0]]
    assert [part.name for part in chosen(answer, RenderOptions(sheet="matrix"))] == ["matrix"]
    assert not any(isinstance(part, Heat) for part in chosen(answer, RenderOptions()))
    assert any(isinstance(part, Heat) for part in chosen(answer, RenderOptions(details=True)))


@pytest.mark.parametrize("method", ["influence", "direct", "sei", "dematel", "katz", "micmac:2", "pwp"])
@pytest.mark.parametrize("said", [[], CHAIN[:1]])
def test_a_plan_of_nothing_or_one_link_has_an_answer(method: str, said: list[dict[str, object]]) -> None:
    for outcomes in ("", "a b", "a b c d"):
        if not said or outcomes:
            answer = links(plan_of(said, outcomes), method=method, draws=20)
            assert answer.passed
            assert len(answer.links) == len(said)
            assert json.render(answer, RenderOptions())
            assert table.render(answer, RenderOptions())


def test_methods_and_delta_that_do_not_exist_are_refused() -> None:
    for method in ("magic", "micmac:0", "micmac:x", "sei:2", "micmac:-1", "micmac:1000"):
        with pytest.raises(CallError) as caught:
            links(plan_of(CHAIN), method=method)
        assert "micmac:K" in str(caught.value.hint)
    for delta in (0.0, 1.0, -0.5, float("nan")):
        with pytest.raises(CallError):
            links(plan_of(CHAIN), delta=delta)
    for missing in (-0.1, 1.0):
        with pytest.raises(CallError):
            links(plan_of(CHAIN), missing=missing)
    with pytest.raises(CallError):
        links(plan_of(CHAIN), draws=-1)


def test_more_outcomes_than_fit_a_matrix_are_refused() -> None:
    with pytest.raises(CallError) as caught:
        links(plan_of(CHAIN, " ".join(["a", "b", "c", *map(str, range(MOST_OUTCOMES))])))
    assert str(caught.value.message) == "the plan has 3003 outcomes; links are ranked among 3000 at most"


@pytest.mark.slow
def test_programmes_are_asked_once_which_links_they_serve() -> None:
    flagships = [
        {"id": f"F{n}", "kind": "flagship", "title": "f", "outcomes": ["0", "1"]} for n in range(900)
    ]
    said = [link(f"L{number}", f"{number}", f"{number + 1}") for number in range(300)]
    answer = links(plan_of(said, " ".join(map(str, range(301))), flagships=flagships), draws=0)
    served = {(one.source, one.target): one.served_by for one in answer.links if one.served_by}
    assert served == {("0", "1"): tuple(f"F{number}" for number in range(900))}


def test_delta_is_that_of_the_method() -> None:
    deltas = {
        method: links(plan_of(CHAIN), method=method, draws=0).delta
        for method in ("influence", "dematel", "sei")
    }
    assert deltas == {"influence": 0.5, "dematel": 1, "sei": None}
    assert links(plan_of(CHAIN), delta=0.25, draws=0).delta == 0.25


def test_agreement_names_every_method_and_the_one_asked_for() -> None:
    answer = links(plan_of(CHAIN, "a b c"), method="micmac:5", draws=0)
    assert list(answer.agreement) == ["direct", "sei", "dematel", "katz", "micmac:3", "pwp", "micmac:5"]
    assert answer.agreement["micmac:5"] is None  # no walk is that long: all tie
    assert answer.agreement["dematel"] == 1


def test_agreement_in_words_tells_who_falls() -> None:
    # a drives most by itself, b through d: with two steps counted raw b overtakes a
    said = [link("L1", "a", "c", 3), link("L2", "b", "d", 2.9), link("L3", "d", "e f", 3)]
    answer = links(plan_of(said, "a b c d e f"), draws=0, delta=0.01)
    assert [one.id for one in answer.outcomes[:3]] == ["d", "a", "b"]
    assert any(
        says.say("en") == "d falls from 1 to 2 under sei" for says in sentences(answer, "agreement_says")
    )
    same = links(plan_of([link("L1", "a", "b")], "a b"), draws=0)
    assert "the top five do not depend on the method" in [
        says.say("en") for says in sentences(same, "agreement_says")
    ]


def test_outcomes_that_nothing_touches_are_named() -> None:
    answer = links(plan_of(CHAIN, "a b c d e"), draws=0)
    assert [one.id for one in answer.outcomes if one.alone] == ["d", "e"]
    assert "no link touches d, e" in table.render(answer, RenderOptions())


def test_every_text_is_bilingual() -> None:
    answer = links(plan_of([*CHAIN, link("L3", "a", "c", -1)], "a b c d"), draws=20, top=1)
    for part in nonempty(sheets(answer)):
        texts = [part.title, *part.notes]
        if isinstance(part, Sheet):
            texts += [column.title for column in part.columns]
        assert all(not isinstance(text, str) for text in texts), texts
        assert not any(lacks(text, "zh") for text in texts)


# --- ranks and tau ---------------------------------------------------------------------------------


def test_mid_ranks_by_hand() -> None:
    assert mid_ranks(np.array([3.0, 1, 3, 0, 0, 0, 5])) == (2.5, 4, 2.5, 6, 6, 6, 1)
    assert mid_ranks(np.array([])) == ()
    assert mid_ranks(np.array([0.1 + 0.2, 0.3])) == (1.5, 1.5)  # rounding parts nobody


def test_ranks_of_a_stack_are_those_of_each_row() -> None:
    rng = np.random.default_rng(1)
    scores = rng.integers(-2, 4, (50, 7)).astype(float)
    expected = [
        [2 * (row > one).sum() + (row == one).sum() + 1 for one in row] for row in scores
    ]  # twice: better ones, and half of the ties with itself
    assert doubled_ranks(scores).tolist() == expected
