"""What is known of each piece of the programme in; what is decided about it, and why, out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from realign.findings import Locate
from realign.models.programme.action_coverage import kinds
from realign.models.programme.decision_table import Case, CostedItem, Focus, Money, Ruled, as_focus, decide
from realign.models.programme.funding_status import FundingStatus, money_clause
from realign.models.programme.mandates import Paragraphs, asked
from realign.models.programme.priority_links import RankedLink, carried, ends, name
from realign.models.programme.work_items import Sort, WorkItem
from realign.plan import Basis, Decision, Now, Plan
from realign.text import Text, fill, message
from realign.views.focus_reasons import (
    Bonds,
    Rule,
    apart,
    beside,
    link_clause,
    opening,
    sentence,
    table_opening,
    told,
)
from realign.views.focus_voices import source_says, we_say

_WORK: Mapping[Sort, CostedItem] = {"flagship": "flagship"}
_UNPAID: frozenset[Sort] = frozenset({"table", "strategy"})
"""Pieces that no money is ever named for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One piece of the programme and what is decided about it."""

    kind: Sort
    id: str
    title: Text
    decision: Focus
    source: Text
    """What the source says: its decision, what happens, what it asks for; else that it is silent."""
    money: Text
    """Which money may pay, by whose word, and what of it comes."""
    ours: Text
    """What links and money alone say, and whether the source says otherwise or nothing."""
    reason: Text
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
    mentioned: bool
    """Whether the main source speaks of it at all."""
    money_state: Money
    now: Now | None
    """What the source says happens at the time of its writing, if that was with no less money."""
    same_as: str | None
    """The work that it is the same as."""
    funds_basis: Basis
    """Whether a source says that this money may pay, implies it, or we judged."""
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
        self._bonds: dict[tuple[str, ...], tuple[Bonds, Text | None]] = {}
        self._money: dict[FundingStatus, Text] = {}
        self.asked = asked(plan)
        self.sourced = bool(plan.sources)
        norms = [one.outcomes for one in plan.actions if "norm" in kinds(one)]
        self.normless = frozenset(
            name(link) for link in first if not any(carried([link], held) for held in norms)
        )

    def bonds(self, outcomes: tuple[str, ...]) -> tuple[Bonds, Text | None]:
        """How work on these outcomes hangs on the priority links, and the clause that says so."""
        if outcomes not in self._bonds:
            held = set(outcomes)
            touched = tuple(link for link in self.first if ends([link]) & held)
            both = carried(touched, outcomes)
            found = Bonds(outcomes, both, touched, self.normless, len(self.first))
            self._bonds[outcomes] = found, link_clause(found)
        return self._bonds[outcomes]

    def money(self, purse: FundingStatus) -> Text:
        """The clause about the money."""
        if purse not in self._money:
            self._money[purse] = money_clause(purse)
        return self._money[purse]

    def decided(self, piece: WorkItem, support: Sequence["Decided"] = ()) -> Decided:
        """Decide about one piece and say why; `support`: what is decided about work that it leans on."""
        bonds, links = self.bonds(piece.outcomes)
        case = Case(
            source=piece.source,
            money=piece.purse.money,
            work="activity" if piece.suffers else _WORK.get(piece.sort, "other"),
            alternative=bool({"soft", "hard"} & set(piece.purse.kinds)) and not piece.purse.settled,
            late=piece.late,
            serves=bool(bonds.touched),
            lapsed=piece.lapsed,
            ruled=self._ruled(piece),
            settled=piece.purse.settled,
            now=piece.now.state if piece.now else None,
        )
        decision, row = decide(case)
        reading, _ = decide(replace(case, source=None, ruled=None, now=None, late=False))
        differs = as_focus(piece.source) not in {None, reading}
        cited = self._cited(piece, decision, row)
        sentences = [*self._told(piece, row), *([links] if links else [])]
        sentences += [
            beside(one.id, one.title, one.decision)
            for one in support
            if one.decision in {"reduce", "defer", "short", "wait"}
        ]
        if piece.source and reading != decision:
            sentences.append(apart(reading, row))
        if piece.same_as:
            sentences.append(fill(message("it is the same work as {id}"), id=piece.same_as))
        place = self.locate(piece.kind, piece.id)
        best = (bonds.carried or bonds.touched)[:1]
        exposed = set(piece.purse.kinds) == {"unearmarked"}
        ruled = (
            self.named(self.asked["reduce"].refs)
            if case.ruled == "here" and exposed and piece.group
            else None
        )
        return Decided(
            kind=piece.sort,
            id=piece.id,
            title=piece.title,
            decision=decision,
            source=source_says(piece, self.named, ruled, sourced=self.sourced),
            money=sentence(self.money(piece.purse)),
            ours=we_say(piece, reading, links, differs=differs, silent=self._silent(piece) and not ruled),
            reason=told(
                opening(self._rule(piece, decision, row, cited)),
                sentences,
                self.named([one for one in piece.refs if one not in cited]),
            ),
            row=row,
            reading=reading,
            source_decision=piece.source,
            differs=differs,
            links=tuple(dict.fromkeys(name(link) for link in (*bonds.carried, *bonds.touched))),
            rank=best[0].rank if best else None,
            rank_low=best[0].rank_low if best else None,
            rank_high=best[0].rank_high if best else None,
            mentioned=piece.mentioned,
            money_state=piece.purse.money,
            now=piece.now,
            same_as=piece.same_as,
            funds_basis=piece.purse.basis,
            funds=piece.funds,
            chance=piece.purse.chance,
            refs=piece.refs,
            path=place.path,
            line=place.start.line,
        )

    def _silent(self, piece: WorkItem) -> bool:
        """Whether there are sources, and none decides about it."""
        return self.sourced and piece.source is None

    def _ruled(self, piece: WorkItem) -> Ruled | None:
        """Whether the rule of the source for work that lacks money speaks of this work."""
        asking = self.asked.get("reduce")
        if asking is None:
            return None
        return "here" if not asking.groups or piece.group in asking.groups else "elsewhere"

    def _cited(self, piece: WorkItem, decision: Focus, row: int) -> tuple[str, ...]:
        """The paragraphs that the rule names: those that decide about the work, or about all such work."""
        if row in {1, 5, 9}:
            return piece.deciding
        asking = (
            self.asked.get("adjust" if row == 4 else "reduce") if row == 4 or decision == "reduce" else None
        )
        if asking is None or (asking.groups and piece.group not in asking.groups):
            return ()
        return asking.refs

    def _rule(self, piece: WorkItem, decision: Focus, row: int, cited: tuple[str, ...]) -> Rule:
        """The rule that decides."""
        return Rule(
            decision=decision,
            row=row,
            source=piece.source,
            where=self.named(cited),
            table=piece.sort == "table",
            deliverable=piece.sort == "deliverable",
            late=piece.late,
            comes=piece.purse.money == "there",
            now=piece.now,
            effect=piece.effect,
            first_planned=piece.first_planned,
            mentioned=piece.mentioned,
            sourced=self.sourced,
        )

    def _told(self, piece: WorkItem, row: int) -> Iterator[Text]:
        """What the record itself tells, the money that may pay, and what became of what was planned."""
        told = piece.sort == "flagship" or row in {2, 3, 8}
        if piece.says and told:
            yield piece.says
        elif piece.now and piece.now.says:
            yield piece.now.says
        if piece.planned:
            yield piece.planned
        yield from piece.misprints
        if piece.sort not in _UNPAID:
            yield self.money(piece.purse)

    def summed_up(self, piece: WorkItem, draft: Decided, rows: Sequence[Decided]) -> Decided:
        """Decide about a printed table by its rows: it is reduced if one of them is, and so on."""
        by_rows = _heaviest([row.decision for row in rows])
        decision = by_rows if piece.lapsed else as_focus(piece.source) or by_rows
        reading = _heaviest([row.reading for row in rows])
        cited = piece.deciding if piece.source else ()
        first = table_opening(
            decision,
            [(row.id, row.decision) for row in rows],
            self.named(cited),
            sourced=piece.source is not None,
            lapsed=piece.lapsed,
        )
        said = [*piece.misprints, *([apart(reading, None)] if reading != decision else [])]
        refs = [one for one in piece.refs if one not in cited]
        differs = as_focus(piece.source) not in {None, reading}
        return replace(
            draft,
            decision=decision,
            reading=reading,
            row=None,
            differs=differs,
            ours=we_say(piece, reading, None, differs=differs, silent=self._silent(piece)),
            reason=told(first, said, self.named(refs)),
        )


def _heaviest(decisions: Sequence[Focus]) -> Focus:
    """What a table comes to: reduced where a row is reduced or deferred, short where one is, and so on."""
    if {"reduce", "defer"} & set(decisions):
        return "reduce"
    if {"short", "wait"} & set(decisions):
        return "short"
    if "open" in decisions:
        return "open"
    return "adjust" if "adjust" in decisions else "keep"
