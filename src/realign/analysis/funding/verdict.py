"""What is decided at one amount: covered, open, uncovered, who pays, and the proof."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from realign.analysis.funding.answer import Proof
from realign.analysis.funding.books import Books
from realign.analysis.funding.exact import Solution
from realign.analysis.funding.uncosted import State, chances, state


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of each piece of work at one amount; positions as in `Books.works`."""

    unearmarked: int
    proof: Proof
    states: tuple[State, ...]
    pays: Mapping[int, Mapping[str, int | None]]
    weight: int | None = None
    """The value reached, tiers folded into one number; None where only states are known."""
    bound: int | None = None
    exhausted: tuple[str, ...] = ()
    chance: Mapping[int, float] = field(default_factory=dict)
    core: Mapping[int, float] = field(default_factory=dict)
    break_even: Mapping[int, int] = field(default_factory=dict)


def exact_verdicts(books: Books, solution: Solution, amounts: Sequence[int]) -> list[Verdict]:
    """Every cost and amount is known: the states are those of the best use of the money."""
    verdicts = []
    for amount, choice in zip(amounts, solution.choices, strict=True):
        states: list[State] = []
        for position, work in enumerate(books.works):
            whole = choice.parts.get(position) == work.high
            states.append("covered" if position in books.set_aside or whole else "uncovered")
        certain = choice.bound == choice.weight
        verdicts.append(
            Verdict(
                unearmarked=amount,
                proof="certified" if certain else "bounded",
                states=tuple(states),
                pays={**_assured_payments(books), **choice.pays},
                weight=choice.weight,
                bound=choice.bound,
                exhausted=choice.exhausted,
            )
        )
    return verdicts


def structural_verdicts(books: Books, amounts: Sequence[int], *, flat: bool) -> list[Verdict]:
    """No cost is known: what can be proved all the same and, if `flat`, the chance under a flat split."""
    verdicts = []
    for amount in amounts:
        states = tuple(
            state(work.exposure, amount, books.required, payable=bool(work.funds)) for work in books.works
        )
        verdicts.append(
            Verdict(
                unearmarked=amount,
                proof="structural",
                states=states,
                pays=_assured_payments(books),
                chance=_flat_chances(books, amount) if flat else {},
                break_even={
                    position: amount
                    for position in books.undecided
                    if books.free in books.works[position].funds
                },
            )
        )
    return verdicts


def _assured_payments(books: Books) -> dict[int, dict[str, int | None]]:
    """Work on an assured budget is paid by it, the amount being known only where the cost is."""
    return {
        position: {pot: work.high if work.costed else None for pot in work.funds if pot in books.assured}
        for position, work in enumerate(books.works)
        if position in books.set_aside
    }


def _flat_chances(books: Books, amount: int) -> dict[int, float]:
    """Chance of each piece of undecided work that unearmarked money may pay for."""
    if not books.required:
        return {}
    places = [place for place in books.undecided if books.free in books.works[place].funds]
    priorities = [(books.works[place].record.tier, books.works[place].value) for place in places]
    return dict(zip(places, chances(priorities, Fraction(amount, books.required)), strict=True))
