"""What holds whatever is true, as people read it: groups, the choice, what to settle, trade-offs."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from realign.citations import ref_in_words
from realign.models.influence.choice import LinkChoice
from realign.models.influence.classes import CORE, class_of
from realign.models.influence.groups import LinkGroup
from realign.models.influence.results import RankedLink
from realign.models.influence.settle import Settling
from realign.plan import code_order
from realign.questions.links import Links
from realign.sheets import Cell, Column, Kind, Sheet
from realign.text import SEMICOLON, Message, Text, Typed, join, message, plural
from realign.views.cut_short import cut_short
from realign.views.opposed import opposed_sheets
from realign.views.ranks import CLASSES, untagged_note
from realign.views.terms import shortened

OVERLAP = message("groups share links, so their parts may add up to more than 100 %")
HELD = 0.8
"""A group that comes first in so many draws leads."""
SHOWN_GROUPS, SHOWN_SETTLE = 2, 3
"""So many rows of each are shown at first."""
_LONGEST = 60
"""Letters of a title beside its code."""
_GROUPS = (
    Column("links", message("Links")),
    Column("share", message("Carry"), Kind.SHARE),
    Column("share_low", message("5 %"), Kind.SHARE),
    Column("share_high", message("95 %"), Kind.SHARE),
    Column("first", message("First of their kind"), Kind.SHARE),
)
_CHOICE = (
    Column("link", message("Link"), Kind.CODE),
    Column("class", message("Class"), Kind.STATE),
    Column("among_first", message("Among the first"), Kind.SHARE),
    Column("present", message("There in"), Kind.SHARE),
    Column("refs", message("Paragraphs"), Kind.CODE),
)
_SETTLE = (
    Column("id", message("Settle"), Kind.CODE),
    Column("worth", message("Would add"), Kind.NUMBER),
    Column("worth_error", message("± by chance"), Kind.NUMBER),
    Column("share", message("Of all there is to know"), Kind.SHARE),
    Column("part", message("Above all")),
)
_BUILD = (
    Column("link", message("Direction"), Kind.CODE),
    Column("gain", message("One more step adds"), Kind.NUMBER),
    Column("said", message("Stated")),
)
PARTS = {
    "direction": message("its direction"),
    "existence": message("whether it exists"),
    "strength": message("its strength"),
    "relevance": message("whether it speaks of the lens"),
}
_KINDS = {
    "direction": message("all directions"),
    "existence": message("whether the links exist"),
    "strength": message("all strengths"),
    "relevance": message("whether the links speak of the lens"),
    "delta": message("delta, how much is passed on"),
}


def held_sheets(answer: Links) -> Iterator[Sheet]:
    """All of it, the first rows of each, what was asked for before the rest; the whole behind --details."""
    if answer.purpose == "build" and answer.build:
        yield _build_sheet(answer)
    if answer.choice:
        shown = _first_groups(answer.groups)
        yield Sheet(
            "groups",
            headline(answer),
            _GROUPS,
            tuple(map(_group, shown)),
            tuple(_left_out(answer)),
            bars=("links", "share"),
            ends=("share_low", "share_high"),
        )
        yield _choice_sheet(answer, answer.choice)
    if answer.settle and answer.choice:
        yield _settle_sheet("settle", first_to_settle(answer.settle))
    yield from opposed_sheets(answer.tradeoffs, answer.push_and_hold)
    if answer.choice:
        every = Sheet(
            "all_groups",
            message("Every hub and every bond"),
            _GROUPS,
            tuple(map(_group, answer.groups)),
            (OVERLAP,),
            bars=("links", "share"),
            ends=("share_low", "share_high"),
        )
        yield replace(every, detail=True)
        yield replace(_settle_sheet("all_settle", answer.settle), detail=True)


def held_in_words(answer: Links) -> Iterator[Text]:
    """What holds, and what the choice is sure to carry, in two sentences; nothing where nothing was drawn."""
    if answer.choice:
        yield message("{held}.", held=headline(answer))
        yield message(
            "Whoever chooses {k} of {total} links takes {links}: on average they carry {share} % of what the "
            "best {k} carry, and in nine of ten readings of the evidence at least {worst} %.",
            k=answer.choice.k,
            total=answer.counts.links,
            links=join([name.replace("-", "–", 1) for name in answer.choice.links]),
            share=percent(answer.choice.share),
            worst=percent(answer.choice.worst_tenth),
        )


def _first_groups(groups: tuple[LinkGroup, ...]) -> list[LinkGroup]:
    return [
        group
        for kind in ("hub", "bond")
        for group in [one for one in groups if one.kind == kind][:SHOWN_GROUPS]
    ]


def _named(group: LinkGroup) -> Message:
    if group.kind == "hub":
        return message("at {outcome}", outcome=group.id)
    one, _, other = group.id.partition("-")
    return message("between domains {one} and {other}", one=one, other=other)


def _group(group: LinkGroup) -> tuple[Cell, ...]:
    return (_named(group), group.share, group.share_low, group.share_high, group.first)


def percent(share: float) -> str:
    """A share in words; what is not quite all is not 100."""
    return f"{100 * share:.0f}" if share == 1 else f"{min(100 * share, 99):.0f}"


def leading(answer: Links) -> LinkGroup | None:
    """The group that holds, which the headline speaks of."""
    groups = _first_groups(answer.groups)
    return next((group for group in groups if group.first >= HELD and group.share > 0), None)


def headline(answer: Links) -> Text:
    """What holds, in one sentence."""
    core = [link for link in answer.links if (link.among_first or 0) >= CORE]
    group = leading(answer)
    if group:
        held = message(
            "the links {group} carry {share} % of all influence, the most in {first} % of the draws",
            group=_named(group),
            share=percent(group.share),
            first=percent(group.first),
        )
        return (
            message("What holds: {held}", held=held) if core else message("No link leads; {held}", held=held)
        )
    if core:
        return message(
            "What holds: {links} among the first in most draws", links=join([_link(one) for one in core])
        )
    return message("No link and no group of links leads whatever is true")


def _link(link: RankedLink) -> str:
    return f"{link.source}–{link.target}"


def _choice_sheet(answer: Links, choice: LinkChoice) -> Sheet:
    by_name = {f"{link.source}-{link.target}": link for link in answer.links}
    rows = tuple(
        _choice_row(name, share, by_name.get(name))
        for name, share in zip(choice.links, choice.among_first, strict=True)
    )
    return Sheet(
        "choice",
        plural("If you choose one link", "If you choose {count} links", choice.k),
        _CHOICE,
        rows,
        (
            *_what_codes_stand_for(answer, choice),
            *_choice_notes(choice),
            *untagged_note(_untagged(choice, by_name)),
        ),
    )


def _what_codes_stand_for(answer: Links, choice: LinkChoice) -> Iterator[Text]:
    """The titles of the outcomes, and of the two domains whose links carry most, that stand there by code."""
    groups = _first_groups(answer.groups)
    hubs = {group.id for group in groups if group.kind == "hub"}
    bonds = [group.id for group in groups if group.kind == "bond"]
    named = hubs.union(*(name.split("-", 1) for name in (*choice.links, *bonds[:1])))
    titles = {**answer.domains, **{one.id: one.title for one in answer.outcomes}}
    told = [
        message("{code} {title}", code=code, title=shortened(titles[code], _LONGEST))
        for code in sorted(named & titles.keys(), key=code_order)
        if str(titles[code]).casefold() != code.casefold()
    ]
    if told:
        yield join(told, SEMICOLON)


def _untagged(choice: LinkChoice, by_name: Mapping[str, RankedLink]) -> Iterator[str]:
    """The chosen links of which no statement speaks of the lens."""
    for name in choice.links:
        if name in by_name and by_name[name].tagged is False:
            yield _link(by_name[name])


def _choice_row(name: str, share: float, link: RankedLink | None) -> tuple[Cell, ...]:
    """A chosen link; `--top` may have cut it off the ranking."""
    shown, says = name.replace("-", "–", 1), CLASSES[class_of(share)]
    if link is None:
        return (shown, says, share, None, None)
    refs = tuple(ref_in_words(ref) for ref in link.refs[:2])
    return (_link(link), says, share, link.present, (*refs, "…") if len(link.refs) > 2 else refs)


def _choice_notes(choice: LinkChoice) -> Iterator[Text]:
    together = message(
        "together {share} % of what the best {k} of each draw carry, in nine of ten at least {worst} %; "
        "the first {k} of the ranking {ranking} %",
        k=choice.k,
        share=percent(choice.share),
        worst=percent(choice.worst_tenth),
        ranking=percent(choice.ranking_share),
    )
    larger = message(
        "a choice of {larger} would reach {share} % of what the best {larger} carry{typed}",
        larger=choice.larger or 0,
        share=percent(choice.larger_share or 0),
        typed=Typed(message(": --choose {larger}", larger=choice.larger or 0)),
    )
    more = choice.larger and choice.larger_share is not None
    yield join([together, larger], SEMICOLON) if more else together
    yield message(
        "core: among the first in 80 % of the draws or more; likely: 50 %; order inside a class means nothing"
    )


def _settle_sheet(name: str, settle: tuple[Settling, ...]) -> Sheet:
    rows = tuple(
        (_settled(one), one.worth, one.worth_error, one.share, unsettled_part(one)) for one in settle
    )
    note = message("what the chosen links would carry more, on average, if this were known before choosing")
    title = message("Settle first: what each, once known, would add to what the chosen links carry")
    return Sheet(name, title, _SETTLE, rows, (note,))


def first_to_settle(settle: tuple[Settling, ...]) -> tuple[Settling, ...]:
    """The first few; of a paragraph and its only record the paragraph."""
    paragraphs = {one.worth for one in settle if one.kind == "paragraph"}
    told = [one for one in settle if one.worth and (one.kind != "record" or one.worth not in paragraphs)]
    return tuple(told[:SHOWN_SETTLE])


def _settled(one: Settling) -> Text:
    if one.kind == "component":
        return _KINDS[one.id]
    return ref_in_words(one.id) if one.kind == "paragraph" else one.id


def unsettled_part(one: Settling) -> Text | None:
    """What of a statement is worth most to know."""
    worths = {part: getattr(one, part) for part in PARTS}
    known = {part: worth for part, worth in worths.items() if worth}
    return PARTS[max(known, key=lambda part: known[part])] if known else None


def _build_sheet(answer: Links) -> Sheet:
    rows = tuple((f"{one.source} → {one.target}", one.gain, one.said) for one in answer.build)
    note = message("a step is a third of the scale; directions of which nothing is said are included")
    first = answer.build[0]
    title = message(
        "One more step of strength would bring most from {source} to {target}",
        source=first.source,
        target=first.target,
    )
    return Sheet("build", title, _BUILD, rows, (note,))


def _left_out(answer: Links) -> Iterator[Text]:
    """That groups overlap, and what a large plan, or in so little time, was not asked."""
    if answer.groups:
        yield OVERLAP
    yield from cut_short(answer.cut_short_after)
    if answer.left_out.groups:
        yield message(
            "not all groups are worked out: the plan is too large, or the method has no such figures"
        )
    if answer.left_out.settle:
        yield message("of so large a plan only the links and statements with most at stake are looked at")
