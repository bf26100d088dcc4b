"""What changes in the work programme, paragraph by paragraph?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from realign.findings import Locate
from realign.plan import Annotation, Basis, Change, Plan, code_order
from realign.plan.names import PlanNames
from realign.plan.record import Title
from realign.questions._asking import question
from realign.sheets import Faultless

Annex = Literal["I", "II"]


@dataclass(frozen=True, slots=True)
class Annotated:
    """What an annex says about one paragraph."""

    id: str
    annex: Annex
    paragraph: str
    domain: str | None
    """The subprogramme; none for the overall orientation."""
    subprogramme: Title | None
    """Its name."""
    filed_under: str | None
    """The subprogramme that the annex prints it under, where that differs."""
    change: Change
    title: Title
    wordings: dict[str, str]
    """The change in every language there is."""
    outcomes: tuple[str, ...]
    lenses: tuple[str, ...]
    concerns: tuple[str, ...]
    """Programmes, tables and money that it speaks of."""
    basis: Basis
    refs: tuple[str, ...]
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Annotations(Faultless):
    """The annotations to the work programme, by subprogramme."""

    annex: Annex | None
    """The annex that was asked for; none: both."""
    annotations: tuple[Annotated, ...]
    counts: dict[str, int]
    """Change -> how many paragraphs."""
    names: PlanNames


@question
def annotations(plan: Plan, annex: Annex | None = None) -> Annotations:
    """List what the annexes say: the overall orientation first, then by subprogramme, as they are printed.

    Paragraphs that no source lists follow by number, those without a number, such as a foreword, before them.
    """
    names = {one.id: one.title for one in plan.domains}
    places = {code: number for number, code in enumerate(names, 1)}
    printed = {ref: number for number, ref in enumerate(_listed(plan))}
    wanted = [one for one in plan.annotations if annex in {None, one.annex}]
    wanted.sort(
        key=lambda one: (
            places.get(one.domain or "", 0),
            one.annex,
            min((printed[ref] for ref in one.refs[:1] if ref in printed), default=len(printed)),
            one.paragraph[:1].isdecimal(),
            code_order(one.paragraph),
        )
    )
    found = tuple(_annotated(one, names, plan.origin.locate) for one in wanted)
    counts = {change: sum(one.change == change for one in found) for change in get_args(Change)}
    return Annotations(
        annex, found, {change: count for change, count in counts.items() if count}, PlanNames.of(plan)
    )


def _listed(plan: Plan) -> Iterator[str]:
    """Every paragraph that a source lists, in its order, as a reference names it."""
    return (f"{one.id} {each}" for one in plan.sources for each in one.paragraphs)


def _annotated(one: Annotation, names: Mapping[str, Title], locate: Locate) -> Annotated:
    """One record with the name of its subprogramme and its line."""
    place = locate("annotations", one.id)
    return Annotated(
        id=one.id,
        annex=one.annex,
        paragraph=one.paragraph,
        domain=one.domain,
        subprogramme=names.get(one.domain, one.domain) if one.domain else None,
        filed_under=one.filed_under,
        change=one.change,
        title=one.title,
        wordings={} if isinstance(one.title, str) else dict(one.title),
        outcomes=one.outcomes,
        lenses=one.lenses,
        concerns=(*one.flagships, *one.groups, *one.funds),
        basis=one.basis,
        refs=one.refs,
        path=place.path,
        line=place.start.line,
    )
