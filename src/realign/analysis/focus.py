"""The focused work programme: what is kept, adjusted, reduced, deferred, and why?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from realign.analysis.programme.pieces import MoneyLevel, Paragraphs, Piece, Sort, asked, pieces
from realign.analysis.programme.priorities import (
    LINK,
    REFS,
    SURE,
    TOP,
    RankedLink,
    carried,
    ends,
    name,
    priority,
    spread,
    through,
)
from realign.analysis.programme.purse import Purse, money_clause
from realign.analysis.programme.reasons import FOCUS, Bonds, link_clause, sentence, table_sentence
from realign.analysis.programme.rules import Case, Focus, Money, as_focus, decide
from realign.findings import Locate
from realign.money import write_money
from realign.plan import Decision, Plan
from realign.sheets import Cell, Column, Kind, Sheet
from realign.words import Text, Words, fill, words

_SOURCE: Mapping[Decision, Words] = {
    "keep": FOCUS["keep"],
    "adjust": FOCUS["adjust"],
    "reduce": FOCUS["reduce"],
    "defer": FOCUS["defer"],
    "add": words(en="add", zh="新增"),
    "none": words(en="no change", zh="没有变化"),
}
_SORTS: Mapping[Sort, Words] = {
    "table": words(en="table", zh="表格"),
    "deliverable": words(en="deliverable", zh="交付成果"),
    "strategy": words(en="strategy", zh="战略"),
    "flagship": words(en="programme", zh="方案"),
    "activity": words(en="activity", zh="活动"),
}


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
    """Priority links with an end in it, first rank first."""
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


@dataclass(frozen=True, slots=True)
class Programme:
    """The focused work programme at one amount of unearmarked money."""

    lens: str | None
    unearmarked: int
    required: int | None
    currency: str
    top: int
    programme: tuple[Decided, ...]
    counts: dict[str, int]
    """Decision -> how many pieces."""

    @property
    def passed(self) -> bool:
        """Always: a reduction is an answer, not a fault of the plan."""
        return True

    @property
    def findings(self) -> tuple[()]:
        """Nothing."""
        return ()

    def sheets(self) -> Iterator[Sheet]:
        """The programme, where we would differ from the source, and how many of each sort."""
        yield _programme(self)
        yield _differing(self)
        yield _counted(self)


def focus(
    plan: Plan,
    lens: str | None,
    links: Sequence[RankedLink],
    money: MoneyLevel,
    locate: Locate,
    *,
    top: int = TOP,
) -> Programme:
    """Decide about every deliverable, activity, table, strategy and programme of the plan.

    `links` as ranked through `lens`; `money` at the amount that is asked about. The decisions
    follow the table in `realign.analysis.programme.rules`, without any cost that is not in the plan.
    """
    desk = _Desk(plan, priority(links, top), locate, top)
    known = tuple(pieces(plan, money))
    found = {(one.kind, one.id): desk.decided(one) for one in known}
    for piece in known:
        if piece.rows:
            rows = [found["deliverables", row] for row in piece.rows]
            found[piece.kind, piece.id] = desk.summed_up(piece, found[piece.kind, piece.id], rows)
    every = tuple(found.values())
    return Programme(
        lens=lens,
        unearmarked=money.unearmarked,
        required=money.required,
        currency=plan.about.currency,
        top=top,
        programme=every,
        counts={each: sum(one.decision == each for one in every) for each in get_args(Focus)},
    )


class _Desk:
    """Where pieces of the programme are decided about, one by one."""

    def __init__(self, plan: Plan, first: Sequence[RankedLink], locate: Locate, top: int) -> None:
        self.first, self.locate, self.top = first, locate, top
        self.short = Paragraphs(plan)
        self._bonds: dict[tuple[str, ...], tuple[Bonds, Words]] = {}
        self._money: dict[Purse, Words] = {}
        self.asked = asked(plan)
        norms = [one.outcomes for one in plan.actions if one.kind == "norm"]
        self.normless = frozenset(
            name(link) for link in first if not any(carried([link], held) for held in norms)
        )

    def bonds(self, outcomes: tuple[str, ...]) -> tuple[Bonds, Words]:
        """How work on these outcomes hangs on the priority links, and the clause that says so."""
        if outcomes not in self._bonds:
            held = set(outcomes)
            touched = tuple(link for link in self.first if ends([link]) & held)
            found = Bonds(outcomes, carried(touched, outcomes), touched, self.normless, self.top)
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
                [*([piece.note] if piece.note else ()), self.money(piece.purse), links],
                source=piece.source,
                deciding=deciding,
                reading=reading,
                refs=self.short(piece.refs),
            ),
            row=row,
            reading=reading,
            source_decision=piece.source,
            differs=as_focus(piece.source) not in {None, reading},
            links=tuple(name(link) for link in touched),
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


def _programme(found: Programme) -> Sheet:
    """One row for each piece."""
    return Sheet(
        "programme",
        fill(
            words(
                en="The focused work programme with {amount} of unearmarked money{lens}",
                zh="非专用资金为{amount}时的重点工作方案{lens}",
            ),
            amount=f"{found.currency} {write_money(found.unearmarked)}",
            lens=through(found.lens),
        ),
        (
            Column("kind", words(en="Kind", zh="类别")),
            Column("id", words(en="Id", zh="编号"), Kind.CODE),
            Column("title", words(en="What", zh="内容")),
            Column("decision", words(en="Decision", zh="决定"), Kind.STATE),
            Column("reason", words(en="Reason", zh="理由")),
            Column("source_decision", words(en="The source decides", zh="来源的决定"), Kind.STATE),
            Column("differs", words(en="We differ", zh="我们不同"), Kind.STATE),
            LINK,
            SURE,
            Column("funds", words(en="Money that may pay", zh="可支付的资金"), Kind.CODE),
            Column("chance", words(en="Chance", zh="概率"), Kind.SHARE),
            REFS,
        ),
        tuple(_cells(one) for one in found.programme),
        (_tally(found),),
    )


def _cells(one: Decided) -> tuple[Cell, ...]:
    """One row of the programme."""
    return (
        _SORTS[one.kind],
        one.id,
        one.title,
        FOCUS[one.decision],
        one.reason,
        one.source_decision and _SOURCE[one.source_decision],
        one.differs,
        one.links[0] if one.links else None,
        spread(one) if one.links else None,
        one.funds or None,
        one.chance,
        one.refs,
    )


def _tally(found: Programme) -> Words:
    """How many pieces are decided which way."""
    template = words(
        en="{keep} kept, {adjust} adjusted, {reduce} reduced, {defer} deferred. Costs that are not in the "
        "plan are not made up; the chance holds only if the unknown costs split at random.",
        zh="保留{keep}项，调整{adjust}项，减少{reduce}项，推迟{defer}项。计划中没有的费用不作假设；"
        "概率仅在未知费用随机分摊时成立。",
    )
    return fill(template, **found.counts)


def _differing(found: Programme) -> Sheet:
    """One row for each piece where links and money alone say something else than the source."""
    return Sheet(
        "differences",
        words(en="Where our reading differs from the source", zh="我们的解读与来源不同之处"),
        (
            Column("id", words(en="Id", zh="编号"), Kind.CODE),
            Column("title", words(en="What", zh="内容")),
            Column("source_decision", words(en="The source decides", zh="来源的决定"), Kind.STATE),
            Column("reading", words(en="By links and money alone", zh="仅就联系和资金"), Kind.STATE),
            Column("decision", words(en="Decision", zh="决定"), Kind.STATE),
            Column("reason", words(en="Reason", zh="理由")),
        ),
        tuple(
            (
                one.id,
                one.title,
                _SOURCE[one.source_decision],
                FOCUS[one.reading],
                FOCUS[one.decision],
                one.reason,
            )
            for one in found.programme
            if one.differs and one.source_decision
        ),
    )


def _counted(found: Programme) -> Sheet:
    """One row for each kind of piece: how many are decided which way."""
    return Sheet(
        "counts",
        words(en="How many of each sort", zh="各类数量"),
        (
            Column("kind", words(en="Kind", zh="类别")),
            *(Column(each, FOCUS[each], Kind.INTEGER) for each in get_args(Focus)),
        ),
        tuple(
            (
                wording,
                *(
                    sum(one.kind == sort and one.decision == each for one in found.programme)
                    for each in get_args(Focus)
                ),
            )
            for sort, wording in _SORTS.items()
        ),
    )
