"""What changes in the work programme, paragraph by paragraph."""

from typing import Literal

from realign.plan.delivery import Decision
from realign.plan.record import Id, Ids, Places, Refs, Title, record
from realign.plan.structure import Basis

Change = Literal[Decision, "unprinted"]
"""What happens to a paragraph; `unprinted`: the annex shows that it is there, but not what it says."""


@record
class Annotation:
    """What an annex says about one paragraph of the work programme."""

    id: Id
    """Short name, such as `II-15.53`."""
    annex: Literal["I", "II"]
    """I: wording that fits already; II: what changes."""
    paragraph: Id
    """Number of the paragraph in the work programme."""
    domain: Id | None = None
    """The subprogramme it belongs to; none for the overall orientation."""
    filed_under: Id | None = None
    """The subprogramme that the annex prints it under, where that differs."""
    change: Change
    """What happens to the paragraph; `none`: the annex says that nothing does; `unprinted`: it is silent."""
    title: Title
    """The change in our own words."""
    outcomes: Ids = ()
    """Outcomes it speaks of."""
    lenses: Ids = ()
    """Lenses it serves."""
    flagships: Ids = ()
    """Programmes it speaks of."""
    groups: Ids = ()
    """Tables of deliverables it decides about."""
    funds: Ids = ()
    """Money it speaks of."""
    rule: bool = False
    """True where it says what becomes of all work, or of all in its tables, that lacks money."""
    places: Places = ()
    """Countries and cities that the source names with it."""
    cites: tuple[str, ...] = ()
    """Symbols of documents exactly as printed."""
    quotes: dict[Id, str] | None = None
    """Lens -> the words by which the paragraph quotes it, exactly as printed."""
    basis: Basis = "stated"
    """Where the ties come from."""
    via: Refs = ()
    """For `implied`: the paragraph that gives the theme its code."""
    refs: Refs = ()
    """Where it stands."""
