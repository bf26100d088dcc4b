"""A plan and its money in; what is known of each piece of the work programme out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from realign.models.funding.results import Received
from realign.models.programme.decision_table import CUT, Money
from realign.models.programme.funding_status import FundingStatus
from realign.models.programme.planned_work import Misprints, change_of_plan
from realign.plan import (
    Activity,
    Annotation,
    Basis,
    Change,
    Decision,
    Deliverable,
    Domain,
    Effect,
    Flagship,
    Fundable,
    FundKind,
    Group,
    Now,
    Plan,
    split_ref,
)
from realign.plan.lookup import unearmarked_funds
from realign.text import Message, Text, fill, message

Sort = Literal["deliverable", "activity", "table", "strategy", "flagship"]


class FundedItem(Protocol):
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


class MoneyLevel(Protocol):
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
    def items(self) -> Sequence[FundedItem]:
        """All deliverables and activities, in the order of the plan or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """What is known of one piece of the programme."""

    sort: Sort
    kind: str
    """Key of the plan that its record stands under."""
    id: str
    title: Text
    outcomes: tuple[str, ...]
    purse: FundingStatus
    funds: tuple[str, ...]
    refs: tuple[str, ...]
    source: Decision | None = None
    """What the source decides about it."""
    deciding: tuple[str, ...] = ()
    """Paragraphs that decide so."""
    late: bool = False
    """Whether the source says that it stops or waits without the money."""
    lapsed: bool = False
    """Whether the source cuts it for want of money that comes at this amount."""
    first_planned: int | None = None
    """How many were planned before the source cut them."""
    now: Now | None = None
    """What the source says happens at the time of its writing, if that was with no less money."""
    effect: Effect | None = None
    """What the source says becomes of it without the money."""
    same_as: str | None = None
    """The work that it is the same as."""
    suffers: bool = False
    """Whether it is an activity, or the same work as one: it suffers, and no source decides about it."""
    mentioned: bool = True
    """Whether the main source speaks of it at all."""
    says: Text | None = None
    """What the record itself tells: what is to change, or how it suffers."""
    planned: Message | None = None
    """What is planned now, if that was different before."""
    misprints: tuple[Text, ...] = ()
    """What is misprinted in the table it stands in."""
    group: str | None = None
    """The table it stands in."""
    supported_by: tuple[str, ...] = ()
    """Activities that speak of it: they rest on a paragraph that is about it."""
    rows: tuple[str, ...] = ()
    """Of a printed table: the deliverables in it, on which its own decision rests."""


def pieces(plan: Plan, money: MoneyLevel) -> Iterator[WorkItem]:
    """Tables with their deliverables, then strategies, programmes, activities, in the order of the plan."""
    books = _Books(plan, money)
    rows: dict[str | None, list[Deliverable]] = {}
    for one in plan.deliverables:
        rows.setdefault(one.group, []).append(one)
    for group in plan.groups:
        own = rows.pop(group.id, [])
        yield _table(books, group, own)
        yield from (_fundable(books, "deliverable", one) for one in own)
    yield from (_fundable(books, "deliverable", one) for some in rows.values() for one in some)
    yield from (_strategy(books, domain) for domain in plan.domains)
    yield from (_flagship(books, programme) for programme in plan.flagships)
    yield from (_fundable(books, "activity", activity) for activity in plan.activities)


class _Books:
    """The plan, and what its money comes to."""

    def __init__(self, plan: Plan, money: MoneyLevel) -> None:
        self.plan, self.money = plan, money
        self.main, self.sources = plan.main_source, {one.id for one in plan.sources}
        self.items = {(one.kind, one.id.removeprefix(f"{one.kind}/")): one for one in money.items}
        self.funds = {one.id: one for one in plan.funds}
        required = [fund.needed for fund in unearmarked_funds(plan) if fund.needed]
        self.required = sum(required) if required else None
        self.groups = {one.id: one for one in plan.groups}
        self.activities = {one.id: one for one in plan.activities}
        self.misprints = Misprints(plan)
        self._citing: dict[str, list[str]] = {}
        for activity in plan.activities:
            for ref in activity.refs:
                self._citing.setdefault(ref, []).append(activity.id)
        self._naming: dict[tuple[str, str], list[Annotation]] = {}
        for one in plan.annotations:
            for field in ("groups", "flagships"):
                for code in getattr(one, field):
                    self._naming.setdefault((field, code), []).append(one)

    def kinds(self, funds: Sequence[str]) -> tuple[FundKind, ...]:
        """The kinds of some funds, each once."""
        return tuple(dict.fromkeys(self.funds[one].kind for one in funds if one in self.funds))

    def purse(self, funds: Sequence[str], item: FundedItem | None, basis: Basis = "stated") -> FundingStatus:
        """What may pay for a piece of work, and what of it comes."""
        kinds = self.kinds(funds)
        chance = item.chance if item and item.state == "open" and self.money.unearmarked else None
        return FundingStatus(
            money=self._of_item(item, kinds) if item else self._of_funds(kinds),
            kinds=kinds,
            unearmarked=self.money.unearmarked,
            required=self.money.required if item else self.required,
            chance=chance,
            safe=item.exposure == "safe" if item else "regular" in kinds,
            basis=basis,
            settled=item is not None and item.state == "uncovered",
            vouched=item is not None and item.vouched_by is not None,
            currency=self.plan.about.currency,
            paying=self.kinds(tuple(item.paid_by)) if item else (),
            vague=any(self._vague(one) for one in funds),
        )

    def _vague(self, fund: str) -> bool:
        """Whether nobody has said what a fund holds, and the question does not say it either."""
        found = self.funds.get(fund)
        return found is not None and found.kind != "unearmarked" and found.amount is None

    def _of_funds(self, kinds: Sequence[FundKind]) -> Money:
        """The money of a programme, which the money answer does not list."""
        if "regular" in kinds:
            return "there"
        if "unearmarked" not in kinds or self.required is None:
            return "unknown"
        if self.comes_in_full:
            return "full"
        return "part" if self.money.unearmarked else "missing"

    @property
    def comes_in_full(self) -> bool:
        """Whether all the unearmarked money comes that is required."""
        required = self.money.required if self.money.required is not None else self.required
        return required is not None and self.money.unearmarked >= required

    def _of_item(self, item: FundedItem, kinds: Sequence[FundKind]) -> Money:
        """The money of a deliverable or activity, by the money answer."""
        if item.state == "covered":
            return "there"
        if item.state == "open" and item.exposure == "safe":
            return "unknown"
        if item.paid or (item.state == "open" and self.money.unearmarked and "unearmarked" in kinds):
            return "full" if self.comes_in_full and not item.paid else "part"
        return "missing"

    def lapsed(self, group: str, decision: Decision | None) -> bool:
        """Whether a paragraph cuts a table for want of unearmarked money, and all of that comes."""
        return self.comes_in_full and any(
            said.change == decision and decision in CUT and "unearmarked" in self.kinds(said.funds)
            for said in self.naming("groups", group)
        )

    def activity(self, name: str | None) -> Activity | None:
        """The activity of that name, as the money answer writes it."""
        return None if name is None else self.activities.get(name.removeprefix("activities/"))

    def mentions(self, refs: Sequence[str]) -> bool:
        """Whether the main source is among those that are cited."""
        return any(
            place is not None and place[0] == self.main
            for place in (split_ref(ref, self.sources) for ref in refs)
        )

    def supporting(self, said: Sequence[Annotation]) -> tuple[str, ...]:
        """Activities that rest on the very paragraph of one of these annotations."""
        return tuple(
            dict.fromkeys(one for each in said for ref in each.refs[:1] for one in self._citing.get(ref, ()))
        )

    def naming(self, field: Literal["groups", "flagships"], code: str) -> Sequence[Annotation]:
        """Annotations that speak of a table or programme."""
        return self._naming.get((field, code), ())


def _fundable(books: _Books, sort: Literal["deliverable", "activity"], one: Fundable) -> WorkItem:
    """What is known of a deliverable or activity."""
    kind = "deliverables" if sort == "deliverable" else "activities"
    source = one.decision if isinstance(one, Deliverable) else None
    group = (one.group or "") if isinstance(one, Deliverable) else ""
    table = books.groups.get(group)
    item = books.items.get((kind, one.id))
    activity = one if isinstance(one, Activity) else books.activity(item.same_as if item else None)
    effect = activity.effect if activity else None
    deciding = next((each.refs for each in books.naming("groups", group) if each.change == source), one.refs)
    return WorkItem(
        sort=sort,
        kind=kind,
        id=one.id,
        title=one.title,
        outcomes=one.outcomes,
        purse=books.purse(one.funds, item, one.funds_basis),
        funds=one.funds,
        refs=one.refs,
        source=source,
        deciding=deciding[:1],
        late=effect in {"delayed", "stopped"},
        lapsed=books.lapsed(group, source),
        first_planned=_first_planned(one) if isinstance(one, Deliverable) else None,
        now=item.now if item else None,
        effect=effect,
        suffers=activity is not None,
        same_as=item.same_as if item else None,
        mentioned=books.mentions(one.refs),
        says=one.says,
        planned=change_of_plan(one, table) if isinstance(one, Deliverable) else None,
        misprints=tuple(books.misprints.row(one, table)) if isinstance(one, Deliverable) else (),
        group=group or None,
    )


def _first_planned(one: Deliverable) -> int | None:
    """How many were planned at first, where a footnote says so."""
    return next(iter((one.first_planned or {}).values()), None)


def _table(books: _Books, group: Group, rows: Sequence[Deliverable]) -> WorkItem:
    """What is known of a table: the source decides about it, or about rows of it."""
    decisions = {one.decision for one in rows}
    own = [one for one in books.naming("groups", group.id) if one.change in decisions]
    source = group.decision or (_decision(own[0].change) if own else None)
    outcomes = [one.id for one in books.plan.outcomes if group.domain and one.domain == group.domain]
    return WorkItem(
        sort="table",
        kind="groups",
        id=group.id,
        title=group.title,
        outcomes=tuple(dict.fromkeys([*outcomes, *(code for one in rows for code in one.outcomes)])),
        purse=books.purse((), None),
        funds=(),
        refs=group.refs,
        source=source,
        lapsed=books.lapsed(group.id, source),
        deciding=(own[0].refs if own and not group.decision else group.refs)[:1],
        misprints=tuple(books.misprints.table(group)),
        rows=tuple(one.id for one in rows),
    )


def _strategy(books: _Books, domain: Domain) -> WorkItem:
    """What is known of the strategy of a subprogramme: what annex II prints of its paragraphs."""
    said = [
        one
        for one in books.plan.annotations
        if one.annex == "II" and one.domain == domain.id and not one.groups and one.change != "unprinted"
    ]
    changing = [one for one in said if one.change not in {"keep", "none"}]
    unchanged = [one for one in said if one.change == "none"]
    source: Decision | None = "adjust" if changing else "none" if unchanged else "keep" if said else None
    deciding = tuple(ref for one in changing or unchanged or said for ref in one.refs)
    title = message("Strategy of subprogramme {code}: {name}")
    return WorkItem(
        sort="strategy",
        kind="domains",
        id=domain.id,
        title=fill(title, code=domain.id, name=domain.title),
        outcomes=tuple(one.id for one in books.plan.outcomes if one.domain == domain.id),
        purse=books.purse((), None),
        funds=(),
        refs=deciding or domain.refs,
        source=source,
        deciding=deciding,
    )


def _flagship(books: _Books, one: Flagship) -> WorkItem:
    """What is known of a flagship or global programme; its own decision goes before those of annexes."""
    naming = books.naming("flagships", one.id)
    said = [each for each in naming if each.change not in {"add", "none", "unprinted"}]
    source = one.decision or (_decision(said[0].change) if said else None)
    deciding = one.refs if one.decision else said[0].refs if said else ()
    return WorkItem(
        sort="flagship",
        kind="flagships",
        id=one.id,
        title=one.title,
        outcomes=one.outcomes,
        purse=books.purse(one.funds, None),
        funds=one.funds,
        refs=one.refs,
        source=source,
        deciding=deciding[:1],
        says=one.says,
        mentioned=books.mentions(one.refs),
        supported_by=books.supporting(naming),
    )


def _decision(change: Change) -> Decision | None:
    """What becomes of a paragraph as a decision about work; none where the annex does not print it."""
    return None if change == "unprinted" else change
