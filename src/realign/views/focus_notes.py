"""What holds for many pieces of the programme at once: counts, assumptions, what the lens does."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from realign.models.funding.results import Received
from realign.models.programme.decision_table import Focus
from realign.models.programme.decisions import Decided
from realign.models.programme.programme_summary import ProgrammeSummary
from realign.models.programme.work_items import Sort
from realign.questions.focus import Programme
from realign.text import CLAUSE, Message, Text, fill, first_few, join, listed, message, plural
from realign.views.cut_short import cut_short
from realign.views.focus_money import money_named
from realign.views.focus_words import BECOMES, COUNTED, SORTS, SORTS_MANY
from realign.views.gaps_now import how_sure
from realign.views.paragraphs import Paragraphs

_NAMED = 20
"""So many ids are named before the rest is only counted."""


def notes(answer: Programme) -> Iterator[Text]:
    """The notes below the programme."""
    yield from cut_short(answer.cut_short_after)
    yield _tally(answer)
    if answer.received:
        yield _received(answer.received)
    if answer.uncosted:
        yield message("Costs that are not in the plan are not made up.")
    if any(item.chance is not None for item in answer.programme):
        yield message("The chance holds only if the unknown costs split at random.")
    yield from _untied(answer)
    yield from _overlaps(answer)
    yield from _lens(answer.summary)


def counted(sorts: Mapping[Sort, int]) -> Text:
    """`7 tables, 11 deliverables and 1 strategy`."""
    return listed(
        fill(
            message("{count} {sort}"),
            count=count,
            sort=SORTS[sort] if count == 1 else SORTS_MANY[sort],
        )
        for sort, count in sorts.items()
        if count
    )


def _tally(answer: Programme) -> Message:
    """How many pieces there are of each kind."""
    beside = message(" (a printed table counts beside its rows)")
    kinds = Counter(item.kind for item in answer.programme)
    return fill(
        message("That is {all}: {sorts}{beside}."),
        all=fill(message("{count} pieces of work"), count=len(answer.programme)),
        sorts=counted({kind: kinds[kind] for kind in SORTS}),
        beside=beside if any(item.rows for item in answer.programme) else "",
    )


def entries_told(answer: Programme) -> Text:
    """What is decided about, so that money, which counts work once and tables never, can be set beside it."""
    work = [one for one in answer.programme if one.kind in {"deliverable", "activity"}]
    again = sum(bool(one.same_as) for one in work)
    others = Counter(one.kind for one in answer.programme if one.kind not in {"deliverable", "activity"})
    parts: list[Text] = [plural("1 piece of work", "{count} pieces of work", len(work) - again)]
    if again:
        parts.append(plural("1 of them under a second name", "{count} of them under a second name", again))
    parts += [counted({kind: others[kind]}) for kind in SORTS if others[kind]]
    if len(parts) == 1:
        return parts[0]
    return fill(message("{all} entries ({parts})"), all=len(answer.programme), parts=join(parts))


def tallied(decisions: Sequence[Focus]) -> Text:
    """`11 kept, 5 adjusted`: how many are decided which way, or fare which way."""
    counts = {each: decisions.count(each) for each in COUNTED if each in decisions}
    return join((fill(COUNTED[each], count=count) for each, count in counts.items()), CLAUSE)


def _received(source: Received) -> Message:
    """From what year the amount is, and how sure that is."""
    template = message("The amount is what came in in {year}. How sure that is: {sure}{refs}")
    refs = fill(message(" ({refs})"), refs=join(source.refs))
    return fill(template, year=str(source.year), sure=how_sure(source), refs=refs if source.refs else "")


def _untied(answer: Programme) -> Iterator[Text]:
    """What no link can speak for, and what no money is named for."""
    summary = answer.summary
    if summary.untied:
        template = message("{who} ties {pieces} to an outcome, so no link speaks for or against them.")
        who = message("No source") if answer.sourced else message("Nothing")
        yield fill(template, who=who, pieces=counted(summary.untied))
    if summary.unpaid:
        template = message("No money is named for {sorts} as such.")
        yield fill(template, sorts=listed(SORTS_MANY[kind] for kind in summary.unpaid))


def _overlaps(answer: Programme) -> Iterator[Text]:
    """Deliverables and activities that speak of the same paragraph and are decided about differently."""
    paragraphs = Paragraphs(answer.main_source, answer.sources)
    items = {(item.kind, item.id): item for item in answer.programme}
    for shared in answer.summary.shared:
        here, there = items["deliverable", shared.deliverable], items["activity", shared.activity]
        yield _overlap(here, there, paragraphs([shared.paragraph]))


def _overlap(here: Decided, there: Decided, where: Text) -> Message:
    """Why two pieces that speak of the same are decided about differently: it is the money that may pay."""
    template = message(
        "{title} ({id}) {done} while {other_title} ({other}) {other_done}, though both speak of "
        "{where}: {money} may pay the one, {other_money} alone the other."
    )
    if len(here.funding.kinds) < len(there.funding.kinds):
        here, there = there, here
    return fill(
        template,
        title=here.title,
        id=here.id,
        done=BECOMES[here.decision],
        other_title=there.title,
        other=there.id,
        other_done=BECOMES[there.decision],
        where=where,
        money=money_named(here.funding.kinds),
        other_money=money_named(there.funding.kinds),
    )


def _lens(summary: ProgrammeSummary) -> Iterator[Text]:
    """Whether the lens can change a decision, and about what."""
    if not summary.through_lenses:
        return
    if not summary.decided_by_links and not summary.valued_by_links:
        yield message(
            "No lens changes a decision at this amount: whatever is tied to an outcome is decided about "
            "by the source or by the money, before the links are asked. The lens shows in the reasons: in "
            "the links, their ranks and how sure these are."
        )
    if summary.decided_by_links:
        template = message(
            "The links, and so the lens, decide about {codes}; the source and the money about all else."
        )
        yield fill(template, codes=_codes(summary.decided_by_links))
    if summary.valued_by_links:
        yield message(
            "What the money reaches first hangs on the lens, too: work without a value of its own is "
            "worth what its outcomes bring about."
        )


def _codes(codes: Sequence[str]) -> Text:
    """The first few codes, and how many more there are."""
    return listed(first_few(codes, _NAMED))
