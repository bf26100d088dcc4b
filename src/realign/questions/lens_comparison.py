"""Which links and outcomes rise, and which fall, from lens to lens?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from realign.findings import CallError
from realign.models.influence.graph import LinkGraph
from realign.models.influence.methods import read_method
from realign.models.influence.ranking import DRAWS, MISSING, RankEstimate, Study, study
from realign.models.influence.sampling import SEED
from realign.models.influence.total_influence import DELTA
from realign.plan import Lens, Plan
from realign.sheets import Cell, Column, Faultless, Kind, Part, Sheet
from realign.text import SEMICOLON, Message, Text, fill, join, message
from realign.views.naming import judgement, lens_named, with_judgement

NAMED = 3
"""So many links that move most are named in the sentences of each lens."""


@dataclass(frozen=True, slots=True)
class Place:
    """A rank through one lens and how sure it is; `None`: the lens shuts the link out."""

    rank: float | None
    rank_low: float | None
    rank_high: float | None
    rises: float | None
    """Ranks gained against the ranking without any lens; negative: it falls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """One link, or one outcome, through every lens."""

    id: str
    """The code of the outcome; the two codes of the link with a dash between them."""
    title: Text
    free: Place
    """Without any lens."""
    seen: Mapping[str, Place]
    """Through each lens."""


@dataclass(frozen=True, kw_only=True)
class Lenses(Faultless):
    """The lenses of a plan side by side."""

    lenses: tuple[str, ...]
    delta: float
    draws: int
    top: int | None
    """Only what is among the first so many through some lens; none: everything."""
    links: tuple[Across, ...]
    outcomes: tuple[Across, ...]
    says: tuple[Message, ...]
    names: Mapping[str, Text]
    """Lens -> its name."""
    judged: Message
    """What of all this is our judgement."""
    inputs: Mapping[str, str] = field(default_factory=dict)

    @with_judgement
    def sheets(self) -> Iterator[Part]:
        """Links, then outcomes."""
        yield _sheet(
            "links",
            message("Links from lens to lens"),
            self.names,
            self.links,
            (*self.cut(self.links), *self.says),
        )
        yield _sheet(
            "outcomes",
            message("Outcomes from lens to lens"),
            self.names,
            self.outcomes,
            tuple(self.cut(self.outcomes)),
        )

    def cut(self, shown: Sequence[Across]) -> Iterator[Message]:
        """Say what is shown where not all is."""
        if self.top is not None:
            says = message("{shown} shown: those among the first {top} through one lens at least")
            yield fill(says, shown=len(shown), top=self.top)


def compare_lenses(
    plan: Plan,
    *,
    top: int | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
    delta: float = DELTA,
    missing: float | None = None,
    inputs: Mapping[str, str] | None = None,
) -> Lenses:
    """Rank every link and outcome through every lens; raises `CallError` for a plan without lenses.

    The same random numbers serve every lens, so that only the lens makes a difference.
    """
    if not plan.lenses:
        raise CallError("the plan has no lenses to compare", "leave out --compare")
    method, share = read_method("influence", delta), MISSING if missing is None else missing
    names = (None, *(lens.id for lens in plan.lenses))
    studies = {
        name: study(LinkGraph.of(plan, name), method, draws=draws, seed=seed, missing=share, brief=True)
        for name in names
    }
    links, outcomes = tuple(_links(studies)), tuple(_outcomes(plan, studies))
    lenses = tuple(name for name in studies if name is not None)
    return Lenses(
        lenses=lenses,
        delta=delta,
        draws=draws,
        top=top,
        links=_first(links, top),
        outcomes=_first(outcomes, top),
        says=tuple(_say(lens, links) for lens in plan.lenses),
        names={lens.id: lens_named(lens) for lens in plan.lenses},
        judged=judgement(plan.lenses),
        inputs=dict(inputs or {}),
    )


def _first(every: Sequence[Across], top: int | None) -> tuple[Across, ...]:
    """Those that are among the first `top` through at least one lens; what ties with the last is taken in."""
    if top is None:
        return tuple(every)
    last: dict[str, float] = {}
    for lens in every[0].seen if every else ():
        ranks = sorted(rank for one in every if (rank := one.seen[lens].rank) is not None)
        last[lens] = ranks[min(top, len(ranks)) - 1] if ranks else 0
    return tuple(
        one
        for one in every
        if any((rank := one.seen[lens].rank) is not None and rank <= last[lens] for lens in last)
    )


def _links(studies: Mapping[str | None, Study]) -> Iterator[Across]:
    """Every link that counts without a lens, by its rank there."""
    free = studies[None]
    through = {lens: (one, _numbers(one.graph)) for lens, one in studies.items() if lens is not None}
    for at in sorted(range(len(free.links)), key=lambda at: free.links[at].rank or 0):
        tie = free.graph.ties[at]
        standings: dict[str, RankEstimate | None] = {}
        for lens, (one, numbers) in through.items():
            number = numbers.get((tie.source, tie.target), numbers.get((tie.target, tie.source)))
            standings[lens] = None if number is None else one.links[number]
        yield _across(f"{tie.source}–{tie.target}", "", free.links[at], standings)


def _numbers(graph: LinkGraph) -> dict[tuple[str, str], int]:
    """The number of each link by its ends."""
    return {(tie.source, tie.target): number for number, tie in enumerate(graph.ties)}


def _outcomes(plan: Plan, studies: Mapping[str | None, Study]) -> Iterator[Across]:
    """Every outcome, by its rank without a lens."""
    free, titles = studies[None], {one.id: one.title for one in plan.outcomes}
    for at in sorted(range(len(free.outcomes)), key=lambda at: free.outcomes[at].rank or 0):
        code = free.graph.outcomes[at]
        standings = {name: one.outcomes[at] for name, one in studies.items() if name is not None}
        yield _across(code, titles[code], free.outcomes[at], standings)


def _across(name: str, title: Text, free: RankEstimate, seen: Mapping[str, RankEstimate | None]) -> Across:
    def place(standing: RankEstimate | None) -> Place:
        if standing is None or standing.rank is None or free.rank is None:
            return Place(None, None, None, None)
        return Place(standing.rank, standing.rank_low, standing.rank_high, free.rank - standing.rank)

    return Across(
        id=name, title=title, free=place(free), seen={lens: place(one) for lens, one in seen.items()}
    )


def _say(seen: Lens, links: Sequence[Across]) -> Message:
    """Name the links that a lens moves most."""
    lens = seen.id
    moved = sorted(
        (one for one in links if one.seen[lens].rises), key=lambda one: -(one.seen[lens].rises or 0)
    )
    rising = [one for one in moved[:NAMED] if (one.seen[lens].rises or 0) > 0]
    falling = [one for one in reversed(moved[-NAMED:]) if (one.seen[lens].rises or 0) < 0]
    parts = []
    if rising:
        template = message("most rise {links}")
        parts.append(fill(template, links=_moves(rising, lens)))
    if falling:
        template = message("most fall {links}")
        parts.append(fill(template, links=_moves(falling, lens)))
    still = message("no link rises or falls")
    said = join(parts or [still], SEMICOLON)
    return fill(message("{lens}: {said}"), lens=lens_named(seen), said=said)


def _moves(links: Sequence[Across], lens: str) -> Text:
    return join(_move(one, lens) for one in links)


def _move(one: Across, lens: str) -> str:
    return f"{one.id} ({one.free.rank:g} → {one.seen[lens].rank:g})"


def _sheet(
    name: str,
    title: Message,
    lenses: Mapping[str, Text],
    rows: Sequence[Across],
    notes: tuple[Message, ...] = (),
) -> Sheet:
    titled = any(row.title for row in rows)
    columns = [Column("id", message("Code"), Kind.CODE)]
    if titled:
        columns.append(Column("title", message("Title")))
    columns.append(Column("free", message("No lens"), Kind.INTEGER))
    for lens, named in lenses.items():
        columns += [
            Column(lens, named, Kind.INTEGER),
            Column(f"{lens}_likely", message("likely")),
            Column(f"{lens}_rises", message("rises"), Kind.INTEGER),
        ]
    cells = []
    for row in rows:
        line: list[Cell] = [row.id, *([row.title] if titled else []), row.free.rank]
        for lens in lenses:
            place = row.seen[lens]
            likely = None if place.rank_low is None else f"{place.rank_low:g}–{place.rank_high:g}"
            line += [place.rank, likely, place.rises]
        cells.append(tuple(line))
    return Sheet(name, title, tuple(columns), tuple(cells), notes)
