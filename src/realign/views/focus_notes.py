"""What holds for many pieces of the programme at once, said once: counts, assumptions, what the lens does."""

from collections.abc import Iterator, Mapping, Sequence

from realign.models.funding.results import Received
from realign.models.programme.decision_table import BY_LINKS, Focus
from realign.models.programme.decisions import Decided
from realign.models.programme.funding_status import money_named
from realign.models.programme.mandates import Paragraphs
from realign.models.programme.work_items import Sort, WorkItem
from realign.plan import Plan
from realign.text import CLAUSE, Message, Text, fill, join, listed, message
from realign.views.focus_reasons import BECOMES, COUNTED
from realign.views.gaps_now import how_sure

_NAMED = 20
"""So many ids are named before the rest is only counted."""
SORTS: Mapping[Sort, Message] = {
    "table": message("table"),
    "deliverable": message("deliverable"),
    "strategy": message("strategy"),
    "flagship": message("programme"),
    "activity": message("activity"),
}
_MANY: Mapping[Sort, Message] = {
    "table": message("tables"),
    "deliverable": message("deliverables"),
    "strategy": message("strategies"),
    "flagship": message("programmes"),
    "activity": message("activities"),
}


def remarks(
    plan: Plan, known: Sequence[WorkItem], decided: Sequence[Decided], received: Received | None
) -> Iterator[Text]:
    """The notes below the programme."""
    yield _tally(known, decided)
    if received:
        yield _received(received)
    if any(one.cost is None for one in plan.fundables):
        yield message("Costs that are not in the plan are not made up.")
    if any(one.chance is not None for one in decided):
        yield message("The chance holds only if the unknown costs split at random.")
    yield from _untied(plan, known)
    yield from _overlaps(plan, known, decided)
    yield from _lens(plan, known, decided)


def counted(sorts: Mapping[Sort, int]) -> Text:
    """`7 tables, 11 deliverables and 1 strategy`."""
    return listed(
        fill(
            message("{count} {sort}"),
            count=count,
            sort=SORTS[sort] if count == 1 else _MANY[sort],
        )
        for sort, count in sorts.items()
        if count
    )


def _tally(known: Sequence[WorkItem], decided: Sequence[Decided]) -> Message:
    """How many pieces there are of each sort, and how many are decided which way."""
    beside = message(" (a printed table counts beside its rows)")
    return fill(
        message("{tally}. That is {all}: {sorts}{beside}."),
        all=fill(message("{count} pieces of work"), count=len(decided)),
        sorts=counted(_by_sort(known)),
        beside=beside if any(one.rows for one in known) else "",
        tally=tallied([one.decision for one in decided]),
    )


def tallied(decisions: Sequence[Focus]) -> Text:
    """`11 kept, 5 adjusted`: how many are decided which way, or fare which way."""
    counts = {each: decisions.count(each) for each in COUNTED if each in decisions}
    return join((fill(COUNTED[each], count=count) for each, count in counts.items()), CLAUSE)


def _by_sort(some: Sequence[WorkItem]) -> dict[Sort, int]:
    return {sort: sum(one.sort == sort for one in some) for sort in SORTS}


def _received(source: Received) -> Message:
    """From what year the amount is, and how sure that is."""
    template = message("The amount is what came in in {year}. How sure that is: {sure}{refs}")
    refs = fill(message(" ({refs})"), refs=join(source.refs))
    return fill(template, year=str(source.year), sure=how_sure(source), refs=refs if source.refs else "")


def _untied(plan: Plan, known: Sequence[WorkItem]) -> Iterator[Text]:
    """What no link can speak for, and what no money is named for."""
    untied = [one for one in known if not one.outcomes and not one.rows]
    if plan.links and untied:
        template = message("{who} ties {pieces} to an outcome, so no link speaks for or against them.")
        who = message("No source") if plan.sources else message("Nothing")
        yield fill(template, who=who, pieces=counted(_by_sort(untied)))
    unpaid: list[Sort] = [sort for sort in ("table", "strategy") if any(one.sort == sort for one in known)]
    if unpaid and plan.funds:
        template = message("No money is named for {sorts} as such.")
        yield fill(template, sorts=listed(_MANY[sort] for sort in unpaid))


def _overlaps(plan: Plan, known: Sequence[WorkItem], decided: Sequence[Decided]) -> Iterator[Text]:
    """Deliverables and activities that speak of the same paragraph and are decided about differently."""
    short = Paragraphs(plan)
    own = {one.refs[0]: one.id for one in plan.activities if one.refs}
    pairs = {(piece.kind, piece.id): (piece, one) for piece, one in zip(known, decided, strict=True)}
    for deliverable in plan.deliverables:
        for ref in deliverable.refs:
            if ref in own:
                here, there = pairs["deliverables", deliverable.id], pairs["activities", own[ref]]
                kinds = [piece.purse.kinds for piece, _ in (here, there)]
                same = here[0].same_as == there[0].id or there[0].same_as == here[0].id
                if not same and here[1].decision != there[1].decision and kinds[0] != kinds[1] and all(kinds):
                    yield _overlap(here, there, short([ref]))


def _overlap(here: tuple[WorkItem, Decided], there: tuple[WorkItem, Decided], where: Text) -> Message:
    """Why two pieces that speak of the same are decided about differently: it is the money that may pay."""
    template = message(
        "{title} ({id}) {done} while {other_title} ({other}) {other_done}, though both speak of "
        "{where}: {money} may pay the one, {other_money} alone the other."
    )
    if len(here[0].purse.kinds) < len(there[0].purse.kinds):
        here, there = there, here
    return fill(
        template,
        title=here[0].title,
        id=here[0].id,
        done=BECOMES[here[1].decision],
        other_title=there[0].title,
        other=there[0].id,
        other_done=BECOMES[there[1].decision],
        where=where,
        money=money_named(here[0].purse.kinds),
        other_money=money_named(there[0].purse.kinds),
    )


def _lens(plan: Plan, known: Sequence[WorkItem], decided: Sequence[Decided]) -> Iterator[Text]:
    """Whether the lens can change a decision, and about what."""
    if not plan.lenses or not plan.links:
        return
    free = [
        one.id for piece, one in zip(known, decided, strict=True) if piece.outcomes and one.row in BY_LINKS
    ]
    worth = any(one.outcomes and one.value is None for one in plan.fundables)
    if not free and not worth:
        yield message(
            "No lens changes a decision at this amount: whatever is tied to an outcome is decided about "
            "by the source or by the money, before the links are asked. The lens shows in the reasons: in "
            "the links, their ranks and how sure these are."
        )
    if free:
        template = message(
            "The links, and so the lens, decide about {codes}; the source and the money about all else."
        )
        yield fill(template, codes=_codes(free))
    if worth:
        yield message(
            "What the money reaches first hangs on the lens, too: work without a value of its own is "
            "worth what its outcomes bring about."
        )


def _codes(codes: Sequence[str]) -> Text:
    """The first few codes, and how many more there are."""
    some: list[Text] = [*codes[:_NAMED]]
    if len(codes) > _NAMED:
        some.append(fill(message("{more} more"), more=len(codes) - _NAMED))
    return listed(some)
