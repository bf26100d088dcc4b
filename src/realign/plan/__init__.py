"""The nouns of a plan. All records are frozen; they name each other by id, never by reference."""

from collections.abc import Iterator, Mapping
from dataclasses import fields as fields_of  # `fields` is a module of this package
from typing import Annotated, TypeAlias

from realign.plan.annotation import Annotation, Change
from realign.plan.delivery import (
    Activity,
    Decision,
    Deliverable,
    Effect,
    Fund,
    Fundable,
    FundKind,
    Group,
    Now,
    Range,
    Requirement,
)
from realign.plan.evidence import Discrepancy, Link, Source, split_ref
from realign.plan.judging import Judge, Judgement
from realign.plan.origin import IN_MEMORY, Origin
from realign.plan.portfolio import Action, ActionKind, Flagship, Partner, Resolution
from realign.plan.record import code_order, record
from realign.plan.structure import About, Basis, Domain, Indicator, Lens, Outcome, fingerprint
from realign.plan.validators import Called

__all__ = [
    "KINDS",
    "About",
    "Action",
    "ActionKind",
    "Activity",
    "Annotation",
    "Basis",
    "Change",
    "Decision",
    "Deliverable",
    "Discrepancy",
    "Domain",
    "Effect",
    "Flagship",
    "Fund",
    "FundKind",
    "Fundable",
    "Group",
    "Indicator",
    "Judge",
    "Judgement",
    "Lens",
    "Link",
    "Now",
    "Origin",
    "Outcome",
    "Partner",
    "Plan",
    "Range",
    "Record",
    "Requirement",
    "Resolution",
    "Source",
    "code_order",
    "fingerprint",
    "split_ref",
]

Record: TypeAlias = (
    Source
    | Domain
    | Outcome
    | Lens
    | Link
    | Judge
    | Flagship
    | Action
    | Partner
    | Resolution
    | Indicator
    | Annotation
    | Discrepancy
    | Fund
    | Group
    | Deliverable
    | Activity
)
"""Anything in a plan that has an id."""


class _WithOrigin:
    """What a plan carries beside its fields; it makes no difference whether two plans are equal."""

    __slots__ = ("__weakref__", "_origin")
    _origin: Origin


@record
class Plan(_WithOrigin):
    """A strategic plan: what it wants, what ties it together, what is delivered, what pays."""

    about: Annotated[About, Called("plan")]
    """What the plan is."""
    sources: tuple[Source, ...] = ()
    """Documents that records cite."""
    domains: tuple[Domain, ...] = ()
    """Domains of change."""
    outcomes: tuple[Outcome, ...] = ()
    """Results that the plan wants."""
    lenses: tuple[Lens, ...] = ()
    """Points of view of the realignment."""
    links: tuple[Link, ...] = ()
    """Statements that outcomes hang together."""
    judges: tuple[Judge, ...] = ()
    """Those who scored links, by anonymous ids."""
    flagships: tuple[Flagship, ...] = ()
    """Flagship and global programmes."""
    actions: tuple[Action, ...] = ()
    """What is to be done."""
    partners: tuple[Partner, ...] = ()
    """Bodies that the work is done with."""
    resolutions: tuple[Resolution, ...] = ()
    """Decisions that ask for work."""
    indicators: tuple[Indicator, ...] = ()
    """Measures."""
    annotations: tuple[Annotation, ...] = ()
    """What changes in the work programme."""
    discrepancies: tuple[Discrepancy, ...] = ()
    """Slips in the sources that we know of."""
    funds: tuple[Fund, ...] = ()
    """Pots of money."""
    groups: tuple[Group, ...] = ()
    """Headings of the tables of deliverables."""
    deliverables: tuple[Deliverable, ...] = ()
    """Pieces of work that the programme promises."""
    activities: tuple[Activity, ...] = ()
    """Pieces of work that suffer without the money."""

    @classmethod
    def of(cls, about: About, **kinds: tuple[Record, ...]) -> "Plan":
        """Join records that have been checked already; none of them is checked again."""
        plan = object.__new__(cls)
        for field in fields_of(cls):
            object.__setattr__(
                plan, field.name, about if field.name == "about" else kinds.get(field.name, ())
            )
        return plan

    @property
    def origin(self) -> Origin:
        """Where the plan was read from; a plan that was made or changed in memory has no files."""
        return getattr(self, "_origin", IN_MEMORY)

    def read_from(self, origin: Origin) -> "Plan":
        """The same plan with what is known of its files."""
        plan = Plan.of(self.about, **{kind: getattr(self, kind) for kind in KINDS})
        object.__setattr__(plan, "_origin", origin)
        return plan

    @property
    def fundables(self) -> tuple[Fundable, ...]:
        """What money can be spent on: deliverables, then activities, in the order of the plan."""
        return (*self.deliverables, *self.activities)

    @property
    def weights(self) -> Mapping[str, float]:
        """The judges that do not count 1 -> how much they count."""
        return {one.id: one.weight for one in self.judges if one.weight != 1}

    @property
    def main_source(self) -> str:
        """The source that the plan itself cites first, else the first of its sources; empty without any."""
        sources = {one.id for one in self.sources}
        cited = (split_ref(ref, sources) for ref in self.about.refs)
        return next((found[0] for found in cited if found), next((one.id for one in self.sources), ""))

    def in_order(self) -> "Plan":
        """The same plan with the records of every kind in the order of their codes, as people sort them.

        An answer is made of this, so that it does not depend on where in which file a record stands.
        """
        kinds = {kind: sorted(getattr(self, kind), key=lambda one: code_order(one.id)) for kind in KINDS}
        return Plan.of(self.about, **{kind: tuple(records) for kind, records in kinds.items()}).read_from(
            self.origin
        )

    def records(self) -> Iterator[tuple[str, Record]]:
        """Go through every record with the name of its kind, in the order of `Plan`'s fields."""
        for kind in KINDS:
            for one in getattr(self, kind):
                yield kind, one


KINDS: tuple[str, ...] = tuple(field.name for field in fields_of(Plan) if field.name != "about")
"""The kinds of records that a plan may hold, by the names of their keys in YAML."""
