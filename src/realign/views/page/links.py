"""What the page says of the links through one lens: what holds, what to choose, what to settle."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from realign.models.influence.choice import LinkChoice
from realign.models.influence.groups import LinkGroup
from realign.models.influence.positions import MapPosition
from realign.models.influence.results import RankedLink
from realign.models.influence.settle import Settling
from realign.plan import Plan
from realign.questions._page import Page, View
from realign.text import Capitalised, Message, Text, fill, first_few, listed, message, plural
from realign.views.links_held import HELD, PARTS, first_to_settle, percent
from realign.views.page.drawing import Drawing
from realign.views.page.names import PageNames
from realign.views.page.network import Layout, network, shown_links
from realign.views.page.quadrants import MOST, corner, quadrants

BARS, QUOTED = 4, 2
"""So many groups of each kind are shown as bars."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A share with its interval."""

    name: Text
    share: float
    low: float
    high: float
    first: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an outcome lies in the map of one lens."""

    drive: float
    drive_low: float | None
    drive_high: float | None
    dependence: float
    dependence_low: float | None
    dependence_high: float | None
    corner: Text


@dataclass(frozen=True, slots=True)
class PlacedOutcome:
    """An outcome in the maps of all lenses, as a row."""

    name: Text
    cells: tuple[Placed | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LensLinks:
    """The links through one lens."""

    lens: str
    """Its id; empty without one."""
    name: Text
    holds: Text
    """What holds whatever is true, in one sentence."""
    network: Drawing
    hubs: tuple[Bar, ...]
    bonds: tuple[Bar, ...]
    choice: tuple[str, ...]
    """Ids of the links to choose."""
    guarantee: tuple[Text, ...]
    settle: tuple[Text, ...]
    tradeoffs: tuple[Text, ...]
    map: Drawing | None
    alone: Text
    """Outcomes that no link touches; empty: none."""
    map_notes: tuple[Text, ...]
    notes: tuple[Text, ...]


def lens_links(page: Page, called: PageNames) -> Iterator[LensLinks]:
    """One part for each lens."""
    layout = Layout.of(page.plan, called, page.views)
    for number, view in enumerate(page.views):
        yield LensLinks(
            lens=view.lens or "",
            name=called.lenses[view.lens],
            holds=holds(view, called),
            network=network(view, layout),
            hubs=tuple(_bar(one, called) for one in view.groups if one.kind == "hub")[:BARS],
            bonds=tuple(_bar(one, called) for one in view.groups if one.kind == "bond")[:BARS],
            choice=view.choice.links if view.choice else (),
            guarantee=tuple(_guarantee(view.choice)) if view.choice else (),
            settle=tuple(settling(view, page.plan, called)),
            tradeoffs=tuple(_tradeoffs(view, called)),
            map=quadrants(view.positions, called, number),
            alone=_alone(view, called),
            map_notes=tuple(_map_notes(view)),
            notes=tuple(_notes(view, layout)),
        )


def group_named(group: LinkGroup, called: PageNames, *, short: bool = False) -> Text:
    """A hub or a bond by name."""
    if group.kind == "hub":
        names = called.short if short else called.outcomes
        return message("at “{outcome}”", outcome=names[group.id])
    one, _, other = group.id.partition("-")
    template = message("between “{one}” and “{other}”")
    return fill(template, one=called.domain(one, short=short), other=called.domain(other, short=short))


def holds(view: View, called: PageNames) -> Text:
    """What holds of the links, in one sentence."""
    if not view.links:
        return message("The plan states no link between outcomes.")
    core = [link for link in view.links if link.class_ == "core"]
    kinds = [[one for one in view.groups if one.kind == kind] for kind in ("hub", "bond")]
    several = [kind[0] for kind in kinds if len(kind) > 1]  # one alone leads nothing
    leading = [group for group in several if group.first >= HELD and group.share > 0]
    if not leading and not core:
        return message("No link and no group of links leads whatever is true.")
    return _led(leading[0], core, called) if leading else _core(core, called)


def _led(group: LinkGroup, core: list[RankedLink], called: PageNames) -> Text:
    template = message(
        "The links {group} carry {share} % of all influence ({low} to {high} %), more than any other such "
        "group in {first} % of the draws; {links}."
    )
    single: Text = message("no single link leads")
    if core:
        single = plural("one link leads with them", "{count} links lead with them", len(core))
    return fill(
        template,
        group=group_named(group, called),
        share=percent(group.share),
        low=percent(group.share_low),
        high=percent(group.share_high),
        first=percent(group.first),
        links=single,
    )


def _core(core: list[RankedLink], called: PageNames) -> Text:
    names = listed(called.link(one.source, one.target, one.direction) for one in core[:3])
    return fill(
        plural(
            "One link leads in most draws: {links}.", "{count} links lead in most draws: {links}.", len(core)
        ),
        links=names,
    )


def _bar(group: LinkGroup, called: PageNames) -> Bar:
    named = group_named(group, called, short=True)
    return Bar(named, group.share, group.share_low, group.share_high, group.first)


def _guarantee(choice: LinkChoice) -> Iterator[Text]:
    yield message(
        "Together these {count} carry {share} % of what the best {k} of each draw carry; in nine draws of "
        "ten at least {worst} %.",
        count=len(choice.links),
        k=choice.k,
        share=percent(choice.share),
        worst=percent(choice.worst_tenth),
    )
    if choice.larger and choice.larger_share is not None:
        yield message(
            "A choice of {larger} would reach {share} % of what the best {larger} carry.",
            larger=choice.larger,
            share=percent(choice.larger_share),
        )


def settling(view: View, plan: Plan, called: PageNames) -> Iterator[Text]:
    """The one judgement to settle first, with its words; then the next one."""
    for one in [each for each in first_to_settle(view.settle) if each.kind != "component"][:1]:
        template = message(
            "{what}: to settle it before choosing brings {share} % of what settling everything would{part}."
        )
        part = _part(one)
        said = fill(
            template,
            what=_settled_by(one, plan, called),
            share=percent(one.share),
            part=fill(message(", above all {part}"), part=part) if part else "",
        )
        yield Capitalised(said)
        yield from _words_of(one, plan)


def settled(view: View, plan: Plan, called: PageNames) -> Text:
    """The judgement to settle first with what is said there, in two sentences; empty: nothing."""
    told = list(settling(view, plan, called))
    if len(told) < 2:
        return told[0] if told else ""
    return fill(message("{what} It says: “{says}”"), what=told[0], says=told[1])


def _settled_by(one: Settling, plan: Plan, called: PageNames) -> Text:
    """The paragraph, or the statement with the outcomes that it ties."""
    record = next((each for each in plan.links if each.id == one.id), None)
    if record is None:
        return called.paragraphs([one.id])
    if len(record.from_) > 1 or len(record.to) > 1:
        return one.id
    link = called.link(record.from_[0], record.to[0], record.way(plan.weights))
    return fill(message("the statement “{id}” on {link}"), id=one.id, link=link)


def _part(one: Settling) -> Text | None:
    worths: Mapping[str, float | None] = {
        "direction": one.direction,
        "existence": one.existence,
        "strength": one.strength,
    }
    known = {part: worth for part, worth in worths.items() if worth}
    return PARTS[max(known, key=lambda part: known[part])] if known else None


def _words_of(one: Settling, plan: Plan) -> Iterator[Text]:
    """What the statement says."""
    told = [each.says for each in plan.links if each.says and (one.id == each.id or one.id in each.refs)]
    yield from told[:QUOTED]


def _tradeoffs(view: View, called: PageNames) -> list[Text]:
    ways = {(link.source, link.target): link.direction for link in view.links}
    told: list[Text] = []
    for one in view.tradeoffs:
        template = message("{link} holds back")
        if one.contested:
            template = message("{link}: one statement says that it helps, another that it holds back")
        told.append(fill(template, link=called.link(one.source, one.target, ways[one.source, one.target])))
    return first_few(told, 5)


def placed_outcomes(page: Page, called: PageNames) -> tuple[PlacedOutcome, ...]:
    """Every outcome that influences or depends on another, through every lens."""
    by_view = [{one.id: one for one in view.positions} for view in page.views]
    rows = (
        PlacedOutcome(
            called.outcomes[outcome.id],
            tuple(
                _placed(places.get(outcome.id), view)
                for places, view in zip(by_view, page.views, strict=True)
            ),
        )
        for outcome in page.plan.outcomes
    )
    return tuple(row for row in rows if any(row.cells))


def _placed(one: MapPosition | None, view: View) -> Placed | None:
    if one is None or not (one.drive or one.dependence):
        return None
    return Placed(
        one.drive,
        one.drive_low,
        one.drive_high,
        one.dependence,
        one.dependence_low,
        one.dependence_high,
        corner(one, view.positions).name,
    )


def _alone(view: View, called: PageNames) -> Text:
    codes = [one.id for one in view.outcomes if one.alone]
    if not codes or not view.links:
        return ""
    names = first_few([called.short[code] for code in codes], 12)
    template: Message = message(
        "No statement ties these to another outcome, which does not mean that nothing does: {names}."
    )
    return fill(template, names=listed(names))


def _notes(view: View, layout: Layout) -> Iterator[Text]:
    """What is left out of the pictures."""
    drawn = len(shown_links(view, layout))
    if drawn < len(view.links):
        yield message(
            "{shown} of {total} links are drawn, the first by influence.", shown=drawn, total=len(view.links)
        )
    if view.left_out.everything or view.left_out.groups:
        yield message("Not all groups of links are worked out: the plan is too large.")


def _map_notes(view: View) -> Iterator[Text]:
    """What is left out of the map."""
    if len(view.positions) > MOST:
        yield message(
            "{shown} of {total} outcomes stand on the map, those with most influence.",
            shown=MOST,
            total=len(view.positions),
        )
    if view.links and not any(one.drive_low is not None for one in view.positions):
        yield message("Ranges of influence and dependence are not worked out for so large a plan.")
