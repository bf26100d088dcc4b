"""The networkx graph of a plan: what its edges say by hand, and the same figures as `links`."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linked import link, plan_of, random_plan, records
from loops import nonempty, tries
from realign.findings import CallError
from realign.models.influence.graph import LinkGraph, network
from realign.models.influence.scored_network import scored
from realign.questions.links import links

LENS = {"id": "x", "default_relevance": 0.5, "outcomes": {"b": 0.25}}
SAID = [
    link("L1", "a", "b", 3, lenses=["x"]),
    link("L2", "b", "a", 2, direction="unstated", basis="analyst"),
    link("L3", "b", "c", -2, basis="implied"),
    link("L4", "b", "c", 1, lenses=["x"]),
]


def test_every_edge_says_what_its_own_direction_is_told() -> None:
    drawn = network(plan_of(SAID, lenses=[LENS]), "x")
    assert list(drawn) == ["a", "b", "c", "d"]
    assert drawn.nodes["b"] == {"title": "Outcome b", "domain": None, "destination": 0.25}
    assert set(drawn.edges) == {("a", "b"), ("b", "a"), ("b", "c")}
    back = drawn.edges["b", "a"]  # 2 of 3, half through the lens, two thirds as the direction is open
    assert back["weight"] == pytest.approx(2 / 3 / 2 * 2 / 3)
    assert {name: back[name] for name in ("sign", "strength", "confidence", "statements", "link")} == {
        "sign": 1,
        "strength": 2,
        "confidence": pytest.approx(0.4),
        "statements": ("L2",),
        "link": ("a", "b"),
    }
    there = drawn.edges["a", "b"]
    assert (there["weight"], there["statements"], there["direction"]) == (1, ("L1", "L2"), "directed")
    assert there["confidence"] == pytest.approx(1 - 0.1 * 0.6)
    even = drawn.edges["b", "c"]  # a push of 1 through the lens against a hold of 2 by half of it
    assert (even["positive"], even["negative"]) == (pytest.approx(1 / 3), pytest.approx(1 / 3))
    assert (even["weight"], even["sign"]) == (0, 0)
    assert drawn.graph == {"lens": "x", "scale": 3}


@settings(deadline=None, max_examples=tries(60))
@given(records(), st.sampled_from([None, "near"]))
def test_the_edges_are_the_weights_and_their_links_the_links(
    said: list[dict[str, object]], lens: str | None
) -> None:
    graph = LinkGraph.of(random_plan(said), lens)
    assert list(graph.network) == list(graph.outcomes)
    found = {pair: edge["weight"] for *pair, edge in graph.network.edges(data=True) for pair in [tuple(pair)]}
    assert found == {pair: weight.net for pair, weight in graph.weights().items()}
    ends = {edge["link"] for *_, edge in graph.network.edges(data=True)}
    assert ends == {(tie.source, tie.target) for tie in graph.ties}
    linked = {code for pair in graph.weights() for code in pair}
    assert graph.alone == tuple(code for code in graph.outcomes if code not in linked)


def test_scores_on_the_network_are_those_of_links() -> None:
    plan = plan_of(SAID, lenses=[LENS])
    drawn, answer = scored(plan, "x"), links(plan, "x", draws=0)
    assert len(answer.links) == 2
    for ranked in answer.links:
        edge = drawn.edges[ranked.source, ranked.target]
        assert (edge["loss"], edge["rank"]) == (ranked.loss, ranked.rank)
    assert drawn.edges["b", "a"]["loss"] == drawn.edges["a", "b"]["loss"]
    for outcome in nonempty(answer.outcomes):
        node = drawn.nodes[outcome.id]
        assert (node["drive"], node["dependence"], node["rank"]) == (
            outcome.drive,
            outcome.dependence,
            outcome.rank,
        )


def test_the_loss_on_an_edge_is_what_all_walks_lose_without_it() -> None:
    plan = plan_of([link("L1", "a", "b", 3), link("L2", "b", "c", 2), link("L3", "c", "a", 1)], "a b c")
    drawn = scored(plan)

    def walks(edges: nx.DiGraph) -> float:
        """All walks, a step after the first counting half; the largest row or column sum is 1."""
        matrix = nx.to_numpy_array(edges, weight="weight")
        return float(
            sum(np.linalg.matrix_power(matrix, length).sum() / 2 ** (length - 1) for length in range(1, 60))
        )

    assert drawn.number_of_edges() == 3
    for source, target, edge in nonempty(drawn.edges(data=True)):
        without = nx.DiGraph(drawn)
        without.remove_edge(source, target)
        assert edge["loss"] == pytest.approx(walks(drawn) - walks(without))


def test_a_method_without_an_answer_leaves_the_network_unscored() -> None:
    plan = plan_of([link("L1", "a", "b", 3), link("L2", "b", "a", 3)], "a b")
    drawn = scored(plan, method="dematel")
    assert drawn.number_of_edges() == 2
    assert all("loss" not in edge for *_, edge in drawn.edges(data=True))


def test_a_lens_that_there_is_not_is_refused() -> None:
    with pytest.raises(CallError, match="no lens 'y'"):
        network(plan_of(SAID, lenses=[LENS]), "y")
