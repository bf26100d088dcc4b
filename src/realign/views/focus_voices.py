"""What the source, the money and we say of a piece of work, each in its own sentences."""

from collections.abc import Callable, Iterator, Sequence

from realign.models.programme.decision_table import Focus
from realign.models.programme.work_items import WorkItem
from realign.text import Sentence, Text, fill, message
from realign.views.focus_reasons import FOCUS, happening

Naming = Callable[[Sequence[str]], Text]
"""Names paragraphs as a sentence does."""


def source_says(piece: WorkItem, named: Naming, rule: Text | None, *, sourced: bool) -> Text:
    """What the source says of it: its decision, what happens, what the plan records; else that it is silent.

    `rule`: the paragraph of a rule that speaks of this work.
    """
    said = tuple(_said(piece, named, rule))
    if said:
        return Sentence(said)
    if not sourced:
        return message("The plan has no sources.")
    if piece.mentioned:
        return message("It decides nothing about it.")
    return message("No word on it.")


def _said(piece: WorkItem, named: Naming, rule: Text | None) -> Iterator[Text]:
    if piece.source:
        template = message("{decision}, by {where}")
        if piece.lapsed:
            template = message(
                "{decision}, by {where}, for want of unearmarked money, which comes at this amount"
            )
        yield fill(template, decision=_DECISIONS[piece.source], where=named(piece.deciding or piece.refs))
    elif rule:
        yield fill(
            message("{where} proposes to reduce what only unearmarked money may pay"),
            where=rule,
        )
    if piece.suffers and (piece.now or piece.effect):
        yield happening(piece.now, piece.effect)
    if piece.now and piece.now.says:
        yield piece.now.says
    if piece.says:
        yield piece.says


def we_say(piece: WorkItem, reading: Focus, links: Text | None, *, differs: bool, silent: bool) -> Text:
    """What links and money alone say, and whether that is another word than the source's."""
    template = message("by links and money alone: {reading}")
    if differs:
        template = message("by links and money alone: {reading}, unlike the source")
    elif silent:
        template = message("by links and money alone: {reading}; the source decides nothing here")
    said: list[Text] = [fill(template, reading=FOCUS[reading]), *([links] if links else [])]
    if piece.same_as:
        said.append(fill(message("the same work as {id}"), id=piece.same_as))
    return Sentence(tuple(said))


_DECISIONS = {
    **{name: FOCUS[name] for name in ("keep", "adjust", "reduce", "defer")},
    "add": message("add"),
    "none": message("no change"),
}
