"""What the source says is required, and for what: what follows from it beside the costs that are known."""

from dataclasses import dataclass

from realign.models.funding.case import FundingCase
from realign.models.funding.cuts import need
from realign.models.funding.flow import fits
from realign.models.funding.requires import closed_part


@dataclass(frozen=True, slots=True)
class Stated:
    """The requirement that the source states, and what the known costs make of it."""

    required: int
    """Unearmarked money that, says the source, provides for the work it names."""
    least: int
    """Unearmarked money without which the known costs cannot be paid, however ample unknown funds are."""

    @property
    def stands(self) -> bool:
        """Whether the known costs leave room for what the source says."""
        return self.least <= self.required


def stated(case: FundingCase) -> Stated | None:
    """The stated requirement beside the known costs at their lowest; None where no source states one.

    These are the costs of the work that it provides for; where it names none, of all that unearmarked
    money may pay for.
    """
    if case.required is None:
        return None
    places = sharing(case) if case.provided else reliant(case)
    lows = {place: case.works[place].low for place in places}
    least = need(case.problem(lows, vague=sum(lows.values())), lows)
    return Stated(case.required, least or 0)


def met(case: FundingCase, amount: int) -> bool:
    """Whether `amount` is what the source asks for, and no known cost contradicts the source."""
    said = stated(case)
    return said is not None and said.stands and amount >= said.required


def vouched(case: FundingCase, amount: int) -> frozenset[int]:
    """Positions that the required amount provides for, if `amount` is that much: those the source names.

    No other; beside them only what the requirement is assumed to be enough for, if the caller does so. Work
    that unearmarked money may not pay for counts, too, if it is named and the known figures allow it. Empty
    where less comes, or where the known costs contradict the requirement. Left out is what costs more than
    all its own funds hold; where the rest cannot all be paid even at the lowest costs, what draws only
    on other funds and misses no figure; and what requires these or work that is not provided for.
    """
    if not case.provided or not met(case, amount):
        return frozenset()
    lows = {place: case.works[place].low for place in case.undecided}
    problem = case.problem(lows, vague=sum(lows.values()))
    pots = problem.pots(amount)
    payable = {
        place
        for place in case.provided.intersection(lows)
        if problem.items[place].funds and lows[place] <= sum(pots[pot] for pot in problem.items[place].funds)
    }
    if not fits(problem, amount, payable):
        payable -= {
            place for place in payable if case.free not in case.works[place].funds and plain(case, place)
        }
    return frozenset(closed_part([work.requires for work in case.works], payable, given=case.set_aside))


def plain(case: FundingCase, place: int) -> bool:
    """Whether something is known of what a piece of work costs, and of what each of its funds holds."""
    work = case.works[place]
    return work.told and not case.vague.intersection(work.funds)


def reliant(case: FundingCase) -> list[int]:
    """Undecided work that unearmarked money may pay for, in order of priority."""
    return [place for place in case.undecided if case.free in case.works[place].funds]


def sharing(case: FundingCase) -> list[int]:
    """The part of it that the required amount provides for, and so is shared among."""
    return [place for place in reliant(case) if place in case.provided]
