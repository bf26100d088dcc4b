"""Programmes and priority links in; which link each could take up, why, and how near it is, out."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from realign.models.programme.priority_links import RankedLink, carried, ends, name
from realign.plan import Flagship, Outcome, Plan
from realign.text import SEMICOLON, Message, Text, fill, join, message, message_in, say

Near = Literal["both ends", "one end", "theme", "driven"]
"""How near a programme is to a link: it works on one end, and its description or a programme that it drives
brings in the other; it works on one end; its description names the theme of one; a programme that it drives
works on one."""
NEAR: Mapping[Near, Message] = {
    "both ends": message("one end worked on, the other in sight"),
    "one end": message("one end worked on"),
    "theme": message("one end named"),
    "driven": message("through what it drives"),
}
_ORDER = tuple(NEAR)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A priority link that a programme could take up, and why just this one."""

    programme: str
    source: str
    target: str
    rank: float | None
    rank_low: float | None
    rank_high: float | None
    reason: Text
    near: Near
    place: int
    """1 and how many other programmes are nearer to this link; those that are equally near share a place."""
    carried_by: tuple[str, ...]
    """Programmes that carry it already."""
    refs: tuple[str, ...]


def candidates(plan: Plan, first: Sequence[RankedLink]) -> tuple[Candidate, ...]:
    """For each programme the links of `first` that it could take up, by rank."""
    held = {name(link): holders(plan, link) for link in first}
    concerned = ends(first)
    themes = [_Theme.of(one) for one in plan.outcomes if one.themes and one.id in concerned]
    works_on = {one.id: one.outcomes for one in plan.flagships}
    return _placed(
        [found for one in plan.flagships for found in _candidates(one, first, held, themes, works_on)]
    )


def holders(plan: Plan, link: RankedLink) -> tuple[str, ...]:
    """The programmes that carry a link."""
    return tuple(one.id for one in plan.flagships if carried([link], one.outcomes))


def _candidates(
    one: Flagship,
    first: Sequence[RankedLink],
    held: Mapping[str, tuple[str, ...]],
    outcomes: Sequence["_Theme"],
    works_on: Mapping[str, tuple[str, ...]],
) -> Iterator[Candidate]:
    """The priority links that a programme could take up, by rank."""
    said = {text: f"{say(one.title, text)} {say(one.says or '', text)}".casefold() for text in ("en", "zh")}
    themes = {outcome.id: theme for outcome in outcomes if (theme := outcome.named_in(said))}
    drives = frozenset(one.drives)
    driven = {each: works_on[each] for each in works_on if each in drives} if drives else {}
    for link in first:
        if not carried([link], one.outcomes):
            reasons = tuple(_reasons(link, one, themes, driven))
            if reasons:
                yield Candidate(
                    one.id,
                    link.source,
                    link.target,
                    link.rank,
                    link.rank_low,
                    link.rank_high,
                    join(reasons, SEMICOLON),
                    _near(link, one, themes, driven),
                    1,
                    held[name(link)],
                    link.refs,
                )


def _reasons(
    link: RankedLink, one: Flagship, themes: Mapping[str, Text], driven: Mapping[str, tuple[str, ...]]
) -> Iterator[Message]:
    """Why a programme could take up a link."""
    for here, there in ((link.source, link.target), (link.target, link.source)):
        if here in one.outcomes:
            template = message("works on {here}, lacks {there}")
            yield fill(template, here=here, there=there)
    for code in (link.source, link.target):
        if code in themes and code not in one.outcomes:
            template = message("its description speaks of {theme} ({code})")
            yield fill(template, theme=themes[code], code=code)
    for other, outcomes in driven.items():
        shared = [code for code in (link.source, link.target) if code in outcomes]
        if shared:
            template = message("drives {other}, which works on {codes}")
            yield fill(template, other=other, codes=join(shared, message_in("list", " and ")))


def _near(
    link: RankedLink, one: Flagship, themes: Mapping[str, Text], driven: Mapping[str, tuple[str, ...]]
) -> Near:
    """How near a programme is to a link for which there is a reason."""
    pair = {link.source, link.target}
    in_sight = {*themes, *(code for outcomes in driven.values() for code in outcomes)}
    if pair & set(one.outcomes):
        return "both ends" if pair - set(one.outcomes) <= in_sight else "one end"
    return "theme" if pair & set(themes) else "driven"


def _placed(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The same with the place of each programme among those that could take up the link."""
    rivals = Counter((one.source, one.target, one.near) for one in found)
    return tuple(replace(one, place=1 + sum(_nearer(one, rivals))) for one in found)


def _nearer(one: Candidate, rivals: Mapping[tuple[str, str, Near], int]) -> Iterator[int]:
    """How many programmes are nearer to the same link, step by step."""
    yield from (rivals[one.source, one.target, near] for near in _ORDER[: _ORDER.index(one.near)])


@dataclass(frozen=True, slots=True)
class _Theme:
    """The themes of an outcome, ready to be looked for in the descriptions of all programmes."""

    id: str
    wordings: tuple[tuple[Text, Mapping[str, re.Pattern[str]]], ...]
    """Each wording, and by language what to look for."""

    @classmethod
    def of(cls, outcome: Outcome) -> "_Theme":
        """Get ready."""
        themes = (outcome.themes or {}).items()
        return cls(
            outcome.id,
            tuple(
                (wording, {text: _whole_words({key, say(wording, text)}) for text in ("en", "zh")})
                for key, wording in themes
            ),
        )

    def named_in(self, said: Mapping[str, str]) -> Text | None:
        """The theme by which a description names the outcome, if it does; `said` by language."""
        for wording, patterns in self.wordings:
            if any(patterns[text].search(said[text]) for text in said):
                return wording
        return None


def _whole_words(themes: set[str]) -> re.Pattern[str]:
    """What finds any of the themes, in small letters: whole words where the script has them."""
    edges = ((re.escape(one.casefold()), r"\b" if one.isascii() else "") for one in sorted(themes))
    return re.compile("|".join(f"{edge}{theme}{edge}" for theme, edge in edges))
