"""What money is worth in each pot, by linear programming over work that may be taken in parts."""

from collections.abc import Sequence
from typing import Final

from realign.models.funding.highs import maximise
from realign.models.funding.milp import SelectionModel

STEPS: Final = 50_000
"""The solver stops after so many steps of the simplex method; the prices it has then serve as well."""


def pot_prices(model: SelectionModel, weights: Sequence[int]) -> dict[str, float] | None:
    """Pot -> what one more unit of its money is worth; None where the solver has no answer.

    `weights`: what each item asked about is worth. The prices are rounded: whoever rests a
    bound on them has to work it out in whole numbers.
    """
    rows, count = model.flows(len(weights))
    most = max([1, *weights])
    found = maximise(
        [weight / most for weight in weights] + [0.0] * count,
        [1.0] * len(weights) + [float("inf")] * count,
        [False] * (len(weights) + count),
        [*model.requirements(), *rows],
        steps=STEPS,
    )
    if found is None or not found.values:
        return None
    pots = model.problem.pots(model.unearmarked or 0)
    last = found.prices[-len(pots) :]
    return {pot: abs(price) * most / model.unit for pot, price in zip(pots, last, strict=True)}
