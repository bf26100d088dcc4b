"""What is delivered, and the money that may pay for it."""

from typing import Annotated, Literal

from realign.plan.record import Amount, Cost, Id, Ids, Places, Receipt, Refs, Title, record
from realign.plan.structure import Basis
from realign.plan.validators import Limits

FundKind = Literal["regular", "unearmarked", "soft", "hard"]
"""`regular`: assessed budget; `unearmarked`: free to use; `soft`, `hard`: bound to a theme or a project."""
Effect = Literal["limited", "delayed", "stopped"]
"""`limited`: goes on, reduced or slowly; `delayed`: is put off; `stopped`: is not done at all."""
Decision = Literal["keep", "adjust", "add", "reduce", "defer", "none"]
"""What a source itself decides about a piece of work; `none`: it says that nothing changes."""


@record
class Range:
    """An amount of which only the bounds are known."""

    low: Cost
    """Not less than this."""
    high: Cost
    """Not more than this."""


@record
class Requirement:
    """What a source says is needed, and the work that it says so of."""

    amount: Cost
    """How much is needed."""
    covers: Ids = ()
    """The deliverables and activities that its sentence names; it vouches for no other."""
    says: Title | None = None
    """What the sentence says, in our own words."""
    refs: Refs = ()
    """Where it stands."""


@record
class Now:
    """What a source says happens at the time of its writing, with the money that there was."""

    state: Effect
    """What happens to the work."""
    degree: Title | None = None
    """How much, as the source says it, such as `very`."""
    may: bool = False
    """True where the source says that it may be so, and not that it is."""
    year: Annotated[int, Limits(ge=1900, le=2200)]
    """The year that is spoken of."""
    basis: Basis = "stated"
    """Whether the source says so in as many words, implies it, or we judged."""
    says: Title | None = None
    """What the source says, in our own words."""
    refs: Refs = ()
    """Where it stands."""


@record
class Fund:
    """A pot of money and its strings."""

    id: Id
    """Short name."""
    kind: FundKind
    """How free its money is."""
    title: Title
    """Name."""
    amount: Amount | None = None
    """What it holds; of an unearmarked fund the question says it (`--unearmarked`)."""
    within: Id | None = None
    """The fund that its money is a part of, such as a share that a donor keeps for trees."""
    required: Cost | Requirement | None = None
    """What the source says is needed; an amount alone vouches for no work."""
    received: dict[int, Receipt] | None = None
    """Year -> what really came in; negative where more was paid back than came in."""
    says: Title | None = None
    """What it may pay, in our own words."""
    note: Title | None = None
    """What a reader has to know about the figures."""
    refs: Refs = ()
    """Where the figures stand."""

    @property
    def needed(self) -> int | None:
        """The amount that the source says is needed, in the plan's currency."""
        return self.required.amount if isinstance(self.required, Requirement) else self.required

    @property
    def covers(self) -> Ids:
        """The work that the source says is provided for once that amount comes."""
        return self.required.covers if isinstance(self.required, Requirement) else ()


@record
class Group:
    """A heading of a table of deliverables, with the subtotals that the source prints."""

    id: Id
    """Short name."""
    title: Title
    """Heading."""
    table: str | None = None
    """Number of the table."""
    unit: Title | None = None
    """What is counted."""
    domain: Id | None = None
    """The domain whose table it is; none for a table across domains."""
    stated: dict[str, int] | None = None
    """Column -> the subtotal as printed."""
    listed: bool = True
    """False where the source keeps the table but does not print it."""
    decision: Decision | None = None
    """What the source itself decides about the whole table."""
    refs: Refs = ()
    """Where it stands."""


@record
class Deliverable:
    """A piece of work that the programme promises."""

    id: Id
    """Short name."""
    title: Title
    """Name."""
    group: Id | None = None
    """The heading it stands under."""
    quantity: dict[str, int] | None = None
    """Column -> how many."""
    first_planned: dict[str, int] | None = None
    """Column -> how many were planned at first, where a footnote says so."""
    within: Id | None = None
    """The deliverable that already counts this one."""
    cost: Cost | Range | None = None
    """What it costs; left out where nobody has said."""
    value: Annotated[int, Limits(ge=0, le=10**15)] | None = None
    """What it is worth beside others; left out, it follows from the outcomes it serves."""
    tier: Annotated[int, Limits(ge=1, le=1000)] = 1
    """1 what is mandated, then 2, 3 …; a lower tier never gives way to a higher one."""
    divisible: bool = False
    """True where a part of it can be paid for, such as some of the meetings."""
    funds: Ids = ()
    """The money that may pay for it."""
    funds_basis: Basis = "analyst"
    """Whether the source says that this money may pay, implies it, or we judged."""
    outcomes: Ids = ()
    """The outcomes it serves."""
    requires: Ids = ()
    """What must be covered too for it to make sense."""
    same_as: Id | None = None
    """The deliverable or activity that is the same work; money is counted there, once."""
    now: Now | None = None
    """What the source says happens at the time of its writing."""
    places: Places = ()
    """Countries and cities that the source names with it."""
    decision: Decision | None = None
    """What the source itself decides about it."""
    basis: Basis = "analyst"
    """Where the ties to outcomes come from."""
    says: Title | None = None
    """What the source says of it, close to its words."""
    note: Title | None = None
    """What is ours: how we read the source, and what it does not say."""
    refs: Refs = ()
    """Where it stands."""


@record
class Activity:
    """A piece of work that suffers if the money does not come."""

    id: Id
    """Short name, such as `A-15a`."""
    title: Title
    """What the work is."""
    heading: str | None = None
    """The heading of the source that it stands under: A, B, C, D or region."""
    resolution: Id | None = None
    """The decision of the governing body that asks for it."""
    effect: Effect | None = None
    """What happens without the money."""
    cost: Cost | Range | None = None
    """What it costs; left out where nobody has said."""
    value: Annotated[int, Limits(ge=0, le=10**15)] | None = None
    """What it is worth beside others; left out, it follows from the outcomes it serves."""
    tier: Annotated[int, Limits(ge=1, le=1000)] = 1
    """1 what is mandated, then 2, 3 …; a lower tier never gives way to a higher one."""
    divisible: bool = False
    """True where a part of it can be paid for."""
    funds: Ids = ()
    """The money that may pay for it."""
    funds_basis: Basis = "analyst"
    """Whether the source says that this money may pay, implies it, or we judged."""
    outcomes: Ids = ()
    """The outcomes it serves."""
    requires: Ids = ()
    """What must be covered too for it to make sense."""
    same_as: Id | None = None
    """The deliverable or activity that is the same work; money is counted there, once."""
    now: Now | None = None
    """What the source says happens at the time of its writing."""
    places: Places = ()
    """Countries and cities that the source names with it."""
    basis: Basis = "stated"
    """Where the effect comes from."""
    says: Title | None = None
    """What the source says of it, close to its words."""
    note: Title | None = None
    """What is ours: how we read the source, and what it does not say."""
    refs: Refs = ()
    """Where it stands."""


Fundable = Deliverable | Activity
"""What money can be spent on."""
