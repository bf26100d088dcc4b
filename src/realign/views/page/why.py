"""Why a link ranks where it does, in place: what is said of it, and what each lens makes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from realign.models.influence.results import RankedLink
from realign.plan import Link, Plan
from realign.questions._page import Page, View
from realign.text import Message, Text, fill, in_digits, message
from realign.views.page.names import PageNames
from realign.views.page.network import EFFECTS, LOOKS, sign_of
from realign.views.ranks import CLASSES, number
from realign.views.terms import BASES

MOST = 150
"""So many links are listed."""
DIRECTIONS: Mapping[str, Message] = {
    "directed": message("direction stated"),
    "mutual": message("both ways"),
    "unstated": message("direction open"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One statement that makes a link."""

    refs: tuple[tuple[str, Text], ...]
    """Paragraphs: as the plan writes them, and in words."""
    says: Text
    told: Text
    """Strength, direction, basis."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one lens makes of a link; `None`: the lens shuts it out."""

    class_: str
    """How the style calls it."""
    says: Text
    among_first: float | None
    rank: str
    low: str
    high: str
    part: float | None
    """Of all influence, lost without the link."""
    present: float | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class LinkCard:
    """A link with all that is known of it."""

    id: str
    """`1.1-2.2`."""
    name: Text
    source: Text
    target: Text
    effect: Text
    figures: tuple[Figures | None, ...]
    """One for each lens."""
    said: tuple[Said, ...]


def link_cards(page: Page, called: PageNames) -> tuple[tuple[LinkCard, ...], int]:
    """Every link, in order of the first lens; how many are left out."""
    plan, first = page.plan, page.views[page.start]
    by_view = [{frozenset((one.source, one.target)): one for one in view.links} for view in page.views]
    every = dict.fromkeys(
        frozenset((one.source, one.target)) for view in (first, *page.views) for one in view.links
    )
    records = {record.id: record for record in plan.links}
    shown = list(every)[:MOST]
    cards = tuple(_card(pair, by_view, page, called, records) for pair in shown)
    return cards, len(every) - len(shown)


def _card(
    pair: frozenset[str],
    by_view: Sequence[Mapping[frozenset[str], RankedLink]],
    page: Page,
    called: PageNames,
    records: Mapping[str, Link],
) -> LinkCard:
    found = [links.get(pair) for links in by_view]
    link = next(one for one in found if one)
    figures = tuple(
        None if one is None else _figures(one, view) for one, view in zip(found, page.views, strict=True)
    )
    ids = dict.fromkeys(record for one in found if one for record in one.records)
    said = tuple(_said(records[one], page.plan, called) for one in ids)
    return LinkCard(
        f"{link.source}-{link.target}",
        called.link(link.source, link.target, link.direction),
        called.outcomes[link.source],
        called.outcomes[link.target],
        EFFECTS[sign_of(link)],
        figures,
        said,
    )


def _figures(link: RankedLink, view: View) -> Figures:
    return Figures(
        class_=LOOKS[link.class_] if link.class_ else "",
        says=CLASSES[link.class_] if link.class_ else message("not drawn"),
        among_first=link.among_first,
        rank="–" if link.rank is None else number(link.rank),
        low="–" if link.rank_low is None else number(link.rank_low),
        high="–" if link.rank_high is None else number(link.rank_high),
        part=(link.loss or 0) / view.total if view.total and link.loss is not None else None,
        present=link.present,
        chosen=link.in_choice,
    )


def _said(record: Link, plan: Plan, called: PageNames) -> Said:
    told = fill(
        message("strength {strength} of {scale}; {direction}; {basis}"),
        strength=in_digits(record.score(plan.weights), "g"),
        scale=in_digits(plan.about.scale, "g"),
        direction=DIRECTIONS[record.way(plan.weights)],
        basis=BASES[record.basis],
    )
    return Said(called.refs(record.refs), record.says or "", told)
