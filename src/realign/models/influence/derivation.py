"""The arithmetic that leads to the loss of a link, line by line."""

from dataclasses import dataclass
from itertools import pairwise
from math import prod
from typing import Literal

from realign.models.influence.scores import Assessment

WAYS = 8
"""So many ways round are listed."""
LONGEST = 3
"""Ways round of so many links at most are listed."""


Side = Literal["upstream", "downstream"]
"""Influence that arrives, or that leaves."""
Meaning = Literal[
    "leaving",
    "reaching",
    "direct",
    "upstream",
    "downstream",
    "walks",
    "feedback",
    "shared",
    "loss",
    "expected",
]
"""What a line of the arithmetic works out; `leaving` and `reaching` both make the norm s."""


@dataclass(frozen=True, slots=True)
class ArithmeticStep:
    """One line of the arithmetic."""

    name: str
    """The sign of the figure, as the formulas write it."""
    meaning: Meaning
    codes: tuple[str, ...]
    """The outcomes that it is about."""
    formula: str
    """The line with its numbers; what it comes to is `value`."""
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachShare:
    """What one neighbour adds to the reach of an outcome: delta * weight * its own reach."""

    outcome: str
    side: Side
    neighbour: str
    weight: float
    """Normalised weight of the link between the two."""
    reach: float
    """Reach of the neighbour on the same side."""
    adds: float


@dataclass(frozen=True, slots=True)
class WayRound:
    """One way round from the one outcome to the other."""

    outcomes: tuple[str, ...]
    influence: float
    """The product of its weights, times delta for each step after the first."""


def steps_of(assessment: Assessment, at: int) -> tuple[ArithmeticStep, ...]:
    """The loss of link number `at`, and what of it is to be expected, line by line."""
    steps = _to_the_loss(assessment, at)
    if not steps:
        return ()
    loss, sure = steps[-1].value, float(assessment.sure[at])
    formula = f"{_n(loss)} × {_n(sure)}"
    return (*steps, ArithmeticStep("expected", "expected", (), formula, float(assessment.expected[at])))


def _to_the_loss(assessment: Assessment, at: int) -> tuple[ArithmeticStep, ...]:
    """The loss of a link, line by line."""
    graph, knockout = assessment.graph, assessment.knockout
    tie, delta = graph.ties[at], assessment.method.delta or 0.0
    if knockout is None:
        return ()
    i, j = (graph.outcomes.index(code) for code in (tie.source, tie.target))
    reach = assessment.reach
    x, y = float(knockout.direct[at]), float(knockout.back_direct[at])
    up_i, up_j = float(knockout.upstream[at]), float(knockout.back_upstream[at])
    down_j, down_i = float(knockout.downstream[at]), float(knockout.back_downstream[at])
    divisor, shared = float(knockout.feedback[at]), float(knockout.shared[at])
    steps = [_norm(assessment), _direct(assessment, tie.source, tie.target, x)]
    steps += [_upstream(tie.source, up_i), _downstream(assessment, tie.target, down_j)]
    if not tie.whole:
        again = float(reach[j, i])
        steps.append(_reach(assessment, j, i))
        steps.append(
            ArithmeticStep("feedback", "feedback", (), f"1 + {_n(delta)} × {_n(x)} × {_n(again)}", divisor)
        )
        formula = f"{_n(x)} × {_n(up_i)} × {_n(down_j)} / {_n(divisor)}"
        return (*steps, ArithmeticStep("loss", "loss", (), formula, float(assessment.loss[at])))
    steps += [_direct(assessment, tie.target, tie.source, y)]
    steps += [_upstream(tie.target, up_j), _downstream(assessment, tie.source, down_i)]
    pairs = ((i, j), (j, i), (i, i), (j, j))
    steps += [_reach(assessment, begin, end) for begin, end in pairs]
    r_ij, r_ji, r_ii, r_jj = (_n(float(reach[pair])) for pair in pairs)
    d, to, fro = _n(delta), _n(x), _n(y)
    there, back = f"{_n(up_i)} × {_n(down_j)}", f"{_n(up_j)} × {_n(down_i)}"
    formula = (
        f"(1 + {d} × {to} × {r_ji}) × (1 + {d} × {fro} × {r_ij}) − {d}² × {to} × {fro} × {r_ii} × {r_jj}"
    )
    steps.append(ArithmeticStep("feedback", "feedback", (), formula, divisor))
    twice = f"{r_jj} × {_n(up_i)} × {_n(down_i)} − {r_ii} × {_n(up_j)} × {_n(down_j)}"
    formula = f"{d} × {to} × {fro} × ({r_ij} × {there} + {r_ji} × {back} − {twice})"
    steps.append(ArithmeticStep("shared", "shared", (), formula, shared))
    formula = f"({to} × {there} + {fro} × {back} + {_n(shared)}) / {_n(divisor)}"
    return (*steps, ArithmeticStep("loss", "loss", (), formula, float(assessment.loss[at])))


def _norm(assessment: Assessment) -> ArithmeticStep:
    """Where the largest sum of weights is, and its terms."""
    free, outcomes = assessment.weights.free, assessment.graph.outcomes
    leaving, reaching = free.sum(axis=1), free.sum(axis=0)
    meaning: Meaning = "leaving" if leaving.max(initial=0) >= reaching.max(initial=0) else "reaching"
    at = int((leaving if meaning == "leaving" else reaching).argmax())
    terms = free[at] if meaning == "leaving" else free[:, at]
    formula = " + ".join(_n(term) for term in terms.tolist() if term)
    return ArithmeticStep("s", meaning, (outcomes[at],), formula, assessment.weights.norm)


def _direct(assessment: Assessment, source: str, target: str, value: float) -> ArithmeticStep:
    weights, outcomes = assessment.weights, assessment.graph.outcomes
    i, j = outcomes.index(source), outcomes.index(target)
    push, hold = float(weights.positive[i, j]), float(weights.negative[i, j])
    above = f"({_n(push)} − {_n(hold)})" if hold else _n(push)
    return ArithmeticStep("direct", "direct", (source, target), f"{above} / {_n(weights.norm)}", value)


def _upstream(code: str, value: float) -> ArithmeticStep:
    return ArithmeticStep("upstream", "upstream", (code,), f"1 + {_n(value - 1)}", value)


def _downstream(assessment: Assessment, code: str, value: float) -> ArithmeticStep:
    own = float(assessment.destinations[assessment.graph.outcomes.index(code)])
    return ArithmeticStep("downstream", "downstream", (code,), f"{_n(own)} + {_n(value - own)}", value)


def _reach(assessment: Assessment, begin: int, end: int) -> ArithmeticStep:
    """R between two outcomes: nothing, one step, two steps, three steps, and the rest."""
    names = assessment.graph.outcomes[begin], assessment.graph.outcomes[end]
    total, row, terms = float(assessment.reach[begin, end]), assessment.matrix[begin], []
    for power in (1, 2, 3):
        terms.append(float(row[end]) * (assessment.method.delta or 0.0) ** power)
        row = row @ assessment.matrix
    own = float(begin == end)
    parts = [own] * (begin == end) + [*terms, total - own - sum(terms)]
    return ArithmeticStep("R", "walks", names, " + ".join(map(_n, parts)), total)


def shares_of(assessment: Assessment, at: int) -> tuple[ReachShare, ...]:
    """What adds to the reach of either end of link number `at`: upstream of its source first."""
    tie = assessment.graph.ties[at]
    ends: list[tuple[str, Side]] = [(tie.source, "upstream"), (tie.target, "downstream")]
    if tie.whole:
        ends += [(tie.target, "upstream"), (tie.source, "downstream")]
    return tuple(share for code, side in ends for share in _shares(assessment, code, side))


def _shares(assessment: Assessment, code: str, side: Side) -> list[ReachShare]:
    outcomes, delta = assessment.graph.outcomes, assessment.method.delta or 0.0
    matrix, reach = assessment.matrix, assessment.reach
    at = outcomes.index(code)
    if side == "upstream":
        weights, reaches = matrix[:, at], reach.sum(axis=0)
    else:
        weights, reaches = matrix[at], reach @ assessment.destinations
    return [
        ReachShare(
            outcome=code,
            side=side,
            neighbour=neighbour,
            weight=weight,
            reach=far,
            adds=delta * weight * far,
        )
        for neighbour, weight, far in zip(outcomes, weights.tolist(), reaches.tolist(), strict=True)
        if weight
    ]


def ways_of(assessment: Assessment, source: str, target: str) -> tuple[WayRound, ...]:
    """The ways round of two or three links, strongest first."""
    outcomes, delta = assessment.graph.outcomes, assessment.method.delta or 0.0
    at = {code: number for number, code in enumerate(outcomes)}
    ways = [
        WayRound(
            path,
            prod(float(assessment.matrix[at[a], at[b]]) for a, b in pairwise(path))
            * delta ** (len(path) - 2),
        )
        for path in assessment.graph.paths(source, target, LONGEST)
        if len(path) > 2
    ]
    return tuple(sorted(ways, key=lambda way: -abs(way.influence))[:WAYS])


def _n(value: float) -> str:
    """A number with the digits that a pocket calculator needs."""
    return f"{value:.5g}"
