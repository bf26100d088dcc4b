"""What the organisation does with whom, and who asked for it."""

from typing import Literal

from realign.plan.delivery import Decision
from realign.plan.record import Id, Ids, Places, Refs, Title, record
from realign.plan.structure import Basis

ActionKind = Literal["evidence", "norm", "integrated", "partnership", "capacity", "outreach", "advocacy"]
"""What sort of action it is."""


@record
class Flagship:
    """A flagship or global programme."""

    id: Id
    """Short name, such as `F1`."""
    kind: Literal["flagship", "global"]
    """Whether it is a flagship of the plan or a global programme."""
    title: Title
    """Name."""
    outcomes: Ids = ()
    """The outcomes that the sources tie to it."""
    drives: Ids = ()
    """Programmes that it pushes forward."""
    funds: Ids = ()
    """The money that may pay for it."""
    funds_basis: Basis = "stated"
    """Whether the source says that this money may pay, implies it, or we judged."""
    lenses: Ids = ()
    """Lenses that the sources tie to it."""
    places: Places = ()
    """Countries and cities that the source names with it."""
    decision: Decision | None = None
    """What the source itself decides about it, in the first of `refs`."""
    basis: Basis = "stated"
    """Where the tie to its outcomes comes from."""
    says: Title | None = None
    """What is to change, in our own words."""
    note: Title | None = None
    """What a reader has to know, such as where the name comes from."""
    refs: Refs = ()
    """Paragraphs that name it."""


@record
class Action:
    """Something that is to be done so that the work fits the lenses."""

    id: Id
    """Short name, such as `AC-9d-1`."""
    kind: ActionKind
    """What sort of action it is."""
    also: tuple[ActionKind, ...] = ()
    """Other sorts that it is by the words of the source, such as a norm that trains people."""
    title: Title
    """What is to be done."""
    outcomes: Ids = ()
    """Outcomes it serves."""
    lenses: Ids = ()
    """Lenses it serves."""
    partners: Ids = ()
    """With whom."""
    places: Places = ()
    """Countries and cities that the source names with it."""
    funds: Ids = ()
    """The money that may pay for it, where the source says."""
    basis: Basis = "stated"
    """Where the tie to outcomes and lenses comes from."""
    via: Refs = ()
    """For `implied`: the paragraph that gives the theme its code."""
    says: Title | None = None
    """What the source says of it, close to its words."""
    note: Title | None = None
    """What is ours: how we read the source, and what it does not say."""
    refs: Refs = ()
    """Paragraphs that ask for it."""


@record
class Partner:
    """Another body that the work is done with."""

    id: Id
    """Short name, such as `UNEP`."""
    title: Title
    """Full name."""
    places: Places = ()
    """Countries and cities that the source names with it."""
    refs: Refs = ()
    """Paragraphs that name it."""


@record
class Resolution:
    """A decision of the governing body that asks for work."""

    id: Id
    """Number, such as `1/2`."""
    title: Title
    """Name."""
    says: Title | None = None
    """How far it can be carried out, in our own words."""
    refs: Refs = ()
    """Paragraphs that speak of it."""
