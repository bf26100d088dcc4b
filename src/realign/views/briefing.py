"""Two pages: what is to be decided, what is certain, what the money does, what to settle, what is put off."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import ceil

from realign.models.funding.results import Level
from realign.money import in_currency
from realign.plan import code_order
from realign.questions.briefing import Briefing
from realign.questions.gaps import Gaps
from realign.sheets import Bars, Column, Curve, Kind, Part, Sheet
from realign.text import SEMICOLON, Message, Sentence, Text, fill, join, message, plural, say
from realign.views import sheets as parts_of
from realign.views.briefing_cuts import FEWER, MOST, first_few, put_off
from realign.views.briefing_settle import lens_name, settle_sheet
from realign.views.cut_short import cut_short
from realign.views.focus_notes import entries_told, tallied
from realign.views.gaps_levels import cheapest_step
from realign.views.gaps_now import NOW, now_counts
from realign.views.links_held import headline, leading
from realign.views.naming import JUDGEMENTS
from realign.views.terms import shortened

WORDS_A_MINUTE = 230
_LONGEST, _SHORTER = 70, 40
"""Letters of a title beside its code, and of one among many."""
_MANY = 16
"""Codes from which there are many."""
_AMOUNTS = 3
"""Each amount beyond these takes the room of two pieces of work."""


def sheets(answer: Briefing) -> Iterator[Part]:
    """The parts in the order in which a board reads them."""
    told = [*_told(answer)]
    heading = join((*_heading(answer), _reading_time(told)), " · ")
    yield Sheet("brief", answer.title, (), (), (heading,), chapter=True)
    yield from told


def _told(answer: Briefing) -> Iterator[Part]:
    decisions = tuple(_decisions(answer))
    if decisions:
        yield Sheet("decide", message("What is to be decided"), (), (), decisions)
    yield _certain(answer)
    curve = None
    if answer.money:
        yield _money(answer, answer.money)
        yield _bars(answer.money)
        drawn = (part for part in parts_of(answer.money) if isinstance(part, Curve) and len(part.points) > 2)
        curve = next(drawn, None)
    if curve:
        yield replace(curve, alone=True)
    settling = settle_sheet(answer)
    if settling.rows:
        yield settling
    if answer.programmes:
        least = min(answer.programmes, key=lambda one: one.unearmarked)
        beyond = max(0, len(answer.programmes) - _AMOUNTS)
        yield put_off(least, answer.programmes, (FEWER if curve else MOST) - 2 * beyond)
    yield Sheet("behind", message("What stands behind it"), (), (), tuple(_behind(answer)))


def _heading(answer: Briefing) -> Iterator[Text]:
    """Whose plan it is, and for which years."""
    if answer.organisation:
        yield answer.organisation
    if answer.period:
        yield "–".join(map(str, answer.period))


def _reading_time(parts: list[Part]) -> Message:
    """How long the pages take to read."""
    words = 0
    for part in parts:
        texts: list[object] = [part.title, *part.notes]
        if isinstance(part, Sheet):
            texts += [cell for row in part.rows for cell in row]
        flat = (one for text in texts for one in (text if isinstance(text, tuple) else (text,)))
        words += sum(
            len(say(one, "en").split()) if one is not None and not isinstance(one, int | float) else 1
            for one in flat
        )
    minutes = max(1, ceil(words / WORDS_A_MINUTE))
    return plural("Reading time: 1 minute", "Reading time: {count} minutes", minutes)


def _decisions(answer: Briefing) -> Iterator[Text]:
    """What the board is asked for."""
    chosen = [one for one in answer.lenses if one.links.choice]
    if chosen:
        yield plural(
            "Which links between outcomes to put first: the {links} of the table below, through one lens.",
            "Which links between outcomes to put first: the {links} of the table below, through each of "
            "{count} lenses.",
            len(chosen),
            links=len(chosen[0].links.choice.links) if chosen[0].links.choice else 0,
        )
    if answer.programmes:
        template = message("What becomes of {entries}, by the unearmarked money there is.")
        yield fill(template, entries=entries_told(answer.programmes[0]))
    for one in answer.programmes:
        yield message(
            "With {money}: {tally}.",
            money=in_currency(one.currency, one.unearmarked),
            tally=tallied([piece.decision for piece in one.programme]),
        )


def _certain(answer: Briefing) -> Sheet:
    """What holds through each lens, and what the choice is guaranteed to carry."""
    rows = []
    for one in answer.lenses:
        choice = one.links.choice
        rows.append(
            (
                lens_name(one),
                headline(one.links),
                tuple(name.replace("-", "–", 1) for name in choice.links) if choice else None,
                choice.share if choice else None,
                choice.worst_tenth if choice else None,
            )
        )
    notes: list[Text] = [
        message(
            "Carry: of what the best choice of the same size carries, on average and in nine of ten "
            "readings of the evidence, the draws."
        )
    ]
    legend = _legend(answer)
    if legend:
        notes.append(legend)
    if answer.lenses_left_out:
        notes.append(
            plural(
                "1 more lens is in the report.",
                "{count} more lenses are in the report.",
                answer.lenses_left_out,
            )
        )
    if answer.lenses[0].links.links:
        notes.append(Sentence((JUDGEMENTS[answer.lenses[0].links.judged],)))
    notes += cut_short(answer.cut_short_after, money=answer.money is not None)
    return Sheet(
        "certain",
        message("What is certain"),
        (
            Column("lens", message("Lens")),
            Column("holds", message("In one sentence")),
            Column("links", message("Put first")),
            Column("share", message("They carry"), Kind.SHARE),
            Column("worst_tenth", message("At least"), Kind.SHARE),
        ),
        tuple(rows),
        tuple(notes),
    )


def _legend(answer: Briefing) -> Text:
    """What the outcomes and domains that are spoken of are called; empty without any."""
    titles = _titles(answer)
    chosen = {name for each in answer.lenses if each.links.choice for name in each.links.choice.links}
    every = [one for each in answer.lenses for one in each.links.links]
    ends = {f"{one.source}-{one.target}": (one.source, one.target) for one in every}
    groups = filter(None, (leading(each.links) for each in answer.lenses))
    codes = {code for name in chosen for code in ends.get(name, ())}
    codes |= titles.keys() & {code for group in groups for code in (group.id, *group.id.split("-"))}
    longest = _LONGEST if len(codes) <= _MANY else _SHORTER
    named = [
        fill(message("{code} {title}"), code=code, title=shortened(titles[code], longest))
        for code in sorted(codes, key=code_order)
    ]
    return fill(message("The numbers stand for: {named}."), named=join(named, SEMICOLON)) if named else ""


def _titles(answer: Briefing) -> dict[str, Text]:
    """What outcomes and domains are called, by their codes."""
    titles: dict[str, Text] = {}
    for each in answer.lenses:
        titles |= {**each.links.domains, **{one.id: one.title for one in each.links.outcomes}}
    return titles


def _money(answer: Briefing, money: Gaps) -> Sheet:
    """What each amount covers, leaves open, and leaves uncovered."""
    levels = money.levels
    heard = any(level.now for level in levels)
    return Sheet(
        "money",
        message("What the money does"),
        (
            Column("unearmarked", message("Unearmarked"), Kind.MONEY),
            Column("shortfall", message("Short by"), Kind.MONEY),
            Column("covered", message("Covered"), Kind.INTEGER),
            Column("open", message("Open"), Kind.INTEGER),
            Column("uncovered", message("Uncovered"), Kind.INTEGER),
            *(NOW if heard else ()),
        ),
        tuple(
            (
                level.unearmarked,
                level.shortfall,
                len(level.covered),
                len(level.open),
                len(level.uncovered),
                *(now_counts(level.now) if heard else ()),
            )
            for level in levels
        ),
        tuple(_money_notes(answer, money)),
    )


def _money_notes(answer: Briefing, money: Gaps) -> Iterator[Text]:
    """What the next money buys, why fewer are counted than decided about, and what the source says of now."""
    levels = money.levels
    for level in levels:
        titles = {item.id: item.title for item in level.items}
        yield from cheapest_step(level, money.fund, partial(_named, titles=titles))
    unsure = message("Open: nobody can tell before costs are known")
    recorded = message("Covered and uncovered follow from what the plan records")
    yield Sentence((recorded, unsure) if any(one.open for one in levels) else (recorded,))
    counted = max((len(one.covered) + len(one.open) + len(one.uncovered) for one in levels), default=0)
    if any(len(one.programme) != counted for one in answer.programmes):
        yield message(
            "Money counts {count} pieces of work: each once, whatever its names, and no table, strategy or "
            "programme, as these are not paid for as such.",
            count=counted,
        )
    yield from _now_told(levels)


def _now_told(levels: Sequence[Level]) -> Iterator[Text]:
    """Of which year the source speaks, and of how many it says only that it may."""
    spoken = {item.id: item.now for level in levels for item in level.items if item.now}
    years = sorted({now.year for now in spoken.values()})
    if may := sum(now.may for now in spoken.values()):
        yield message(
            "Of what stopped, waits or is limited the source says of {count} only that it may.", count=may
        )
    if years and not all(level.now for level in levels):
        yield fill(
            message(
                "What stopped, waits or is limited is what the source says of {years}. It does not say what "
                "comes back with more money."
            ),
            years=join(map(str, years)),
        )


def _named(ids: Sequence[str], titles: Mapping[str, Text]) -> Text:
    """A few pieces of work by their titles."""
    return first_few([shortened(titles[id_], _SHORTER) for id_ in ids])


def _bars(money: Gaps) -> Bars:
    """Covered, open and uncovered at each amount, as bars."""
    return Bars(
        "states",
        message("Work by what is known of its money"),
        tuple(in_currency(money.currency, level.unearmarked) for level in money.levels),
        (message("Covered"), message("Open"), message("Uncovered")),
        tuple((len(level.covered), len(level.open), len(level.uncovered)) for level in money.levels),
    )


def _behind(answer: Briefing) -> Iterator[Text]:
    """What the figures rest on, and where the rest is."""
    if answer.sources:
        yield message(
            "{records} records in {files} files, from {sources} sources; every figure leads back to a "
            "record, which says whether it is stated, implied or our judgement.",
            records=answer.records,
            files=len(answer.inputs),
            sources=answer.sources,
        )
    yield message(
        "Annexes: the full report gives the ranking of all links, the programme piece by piece, holes, "
        "indicators, annotations and sources."
    )
    if answer.inputs:
        marks = (f"{file} {digest[:12]}" for file, digest in answer.inputs.items())
        yield fill(message("Files (SHA-256): {files}"), files=join(marks))
