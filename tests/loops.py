"""A loop of assertions runs at least once."""

from collections.abc import Iterable
from typing import TypeVar

Item = TypeVar("Item")


def nonempty(items: Iterable[Item]) -> list[Item]:
    """All the items; there must be some, or the loop over them would assert nothing."""
    found = list(items)
    assert found, "there is nothing to loop over"
    return found
