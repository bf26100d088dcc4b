"""What is known of each piece of work of a plan: its source, its money, its outcomes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from realign.models.programme.decision_table import CUT
from realign.models.programme.funding_status import Funding, FundingLevel, FundingStatus
from realign.models.programme.planned_work import (
    Misprint,
    Misprints,
    PlanChange,
    change_of_plan,
    first_planned,
)
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
    Group,
    Now,
    Plan,
    split_ref,
)
from realign.plan.record import Title

Sort = Literal["table", "deliverable", "strategy", "flagship", "activity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """What is known of one piece of work."""

    sort: Sort
    kind: str
    """Key of the plan that its record stands under."""
    id: str
    title: Title
    outcomes: tuple[str, ...]
    funding: FundingStatus
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
    then: Now | None = None
    """The same, whatever money there was."""
    effect: Effect | None = None
    """What the source says becomes of it without the money."""
    effect_basis: Basis = "stated"
    """Whether the source says so of this very work, implies it, or we judged."""
    same_as: str | None = None
    """The work that it is the same as."""
    suffers: bool = False
    """Whether it is an activity, or the same work as one: it suffers, and no source decides about it."""
    mentioned: bool = True
    """Whether the main source speaks of it at all."""
    says: Title | None = None
    """What the record itself tells: what is to change, or how it suffers."""
    note: Title | None = None
    """What is ours in the record."""
    planned: PlanChange | None = None
    """What is planned now, if that was different before."""
    misprints: tuple[Misprint, ...] = ()
    """What is misprinted in the table it stands in."""
    group: str | None = None
    """The table it stands in."""
    supported_by: tuple[str, ...] = ()
    """Activities that speak of it: they rest on a paragraph that is about it."""
    rows: tuple[str, ...] = ()
    """Of a printed table: the deliverables in it, on which its own decision rests."""


def work_items(plan: Plan, level: FundingLevel) -> Iterator[WorkItem]:
    """Tables with their deliverables, then strategies, programmes, activities, in the order of the plan."""
    sources = _Sources(plan, Funding(plan, level))
    rows: dict[str | None, list[Deliverable]] = {}
    for deliverable in plan.deliverables:
        rows.setdefault(deliverable.group, []).append(deliverable)
    for group in plan.groups:
        own = rows.pop(group.id, [])
        yield _table(sources, group, own)
        yield from (_fundable(sources, "deliverable", row) for row in own)
    for others in rows.values():
        yield from (_fundable(sources, "deliverable", deliverable) for deliverable in others)
    yield from (_strategy(sources, domain) for domain in plan.domains)
    yield from (_flagship(sources, programme) for programme in plan.flagships)
    yield from (_fundable(sources, "activity", activity) for activity in plan.activities)


class _Sources:
    """A plan with its funding, and what its annotations say of tables and programmes."""

    def __init__(self, plan: Plan, funding: Funding) -> None:
        self.plan, self.funding = plan, funding
        self.groups = {group.id: group for group in plan.groups}
        self.misprints = Misprints(plan)
        self._main, self._ids = plan.main_source, {source.id for source in plan.sources}
        self._activities = {activity.id: activity for activity in plan.activities}
        self._citing: dict[str, list[str]] = {}
        for activity in plan.activities:
            for ref in activity.refs:
                self._citing.setdefault(ref, []).append(activity.id)
        self._naming: dict[tuple[str, str], list[Annotation]] = {}
        for annotation in plan.annotations:
            for field in ("groups", "flagships"):
                for code in getattr(annotation, field):
                    self._naming.setdefault((field, code), []).append(annotation)

    def lapsed(self, group: str, decision: Decision | None) -> bool:
        """Whether a paragraph cuts a table for want of unearmarked money, and all of that comes."""
        return self.funding.comes_in_full and any(
            annotation.change == decision
            and decision in CUT
            and "unearmarked" in self.funding.kinds(annotation.funds)
            for annotation in self.naming("groups", group)
        )

    def activity(self, name: str | None) -> Activity | None:
        """The activity of that name, as the money answer writes it."""
        return None if name is None else self._activities.get(name.removeprefix("activities/"))

    def mentions(self, refs: Sequence[str]) -> bool:
        """Whether the main source is among those that are cited."""
        return any(
            place is not None and place[0] == self._main
            for place in (split_ref(ref, self._ids) for ref in refs)
        )

    def supporting(self, annotations: Sequence[Annotation]) -> tuple[str, ...]:
        """Activities that rest on the very paragraph of one of these annotations."""
        return tuple(
            dict.fromkeys(
                activity
                for annotation in annotations
                for ref in annotation.refs[:1]
                for activity in self._citing.get(ref, ())
            )
        )

    def naming(self, field: Literal["groups", "flagships"], code: str) -> Sequence[Annotation]:
        """Annotations that speak of a table or programme."""
        return self._naming.get((field, code), ())


def _fundable(sources: _Sources, sort: Literal["deliverable", "activity"], work: Fundable) -> WorkItem:
    """What is known of a deliverable or activity."""
    kind = "deliverables" if sort == "deliverable" else "activities"
    source = work.decision if isinstance(work, Deliverable) else None
    group = (work.group or "") if isinstance(work, Deliverable) else ""
    table = sources.groups.get(group)
    item = sources.funding.item(kind, work.id)
    same_as, now = (item.same_as, item.now) if item else (None, None)
    activity = work if isinstance(work, Activity) else sources.activity(same_as)
    effect = activity.effect if activity else None
    deciding = next(
        (note.refs for note in sources.naming("groups", group) if note.change == source), work.refs
    )
    return WorkItem(
        sort=sort,
        kind=kind,
        id=work.id,
        title=work.title,
        outcomes=work.outcomes,
        funding=sources.funding.status(work.funds, item, work.funds_basis),
        funds=work.funds,
        refs=work.refs,
        source=source,
        deciding=deciding[:1],
        late=effect in {"delayed", "stopped"},
        lapsed=sources.lapsed(group, source),
        first_planned=first_planned(work) if isinstance(work, Deliverable) else None,
        now=now,
        then=_then(work, activity) or now,
        effect=effect,
        effect_basis=_effect_basis(work, activity),
        suffers=activity is not None,
        same_as=same_as,
        mentioned=sources.mentions(work.refs),
        says=work.says,
        note=work.note,
        planned=change_of_plan(work, table) if isinstance(work, Deliverable) else None,
        misprints=tuple(sources.misprints.row(work, table)) if isinstance(work, Deliverable) else (),
        group=group or None,
    )


def _effect_basis(work: Fundable, activity: Activity | None) -> Basis:
    """Where the effect comes from; what is said of the same work under another name is implied."""
    if activity is None:
        return "stated"
    return activity.basis if activity is work else "implied"


def _then(work: Fundable, activity: Activity | None) -> Now | None:
    """What the source says happens at the time of its writing, in this record or in that of the same work."""
    if work.now or activity is None or activity.now is None:
        return work.now
    return replace(activity.now, basis="implied")


def _table(sources: _Sources, group: Group, rows: Sequence[Deliverable]) -> WorkItem:
    """What is known of a table: the source decides about it, or about rows of it."""
    decisions = {row.decision for row in rows}
    own = [note for note in sources.naming("groups", group.id) if note.change in decisions]
    source = group.decision or (_decision(own[0].change) if own else None)
    outcomes = [
        outcome.id for outcome in sources.plan.outcomes if group.domain and outcome.domain == group.domain
    ]
    return WorkItem(
        sort="table",
        kind="groups",
        id=group.id,
        title=group.title,
        outcomes=tuple(dict.fromkeys([*outcomes, *(code for row in rows for code in row.outcomes)])),
        funding=sources.funding.status((), None),
        funds=(),
        refs=group.refs,
        source=source,
        lapsed=sources.lapsed(group.id, source),
        deciding=(own[0].refs if own and not group.decision else group.refs)[:1],
        misprints=tuple(sources.misprints.table(group)),
        rows=tuple(row.id for row in rows),
    )


def _strategy(sources: _Sources, domain: Domain) -> WorkItem:
    """What is known of the strategy of a subprogramme: what annex II prints of its paragraphs."""
    said = [
        note
        for note in sources.plan.annotations
        if note.annex == "II" and note.domain == domain.id and not note.groups and note.change != "unprinted"
    ]
    source, notes = _decided(said)
    deciding = tuple(ref for note in notes for ref in note.refs)
    return WorkItem(
        sort="strategy",
        kind="domains",
        id=domain.id,
        title=domain.title,
        outcomes=tuple(outcome.id for outcome in sources.plan.outcomes if outcome.domain == domain.id),
        funding=sources.funding.status((), None),
        funds=(),
        refs=deciding or domain.refs,
        source=source,
        deciding=deciding,
    )


def _decided(said: Sequence[Annotation]) -> tuple[Decision | None, Sequence[Annotation]]:
    """What the notes on a strategy come to, and those that it comes from: one change makes an adjustment."""
    if changing := [note for note in said if note.change not in {"keep", "none"}]:
        return "adjust", changing
    if unchanged := [note for note in said if note.change == "none"]:
        return "none", unchanged
    return "keep" if said else None, said


def _flagship(sources: _Sources, programme: Flagship) -> WorkItem:
    """What is known of a flagship or global programme; its own decision goes before those of annexes."""
    naming = sources.naming("flagships", programme.id)
    said = [note for note in naming if note.change not in {"add", "none", "unprinted"}]
    source = programme.decision or (_decision(said[0].change) if said else None)
    deciding = programme.refs if programme.decision else said[0].refs if said else ()
    return WorkItem(
        sort="flagship",
        kind="flagships",
        id=programme.id,
        title=programme.title,
        outcomes=programme.outcomes,
        funding=sources.funding.status(programme.funds, None, programme.funds_basis),
        funds=programme.funds,
        refs=programme.refs,
        source=source,
        deciding=deciding[:1],
        says=programme.says,
        note=programme.note,
        mentioned=sources.mentions(programme.refs),
        supported_by=sources.supporting(naming),
    )


def _decision(change: Change) -> Decision | None:
    """What becomes of a paragraph as a decision about work; none where the annex does not print it."""
    return None if change == "unprinted" else change
