"""What the source, the money and we say of a piece of work, each in its own sentences."""

from collections.abc import Callable, Iterator, Sequence

from realign.analysis.programme.pieces import Piece
from realign.analysis.programme.reasons import FOCUS, happening, sentence
from realign.analysis.programme.rules import Focus
from realign.words import Text, Words, fill, join, words

Naming = Callable[[Sequence[str]], Words]
"""Names paragraphs as a sentence does."""


def source_says(piece: Piece, named: Naming, rule: Words | None, *, sourced: bool) -> Words:
    """What the source says of it: its decision, what happens, what the plan records; else that it is silent.

    `rule`: the paragraph of a rule that speaks of this work.
    """
    said = tuple(sentence(text) for text in _said(piece, named, rule))
    if said:
        return join(said, en=" ", zh="")
    if not sourced:
        return words(en="The plan has no sources.", zh="计划没有来源。")
    if piece.mentioned:
        return words(en="It decides nothing about it.", zh="未就此作出决定。")
    return words(en="No word on it.", zh="未提及。")


def _said(piece: Piece, named: Naming, rule: Words | None) -> Iterator[Text]:
    if piece.source:
        template = words(en="{decision}, by {where}", zh="{decision}，依据{where}")
        if piece.lapsed:
            template = words(
                en="{decision}, by {where}, for want of unearmarked money, which comes at this amount",
                zh="{decision}，依据{where}，原因是缺乏非专用资金，而在此数额下资金已到位",
            )
        yield fill(template, decision=_DECISIONS[piece.source], where=named(piece.deciding or piece.refs))
    elif rule:
        yield fill(
            words(
                en="{where} proposes to reduce what only unearmarked money may pay",
                zh="{where}建议减少只能由非专用资金支付者",
            ),
            where=rule,
        )
    if piece.suffers and (piece.now or piece.effect):
        yield happening(piece.now, piece.effect)
    if piece.now and piece.now.says:
        yield piece.now.says
    if piece.says:
        yield piece.says


def we_say(piece: Piece, reading: Focus, links: Words | None, *, differs: bool, silent: bool) -> Words:
    """What links and money alone say, and whether that is another word than the source's."""
    template = words(en="by links and money alone: {reading}", zh="仅就联系和资金而言：{reading}")
    if differs:
        template = words(
            en="by links and money alone: {reading}, unlike the source",
            zh="仅就联系和资金而言：{reading}，与来源不同",
        )
    elif silent:
        template = words(
            en="by links and money alone: {reading}; the source decides nothing here",
            zh="仅就联系和资金而言：{reading}；来源在此未作决定",
        )
    said = [fill(template, reading=FOCUS[reading]), *([links] if links else [])]
    if piece.same_as:
        said.append(fill(words(en="the same work as {id}", zh="与{id}为同一工作"), id=piece.same_as))
    return join((sentence(text) for text in said), en=" ", zh="")


_DECISIONS = {
    **{name: FOCUS[name] for name in ("keep", "adjust", "reduce", "defer")},
    "add": words(en="add", zh="新增"),
    "none": words(en="no change", zh="没有变化"),
}
