"""A plan of four outcomes with every doubt that can be counted: each figure by enumeration of all its worlds."""

from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import product

import numpy as np
import numpy.typing as npt
import pytest

from linked import Array, link, plan_of
from loops import sampled
from realign.models.influence.certainty import Certainty, certainty_of
from realign.models.influence.graph import LinkGraph
from realign.models.influence.methods import read_method
from realign.models.influence.ranking import study
from realign.models.influence.sampling import CERTAIN
from realign.models.influence.tradeoffs import tradeoffs_of
from realign.questions.links import links

CODES = ("1.1", "1.2", "2.1", "2.2")
SAID = [
    link("L1", "1.1", "2.1", 2, direction="unstated"),
    link("L2", "2.1", "1.2", 3, basis="implied"),
    link("L3", "1.2", "2.2", 1, basis="analyst", direction="unstated"),
    link("L4", "1.2", "2.2", 2, basis="implied"),
    link("L5", "2.2", "1.1", -2),
]
SURE = {"L1": 0.9, "L2": 0.7, "L3": 0.4, "L4": 0.7, "L5": 0.9}
LINKS = {"1.1-2.1": ("L1",), "2.1-1.2": ("L2",), "1.2-2.2": ("L3", "L4"), "2.2-1.1": ("L5",)}
LIKELY = {name: {-1: 0.2, 0: 0.6, 1: 0.2} for name in LINKS} | {"2.1-1.2": {-1: 0.1, 0: 0.7, 1: 0.2}}
"""How likely a step lower or higher is; from the end of the scale a step lower is half as likely."""
WHOLE = {"1.1-2.1", "1.2-2.2"}
PLAN = plan_of(SAID, " ".join(CODES), domains=[{"id": "1", "title": "One"}, {"id": "2", "title": "Two"}])
DOUBT = replace(CERTAIN, existence=True, slip=0.2, direction=True)
DRAWS, DELTA = 20_000, 0.5
OFTEN = 5 * 0.5 / DRAWS**0.5


def drives(matrix: Array) -> Array:
    """All influence of each matrix of a stack, (w,)."""
    inverse = np.linalg.inv(np.eye(4) - DELTA * matrix)
    return np.asarray((matrix @ inverse).sum(axis=(1, 2)), dtype=np.float64)


@dataclass(frozen=True)
class Worlds:
    """Everything that can be true."""

    chance: Array
    there: dict[str, npt.NDArray[np.bool_]]
    way: dict[str, npt.NDArray[np.int64]]
    slip: dict[str, npt.NDArray[np.int64]]
    matrix: Array

    def without(self, *pairs: tuple[int, int]) -> Array:
        """What is lost without these ordered pairs, (w,)."""
        left = self.matrix.copy()
        for pair in pairs:
            left[(slice(None), *pair)] = 0
        return drives(self.matrix) - drives(left)

    @cached_property
    def loss(self) -> Array:
        """Of each link in the order of `order`, (w, 4)."""
        return np.stack([self.without(*self.pairs(name)) for name in order()], axis=1)

    @staticmethod
    def pairs(name: str) -> list[tuple[int, int]]:
        """The ordered pairs of a link."""
        i, j = (CODES.index(code) for code in name.split("-"))
        return [(i, j), (j, i)] if name in WHOLE else [(i, j)]


def order() -> tuple[str, ...]:
    return tuple(f"{tie.source}-{tie.target}" for tie in LinkGraph.of(PLAN).ties)


@cache
def worlds() -> Worlds:
    """All of them: what is there, how strong it is, and which way it runs."""
    records = {str(one["id"]): one for one in SAID}
    all_there = list(product((True, False), repeat=5))
    all_slips = list(product((-1, 0, 1), repeat=4))
    all_ways = list(product((0, 1, 2), repeat=2))  # of L1 and L3: both ways, there, back
    chance, matrix = [], []
    there: list[tuple[bool, ...]] = []
    slips: list[tuple[int, ...]] = []
    ways: list[tuple[int, ...]] = []
    for exists, slip, way in product(all_there, all_slips, all_ways):
        on = dict(zip(records, exists, strict=True))
        one = np.zeros((4, 4))
        for (name, said), step in zip(LINKS.items(), slip, strict=True):
            i, j = Worlds.pairs(name)[0]
            for record in said:
                given = float(str(records[record]["strength"]))
                size = min(max(abs(given) + step, min(abs(given), 1)), 3) / 3 * on[record]
                runs = way[("L1", "L3").index(record)] if record in {"L1", "L3"} else 1
                for pair, speaks in (((i, j), runs in {0, 1}), ((j, i), runs in {0, 2})):
                    if speaks:
                        one[pair] = max(one[pair], size)
            if name == "2.2-1.1":
                one[i, j] *= -1
        sizes = np.abs(one)
        norm = max(float(sizes.sum(axis=0).max()), float(sizes.sum(axis=1).max())) or 1.0
        sure = np.prod([SURE[record] if on[record] else 1 - SURE[record] for record in records])
        chance.append(
            sure * np.prod([LIKELY[name][step] for name, step in zip(LINKS, slip, strict=True)]) / 9
        )
        matrix.append(one / norm)
        there.append(exists)
        slips.append(slip)
        ways.append(way)
    known, off, run = np.array(there), np.array(slips), np.array(ways)
    return Worlds(
        np.array(chance),
        {name: known[:, at] for at, name in enumerate(records)},
        {"L1": run[:, 0], "L3": run[:, 1]},
        {record: off[:, at] for at, said in enumerate(LINKS.values()) for record in said},
        np.array(matrix),
    )


@cache
def held(k: int) -> Certainty:
    studied = study(LinkGraph.of(PLAN), read_method("influence"), draws=DRAWS, missing=0, doubt=DOUBT)
    return certainty_of(studied, k, DOUBT)


def best(loss: Array, k: int) -> Array:
    return np.asarray(np.maximum(np.sort(loss, axis=1)[:, -k:], 0).sum(axis=1))


@pytest.mark.slow
def test_the_worlds_are_all_of_them() -> None:
    assert worlds().chance.sum() == pytest.approx(1)
    assert len(worlds().chance) == 2**5 * 3**4 * 3**2


@pytest.mark.parametrize("k", sampled([1, 2, 3], 3))
def test_choice_guarantee_and_classes(k: int) -> None:
    chance, loss = worlds().chance, worlds().loss
    mean, most = chance @ loss, best(loss, k)
    chosen = np.argsort(-mean)[:k]
    found = held(k)
    assert found.choice is not None
    assert found.choice.links == tuple(order()[at] for at in chosen if mean[at] > 0)
    carried = loss[:, chosen].sum(axis=1)
    share = (chance @ carried) / (chance @ most)
    assert found.choice.share == pytest.approx(share, abs=5 * found.choice.share_error)
    assert found.choice.to_know == pytest.approx(chance @ (most - carried), abs=0.02)
    some = most > 1e-12
    ratio = carried[some] / most[some]
    weight = chance[some] / chance[some].sum()
    low, high = found.choice.worst_tenth - 1e-6, found.choice.worst_tenth + 1e-6
    assert weight[ratio < low].sum() <= 0.1 + OFTEN  # a tenth lies below, and no less up to it
    assert weight[ratio <= high].sum() >= 0.1 - OFTEN
    last = np.sort(loss, axis=1)[:, -k, None]
    inside = (loss >= last - 1e-6 * np.abs(last)) & (loss > 1e-9)
    assert found.among_first == pytest.approx(chance @ inside, abs=OFTEN)


@pytest.mark.slow
def test_groups() -> None:
    all_of_it, chance = drives(worlds().matrix), worlds().chance
    told = all_of_it > 1e-9
    weight = chance[told] / chance[told].sum()
    shares = []
    for hub in range(4):
        touching = [(hub, other) for other in range(4)] + [(other, hub) for other in range(4)]
        shares.append(worlds().without(*touching)[told] / all_of_it[told])
    top = np.max(shares, axis=0)
    level = np.array([share >= top - 1e-9 for share in shares])
    found = {group.id: group for group in held(2).groups if group.kind == "hub"}
    for at, code in enumerate(CODES):
        group, share = found[code], shares[at]
        assert group.share == pytest.approx(weight @ share, abs=5 * share.std() / DRAWS**0.5 + 1e-6)
        assert group.first == pytest.approx(weight @ (level[at] / level.sum(axis=0)), abs=OFTEN)
        for end, part in ((group.share_low, 0.05), (group.share_high, 0.95)):
            assert weight[share < end - 1e-9].sum() <= part + OFTEN
            assert weight[share <= end + 1e-9].sum() >= part - OFTEN
    (bond,) = (group for group in held(2).groups if group.kind == "bond")
    assert bond.id == "1-2"
    assert (bond.share, bond.first) == pytest.approx((1, 1))


def states(record: str, parts: str) -> list[tuple[object, ...]]:
    """How a record stands in every world, as far as `parts` tell; what is not there has no other part."""
    world = worlds()
    columns = [world.there[record]] if "existence" in parts else []
    hidden = ~world.there[record] if "existence" in parts else np.zeros(len(world.chance), dtype=bool)
    if "direction" in parts and record in world.way:
        columns.append(np.where(hidden, -1, world.way[record]))
    if "strength" in parts:
        columns.append(np.where(hidden, -9, world.slip[record]))
    return list(zip(*columns, strict=True)) if columns else [()] * len(world.chance)


def worth_of(state: list[tuple[object, ...]], k: int) -> float:
    """What the best choice carries more, on average, if the state is known before choosing."""
    chance, loss = worlds().chance, worlds().loss
    by_state: dict[tuple[object, ...], Array] = {}
    for at, one in enumerate(state):
        by_state[one] = by_state.get(one, np.zeros(4)) + chance[at] * loss[at]
    blind = np.sort(chance @ loss)[-k:].sum()
    return float(sum(np.sort(sums)[-k:].sum() for sums in by_state.values()) - blind)


@pytest.mark.parametrize("k", sampled([1, 2], 2))
@pytest.mark.parametrize("record", sampled(list(SURE), 3))
def test_what_it_is_worth_to_settle_a_record(record: str, k: int) -> None:
    found = {(one.kind, one.id): one for one in held(k).settle}
    told = found["record", record]
    assert told.worth == pytest.approx(
        worth_of(states(record, "existence direction strength"), k), abs=5 * told.worth_error + 0.002
    )
    for part in ("existence", "direction", "strength"):
        worth = getattr(told, part)
        if worth is not None:
            assert worth == pytest.approx(worth_of(states(record, part), k), abs=5 * told.worth_error + 0.003)
    assert found["paragraph", f"DOC {record}"].worth == told.worth


@pytest.mark.parametrize("k", sampled([1, 2], 2))
@pytest.mark.parametrize("part", ["existence", "direction", "strength"])
def test_what_it_is_worth_to_settle_one_kind_of_doubt(part: str, k: int) -> None:
    found = {one.id: one for one in held(k).settle if one.kind == "component"}
    columns = [states(record, part) for record in SURE]
    if part == "existence":  # a link is there if one of its records is
        columns = [
            [(any(one),) for one in zip(*(worlds().there[record] for record in said), strict=True)]
            for said in LINKS.values()
        ]
    joined = [sum(one, ()) for one in zip(*columns, strict=True)]
    exact = worth_of(joined, k)
    choice = held(k).choice
    assert choice is not None
    told = found[part]
    assert 0 <= told.worth <= choice.to_know + 5 * told.worth_error
    assert told.worth == pytest.approx(exact, abs=5 * told.worth_error + 0.003)
    assert (found["relevance"].worth, found["delta"].worth) == (0, 0)  # neither is in doubt here


def test_trade_offs_are_those_that_lose_in_the_plan_itself() -> None:
    answer = links(PLAN, draws=0)
    (one,) = tradeoffs_of(answer.links)
    assert (one.source, one.target, one.contested) == ("2.2", "1.1", False)
    matrix = np.zeros((1, 4, 4))
    for pair, weight in (((0, 2), 4 / 9), ((2, 0), 4 / 9), ((2, 1), 1), ((1, 3), 2 / 3), ((3, 1), 2 / 9)):
        matrix[(0, *pair)] = weight
    matrix[0, 3, 0] = -2 / 3
    size = np.abs(matrix[0])
    matrix /= max(size.sum(axis=0).max(), size.sum(axis=1).max())
    left = matrix.copy()
    left[0, 3, 0] = 0
    assert one.loss == pytest.approx(float((drives(matrix) - drives(left))[0]))
