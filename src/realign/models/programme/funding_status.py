"""Which money may pay for a piece of work, and what of it comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from realign.models.funding.results import Received
from realign.models.programme.decision_table import Money
from realign.plan import Basis, FundKind, Now, Plan
from realign.plan.lookup import unearmarked_funds


class ItemFunding(Protocol):
    """What the money answer says of one deliverable or activity."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def kind(self) -> str:
        """`deliverables` or `activities`."""

    @property
    def state(self) -> str:
        """`covered`, `open` or `uncovered`."""

    @property
    def exposure(self) -> str:
        """`exposed`, `conditional` or `safe`."""

    @property
    def chance(self) -> float | None:
        """Chance that it is covered, under a stated assumption; `None` where nothing is assumed."""

    @property
    def vouched_by(self) -> str | None:
        """Who says that this amount provides for it."""

    @property
    def now(self) -> Now | None:
        """What a source says happens at the time of its writing, at amounts up to what came in then."""

    @property
    def same_as(self) -> str | None:
        """The item that is the same work."""

    @property
    def paid(self) -> int | None:
        """What can be paid of it, where its cost is known."""

    @property
    def paid_by(self) -> Mapping[str, int | None]:
        """Funds that pay for it; none where nobody can say."""


class FundingLevel(Protocol):
    """The money answer at one amount of unearmarked money."""

    @property
    def unearmarked(self) -> int:
        """The amount."""

    @property
    def source(self) -> Received | None:
        """Where the amount comes from, if it is what came in in a year."""

    @property
    def required(self) -> int | None:
        """What would cover everything."""

    @property
    def items(self) -> Sequence[ItemFunding]:
        """All deliverables and activities, in the order of the plan or not."""


@dataclass(frozen=True, slots=True)
class FundingStatus:
    """The money that may pay, and what of it comes."""

    money: Money
    kinds: tuple[FundKind, ...]
    """Kinds of money that may pay, each once."""
    required: int | None
    chance: float | None
    safe: bool
    """Whether a regular budget that suffices may pay."""
    basis: Basis = "stated"
    """Whether a source says that this money may pay, implies it, or we judged."""
    settled: bool = False
    """Whether it is proved that the money does not reach it."""
    vouched: bool = False
    """Whether a source ties what is required to it, and that comes."""
    paying: tuple[FundKind, ...] = ()
    """Kinds of money that pay for it, each once, where the money answer says so."""
    vague: bool = True
    """Whether nobody has said how much there is of some other money than unearmarked that may pay."""


class Funding:
    """The funds of a plan, and what the money answer says of each item at one amount."""

    def __init__(self, plan: Plan, level: FundingLevel) -> None:
        self._level = level
        self._items = {(item.kind, item.id.removeprefix(f"{item.kind}/")): item for item in level.items}
        self._funds = {fund.id: fund for fund in plan.funds}
        required = [fund.needed for fund in unearmarked_funds(plan) if fund.needed]
        self._stated = sum(required) if required else None

    def item(self, kind: str, id_: str) -> ItemFunding | None:
        """What the money answer says of a deliverable or activity."""
        return self._items.get((kind, id_))

    def kinds(self, funds: Sequence[str]) -> tuple[FundKind, ...]:
        """The kinds of some funds, each once."""
        return tuple(dict.fromkeys(self._funds[fund].kind for fund in funds if fund in self._funds))

    def status(
        self, funds: Sequence[str], item: ItemFunding | None, basis: Basis = "stated"
    ) -> FundingStatus:
        """What may pay for a piece of work, and what of it comes."""
        kinds = self.kinds(funds)
        chance = item.chance if item and item.state == "open" and self._level.unearmarked else None
        return FundingStatus(
            money=self._of_item(item, kinds) if item else self._of_funds(kinds),
            kinds=kinds,
            required=self._level.required if item else self._stated,
            chance=chance,
            safe=item.exposure == "safe" if item else "regular" in kinds,
            basis=basis,
            settled=item is not None and item.state == "uncovered",
            vouched=item is not None and item.vouched_by is not None,
            paying=self.kinds(tuple(item.paid_by)) if item else (),
            vague=any(self._vague(fund) for fund in funds),
        )

    @property
    def comes_in_full(self) -> bool:
        """Whether all the unearmarked money comes that is required."""
        required = self._level.required if self._level.required is not None else self._stated
        return required is not None and self._level.unearmarked >= required

    def _vague(self, fund: str) -> bool:
        """Whether nobody has said what a fund holds, and the question does not say it either."""
        found = self._funds.get(fund)
        return found is not None and found.kind != "unearmarked" and found.amount is None

    def _of_funds(self, kinds: Sequence[FundKind]) -> Money:
        """The money of a programme, which the money answer does not list."""
        if "regular" in kinds:
            return "there"
        if "unearmarked" not in kinds or self._stated is None:
            return "unknown"
        if self.comes_in_full:
            return "full"
        return "part" if self._level.unearmarked else "missing"

    def _of_item(self, item: ItemFunding, kinds: Sequence[FundKind]) -> Money:
        """The money of a deliverable or activity, by the money answer."""
        if item.state == "covered":
            return "there"
        if item.state == "open" and item.exposure == "safe":
            return "unknown"
        if item.paid or (item.state == "open" and self._level.unearmarked and "unearmarked" in kinds):
            return "full" if self.comes_in_full and not item.paid else "part"
        return "missing"
