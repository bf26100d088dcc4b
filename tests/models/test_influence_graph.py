"""What records come to when they are put together, by hand and by law."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linked import CODES, link, plan_of, random_plan, records
from loops import tries
from realign.findings import CallError
from realign.models.influence.graph import LinkGraph
from realign.plan import code_order
from realign.plan.lookup import find_lens, find_outcome

LENS = {"id": "x", "default_relevance": 0.5}


def weights(graph: LinkGraph, *, lens_free: bool = False) -> dict[tuple[str, str], tuple[float, float]]:
    return {
        pair: (round(weight.positive, 12), round(weight.negative, 12))
        for pair, weight in graph.weights(lens_free=lens_free).items()
    }


def test_codes_are_sorted_as_people_do() -> None:
    assert sorted(["1.10", "1.2", "10.1", "2.1", "F1"], key=code_order) == [
        "1.2",
        "1.10",
        "2.1",
        "10.1",
        "F1",
    ]
    digits = "9" * 5_000  # more than Python makes a number of
    assert sorted([digits, "2"], key=code_order) == ["2", digits]


def test_sets_expand_to_pairs_and_never_to_a_loop() -> None:
    graph = LinkGraph.of(plan_of([link("L", "a b", "b c", 3)]))
    assert weights(graph) == {("a", "b"): (1, 0), ("a", "c"): (1, 0), ("b", "c"): (1, 0)}


def test_an_unstated_direction_counts_two_thirds_each_way_and_a_mutual_one_fully() -> None:
    graph = LinkGraph.of(
        plan_of([link("L", "b", "a", 3, direction="unstated"), link("M", "c", "d", 3, direction="mutual")])
    )
    open_, full = (pytest.approx(2 / 3), 0), (1, 0)
    assert weights(graph) == {("a", "b"): open_, ("b", "a"): open_, ("c", "d"): full, ("d", "c"): full}


def test_inside_a_paragraph_and_across_paragraphs_the_strongest_counts() -> None:
    said = [
        link("L1", "a", "b", 1, refs=["DOC 7"]),
        link("L2", "a", "b", 2, refs=["DOC 7"], basis="implied"),
        link("L3", "a", "b", 3, refs=["DOC 8"], basis="analyst"),
    ]
    (tie,) = LinkGraph.of(plan_of(said)).ties
    assert tie.strength == 3
    assert tie.confidence == pytest.approx(1 - 0.1 * 0.6)
    assert tie.refs == ("DOC 7", "DOC 8")
    assert tie.records == ("L1", "L2", "L3")
    assert tie.basis == "stated"


def test_a_record_without_paragraphs_is_a_paragraph_of_its_own() -> None:
    said = [link("L1", "a", "b", refs=[], basis="analyst"), link("L2", "a", "b", refs=[], basis="analyst")]
    (tie,) = LinkGraph.of(plan_of(said)).ties
    assert tie.refs == ("L1", "L2")
    assert tie.confidence == pytest.approx(1 - 0.6**2)


def test_a_lens_counts_what_is_tagged_fully_and_the_rest_by_default() -> None:
    said = [
        link("L1", "a", "b", 3, lenses=["x"]),
        link("L2", "a", "c", 3),
        link("L3", "a", "d", 3, lenses={"x": 0.25}),
        link("L4", "b", "c", 3, lenses={"x": 0}),
    ]
    plan = plan_of(said, lenses=[LENS])
    assert weights(LinkGraph.of(plan, "x")) == {
        ("a", "b"): (1, 0),
        ("a", "c"): (0.5, 0),
        ("a", "d"): (0.25, 0),
    }
    assert len(LinkGraph.of(plan, "x").ties) == 3
    assert len(LinkGraph.of(plan).ties) == 4
    assert weights(LinkGraph.of(plan, "x"), lens_free=True) == weights(LinkGraph.of(plan))


def test_the_lens_comes_before_the_maximum() -> None:
    said = [link("L1", "a", "b", 3), link("L2", "a", "b", 2, lenses=["x"])]
    assert weights(LinkGraph.of(plan_of(said, lenses=[LENS]), "x")) == {("a", "b"): (round(2 / 3, 12), 0)}


def test_opposite_signs_are_both_kept_and_the_pair_is_contested() -> None:
    said = [link("L1", "a", "b", 3), link("L2", "a", "b", -1, basis="analyst"), link("L3", "b", "c", -2)]
    one, other = LinkGraph.of(plan_of(said)).ties
    assert (one.contested, one.strength, one.against, one.confidence) == (True, 3, -1, 0.9)
    assert (other.contested, other.strength, other.against) == (False, -2, None)
    assert weights(LinkGraph.of(plan_of(said)))["a", "b"] == (1, round(1 / 3, 12))


def test_signs_in_opposite_directions_are_no_contest() -> None:
    said = [link("L1", "a", "b", 3), link("L2", "b", "a", -1)]
    assert [tie.contested for tie in LinkGraph.of(plan_of(said)).ties] == [False, False]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([("b", "a", "unstated")], [("a", "b", "unstated", True)]),
        ([("b", "a", "mutual")], [("a", "b", "mutual", True)]),
        ([("b", "a", "directed")], [("b", "a", "directed", False)]),
        ([("b", "a", "directed"), ("a", "b", "directed")], [("a", "b", "directed", False), ("b", "a", "directed", False)]),
        ([("b", "a", "directed"), ("a", "b", "unstated")], [("b", "a", "directed", True)]),
        ([("b", "a", "directed"), ("a", "b", "directed"), ("a", "b", "unstated")], [("a", "b", "mutual", True)]),
    ],
)  # fmt: skip
def test_what_is_one_link_and_which_way_it_runs(
    said: list[tuple[str, str, str]], expected: list[tuple[str, str, str, bool]]
) -> None:
    plan = plan_of([link(f"L{n}", s, t, direction=way) for n, (s, t, way) in enumerate(said)])
    ties = LinkGraph.of(plan).ties
    assert [(tie.source, tie.target, tie.direction, tie.whole) for tie in ties] == expected


def test_a_strength_of_nothing_is_no_link() -> None:
    assert LinkGraph.of(plan_of([link("L", "a", "b", 0)])).ties == ()


def test_a_lens_is_found_by_its_id_or_title_in_any_capitals() -> None:
    plan = plan_of(
        [], lenses=[{"id": "resilience", "title": {"en": "Resilience", "zh": "复原力"}}, {"id": "other"}]
    )
    assert find_lens(plan, "Resilience").id == find_lens(plan, "复原力").id == "resilience"
    with pytest.raises(CallError) as caught:
        find_lens(plan, "resilence")
    assert "resilience" in caught.value.hint
    with pytest.raises(CallError):
        find_lens(plan_of([]), "any")


def test_an_unknown_outcome_lists_the_codes_of_its_domain_and_never_guesses() -> None:
    plan = plan_of([], "1.1 1.10 1.2 2.1", domains=[{"id": "1", "title": "One"}, {"id": "2", "title": "Two"}])
    assert find_outcome(plan, " 1.10 ") == "1.10"
    with pytest.raises(CallError) as caught:
        find_outcome(plan, "1.3")
    assert str(caught.value.hint) == "domain 1 has 1.1, 1.2, 1.10"
    with pytest.raises(CallError) as caught:
        find_outcome(plan, "5.1")
    assert str(caught.value.hint) == "the plan has 1.1, 1.2, 1.10, 2.1"


def test_the_network_in_the_words_of_the_plan() -> None:
    graph = LinkGraph.of(
        plan_of([link("L1", "a", "b"), link("L2", "b", "c"), link("L3", "a", "c")], "a b c d e")
    )
    assert graph.components() == (("a", "b", "c"), ("d",), ("e",))
    assert graph.alone == ("d", "e")
    assert graph.reach("a") == ("b", "c")
    assert graph.reach("c") == ()
    assert graph.paths("a", "c") == (("a", "c"), ("a", "b", "c"))


@settings(max_examples=tries(40), deadline=None)
@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_records_and_of_their_lists_changes_nothing(
    given_records: list[dict[str, object]], shuffle: random.Random
) -> None:
    again = [dict(reversed(one.items())) for one in given_records]
    shuffle.shuffle(again)
    for one in again:
        refs = list(one["refs"])  # type: ignore[call-overload]
        shuffle.shuffle(refs)
        one["refs"] = refs
    for lens in (None, "near"):
        assert LinkGraph.of(random_plan(again), lens) == LinkGraph.of(random_plan(given_records), lens)


@settings(max_examples=tries(40), deadline=None)
@given(records())
def test_a_second_citation_of_a_paragraph_changes_nothing_and_a_second_paragraph_only_the_confidence(
    given_records: list[dict[str, object]],
) -> None:
    before = LinkGraph.of(random_plan(given_records), "near")
    same = [*given_records, *({**one, "id": f"{one['id']}again"} for one in given_records if one["refs"])]
    other = [*given_records, *({**one, "id": f"{one['id']}new", "refs": ["DOC 99"]} for one in given_records)]
    cited_twice, cited_elsewhere = (LinkGraph.of(random_plan(said), "near") for said in (same, other))
    assert cited_twice.weights() == cited_elsewhere.weights() == before.weights()
    for old, twice, elsewhere in zip(before.ties, cited_twice.ties, cited_elsewhere.ties, strict=True):
        assert twice.confidence == pytest.approx(old.confidence)
        assert elsewhere.confidence > old.confidence
        assert elsewhere.strength == twice.strength == old.strength


@settings(max_examples=tries(40), deadline=None)
@given(records())
def test_every_link_stands_for_weights_and_every_weight_for_a_link(
    given_records: list[dict[str, object]],
) -> None:
    graph = LinkGraph.of(random_plan(given_records), "near")
    covered = set()
    for tie in graph.ties:
        there, back = (tie.source, tie.target), (tie.target, tie.source)
        covered |= {there, back} if tie.whole else {there}
        assert set(tie.records) <= {str(one["id"]) for one in given_records}
        assert 0 < tie.confidence < 1
    assert set(graph.weights()) <= covered
    assert set(graph.outcomes) == set(CODES)
