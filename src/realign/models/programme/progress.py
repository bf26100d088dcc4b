"""How far an indicator has come from its baseline to its target."""

from collections.abc import Mapping
from dataclasses import dataclass

from realign.plan import Indicator


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of an indicator, in its unit."""

    year: int | None
    """None where the plan gives no year."""
    value: float


@dataclass(frozen=True, slots=True)
class IndicatorProgress:
    """Where an indicator stood, is to stand and stands."""

    baseline: Measure | None
    due: Measure | None
    """The last milestone whose year has come by the year of the actual figure."""
    target: Measure | None
    actual: Measure | None
    way: float | None
    """The share of the way from baseline to target that is done: below 0 it went back, above 1 it is beyond
    the target; None where a figure is missing, or where target and baseline are the same."""
    behind: bool | None
    """Whether the actual figure falls short of what is due; None where nothing can be told."""


def progress(indicator: Indicator) -> IndicatorProgress:
    """What the figures of `indicator` say together."""
    baseline, target = _first(indicator.baseline), _last(indicator.target)
    actual = _last(indicator.actual)
    due = _due(indicator, actual)
    way = None
    if baseline and target and actual and target.value != baseline.value:
        way = (actual.value - baseline.value) / (target.value - baseline.value)
    return IndicatorProgress(baseline, due, target, actual, way, _behind(baseline, due, target, actual))


def _due(indicator: Indicator, actual: Measure | None) -> Measure | None:
    """What was to be reached by the year of the actual figure: a milestone, or the target."""
    if actual is None or actual.year is None:
        return None
    target = indicator.target if isinstance(indicator.target, Mapping) else {}
    passed = {**(indicator.milestones or {}), **target}
    years = [year for year in passed if year <= actual.year]
    return Measure(max(years), passed[max(years)]) if years else None


def _behind(
    baseline: Measure | None, due: Measure | None, target: Measure | None, actual: Measure | None
) -> bool | None:
    """Short of what is due, in the direction from the baseline to the target."""
    if not (baseline and due and target and actual) or target.value == baseline.value:
        return None
    upwards = target.value > baseline.value
    return actual.value < due.value if upwards else actual.value > due.value


def _first(reading: float | Mapping[int, float] | None) -> Measure | None:
    """The earliest figure."""
    return _measures(reading)[0] if _measures(reading) else None


def _last(reading: float | Mapping[int, float] | None) -> Measure | None:
    """The latest figure."""
    return _measures(reading)[-1] if _measures(reading) else None


def _measures(reading: float | Mapping[int, float] | None) -> list[Measure]:
    """The figures of a field by year."""
    if isinstance(reading, Mapping):
        return [Measure(year, value) for year, value in sorted(reading.items())]
    return [] if reading is None else [Measure(None, reading)]
