"""A loop of assertions runs at least once; a law is tried on a few examples, or on all that it asks for."""

import os
from collections.abc import Iterable
from typing import TypeVar

Item = TypeVar("Item")
THOROUGH = bool(os.environ.get("REALIGN_THOROUGH"))
"""Whether laws are tried on all examples, as `.ci/run` does: each run draws others, so few add up."""


def tries(most: int) -> int:
    """On how many examples a law is tried that asks for `most`."""
    return most if THOROUGH else max(min(most, 5), most // 4)


def nonempty(items: Iterable[Item]) -> list[Item]:
    """All the items; there must be some, or the loop over them would assert nothing."""
    found = list(items)
    assert found, "there is nothing to loop over"
    return found
