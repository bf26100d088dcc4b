"""Programmes and priority links in; which link each could take up, why, and how near it is, out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from realign.analysis.programme.priorities import RankedLink, carried, name
from realign.plan import Flagship, Outcome, Plan
from realign.words import Text, Words, fill, join, say, words

Near = Literal["both ends", "one end", "theme", "driven"]
"""How near a programme is to a link: it works on one end, and its description or a programme that it drives
brings in the other; it works on one end; its description names the theme of one; a programme that it drives
works on one."""
NEAR: Mapping[Near, Words] = {
    "both ends": words(en="one end worked on, the other in sight", zh="已涉及一端，另一端在望"),
    "one end": words(en="one end worked on", zh="已涉及一端"),
    "theme": words(en="one end named", zh="说明提及一端"),
    "driven": words(en="through what it drives", zh="经由所推动的方案"),
}
_ORDER = tuple(NEAR)


@dataclass(frozen=True, slots=True)
class Next:
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


def candidates(plan: Plan, first: Sequence[RankedLink]) -> tuple[Next, ...]:
    """For each programme the links of `first` that it could take up, by rank."""
    held = {name(link): holders(plan, link) for link in first}
    return _placed([found for one in plan.flagships for found in _candidates(plan, one, first, held)])


def holders(plan: Plan, link: RankedLink) -> tuple[str, ...]:
    """The programmes that carry a link."""
    return tuple(one.id for one in plan.flagships if carried([link], one.outcomes))


def _candidates(
    plan: Plan, one: Flagship, first: Sequence[RankedLink], held: Mapping[str, tuple[str, ...]]
) -> Iterator[Next]:
    """The priority links that a programme could take up, by rank."""
    themes = {outcome.id: theme for outcome in plan.outcomes if (theme := _theme(one, outcome))}
    driven = {each.id: each.outcomes for each in plan.flagships if each.id in one.drives}
    for link in first:
        if not carried([link], one.outcomes):
            reasons = tuple(_reasons(link, one, themes, driven))
            if reasons:
                yield Next(
                    one.id,
                    link.source,
                    link.target,
                    link.rank,
                    link.rank_low,
                    link.rank_high,
                    join(reasons, en="; ", zh="；"),
                    _near(link, one, themes, driven),
                    1,
                    held[name(link)],
                    link.refs,
                )


def _reasons(
    link: RankedLink, one: Flagship, themes: Mapping[str, Text], driven: Mapping[str, tuple[str, ...]]
) -> Iterator[Words]:
    """Why a programme could take up a link."""
    for here, there in ((link.source, link.target), (link.target, link.source)):
        if here in one.outcomes:
            template = words(en="works on {here}, lacks {there}", zh="已涉及{here}，尚缺{there}")
            yield fill(template, here=here, there=there)
    for code in (link.source, link.target):
        if code in themes and code not in one.outcomes:
            template = words(
                en="its description speaks of {theme} ({code})", zh="其说明提到{theme}（{code}）"
            )
            yield fill(template, theme=themes[code], code=code)
    for other, outcomes in driven.items():
        shared = [code for code in (link.source, link.target) if code in outcomes]
        if shared:
            template = words(en="drives {other}, which works on {codes}", zh="推动{other}，后者涉及{codes}")
            yield fill(template, other=other, codes=join(shared, en=" and ", zh="和"))


def _near(
    link: RankedLink, one: Flagship, themes: Mapping[str, Text], driven: Mapping[str, tuple[str, ...]]
) -> Near:
    """How near a programme is to a link for which there is a reason."""
    pair = {link.source, link.target}
    in_sight = {*themes, *(code for outcomes in driven.values() for code in outcomes)}
    if pair & set(one.outcomes):
        return "both ends" if pair - set(one.outcomes) <= in_sight else "one end"
    return "theme" if pair & set(themes) else "driven"


def _placed(found: Sequence[Next]) -> tuple[Next, ...]:
    """The same with the place of each programme among those that could take up the link."""
    rivals: dict[tuple[str, str], list[int]] = {}
    for one in found:
        rivals.setdefault((one.source, one.target), []).append(_ORDER.index(one.near))
    return tuple(
        replace(
            one,
            place=1 + sum(each < _ORDER.index(one.near) for each in rivals[one.source, one.target]),
        )
        for one in found
    )


def _theme(one: Flagship, outcome: Outcome) -> Text | None:
    """The theme by which the description of a programme names an outcome, if it does."""
    for key, wording in (outcome.themes or {}).items():
        for language in ("en", "zh"):
            text = f"{say(one.title, language)} {say(one.says or '', language)}".casefold()
            for theme in {key, say(wording, language)}:
                edge = r"\b" if theme.isascii() else ""
                if re.search(f"{edge}{re.escape(theme.casefold())}{edge}", text):
                    return wording
    return None
