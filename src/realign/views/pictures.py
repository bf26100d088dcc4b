"""The picture of an answer alone, as it stands on the page: with its heading, its key, and what it shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from realign.models.influence.positions import positions_of
from realign.models.influence.results import RankedLink
from realign.money import in_currency
from realign.plan import Plan
from realign.questions._page import every_level
from realign.questions._studies import studied
from realign.questions.gaps import Gaps
from realign.questions.links import Links
from realign.sheets import Answer
from realign.text import LANGUAGES, SEMICOLON, Message, Text, fill, join, message, say
from realign.views.page.drawing import Drawing, Stroke, curve, line, words
from realign.views.page.funding_curve import funding_curve
from realign.views.page.labels import LABELS
from realign.views.page.money import at_stops
from realign.views.page.names import PageNames
from realign.views.page.network import EFFECTS, Layout, network, shown_links, sign_of
from realign.views.page.quadrants import quadrants

HEAD, KEY = 54, 34
"""Room above a picture for what it is, and below it for its key."""
TOLD = 20
"""So many links are told in words."""
SAMPLE = 36
"""How long a line in the key is."""
LETTER = 8
"""Room for a letter."""
_KEY: tuple[tuple[str, Message], ...] = (
    ("push k1", LABELS["helps"]),
    ("hold k1", LABELS["holds_back"]),
    ("both k1", LABELS["both_signs"]),
    ("push k4", LABELS["faint"]),
)


@dataclass(frozen=True, slots=True)
class LonePicture:
    """A picture that can stand alone."""

    looks: str
    """How the style calls it."""
    drawing: Drawing


def picture(answer: Answer, plan: Plan) -> LonePicture | None:
    """The network of `links`, by outcome their map, the curve of `gaps`; `None`: it has no such picture."""
    match answer:
        case Links():
            return _of_links(answer, plan)
        case Gaps():
            return _of_money(answer, plan)
        case _:
            return None


def _of_links(answer: Links, plan: Plan) -> LonePicture | None:
    called = PageNames.of(plan)
    under = called.lenses[answer.lens]
    if answer.by == "outcome":
        found = studied(
            plan,
            answer.lens,
            answer.method,
            draws=answer.draws_asked,
            seed=answer.seed,
            delta=answer.delta or 0.5,
            missing=answer.missing,
        )
        drawn = quadrants(positions_of(found), called)
        return LonePicture("map", _framed(drawn, plan, under)) if drawn else None
    if not answer.links:
        return None
    layout = Layout.of(plan, called, [answer])
    shown = shown_links(answer, layout)
    told: list[Text] = [_told(link, called) for link in shown[:TOLD]]
    if len(answer.links) > len(told):
        told.append(fill(message("{more} more"), more=len(answer.links) - len(told)))
    if len(shown) < answer.counts.links:
        says = message("{shown} of {total} links drawn", shown=len(shown), total=answer.counts.links)
        under = join([under, says], SEMICOLON)
    drawn = replace(network(answer, layout), says=join(told, SEMICOLON))
    return LonePicture("network", _framed(drawn, plan, under, tuple(_key(drawn.high))))


def _told(link: RankedLink, called: PageNames) -> Text:
    template = message("{link}: {effect}")
    return fill(
        template, link=called.link(link.source, link.target, link.direction), effect=EFFECTS[sign_of(link)]
    )


def _key(high: float) -> Iterator[Stroke]:
    """What the lines stand for, in a row below the picture; there is room for the words of any language."""
    x, y = 0, high + 18
    for looks, says in _KEY:
        yield curve(f"M{x} {y:.0f}H{x + SAMPLE}", looks, wide=4)
        yield words(x + SAMPLE + 8, y + 5, says)
        x += SAMPLE + 24 + LETTER * max(len(say(says, language)) for language in LANGUAGES)


def _of_money(answer: Gaps, plan: Plan) -> LonePicture | None:
    asked = [level.unearmarked for level in answer.levels]
    levels = at_stops(every_level(plan, answer, asked))
    drawn = funding_curve(levels, answer.currency, asked)
    if drawn is None:
        return None
    template = message("{amount}: {count}")
    told = (
        fill(template, amount=in_currency(answer.currency, level.unearmarked), count=len(level.covered))
        for level in levels
    )
    called = PageNames.of(plan)
    marked = fill(
        message("asked about: {amounts}"), amounts=join(in_currency(answer.currency, one) for one in asked)
    )
    key = (
        line(0, drawn.high + 14, SAMPLE, drawn.high + 14, "now"),
        words(SAMPLE + 8, drawn.high + 19, marked),
    )
    under = called.lenses[answer.lens] if answer.lens is not None else ""
    return LonePicture("funding", _framed(replace(drawn, says=join(told, SEMICOLON)), plan, under, key))


def _framed(drawing: Drawing, plan: Plan, under: Text, key: Sequence[Stroke] = ()) -> Drawing:
    """With what it is and whose above it, and its key below."""
    whose = join([part for part in (plan.about.title, under) if part], " · ")
    heads = (words(0, 18 - HEAD, drawing.label, "heading"), words(0, 38 - HEAD, whose, "axis-name"))
    return replace(
        drawing,
        marks=(*heads, *drawing.marks, *key),
        top=-HEAD,
        high=drawing.high + (KEY if key else 0),
    )
