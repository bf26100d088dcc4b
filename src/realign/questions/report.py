"""Everything that was asked, as one document for those who decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from realign.findings import Finding
from realign.plan import Plan
from realign.plan.lookup import lens_id
from realign.plan.record import Title
from realign.sheets import Answer


@dataclass(frozen=True, slots=True)
class Chapter:
    """One question's answer, under the name of its chapter."""

    name: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Paper:
    """A report: what it is about, in short, and chapter by chapter."""

    title: Title
    organisation: Title | None
    period: tuple[int, int] | None
    lens: Title | None
    """The lens that all is seen through, by its name; `None`: without one."""
    chapters: tuple[Chapter, ...]
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Files of the plan and their SHA-256."""

    @property
    def passed(self) -> bool:
        """Always: a report tells what is so."""
        return True

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the chapters have to say about lines of the plan."""
        return tuple(finding for chapter in self.chapters for finding in chapter.answer.findings)


def report(plan: Plan, lens: str | None, chapters: Sequence[Chapter]) -> Paper:
    """Put the chapters that there are together."""
    lens = lens_id(plan, lens)
    about = plan.about
    period = (about.period.from_, about.period.to) if about.period else None
    seen = next((one.title for one in plan.lenses if one.id == lens), None)
    return Paper(about.title, about.organisation, period, seen, tuple(chapters), plan.origin.inputs)
