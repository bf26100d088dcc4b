"""Plans of links, written in the test or drawn at random."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st
from pydantic import TypeAdapter

from realign.models.influence.graph import LinkGraph
from realign.plan import Plan

Array = npt.NDArray[np.float64]
_PLAN = TypeAdapter(Plan)


def link(name: str, source: str, target: str, strength: float = 2, **more: object) -> dict[str, object]:
    """One record; `source` and `target` may name several outcomes with blanks between them."""
    given = {"direction": "directed", "basis": "stated", "refs": [f"DOC {name}"], **more}
    return {"id": name, "from": source.split(), "to": target.split(), "strength": strength, **given}


def plan_of(
    links: Sequence[dict[str, object]],
    outcomes: str = "a b c d",
    *,
    lenses: Sequence[dict[str, object]] = (),
    scale: float = 3,
    **more: object,
) -> Plan:
    """A plan of `outcomes` (codes with blanks between them) and `links`; with domains they are sorted in."""

    def domain(code: str) -> dict[str, str]:
        return {"domain": code.split(".", maxsplit=1)[0]} if "domains" in more else {}

    return _PLAN.validate_python(
        {
            "plan": {"id": "test", "title": "Test", "scale": scale},
            "outcomes": [
                {"id": code, "title": f"Outcome {code}", **domain(code)} for code in outcomes.split()
            ],
            "lenses": [{"title": str(lens["id"]), **lens} for lens in lenses],
            "links": list(links),
            **more,
        }
    )


def matrix_plan(matrix: Sequence[Sequence[float]] | Array, scale: float | None = None) -> Plan:
    """A plan whose links are the entries of `matrix`: row n1, n2, … influences column n1, n2, …"""
    rows = np.asarray(matrix, dtype=np.float64)
    names = [f"n{number + 1}" for number in range(len(rows))]
    links = [
        link(f"{names[i]}-{names[j]}", names[i], names[j], float(rows[i, j]))
        for i, j in zip(*np.nonzero(rows), strict=True)
    ]
    return plan_of(links, " ".join(names), scale=scale or float(np.abs(rows).max(initial=1)))


CODES = ("1.1", "1.2", "1.10", "2.1", "2.2", "3.1")
LENSES: tuple[dict[str, Any], ...] = (
    {"id": "near", "default_relevance": 0.5, "outcomes": {"1.1": 0.25, "2.2": 0}},
    {"id": "far", "default_relevance": 0.2},
)


@st.composite
def records(draw: st.DrawFn, signed: bool = True) -> list[dict[str, object]]:
    """Up to a dozen records between the outcomes of `CODES`, of all directions and bases."""
    strengths = [1, 2, 3, 0.5, 1.75] + ([-1, -3] if signed else [])
    count = draw(st.integers(0, 12))
    found = []
    for number in range(count):
        source = draw(st.lists(st.sampled_from(CODES), min_size=1, max_size=2, unique=True))
        target = draw(st.lists(st.sampled_from(CODES), min_size=1, max_size=2, unique=True))
        lenses = draw(st.sampled_from([[], ["near"], ["near", "far"], {"near": 0.7}, {"far": 0.0}]))
        refs = draw(st.lists(st.sampled_from(["DOC 1", "DOC 2", "DOC 3", "DOC 4"]), max_size=2, unique=True))
        found.append(
            {
                "id": f"L{number}",
                "from": source,
                "to": target,
                "direction": draw(st.sampled_from(["directed", "mutual", "unstated"])),
                "strength": draw(st.sampled_from(strengths)),
                "lenses": lenses,
                "basis": draw(st.sampled_from(["stated", "implied", "analyst"])),
                "refs": refs,
            }
        )
    return found


def random_plan(given: Sequence[dict[str, object]]) -> Plan:
    """The plan of `records`."""
    return plan_of(given, " ".join(CODES), lenses=LENSES)


def net_matrix(graph: LinkGraph, *, lens_free: bool = False) -> Array:
    """The weights of `graph` as a matrix, put together entry by entry."""
    at = {code: number for number, code in enumerate(graph.outcomes)}
    matrix = np.zeros((len(at), len(at)))
    for (source, target), weight in graph.weights(lens_free=lens_free).items():
        matrix[at[source], at[target]] = weight.net
    return matrix


def norm(graph: LinkGraph) -> float:
    """s: the largest sum of a row or a column of absolute weights, whatever the lens."""
    at = {code: number for number, code in enumerate(graph.outcomes)}
    matrix = np.zeros((len(at), len(at)))
    for (source, target), weight in graph.weights(lens_free=True).items():
        matrix[at[source], at[target]] = weight.size
    return float(max(matrix.sum(0).max(initial=0), matrix.sum(1).max(initial=0))) or 1.0
