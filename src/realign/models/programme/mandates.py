"""Which paragraphs speak of all work that hangs on money, and how a sentence names paragraphs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from realign.citations import cited
from realign.plan import Annotation, Change, Plan, split_ref
from realign.text import Text


@dataclass(frozen=True, slots=True)
class Asking:
    """A paragraph of the overall orientation that says what becomes of work that hangs on money."""

    refs: tuple[str, ...]
    groups: frozenset[str]
    """The tables that it speaks of; none: of all work."""


def asked(plan: Plan) -> Mapping[Change, Asking]:
    """What the sources ask of all work that hangs on money: what becomes of it -> the paragraph.

    That is the annotation that says so itself (`rule`), else that of the overall orientation that speaks of
    the most kinds of money.
    """
    found: dict[Change, Annotation] = {}
    for one in plan.annotations:
        if one.rule or (one.domain is None and one.funds):
            best = found.get(one.change)
            if best is None or (one.rule, len(one.funds)) > (best.rule, len(best.funds)):
                found[one.change] = one
    return {change: Asking(one.refs[:1], frozenset(one.groups)) for change, one in found.items()}


class Paragraphs:
    """References as a sentence names them: of the first source the paragraph alone."""

    def __init__(self, plan: Plan) -> None:
        self._main = plan.main_source
        self._sources = {one.id for one in plan.sources}
        self._short: dict[str, str] = {}

    def __call__(self, refs: Sequence[str]) -> Text:
        """Some references as one phrase; empty for none."""
        return cited(self._shortened(ref) for ref in refs)

    def _shortened(self, ref: str) -> str:
        if ref not in self._short:
            place = split_ref(ref, self._sources)
            main = place is not None and place[0] == self._main and place[1]
            self._short[ref] = place[1] if place and main else ref
        return self._short[ref]
