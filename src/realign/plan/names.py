"""What a plan calls its lenses, funds and partners."""

from collections.abc import Mapping
from dataclasses import dataclass

from realign.plan import FundKind, Plan
from realign.plan.record import Title


@dataclass(frozen=True, slots=True)
class FundName:
    """A fund by its kind and its title."""

    id: str
    kind: FundKind
    title: Title


@dataclass(frozen=True, slots=True)
class PlanNames:
    """Titles of lenses, funds and partners by their ids."""

    lenses: Mapping[str, Title]
    funds: Mapping[str, FundName]
    partners: Mapping[str, Title]

    @classmethod
    def of(cls, plan: Plan) -> "PlanNames":
        """Gather them in the order of the plan."""
        return cls(
            {lens.id: lens.title for lens in plan.lenses},
            {fund.id: FundName(fund.id, fund.kind, fund.title) for fund in plan.funds},
            {partner.id: partner.title for partner in plan.partners},
        )
