"""Why a link ranks where it does: in sentences, then the arithmetic."""

from collections.abc import Iterator, Mapping

from realign.citations import ref_in_words
from realign.models.influence.derivation import ArithmeticStep, Meaning, Side
from realign.models.influence.leave_one_out import RankRange
from realign.models.influence.results import RankedLink
from realign.questions.why import Why
from realign.sheets import Cell, Part, Sheet
from realign.text import Digits, Message, Text, fill, in_digits, message, plural
from realign.views import Wording
from realign.views.links_tables import RIVALS, SHARES, SIGNS, STEPS, TERMS, WAYS, WHY_APART, table
from realign.views.naming import with_judgement
from realign.views.ranks import CLASSES
from realign.views.terms import basis_in_words

_STEPS: Mapping[Meaning, Message] = {
    "leaving": message("s: what leaves {code}, the most of all, without the lens"),
    "reaching": message("s: what reaches {code}, the most of all, without the lens"),
    "direct": message("direct: strongest statement {source} → {target}, divided by s"),
    "upstream": message("upstream of {code}: 1 and what its neighbours bring (below)"),
    "downstream": message("downstream of {code}: its own weight and what its neighbours pass on (below)"),
    "walks": message("R: walks {source} → {target} of 1, 2, 3 steps and longer, each step times delta"),
    "feedback": message("feedback: what comes back to the link is lost only once"),
    "shared": message("shared: walks that use both directions, counted twice"),
    "loss": message("loss: what all influence together loses without the link"),
    "expected": message("expected: the loss times how sure the link is; links rank by it"),
}
_SIDES: Mapping[Side, Message] = {"upstream": message("upstream"), "downstream": message("downstream")}


BELOW = message(
    "below {other}: {loss} times its expected loss "
    "(sureness {sure}; there: weight {direct}, upstream {up}, downstream {down} times)"
)
ABOVE = message(
    "above {other}: {loss} times its expected loss "
    "(sureness {sure}; there: weight {direct}, upstream {up}, downstream {down} times)"
)


@with_judgement
def sheets(answer: Why) -> Iterator[Part]:
    """In sentences first, then the terms, the arithmetic, and the rest."""
    headline, *notes = _notes(answer)
    yield Sheet("why", headline, (), (), tuple(notes))
    yield from (part for part in _tables(answer) if part.rows)


def _tables(answer: Why) -> Iterator[Sheet]:
    said = message("What is said")
    yield table("terms", said, TERMS, answer.terms, basis=basis_in_words, reference=_reference)
    rows = tuple((step.name, _step(step), Digits(step.formula), step.value) for step in answer.steps)
    yield Sheet("arithmetic", message("The arithmetic"), STEPS, rows)
    reach = message("What makes up the reach of either end")
    yield table("shares", reach, SHARES, answer.shares, side=_side)
    yield table("rivals", message("Links close in rank"), RIVALS, answer.rivals)
    yield table("ways", message("Ways round"), WAYS, answer.ways)


def _reference(ref: Cell) -> Cell:
    """A paragraph as a cell."""
    return ref_in_words(ref) if isinstance(ref, str) else ref


def wording(answer: Why) -> Wording:
    """The answer in sentences, and what each line of the arithmetic is."""
    return {"says": tuple(_notes(answer)), "steps.says": tuple(map(_step, answer.steps))}


def _step(step: ArithmeticStep) -> Message:
    """What a line of the arithmetic works out."""
    says = _STEPS[step.meaning]
    match step.codes:
        case (code,):
            return fill(says, code=code)
        case (source, target):
            return fill(says, source=source, target=target)
        case _:
            return says


def _side(side: Cell) -> Cell:
    return next((says for name, says in _SIDES.items() if name == side), side)


def _notes(answer: Why) -> Iterator[Text]:
    """The answer in sentences."""
    yield from _of_link(answer, answer.link) if answer.link else _of_none(answer)


def _of_link(answer: Why, link: RankedLink) -> Iterator[Text]:
    """How a link ranks, how sure that is, and what would move it."""
    name, total = f"{link.source} {SIGNS[link.direction]} {link.target}", answer.total
    yield from _say_class(answer, link, name)
    yield fill(
        message(
            "{name} ranks {rank} of {links}: without it {loss} of {total} of all influence is lost ({part} %)"
        ),
        name=name,
        rank=in_digits(link.rank, "g"),
        links=answer.links,
        loss=in_digits(link.loss, ".3f"),
        total=in_digits(total, ".3f"),
        part=in_digits(100 * (link.loss or 0) / total, ".1f") if total else "0",
    )
    for other, template in ((answer.above, BELOW), (answer.below, ABOVE)):
        if other:
            yield from _say_neighbour(link, other, template)
    if link.without_reference:
        yield from _say_swing(link.without_reference)
    if link.rank_low is not None:
        yield fill(
            message("in nine draws of ten it ranks {here}; if links are missing from the plan, {there}"),
            here=_between(link.rank_low, link.rank_high),
            there=_between(link.rank_low_missing or link.rank_low, link.rank_high_missing or link.rank_high),
        )
    if link.outside:
        yield fill(
            message("its rank lies outside that interval: {reason}"),
            reason=WHY_APART,
        )
    yield _say_statements(answer.statements, link)
    if link.contested:
        yield message("it is contested: statements of both signs stand against each other")
    if link.without_link:
        yield from _say_swing(link.without_link)
    for rival in answer.rivals:
        yield fill(
            message("it ranks above {rival} (rank {rank}) in {win} % of the draws"),
            rival=f"{rival.source}–{rival.target}",
            rank=in_digits(rival.rank, "g"),
            win=f"{100 * rival.win:.0f}",
        )


def _say_class(answer: Why, link: RankedLink, name: str) -> Iterator[Message]:
    """How surely it is among the first few, and whether it is there at all."""
    if link.class_ is None or link.among_first is None or link.present is None:
        return
    yield message(
        "{name} is {class_}: among the first {k} in {share} % of the draws; it exists in {present} % of them",
        name=name,
        class_=CLASSES[link.class_],
        k=answer.chosen,
        share=f"{100 * link.among_first:.0f}",
        present=f"{100 * link.present:.0f}",
    )


def _say_neighbour(link: RankedLink, other: RankedLink, template: Message) -> Iterator[Message]:
    """Why it ranks above or below the next link: factor by factor."""
    factors = ("expected", "confidence", "direct", "upstream", "downstream")
    pairs = [(getattr(link, factor), getattr(other, factor)) for factor in factors]
    if all(mine is not None and theirs for mine, theirs in pairs):
        loss, sure, direct, up, down = (in_digits(mine / theirs, ".2f") for mine, theirs in pairs)
        name = f"{other.source} {SIGNS[other.direction]} {other.target}"
        yield fill(template, other=name, loss=loss, sure=sure, direct=direct, up=up, down=down)


def _between(low: float, high: float | None) -> Message:
    """Where a rank lies, which may be one place."""
    if high is None or low == high:
        return fill(message("at {low}"), low=in_digits(low, "g"))
    template = message("between {low} and {high}")
    return fill(template, low=in_digits(low, "g"), high=in_digits(high, "g"))


def _say_statements(count: int, link: RankedLink) -> Message:
    """How many statements there are, which of them count, and how sure that makes the link."""
    refs = len(link.refs)
    if count == 1:
        template = message("one statement makes it {sure} % sure")
    elif link.contested:
        template = message(
            "{count} statements in {refs}: the strongest of either sign counts, "
            "the others only make it surer ({sure} %)"
        )
    else:
        template = message(
            "{count} statements in {refs}: the strongest counts, the others only make it surer ({sure} %)"
        )
    paragraphs = plural("1 paragraph", "{count} paragraphs", refs)
    return fill(template, count=count, refs=paragraphs, sure=f"{100 * link.confidence:.0f}")


def _say_swing(swing: RankRange) -> Iterator[Message]:
    """Tell what would move the rank."""
    for rank, cause in ((swing.best, swing.best_without), (swing.worst, swing.worst_without)):
        if cause:
            yield fill(
                message("without {cause} it would rank {rank}"),
                cause=ref_in_words(cause),
                rank=in_digits(rank, "g"),
            )


def _of_none(answer: Why) -> Iterator[Message]:
    """That there is no link, and what there is instead."""
    if answer.terms:
        yield fill(
            message("the lens shuts out what is said of {a} and {b}"),
            a=answer.source,
            b=answer.target,
        )
    else:
        yield fill(
            message("the plan says nothing that ties {a} and {b} directly"),
            a=answer.source,
            b=answer.target,
        )
    if answer.influence:
        yield fill(
            message(
                "{a} influences {b} only through others: {influence} in all; "
                "{ways} of the ways have up to three links"
            ),
            a=answer.source,
            b=answer.target,
            influence=in_digits(answer.influence, ".4f"),
            ways=len(answer.ways),
        )
    else:
        yield fill(message("no influence of {a} reaches {b}"), a=answer.source, b=answer.target)
    yield message("that nothing is said does not mean that there is nothing")
