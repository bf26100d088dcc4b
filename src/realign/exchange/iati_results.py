"""Results of IATI activities: an indicator with its baseline, targets and actuals by year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from xml.etree.ElementTree import Element

from realign.exchange.foreign import figure_of
from realign.exchange.typed import Record
from realign.text import Text, join, message

_PER_CENT = "2"
"""The measure of an indicator in per cent."""


@dataclass(frozen=True, slots=True)
class _IatiFigure:
    """A figure as the file states it."""

    value: str
    year: str
    begin: str = ""
    end: str = ""
    part: str = ""
    """What it is a part of the whole by, such as women in a district; empty for the whole."""

    def spans(self, other: "_IatiFigure") -> bool:
        """Whether its period holds all of the other one's."""
        return bool(self.begin) and self.begin <= other.begin and other.end <= self.end


def indicator_figures(indicator: Element) -> tuple[Record, list[Text]]:
    """Baseline, milestones, target, actual and unit of an indicator; and what of it is not read."""
    periods = [*indicator.iterfind("period")]
    stated = {
        "baseline": [_of_baseline(one) for one in indicator.iterfind("baseline")],
        "target": [_of_period(one, period) for period in periods for one in period.iterfind("target")],
        "actual": [_of_period(one, period) for period in periods for one in period.iterfind("actual")],
    }
    shared = _shared_part(stated)
    if shared:
        stated = {name: [replace(one, part="") for one in some] for name, some in stated.items()}
    read = {name: _by_year(some) for name, some in stated.items()}
    says = [*_unread(stated)]
    if shared:
        says.append(message("that its figures are of a part alone: {part}", part=shared))
    for name, some in stated.items():
        says += _doubtful(name, some, read[name])
    targets = read["target"]
    last = max(targets, default="")
    record: Record = {
        "unit": "%" if indicator.get("measure") == _PER_CENT else None,
        "baseline": read["baseline"],
        "milestones": {year: value for year, value in targets.items() if year != last},
        "target": {last: targets[last]} if last else {},
        "actual": read["actual"],
    }
    return record, says


def _shared_part(stated: dict[str, list[_IatiFigure]]) -> str:
    """The part that all figures are of, so that the indicator is about it; empty where there is none."""
    parts = {one.part for some in stated.values() for one in some if one.value}
    return parts.pop() if len(parts) == 1 else ""


def year_of(day: Element | None) -> str:
    """The year of an element with a date; empty for none."""
    return _year((day.get("iso-date") or "")[:4]) if day is not None else ""


def _of_baseline(one: Element) -> _IatiFigure:
    return _IatiFigure(_value(one), _year(one.get("year")) or year_of(one), part=_part(one))


def _of_period(one: Element, period: Element) -> _IatiFigure:
    start, end = period.find("period-start"), period.find("period-end")
    return _IatiFigure(_value(one), year_of(end), _day(start), _day(end), _part(one))


def _value(one: Element) -> str:
    return (one.get("value") or "").strip()


def _part(one: Element) -> str:
    """The part that a figure is of, by its dimensions and places; empty for the whole."""
    named = [f"{part.get('name') or ''} {part.get('value') or ''}" for part in one.iterfind("dimension")]
    named += [part.get("ref") or "location" for part in one.iterfind("location")]
    return ", ".join(sorted(" ".join(text.split()) for text in named))


def _day(day: Element | None) -> str:
    """A date as it is sorted; empty for none."""
    text = (day.get("iso-date") or "")[:10] if day is not None else ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _year(text: str | None) -> str:
    return text if text and re.fullmatch("[0-9]{4}", text) else ""


def _usable(some: list[_IatiFigure]) -> list[_IatiFigure]:
    """The figures of the whole that have a year and are numbers."""
    return [one for one in some if one.year and not one.part and figure_of(one.value) is not None]


def _by_year(some: list[_IatiFigure]) -> dict[str, str]:
    """Year -> its figure: the only one, or that of the period which holds all others of the year."""
    found: dict[str, list[_IatiFigure]] = {}
    for one in _usable(some):
        found.setdefault(one.year, []).append(one)
    read = {}
    for year, given in sorted(found.items()):
        widest = [one for one in given if all(one.spans(other) for other in given)]
        values = {one.value for one in widest} or {one.value for one in given}
        if len(values) == 1:
            read[year] = values.pop()
    return read


def _unread(stated: dict[str, list[_IatiFigure]]) -> Iterator[Text]:
    """Figures without a year, that are no number, or of a part."""
    every = [one for some in stated.values() for one in some if one.value]
    lost = [one.value for one in every if not one.year or figure_of(one.value) is None]
    if lost:
        yield message("figures without a year, or that are no number: {some}", some=join(lost[:5]))
    parts = [one for one in every if one.part and one.year and figure_of(one.value) is not None]
    if parts:
        yield message("figures of parts, such as women or a district: {count}", count=len(parts))


def _doubtful(name: str, some: list[_IatiFigure], read: dict[str, str]) -> Iterator[Text]:
    """Years of which several figures are given."""
    for year in sorted({one.year for one in _usable(some)}):
        given = [*dict.fromkeys(one.value for one in _usable(some) if one.year == year)]
        if year not in read:
            yield message(
                "several figures for {name} {year}, of which none is read: {some}",
                name=name,
                year=year,
                some=join(given[:8]),
            )
        elif len(given) > 1:
            yield message(
                "several figures for {name} {year}; that of the longest period is read: {value}",
                name=name,
                year=year,
                value=read[year],
            )
