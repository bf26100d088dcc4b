"""What does an answer become if something in the plan were otherwise?"""

from dataclasses import dataclass

from realign.findings import Finding
from realign.plan import Plan
from realign.questions.compare import Difference, compare
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
    """Set beside an answer about a `changed` plan what the change moves."""
    return WhatIf(changes, answer, compare(plan, changed, names=("the plan", ", ".join(changes))))
