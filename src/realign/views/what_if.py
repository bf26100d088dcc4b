"""What a supposed change moves, above the answer."""

from collections.abc import Iterator

from realign import views
from realign.questions.links import Links
from realign.questions.report import Paper
from realign.questions.what_if import WhatIf
from realign.sheets import Answer, Part, Sheet
from realign.text import Text, fill, join, message
from realign.views.compare import notes


def sheets(answer: WhatIf) -> Iterator[Part]:
    """What moves against the plan as it stands, then the answer."""
    title, *says = supposed(answer)
    yield Sheet("what_if", title, (), (), tuple(says))
    yield from views.sheets(answer.answer)


def supposed(answer: WhatIf) -> Iterator[Text]:
    """What is supposed, what it moves, and that nothing is written."""
    yield fill(message("What if: {changes}"), changes=join(answer.changes))
    yield from notes(answer.what_if, _lens(answer.answer))
    yield message("nothing is written; below is the answer with this change")


def _lens(answer: Answer) -> str | None:
    """The lens that an answer, or the links of a report, are seen through."""
    if isinstance(answer, Paper):
        return next((_lens(one.answer) for one in answer.chapters if isinstance(one.answer, Links)), None)
    lens: str | None = getattr(answer, "lens", None)
    return lens
