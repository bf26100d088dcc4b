"""What a supposed change moves, above the answer."""

from collections.abc import Iterator

from realign import views
from realign.questions.what_if import WhatIf
from realign.sheets import Part, Sheet
from realign.text import fill, join, message
from realign.views.compare import notes


def sheets(answer: WhatIf) -> Iterator[Part]:
    """What moves against the plan as it stands, then the answer."""
    title = fill(message("What if: {changes}"), changes=join(answer.changes))
    unwritten = message("nothing is written; below is the answer with this change")
    lens = getattr(answer.answer, "lens", None)
    yield Sheet("what_if", title, (), (), (*notes(answer.what_if, lens), unwritten))
    yield from views.sheets(answer.answer)
