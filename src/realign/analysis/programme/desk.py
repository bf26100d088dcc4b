"""What is known of each piece of the programme in; what is decided about it, and why, out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from realign.analysis.programme.asked import Paragraphs, asked
from realign.analysis.programme.pieces import Piece, Sort
from realign.analysis.programme.priorities import RankedLink, carried, ends, name
from realign.analysis.programme.purse import Purse, money_clause
from realign.analysis.programme.reasons import (
    Bonds,
    Rule,
    apart,
    beside,
    link_clause,
    opening,
    table_opening,
    told,
)
from realign.analysis.programme.rules import Case, Focus, Money, as_focus, decide
from realign.analysis.programme.serving import sorts
from realign.findings import Locate
from realign.plan import Decision, Plan
from realign.words import Text, Words

_UNPAID: frozenset[Sort] = frozenset({"table", "strategy"})
"""Pieces that no money is ever named for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One piece of the programme and what is decided about it."""

    kind: Sort
    id: str
    title: Text
    decision: Focus
    reason: Words
    """A few short sentences: the rule, what the record tells, money, links, paragraphs."""
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
        self.named = Paragraphs(plan)
        self._bonds: dict[tuple[str, ...], tuple[Bonds, Words | None]] = {}
        self._money: dict[Purse, Words] = {}
        self.asked = asked(plan)
        norms = [one.outcomes for one in plan.actions if "norm" in sorts(one)]
        self.normless = frozenset(
            name(link) for link in first if not any(carried([link], held) for held in norms)
        )

    def bonds(self, outcomes: tuple[str, ...]) -> tuple[Bonds, Words | None]:
        """How work on these outcomes hangs on the priority links, and the clause that says so."""
        if outcomes not in self._bonds:
            held = set(outcomes)
            touched = tuple(link for link in self.first if ends([link]) & held)
            both = carried(touched, outcomes)
            found = Bonds(outcomes, both, touched, self.normless, len(self.first))
            self._bonds[outcomes] = found, link_clause(found)
        return self._bonds[outcomes]

    def money(self, purse: Purse) -> Words:
        """The clause about the money."""
        if purse not in self._money:
            self._money[purse] = money_clause(purse)
        return self._money[purse]

    def decided(self, piece: Piece, support: Sequence["Decided"] = ()) -> Decided:
        """Decide about one piece and say why; `support`: what is decided about work that it leans on."""
        bonds, links = self.bonds(piece.outcomes)
        case = Case(
            source=piece.source,
            money=piece.purse.money,
            alternative=bool({"soft", "hard"} & set(piece.purse.kinds)),
            late=piece.late,
            serves=bool(bonds.touched),
        )
        decision, row = decide(case)
        reading, _ = decide(replace(case, source=None))
        rule, cited = self._rule(piece, decision, row)
        sentences = [*self._told(piece, row), *([links] if links else [])]
        sentences += [
            beside(one.id, one.title, one.decision) for one in support if one.decision in {"reduce", "defer"}
        ]
        if reading != decision:
            sentences.append(apart(reading, row))
        place = self.locate(piece.kind, piece.id)
        best = (bonds.carried or bonds.touched)[:1]
        return Decided(
            kind=piece.sort,
            id=piece.id,
            title=piece.title,
            decision=decision,
            reason=told(
                opening(rule), sentences, self.named([one for one in piece.refs if one not in cited])
            ),
            row=row,
            reading=reading,
            source_decision=piece.source,
            differs=as_focus(piece.source) not in {None, reading},
            links=tuple(dict.fromkeys(name(link) for link in (*bonds.carried, *bonds.touched))),
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

    def _rule(self, piece: Piece, decision: Focus, row: int) -> tuple[Rule, tuple[str, ...]]:
        """The rule that decides, and the paragraphs that it names."""
        cited = piece.deciding if row in {1, 5} else ()
        asking = self.asked.get(decision) if row in {3, 4} else None
        foreign = asking is not None and bool(asking.groups) and piece.group not in asking.groups
        if asking:
            cited = asking.refs
        rule = Rule(
            decision=decision,
            row=row,
            source=piece.source,
            where=self.named(cited),
            tables=asking.tables if asking and foreign else None,
            table=piece.sort == "table",
            deliverable=piece.sort == "deliverable",
            late=piece.late,
            told=bool(piece.says),
            some=piece.purse.money == "part",
            comes=piece.purse.money == "there",
        )
        return rule, cited

    def _told(self, piece: Piece, row: int) -> Iterator[Text]:
        """What the record itself tells, the money that may pay, and what became of what was planned."""
        if piece.says and (piece.sort == "flagship" or row in {2, 3, 4}):
            yield piece.says
        if piece.planned:
            yield piece.planned
        yield from piece.misprints
        if piece.sort not in _UNPAID:
            yield self.money(piece.purse)

    def summed_up(self, piece: Piece, draft: Decided, rows: Sequence[Decided]) -> Decided:
        """Decide about a printed table by its rows: it is reduced if one of them is, and so on."""
        decision = as_focus(piece.source) or _heaviest([row.decision for row in rows])
        reading = _heaviest([row.reading for row in rows])
        cited = piece.deciding if piece.source else ()
        first = table_opening(
            decision,
            [(row.id, row.decision) for row in rows],
            self.named(cited),
            sourced=piece.source is not None,
        )
        said = [*piece.misprints, *([apart(reading, None)] if reading != decision else [])]
        refs = [one for one in piece.refs if one not in cited]
        return replace(
            draft,
            decision=decision,
            reading=reading,
            row=None,
            differs=as_focus(piece.source) not in {None, reading},
            reason=told(first, said, self.named(refs)),
        )


def _heaviest(decisions: Sequence[Focus]) -> Focus:
    """What a table comes to: reduced where a row is reduced or deferred, adjusted where one is."""
    if {"reduce", "defer"} & set(decisions):
        return "reduce"
    return "adjust" if "adjust" in decisions else "keep"
