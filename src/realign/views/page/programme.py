"""What the page says of the programme: each piece of work with what the source, the money and we say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from realign.models.programme.decision_table import Money
from realign.models.programme.decisions import Decided
from realign.models.programme.work_items import Sort
from realign.questions._page import Page, Steps
from realign.questions.focus import Programme
from realign.text import Message, Text, fill, listed, message
from realign.views.focus_money import money_named
from realign.views.focus_notes import entries_told, tallied
from realign.views.focus_voices import Voices
from realign.views.focus_words import FOCUS, SORTS
from realign.views.page.money import ItemNote, items
from realign.views.page.names import PageNames

MONEY: Mapping[Money, Message] = {
    "there": message("it is paid for"),
    "part": message("some money comes, not proved to reach this"),
    "full": message("all that is required comes; nothing says that it reaches this"),
    "missing": message("no money reaches it"),
    "unknown": message("not decided by this amount"),
}
"""What the money does, in the words of the page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of work or a programme."""

    id: str
    kind: Text
    title: Text
    serves: bool
    """Whether anything ties it to an outcome."""
    may_pay: Text
    item: int | None
    """Its number in the answer about the money; `None`: no money is asked about it."""
    now: Text
    """What the source says happens when it is written; empty: nothing."""
    cost: Text
    says: Text
    """In the words of the record."""
    refs: tuple[tuple[str, Text], ...]
    same_as: Text


def pieces(page: Page, steps: Steps, called: PageNames) -> tuple[Piece, ...]:
    """Every piece, in the order of the programme."""
    first = steps.programmes[0]
    titles = {one.id: one.title for one in first.programme}
    known = items(steps, called, page.plan.about.currency)
    places = {(one.kind, one.id.removeprefix(f"{one.kind}/")): at for at, one in enumerate(known)}
    return tuple(_piece(one, titles, known, places, called) for one in first.programme)


def _piece(
    one: Decided,
    titles: Mapping[str, Text],
    known: Sequence[ItemNote],
    places: Mapping[tuple[str, str], int],
    called: PageNames,
) -> Piece:
    at = places.get((_KEYS.get(one.kind, ""), one.id))
    item = None if at is None else known[at]
    return Piece(
        id=one.id,
        kind=SORTS[one.kind],
        title=piece_title(one),
        serves=bool(one.outcomes),
        may_pay=item.may_pay if item else money_named(one.funding.kinds) if one.funding.kinds else "",
        item=at,
        now=item.now if item else "",
        cost=item.cost if item else "",
        says=(one.now and one.now.says) or one.says or "",
        refs=called.refs(one.refs),
        same_as=titles.get(one.same_as.rpartition("/")[2], one.same_as) if one.same_as else "",
    )


_KEYS: Mapping[Sort, str] = {"deliverable": "deliverables", "activity": "activities"}
"""What the answer about the money calls them."""


def piece_title(one: Decided) -> Text:
    """What a piece of work is called."""
    if one.kind == "strategy":
        return fill(message("Strategy: {name}"), name=one.title)
    return one.title


def source_voices(programme: Programme) -> tuple[Text, ...]:
    """What the source says of each piece, at this amount."""
    voices = Voices(programme)
    return tuple(voices.ruling(one) for one in programme.programme)


def decided_told(programme: Programme) -> Text:
    """What is decided, in one sentence."""
    return fill(
        message("Of {entries}: {tally}."),
        entries=entries_told(programme),
        tally=tallied([one.decision for one in programme.programme]),
    )


def elsewhere(page: Page, called: PageNames) -> Iterator[Text]:
    """What other lenses decide otherwise at the amount that the page begins with."""
    programmes = [at_amount(view.steps, page.begin) for view in page.views]
    own = programmes[page.start]
    if own is None:
        return
    here = {(one.kind, one.id): one.decision for one in own.programme}
    for view, programme in zip(page.views, programmes, strict=True):
        if programme is None or programme is own:
            continue
        others = [one for one in programme.programme if here.get((one.kind, one.id)) != one.decision]
        if others:
            yield fill(
                message("Through the lens “{lens}” otherwise decided: {pieces}."),
                lens=called.lenses[view.lens],
                pieces=listed(_otherwise(one) for one in others[:6]),
            )


def _otherwise(one: Decided) -> Message:
    return message("“{title}” ({decision})", title=piece_title(one), decision=FOCUS[one.decision])


def at_amount(steps: Steps | None, amount: int) -> Programme | None:
    """The programme at an amount: that of the highest level not above it."""
    if steps is None:
        return None
    return [one for one in steps.programmes if one.unearmarked <= amount][-1]
