"""The links whose judgement a reworded outcome leaves in doubt."""

from collections.abc import Iterator
from dataclasses import dataclass

from realign.models.change.record_changes import Side
from realign.plan import code_order, fingerprint


@dataclass(frozen=True, slots=True)
class Doubt:
    """A link that was judged on other words than its outcomes have now."""

    link: str
    outcomes: tuple[str, ...]
    """The outcomes that were reworded, and not yet taken into account by the link."""
    path: str
    line: int


def doubts(old: Side, new: Side) -> Iterator[Doubt]:
    """The links of the new state at an outcome whose title is another one now, unless judged anew."""
    before = {one.id: fingerprint(one.title) for one in old.plan.outcomes}
    now = {one.id: fingerprint(one.title) for one in new.plan.outcomes}
    reworded = {code for code, print_ in now.items() if before.get(code, print_) != print_}
    for link in new.plan.links if reworded else ():
        judged = link.judged_on or {}
        ends = reworded.intersection((*link.from_, *link.to))
        stale = [code for code in sorted(ends, key=code_order) if judged.get(code) != now[code]]
        if stale:
            place = new.locate("links", link.id)
            yield Doubt(link.id, tuple(stale), place.path, place.start.line)
