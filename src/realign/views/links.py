"""The links and outcomes of a plan in order of priority, as people read them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from realign.citations import ref_in_words, refs_in_words
from realign.models.influence.agreement import Agreement
from realign.models.influence.matrices import OutcomeMatrix
from realign.models.influence.rank_intervals import TOP
from realign.models.influence.ranking import RankEstimate
from realign.questions.links import Links
from realign.sheets import Cell, Column, Heat, Part, Sheet
from realign.text import Message, Text, Typed, fill, in_digits, join, message
from realign.views import Wording
from realign.views.cut_short import cut_short
from realign.views.lacking import to_add
from realign.views.links_held import held_sheets
from realign.views.links_tables import (
    AGREEMENT,
    CONTESTED,
    DIRECTIONS,
    LINKS,
    OUTCOMES,
    SURE_LINKS,
    SURE_OUTCOMES,
    TAGGED,
    WHY_APART,
    table,
)
from realign.views.naming import with_judgement
from realign.views.terms import basis_in_words

TURNED = 0.45
"""A link or outcome that beats the next one in fewer draws stands before it by the ranking alone."""


@with_judgement
def sheets(answer: Links) -> Iterator[Part]:
    """Links first, or outcomes first, as asked."""
    if answer.problems:
        yield Sheet(
            "no_answer",
            message("No answer"),
            (),
            (),
            tuple(one.message for one in answer.problems),
        )
    held = answer.choice is not None and answer.by == "link"
    tables = {"link": _links_sheet(answer), "outcome": _outcomes_sheet(answer)}
    first = tables.pop(answer.by)
    if not (held and answer.ranking):
        yield replace(first, detail=held)  # formats that hold one table hold this one
    if held:
        yield from held_sheets(answer)
        if answer.ranking:
            yield first
    for part in (*tables.values(), _agreement_sheet(answer)):
        yield replace(part, detail=held)
    if answer.draws:
        yield from _sure_sheets(answer)
    if answer.influence:
        yield _influence_heat(answer.influence, answer.counts.outcomes)
    if answer.wins:
        yield _wins_heat(answer.wins)


def wording(answer: Links) -> Wording:
    """What the comparison of methods says."""
    return {"agreement_says": tuple(_agreement_notes(answer.agreement_details))}


def _links_sheet(answer: Links) -> Sheet:
    columns: tuple[Column, ...] = LINKS
    if any(link.contested for link in answer.links):
        columns = (*LINKS, CONTESTED)
    if all(link.tagged in {None, True} for link in answer.links):
        columns = tuple(column for column in columns if column != TAGGED)
    common = _common([ref for link in answer.links for ref in link.refs])
    notes = [*_cut(len(answer.links), answer.counts.links)]
    if common:
        notes.append(fill(message("paragraphs of {source}"), source=common.strip()))
    untagged = sum(link.tagged is False for link in answer.links)
    if untagged:
        says = message(
            "tagged no: no statement of the link speaks of the lens, so it counts by the lens's default "
            "relevance alone ({untagged} of {shown})"
        )
        notes.append(fill(says, untagged=untagged, shown=len(answer.links)))
    return table(
        "links",
        message("Links in order of priority") if answer.counts.links else message("The plan has no links."),
        columns,
        answer.links,
        (*notes, *_notes(answer)),
        direction=_direction,
        basis=basis_in_words,
        refs=lambda refs: (
            refs_in_words(ref[len(common) :] for ref in refs if isinstance(ref, str))
            if isinstance(refs, tuple)
            else refs
        ),
        tagged=lambda tagged: None if tagged is None else _TAGGED[bool(tagged)],
    )


_TAGGED = {True: message("yes"), False: message("no")}


def _direction(direction: Cell) -> Cell:
    return next((says for name, says in DIRECTIONS.items() if name == direction), direction)


def _common(refs: Sequence[str]) -> str:
    """The source that all paragraphs share, with the blank after it."""
    first, last = min(refs, default=""), max(refs, default="")
    same = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return first[: first.rfind(" ", 0, same) + 1]


def _outcomes_sheet(answer: Links) -> Sheet:
    title = message("Outcomes in order of what they drive")
    notes: list[Text] = list(_cut(len(answer.outcomes), answer.counts.outcomes))
    alone = [one.id for one in answer.outcomes if one.alone]
    if alone:
        says = message(
            "no link touches {alone}: no statement makes one, which does not mean that there is none"
        )
        notes.append(fill(says, alone=join(alone)))
    notes += _apart([(one.id, one) for one in answer.outcomes])
    for group in answer.inseparable:
        says = message("not separable: {group}")
        notes.append(fill(says, group=join(group)))
    return table("outcomes", title, OUTCOMES, answer.outcomes, tuple(notes))


def _paragraph(ref: Cell) -> Cell:
    return ref_in_words(ref) if isinstance(ref, str) else ref


_WITHOUT = {f"without_reference.{end}_without": _paragraph for end in ("best", "worst")}


def _sure_sheets(answer: Links) -> Iterator[Sheet]:
    """How sure each rank is, in full."""
    notes = (
        fill(
            message("some missing: as if {share} % of all links were not recorded; absent is not zero"),
            share=in_digits(100 * answer.missing, "g"),
        ),
        message("best and worst: the rank if that one paragraph, or that one link, were not there"),
    )
    title = message("How sure the rank of each link is")
    sheet = table("links_certainty", title, SURE_LINKS, answer.links, notes, **_WITHOUT)
    yield replace(sheet, detail=True)
    title = message("How sure the rank of each outcome is")
    shown = answer.outcomes
    yield replace(table("outcomes_certainty", title, SURE_OUTCOMES, shown, notes, **_WITHOUT), detail=True)


def _agreement_sheet(answer: Links) -> Sheet:
    title = message("Does the order of the outcomes hang on the method?")
    notes = tuple(_agreement_notes(answer.agreement_details))
    return Sheet("agreement", title, AGREEMENT, tuple(answer.agreement.items()), notes)


def _agreement_notes(agreement: Agreement) -> Iterator[Text]:
    """What the other methods do to the leading outcomes."""
    for fall in agreement.falls:
        yield message(
            "{code} falls from {old} to {new} under {methods}",
            code=fall.outcome,
            old=in_digits(fall.old, "g"),
            new=in_digits(fall.new, "g"),
            methods=", ".join(fall.methods),
        )
    if agreement.compared and not agreement.falls:
        yield message("the top five do not depend on the method")
    if agreement.level:
        yield message("to {methods} all outcomes are equal", methods=", ".join(agreement.level))
    for method in agreement.silent:
        yield message("{method} has no answer for these links", method=method)
    if agreement.weighed:
        yield message(
            "the lens's weights of outcomes count in the headline alone, so part of a difference "
            "may be theirs"
        )


def _cut(shown: int, total: int) -> Iterator[Message]:
    """Say how many rows are not shown."""
    if shown < total:
        says = message("{shown} of {total} shown{typed}", typed=Typed(message("; --top shows more")))
        yield fill(says, shown=shown, total=total)


def _doubts(answer: Links) -> Iterator[Message]:
    """What missing links, and a paragraph less, would do to the first link and to the first few."""
    first = answer.links[0] if answer.links else None
    if first and first.rank_high_missing is not None:
        says = message("if {share} % of all links are not recorded, {link} ranks {low} to {high}")
        yield fill(
            says,
            share=in_digits(100 * answer.missing, "g"),
            link=f"{first.source}–{first.target}",
            low=in_digits(first.rank_low_missing, "g"),
            high=in_digits(first.rank_high_missing, "g"),
        )
    falls = [
        (swing.worst - (one.rank or 0), one, swing)
        for one in answer.links[:TOP]
        if (swing := one.without_reference) and swing.worst_without
    ]
    deepest = max((fall for fall, _, _ in falls), default=0)
    if [fall for fall, _, _ in falls].count(deepest) == 1:  # where several fall as far, none hangs most
        _, one, swing = max(falls, key=lambda fall: fall[0])
        says = message(
            "of the leading links {link} hangs most on one paragraph: "
            "without {ref} it falls from {rank} to {worst}"
        )
        yield fill(
            says,
            link=f"{one.source}–{one.target}",
            ref=ref_in_words(swing.worst_without or ""),
            rank=in_digits(one.rank, "g"),
            worst=in_digits(swing.worst, "g"),
        )


def _apart(named: Sequence[tuple[str, RankEstimate]]) -> Iterator[Message]:
    """Where the ranking and the draws differ: in the order of neighbours, or beyond an interval."""
    turned = [
        fill(
            message("{below} above {above} ({share} %)"),
            above=above,
            below=below,
            share=f"{100 * (1 - one.beats_next):.0f}",
        )
        for (above, one), (below, other) in pairwise(named[: TOP + 1])
        if one.beats_next is not None and one.beats_next < TURNED and one.rank != other.rank
    ]
    if turned:
        says = message("most draws have another order among the first: {turned}; {reason}")
        yield fill(says, turned=join(turned), reason=WHY_APART)
    outside = [name for name, one in named if one.outside]
    if outside:
        says = message("ranked outside their own interval: {names}; {reason}")
        yield fill(says, names=join(outside), reason=WHY_APART)


def _notes(answer: Links) -> Iterator[Text]:
    """What a reader of the ranks has to know."""
    yield from cut_short(answer.cut_short_after)
    if not answer.counts.links:
        yield to_add("links")
        return
    if answer.left_out.everything:
        yield message(
            "what holds is not worked out: too many links in too many draws{typed}",
            typed=Typed(message("; --draws asks for fewer")),
        )
    if answer.draws:
        if answer.draws < answer.draws_asked:
            says = message(
                "{draws} of {asked} draws: {method} takes long on so many links, and some may have no answer"
            )
            yield fill(says, draws=answer.draws, asked=answer.draws_asked, method=answer.method)
        yield fill(
            message(
                "5 % and 95 %: in nine of ten of {draws} draws the rank among what is recorded "
                "lies between them; "
                "ties share the middle of their ranks"
            ),
            draws=answer.draws,
        )
        yield from _doubts(answer)
        yield from _apart([(f"{one.source}–{one.target}", one) for one in answer.links])
    elif answer.draws_asked and answer.passed:
        says = message("nothing is drawn: {method} takes too long on so many outcomes")
        yield fill(says, method=answer.method)
    if answer.left_out.omissions:
        yield message("in so large a plan paragraphs or links are not left out one by one")
    if any(link.upstream is not None for link in answer.links):
        yield message(
            "loss = weight × up × down, for a link with a way back both ways together{typed}",
            typed=Typed(message("; realign why A B shows every step")),
        )


def _wins_heat(wins: OutcomeMatrix) -> Heat:
    """How often the row ranks above the column, as a table in colours."""
    title = message("How often the row ranks above the column")
    return Heat("wins", title, wins.outcomes, wins.outcomes, wins.values, detail=True)


def _influence_heat(influence: OutcomeMatrix, total: int) -> Heat:
    """The influence of each outcome on each as a table in colours; `total` counts all outcomes."""
    shown = len(influence.outcomes)
    notes: tuple[Message, ...] = (message("a row influences a column, over all ways"),)
    if shown < total:
        first = message("the first {shown} of {total} outcomes by rank")
        notes = (*notes, fill(first, shown=shown, total=total))
    title = message("Influence of each outcome on each")
    return Heat("matrix", title, influence.outcomes, influence.outcomes, influence.values, notes, detail=True)
