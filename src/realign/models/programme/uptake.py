"""Which priority links each programme could take up, how near it is to them, and what programmes share."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from realign.models.programme.priority_links import Belonging, PrioritisedLink, carried, ends, name
from realign.plan import Flagship, Outcome, Plan
from realign.plan.record import Title

Near = Literal["both ends", "one end", "theme", "driven"]
"""How near a programme is to a link: it works on one end, and its description or a programme that it drives
brings in the other; it works on one end; its description names the theme of one; a programme that it drives
works on one."""
_ORDER: tuple[Near, ...] = get_args(Near)


@dataclass(frozen=True, slots=True)
class NamedTheme:
    """A theme of an outcome that a programme's description speaks of."""

    outcome: str
    theme: Title


@dataclass(frozen=True, slots=True)
class Driven:
    """A programme that another one drives, and the ends of the link that it works on."""

    programme: str
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A priority link that a programme could take up, and why just this one."""

    programme: str
    source: str
    target: str
    rank: float | None
    rank_low: float | None
    rank_high: float | None
    class_: Belonging | None
    """How surely it is a priority link; `None` where nothing was drawn."""
    among_first: float | None
    """The share of the draws in which it is among the first."""
    works_on: tuple[str, ...]
    """The end of the link that it works on."""
    speaks_of: tuple[NamedTheme, ...]
    """Themes of the ends that its description names, where it does not work on the end itself."""
    drives: tuple[Driven, ...]
    """Programmes that it drives and that work on an end."""
    near: Near
    place: int
    """1 and how many other programmes are nearer to this link; those that are equally near share a place."""
    carried_by: tuple[str, ...]
    """Programmes that carry it already."""
    refs: tuple[str, ...]


def candidates(plan: Plan, first: Sequence[PrioritisedLink]) -> tuple[Candidate, ...]:
    """For each programme the links of `first` that it could take up, by rank."""
    held = {name(link): holders(plan, link) for link in first}
    search = _ThemeSearch(plan, ends(first))
    works_on = {programme.id: programme.outcomes for programme in plan.flagships}
    order = {programme: index for index, programme in enumerate(works_on)}
    found: list[Candidate] = []
    for programme in plan.flagships:
        themes = search.named_by(programme)
        driving = sorted(set(programme.drives) & order.keys(), key=order.__getitem__)
        driven = {other: works_on[other] for other in driving}
        for link in first:
            if not carried([link], programme.outcomes):
                found += _candidate(programme, link, themes, driven, held[name(link)])
    return _placed(found)


def holders(plan: Plan, link: PrioritisedLink) -> tuple[str, ...]:
    """The programmes that carry a link."""
    return tuple(programme.id for programme in plan.flagships if carried([link], programme.outcomes))


def _candidate(
    programme: Flagship,
    link: PrioritisedLink,
    themes: Mapping[str, Title],
    driven: Mapping[str, tuple[str, ...]],
    held: tuple[str, ...],
) -> Iterator[Candidate]:
    """The link as one that a programme could take up; none where there is no reason."""
    pair = (link.source, link.target)
    works_on = tuple(code for code in pair if code in programme.outcomes)
    speaks_of = tuple(
        NamedTheme(code, themes[code]) for code in pair if code in themes and code not in works_on
    )
    drives = tuple(
        Driven(other, shared)
        for other, outcomes in driven.items()
        if (shared := tuple(code for code in pair if code in outcomes))
    )
    if works_on or speaks_of or drives:
        in_sight = {*themes, *(code for other in drives for code in other.outcomes)}
        yield Candidate(
            programme.id,
            link.source,
            link.target,
            link.rank,
            link.rank_low,
            link.rank_high,
            link.class_,
            link.among_first,
            works_on,
            speaks_of,
            drives,
            _near(pair, works_on, speaks_of, in_sight),
            1,
            held,
            link.refs,
        )


def _near(
    pair: tuple[str, str],
    works_on: Sequence[str],
    speaks_of: Sequence[NamedTheme],
    in_sight: Iterable[str],
) -> Near:
    """How near a programme is to a link for which there is a reason."""
    if works_on:
        return "both ends" if set(pair) - set(works_on) <= set(in_sight) else "one end"
    return "theme" if speaks_of else "driven"


def _placed(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The same with the place of each programme among those that could take up the link."""
    rivals = Counter((candidate.source, candidate.target, candidate.near) for candidate in found)
    return tuple(
        replace(
            candidate,
            place=1
            + sum(
                rivals[candidate.source, candidate.target, near]
                for near in _ORDER[: _ORDER.index(candidate.near)]
            ),
        )
        for candidate in found
    )


class _ThemeSearch:
    """The themes of some outcomes, ready to be looked for in the descriptions of all programmes."""

    def __init__(self, plan: Plan, outcomes: Iterable[str]) -> None:
        concerned = set(outcomes)
        themed = [outcome for outcome in plan.outcomes if outcome.themes and outcome.id in concerned]
        self._languages = _languages(
            [theme for outcome in themed for theme in (outcome.themes or {}).values()],
            [text for programme in plan.flagships for text in (programme.title, programme.says)],
        )
        self._themes = {outcome.id: tuple(self._patterns(outcome)) for outcome in themed}

    def _patterns(self, outcome: Outcome) -> Iterator[tuple[Title, Mapping[str, re.Pattern[str]]]]:
        """Each theme, and by language what to look for."""
        for key, theme in (outcome.themes or {}).items():
            yield (
                theme,
                {language: _whole_words({key, _in(theme, language)}) for language in self._languages},
            )

    def named_by(self, programme: Flagship) -> Mapping[str, Title]:
        """Outcome -> the theme by which the description of a programme names it."""
        description = {
            language: f"{_in(programme.title, language)} {_in(programme.says or '', language)}".casefold()
            for language in self._languages
        }
        named = {code: _first_named(themes, description) for code, themes in self._themes.items()}
        return {code: theme for code, theme in named.items() if theme is not None}


def _first_named(
    themes: Iterable[tuple[Title, Mapping[str, re.Pattern[str]]]], description: Mapping[str, str]
) -> Title | None:
    """The first theme that a description names in any language."""
    for theme, patterns in themes:
        if any(patterns[language].search(text) for language, text in description.items()):
            return theme
    return None


def _languages(*texts: Iterable[Title | None]) -> tuple[str, ...]:
    """The languages that any of the texts is given in, and English."""
    given = {language for group in texts for text in group if isinstance(text, dict) for language in text}
    return tuple(sorted({"en", *given}))


def _in(text: Title, language: str) -> str:
    """The wording of a title in a language."""
    return text if isinstance(text, str) else text.say(language)


def _whole_words(themes: set[str]) -> re.Pattern[str]:
    """What finds any of the themes, in small letters: whole words where the script has them."""
    edges = ((re.escape(theme.casefold()), r"\b" if theme.isascii() else "") for theme in sorted(themes))
    return re.compile("|".join(f"{edge}{theme}{edge}" for theme, edge in edges))


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What programmes, outcomes and links have to do with each other, to be looked up."""

    drivers: Mapping[str, Sequence[str]]
    """Programme -> those that drive it."""
    workers: Mapping[str, Sequence[str]]
    """Outcome -> the programmes that work on it."""
    linked: Mapping[str, Mapping[str, int]]
    """Outcome -> the outcomes that links tie it to, and how many do; a link stands at both ends."""

    @classmethod
    def of(cls, plan: Plan, links: Iterable[PrioritisedLink]) -> "Neighbours":
        """Gather them in the order of the plan."""
        drivers: dict[str, list[str]] = defaultdict(list)
        workers: dict[str, list[str]] = defaultdict(list)
        linked: dict[str, Counter[str]] = defaultdict(Counter)
        for programme in plan.flagships:
            for other in dict.fromkeys(programme.drives):
                drivers[other].append(programme.id)
            for code in dict.fromkeys(programme.outcomes):
                workers[code].append(programme.id)
        for link in links:
            linked[link.source][link.target] += 1
            linked[link.target][link.source] += 1
        return cls(drivers, workers, linked)

    def within(self, outcomes: Iterable[str]) -> int:
        """How many links have both ends among `outcomes`."""
        held = set(outcomes)
        both = (self.linked[code].items() for code in held if code in self.linked)
        return sum(many for ends in both for code, many in ends if code in held) // 2


def meeting(held: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """The indices of every two sets that have something in common, in order."""
    holding: dict[str, list[int]] = defaultdict(list)
    for index, codes in enumerate(held):
        for code in codes:
            holding[code].append(index)
    for index, codes in enumerate(held):
        later = {other for code in codes for other in holding[code][bisect_right(holding[code], index) :]}
        yield from ((index, other) for other in sorted(later))
