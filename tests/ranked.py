"""Ranked links and outcomes as other answers hand them over, written by hand."""

from dataclasses import dataclass

from realign.models.programme.priority_links import Belonging


@dataclass(frozen=True)
class CombinedLink:
    source: str
    target: str
    rank: float | None
    rank_low: float | None = None
    rank_high: float | None = None
    refs: tuple[str, ...] = ("DOC 7",)
    class_: Belonging | None = None
    among_first: float | None = None
    mean_loss: float | None = None
    in_choice: bool = False
    tagged: bool | None = None


@dataclass(frozen=True)
class Goal:
    id: str
    rank: float | None
    rank_low: float | None = None
    rank_high: float | None = None
    alone: bool = False


def ties(*names: str) -> list[CombinedLink]:
    """Links in order of rank: `ties("1.1-1.2", "1.2-2.1")`."""
    return [CombinedLink(name.split("-")[0], name.split("-")[1], rank) for rank, name in enumerate(names, 1)]
