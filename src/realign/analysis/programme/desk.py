"""What is known of each piece of the programme in; what is decided about it, and why, out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from realign.analysis.programme.pieces import Paragraphs, Piece, Sort, asked
from realign.analysis.programme.priorities import RankedLink, carried, ends, name
from realign.analysis.programme.purse import Purse, money_clause
from realign.analysis.programme.reasons import Bonds, link_clause, sentence, table_sentence
from realign.analysis.programme.rules import Case, Focus, Money, as_focus, decide
from realign.findings import Locate
from realign.plan import Decision, Plan
from realign.words import Text, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One piece of the programme and what is decided about it."""

    kind: Sort
    id: str
    title: Text
    decision: Focus
    reason: Words
    """One sentence."""
    row: int | None
    """The row of the table of decisions; none for a printed table, which follows its own rows."""
    reading: Focus
    """What links and money alone say."""
    source_decision: Decision | None
    """What the source itself decides."""
    differs: bool
    """Whether our reading differs from the source."""
    links: tuple[str, ...]
    """Priority links with an end in it: those with both ends first, then by rank."""
    rank: float | None
    rank_low: float | None
    rank_high: float | None
    """Of the first of these links."""
    money: Money
    funds: tuple[str, ...]
    chance: float | None
    refs: tuple[str, ...]
    path: str
    line: int


class Desk:
    """Where pieces of the programme are decided about, one by one."""

    def __init__(self, plan: Plan, first: Sequence[RankedLink], locate: Locate) -> None:
        self.first, self.locate = first, locate
        self.short = Paragraphs(plan)
        self.sourced = bool(plan.sources)
        self._bonds: dict[tuple[str, ...], tuple[Bonds, Words | None]] = {}
        self._money: dict[Purse, Words] = {}
        self.asked = asked(plan)
        norms = [one.outcomes for one in plan.actions if one.kind == "norm"]
        self.normless = frozenset(
            name(link) for link in first if not any(carried([link], held) for held in norms)
        )

    def bonds(self, outcomes: tuple[str, ...]) -> tuple[Bonds, Words | None]:
        """How work on these outcomes hangs on the priority links, and the clause that says so."""
        if outcomes not in self._bonds:
            held = set(outcomes)
            touched = tuple(link for link in self.first if ends([link]) & held)
            both = carried(touched, outcomes)
            found = Bonds(outcomes, both, touched, self.normless, len(self.first), self.sourced)
            self._bonds[outcomes] = found, link_clause(found)
        return self._bonds[outcomes]

    def money(self, purse: Purse) -> Words:
        """The clause about the money."""
        if purse not in self._money:
            self._money[purse] = money_clause(purse)
        return self._money[purse]

    def decided(self, piece: Piece) -> Decided:
        """Decide about one piece and say why."""
        bonds, links = self.bonds(piece.outcomes)
        touched = bonds.touched
        case = Case(
            source=piece.source,
            money=piece.purse.money,
            alternative=bool({"soft", "hard"} & set(piece.purse.kinds)),
            late=piece.late,
            serves=bool(touched),
        )
        decision, row = decide(case)
        reading, _ = decide(replace(case, source=None))
        deciding = self.short(piece.deciding) if row in {1, 5} else ()
        if row in {3, 4}:
            deciding = self.short(self.asked.get(decision, ()))
        place = self.locate(piece.kind, piece.id)
        best = (bonds.carried or touched)[:1]
        return Decided(
            kind=piece.sort,
            id=piece.id,
            title=piece.title,
            decision=decision,
            reason=sentence(
                decision,
                row,
                [one for one in (piece.note, self.money(piece.purse), links) if one],
                source=piece.source,
                deciding=deciding,
                reading=reading,
                refs=self.short(piece.refs),
            ),
            row=row,
            reading=reading,
            source_decision=piece.source,
            differs=as_focus(piece.source) not in {None, reading},
            links=tuple(dict.fromkeys(name(link) for link in (*bonds.carried, *touched))),
            rank=best[0].rank if best else None,
            rank_low=best[0].rank_low if best else None,
            rank_high=best[0].rank_high if best else None,
            money=piece.purse.money,
            funds=piece.funds,
            chance=piece.purse.chance,
            refs=piece.refs,
            path=place.path,
            line=place.start.line,
        )

    def summed_up(self, piece: Piece, draft: Decided, rows: Sequence[Decided]) -> Decided:
        """Decide about a printed table by its rows: it is reduced if one of them is, and so on."""
        decision = as_focus(piece.source) or _heaviest([row.decision for row in rows])
        reading = _heaviest([row.reading for row in rows])
        return replace(
            draft,
            decision=decision,
            reading=reading,
            row=None,
            differs=as_focus(piece.source) not in {None, reading},
            reason=table_sentence(
                decision,
                [(row.id, row.decision) for row in rows],
                deciding=self.short(piece.deciding) if piece.source else (),
                reading=reading,
                refs=self.short(piece.refs),
            ),
        )


def _heaviest(decisions: Sequence[Focus]) -> Focus:
    """What a table comes to: reduced where a row is reduced or deferred, adjusted where one is."""
    if {"reduce", "defer"} & set(decisions):
        return "reduce"
    return "adjust" if "adjust" in decisions else "keep"
