"""Where a plan was read from: the places of its values, the files and their digests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from realign.findings import Finding, Locate, Place, Suppression
from realign.money import MoneyReader
from realign.text import Text


def _nowhere(kind: str, record: str, *path: str | int) -> Place:  # noqa: ARG001 - the signature of Locate
    """A plan that was made in memory stands in no file."""
    return Place("")


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Origin:
    """What the loader knows of a plan beside its records."""

    locate: Locate = _nowhere
    """Tells where a value of the plan stands."""
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Name of each file in the folder -> SHA-256 of its bytes, sorted by name."""
    texts: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)
    """Path of each file as it is shown -> its lines."""
    money: MoneyReader | None = None
    """What has read the amounts; it knows what it rounded and converted."""

    findings: tuple[Finding, ...] = ()
    """What was found while the files were read."""
    suppressions: tuple[Suppression, ...] = ()
    """Comments that silence findings."""
    left_out: tuple[tuple[str, Text], ...] = ()
    """What is inside the folder and was not read, and why."""

    def lines(self, path: str) -> Sequence[str]:
        """The lines of a file by its path as findings show it; none if it is no file of the plan."""
        return self.texts.get(path, ())

    def place_in_words(self, kind: str, record: str) -> str:
        """`path:line` of a record; empty where it stands in no file."""
        place = self.locate(kind, record)
        return str(place) if place.path else ""


IN_MEMORY = Origin()
"""The origin of a plan that was read from no file."""
