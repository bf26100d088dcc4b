"""A plan as a logical framework: impact, outcomes, outputs indicators, as it is read back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from realign.plan import Deliverable, Domain, Indicator, Outcome, Plan
from realign.sheets import Cell, Column, Kind, Sheet
from realign.text import say

_FIGURES = ("baseline", "milestones", "target", "actual")
_HEADINGS = {"milestones": "Milestone"}
_RESULT = ("Level", "Result code", "Result", "Also serves", "Result basis")
_INDICATOR = ("Indicator code", "Indicator", "Also measures", "Unit")
_AFTER = ("Means of verification", "Owner", "Indicator basis")


@dataclass(frozen=True, slots=True)
class Logframe:
    """The sheet, and what of the plan has no place in it."""

    sheet: Sheet
    left_out: tuple[str, ...]
    """Ids of outputs that serve no outcome, and of indicators that measure none."""


@dataclass
class _FrameRows:
    """The rows, result by result."""

    plan: Plan
    language: str
    figures: Sequence[tuple[str, int | None]]
    rows: list[tuple[Cell, ...]] = field(default_factory=list)

    def result(
        self,
        level: str,
        one: Domain | Outcome | Deliverable,
        indicators: Sequence[Indicator] = (),
        also: Sequence[str] = (),
    ) -> None:
        """A result: a row for each of its indicators, at least one."""
        basis = getattr(one, "basis", None)
        start = (level, one.id, say(one.title, self.language), "; ".join(also) or None, basis)
        for indicator in indicators or (None,):
            self.rows.append((*start, *self._indicator(indicator)))

    def _indicator(self, one: Indicator | None) -> tuple[Cell, ...]:
        """The columns of an indicator; empty for none."""
        if one is None:
            return (None,) * (len(_INDICATOR) + len(self.figures) + len(_AFTER))
        figures = (_figure(getattr(one, name), year) for name, year in self.figures)
        return (
            one.id,
            say(one.title, self.language),
            "; ".join(one.outcomes[1:]) or None,
            self._said(one.unit),
            *figures,
            self._said(one.verification),
            self._said(one.owner),
            one.basis,
        )

    def _said(self, text: Any) -> str | None:
        """A wording, if there is one."""
        return say(text, self.language) if text else None


def logframe(plan: Plan, language: str = "en") -> Logframe:
    """The logical framework of a plan: each outcome below its domain, each output below its first outcome.

    Args:
        plan: The plan.
        language: Of titles that the plan has in several.

    Returns:
        One sheet; codes stand in columns of their own, so that an import finds the same records.
    """
    figures = [*_columns(plan)]
    lines = _FrameRows(plan, language, figures)
    by_outcome: dict[str, list[Indicator]] = {}
    for one in plan.indicators:
        by_outcome.setdefault(next(iter(one.outcomes), ""), []).append(one)
    for domain, outcomes in _grouped(plan):
        if domain:
            lines.result("Impact", domain)
        for outcome in outcomes:
            lines.result("Outcome", outcome, by_outcome.get(outcome.id, ()))
            for work in plan.deliverables:
                if work.outcomes[:1] == (outcome.id,):
                    lines.result("Output", work, also=work.outcomes[1:])
    heads = (
        *_RESULT,
        "Indicator code",
        "Indicator",
        "Also measures",
        "Unit",
        *map(_heading, figures),
        *_AFTER,
    )
    columns = tuple(Column(head, head, Kind.CODE if "code" in head else Kind.TEXT) for head in heads)
    left = [
        *(one.id for one in plan.deliverables if not one.outcomes),
        *(one.id for one in plan.indicators if not one.outcomes),
    ]
    return Logframe(Sheet("logframe", "Logframe", columns, tuple(lines.rows)), tuple(left))


def _grouped(plan: Plan) -> Iterator[tuple[Any, list[Any]]]:
    """Each domain with its outcomes; those without one come first, or an import would give them one."""
    loose = [one for one in plan.outcomes if not one.domain]
    if loose:
        yield None, loose
    for domain in plan.domains:
        yield domain, [one for one in plan.outcomes if one.domain == domain.id]


def _columns(plan: Plan) -> Iterator[tuple[str, int | None]]:
    """A column for each figure that some indicator has: its name, and its year where it has one."""
    for name in _FIGURES:
        values = [value for one in plan.indicators if (value := getattr(one, name)) is not None]
        if any(not isinstance(value, Mapping) for value in values):
            yield name, None
        years = {year for value in values if isinstance(value, Mapping) for year in value}
        yield from ((name, year) for year in sorted(years))


def _heading(column: tuple[str, int | None]) -> str:
    """`Target 2025`."""
    name, year = column
    head = _HEADINGS.get(name, name.capitalize())
    return f"{head} {year}" if year else head


def _figure(value: Any, year: int | None) -> float | None:
    """The figure of an indicator in a column."""
    if isinstance(value, Mapping):
        found: float | None = value.get(year) if year else None
        return found
    return None if year else value
