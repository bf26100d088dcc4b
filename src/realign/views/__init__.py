"""From an answer to what people read: sheets, pictures, sentences; one module for each question.

The view of an answer that `questions/NAME.py` gives is `views/NAME.py`: `sheets(answer)` lays it out, and
`wording(answer)`, where there is one, gives the sentences that stand beside its figures in JSON.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType

from realign.sheets import Answer, LaidOut, Part

Wording = Mapping[str, object]
"""Name of a field -> what is said there: a text, several, or a record of them; `list.field` -> what is said
of each record of that list."""


def sheets(answer: Answer) -> Iterator[Part]:
    """The answer as people read it, in order."""
    yield from answer.sheets() if isinstance(answer, LaidOut) else _view(answer).sheets(answer)


def wording(answer: Answer) -> Wording:
    """The sentences that stand beside the figures of an answer."""
    if isinstance(answer, LaidOut):
        own: Wording = getattr(answer, "wording", dict)()
        return own
    found: Wording = getattr(_view(answer), "wording", _no_words)(answer)
    return found


def _no_words(_: Answer) -> Wording:
    return {}


def _view(answer: Answer) -> ModuleType:
    """The module of the same name as the question's."""
    return import_module(f"{__name__}.{type(answer).__module__.rpartition('.')[2]}")
