"""The sentences of an answer, for tests that read them."""

from collections.abc import Sequence
from typing import cast

from realign.sheets import Answer
from realign.text import Message
from realign.views import wording


def sentences(answer: Answer, name: str = "says") -> list[Message]:
    """The sentences that stand beside the figures under `name`."""
    return list(cast("Sequence[Message]", wording(answer)[name]))
