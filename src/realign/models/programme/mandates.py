"""Which paragraphs say what becomes of all work that lacks money."""

from collections.abc import Mapping
from dataclasses import dataclass

from realign.plan import Annotation, Change, Plan


@dataclass(frozen=True, slots=True)
class Mandate:
    """A paragraph of the overall orientation that says what becomes of work that lacks money."""

    refs: tuple[str, ...]
    groups: frozenset[str]
    """The tables that it speaks of; none: of all work."""


def mandates(plan: Plan) -> Mapping[Change, Mandate]:
    """What the sources ask of all work that lacks money: what becomes of it -> the paragraph.

    That is the annotation that says so itself (`rule`), else that of the overall orientation that speaks of
    the most kinds of money.
    """
    found: dict[Change, Annotation] = {}
    for annotation in plan.annotations:
        if annotation.rule or (annotation.domain is None and annotation.funds):
            best = found.get(annotation.change)
            if best is None or (annotation.rule, len(annotation.funds)) > (best.rule, len(best.funds)):
                found[annotation.change] = annotation
    return {
        change: Mandate(annotation.refs[:1], frozenset(annotation.groups))
        for change, annotation in found.items()
    }
