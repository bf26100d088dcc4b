"""Why one link ranks above another: in sentences, figure by figure, and what would turn the order."""

from collections.abc import Iterator, Mapping
from math import prod

from realign.citations import ref_in_words
from realign.models.influence.rank_intervals import share_error
from realign.models.influence.results import RankedLink
from realign.plan import code_order
from realign.questions.link_comparison import Comparison, Reading, Variant, figure
from realign.sheets import Column, Kind, Part, Sheet
from realign.text import CLAUSE, Message, Text, fill, in_digits, join, message
from realign.views import Wording
from realign.views.links_tables import SIGNS
from realign.views.naming import with_judgement

LISTED = 12
"""At most so many changes that turn the order are named in the sentences."""


@with_judgement
def sheets(answer: Comparison) -> Iterator[Part]:
    """In sentences first, then figure by figure, then what would turn the order."""
    headline, *notes = _notes(answer)
    yield Sheet("why", headline, (), (), tuple(notes))
    columns = (
        Column("says", message("Figure")),
        Column("one", _name(answer.one), Kind.NUMBER),
        Column("other", _name(answer.other), Kind.NUMBER),
        Column("ratio", message("Times"), Kind.NUMBER),
    )
    rows = tuple((_FIGURES[factor.name], factor.one, factor.other, factor.ratio) for factor in answer.factors)
    yield Sheet("factors", message("Figure by figure"), columns, rows)
    turning = tuple(change for change in answer.changes if change.turns)
    turned = tuple((_change(change), change.one, change.other) for change in turning)
    note = fill(
        message("{tried} single changes were tried"),
        tried=len(answer.changes),
    )
    title = message("Single changes that would turn the order")
    changed = (Column("says", message("Change")), *columns[1:3])
    yield Sheet("changes", title, changed, turned, (note,))


def wording(answer: Comparison) -> Wording:
    """The answer in sentences, the names of the figures, and each change in words."""
    return {
        "says": tuple(_notes(answer)),
        "factors.says": tuple(_FIGURES[factor.name] for factor in answer.factors),
        "changes.says": tuple(map(_change, answer.changes)),
    }


def _change(change: Variant) -> Message:
    """What is changed."""
    ends = sorted((change.source or "", change.target or ""), key=code_order)
    return fill(
        _CHANGES[change.kind],
        name=message(
            "{record} {source}–{target} ({ref})",
            record=change.record or "",
            source=ends[0],
            target=ends[1],
            ref=ref_in_words(change.reference or ""),
        ),
        reference=ref_in_words(change.reference or ""),
        source=change.source or "",
        target=change.target or "",
        new="" if change.new is None else in_digits(change.new, "g"),
        old="" if change.old is None else in_digits(change.old, "g"),
    )


def _notes(answer: Comparison) -> Iterator[Text]:
    """The answer in sentences."""
    one, other, win, draws = answer.one, answer.other, answer.win, answer.draws
    if (one.rank or 0) > (other.rank or 0):
        yield fill(
            message("{one} does not rank above {other}"),
            one=_name(one),
            other=_name(other),
        )
    above, below = (one, other) if (one.rank or 0) <= (other.rank or 0) else (other, one)
    if one.rank == other.rank:
        says = message("{above} and {below} tie: both rank {rank}, the expected loss is {loss}")
    else:
        says = message(
            "{above} ranks {rank} (expected loss {loss}), above {below} at {low} (expected loss {less})"
        )
    yield fill(
        says,
        above=_name(above),
        below=_name(below),
        rank=in_digits(above.rank, "g"),
        low=in_digits(below.rank, "g"),
        loss=in_digits(above.expected, ".3f"),
        less=in_digits(below.expected, ".3f"),
    )
    if figure(below, "direct") and one.rank != other.rank:
        yield fill(
            message("times as much as the other: {parts}"),
            parts=join(_times(above, below), CLAUSE),
        )
        if figure(above, "back") or figure(below, "back"):
            yield _say_ways(above, below)
    if win is not None:
        share = win if above is one else 1 - win
        yield fill(
            message(
                "{above} ranks above {below} in {share} % of {draws} draws (± {error}), below it in {rest} %"
            ),
            above=_name(above),
            below=_name(below),
            share=f"{100 * share:.0f}",
            draws=draws,
            error=in_digits(100 * share_error(share, draws), ".1f"),
            rest=f"{100 - 100 * share:.0f}",
        )
    yield from _say_changes(answer.changes, tied=one.rank == other.rank)


def _say_ways(above: RankedLink, below: RankedLink) -> Message:
    """What the way there and the way back bring to either loss."""
    pair = (above, below)
    there = [prod(figure(one, name) for name in _WAY) for one in pair]
    back = [figure(one, "back") for one in pair]
    says = message(
        "the way there brings {there} against {their_there}, the way back {back} against {their_back}, "
        "before what both share is taken off"
    )
    figures = zip(("there", "their_there", "back", "their_back"), (*there, *back), strict=True)
    return fill(says, **{name: in_digits(figure, ".3f") for name, figure in figures})


def _times(above: RankedLink, below: RankedLink) -> Iterator[Message]:
    """How many times the other each factor of the way there is."""
    for name, says in _SAID.items():
        mine, other = figure(above, name), figure(below, name)
        if mine and other:
            yield fill(says, times=in_digits(mine / other, ".2f"))


def _say_changes(changes: tuple[Variant, ...], *, tied: bool) -> Iterator[Message]:
    """Tell which single change would turn the order, or of two that tie how many part them."""
    if tied:
        parting = sum(change.one != change.other for change in changes)
        says = message("{parting} of {tried} single changes part them, one way or the other")
        yield fill(says, parting=parting, tried=len(changes))
        return
    turning = [change for change in changes if change.turns]
    if not turning:
        yield fill(
            message("none of {tried} single changes turns the order"),
            tried=len(changes),
        )
        return
    yield fill(
        message(
            "it could be the other way round: {turning} of {tried} single changes turn the order "
            "or make it a tie"
        ),
        turning=len(turning),
        tried=len(changes),
    )
    for change in turning[:LISTED]:
        yield message("– {says}", says=_change(change))


def _name(link: RankedLink) -> str:
    return f"{link.source} {SIGNS[link.direction]} {link.target}"


_CHANGES: Mapping[Reading, Message] = {
    "without": message("without {reference}"),
    "delta": message("delta {new} in place of {old}"),
    "strength": message("{name}: strength {new} in place of {old}"),
    "relevance": message("{name}: relevance {new} in place of {old}"),
    "directed": message("{name}: read as {source} → {target}"),
    "mutual": message("{name}: read as mutual"),
    "unstated": message("{name}: read as leaving its direction open"),
}
_SAID: dict[str, Message] = {
    "confidence": message("sureness {times}"),
    "direct": message("weight {times}"),
    "upstream": message("upstream {times}"),
    "downstream": message("downstream {times}"),
}
_WAY = ("direct", "upstream", "downstream")
"""What is multiplied on the way there."""
_FIGURES: dict[str, Message] = {
    "direct": message("weight there"),
    "upstream": message("upstream of the source"),
    "downstream": message("downstream of the target"),
    "back": message("the three for the way back, multiplied"),
    "shared": message("counted twice, taken off"),
    "feedback": message("divisor for feedback"),
    "loss": message("loss"),
    "expected": message("expected loss"),
    "strength": message("strength"),
    "confidence": message("confidence"),
}
