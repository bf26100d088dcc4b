"""What does an answer become if something in the plan were otherwise?"""

from dataclasses import dataclass

from realign.findings import Finding
from realign.models.change.amounts import usual
from realign.plan import Plan
from realign.questions.compare import Difference, compare
from realign.questions.focus import Programme
from realign.questions.gaps import Gaps
from realign.sheets import Answer, Exportable


@dataclass(frozen=True, slots=True)
class WhatIf(Exportable):
    """An answer about a changed plan, and what the change moves against the plan as it stands."""

    changes: tuple[str, ...]
    """What was changed, as it was asked for."""
    answer: Answer
    what_if: Difference

    @property
    def passed(self) -> bool:
        """The verdict of the answer."""
        return self.answer.passed

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the answer has to say about lines of the plan."""
        return self.answer.findings


def beside(plan: Plan, changed: Plan, changes: tuple[str, ...], answer: Answer) -> WhatIf:
    """Set beside an answer about a `changed` plan what the change moves, at the amounts of the answer."""
    asked = _amounts_of(answer)
    usually = {one.new for one in usual(plan, changed)}
    amounts = None if usually.issuperset(asked) else asked
    return WhatIf(changes, answer, compare(plan, changed, amounts, names=("the plan", ", ".join(changes))))


def _amounts_of(answer: Answer) -> list[int]:
    """The amounts of unearmarked money that an answer is about."""
    if isinstance(answer, Gaps):
        return sorted({level.unearmarked for level in answer.levels})
    if isinstance(answer, Programme):
        return sorted({answer.unearmarked, *(one.unearmarked for one in answer.beside)})
    return []
