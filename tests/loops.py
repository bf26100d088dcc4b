"""How much of a check runs: a loop at least once, a law on a few examples or all, of many like cases a sample."""

import os
from collections.abc import Iterable
from typing import TypeVar

import pytest
from _pytest.mark import ParameterSet

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


def sampled(cases: Iterable[object], every: int) -> list[ParameterSet]:
    """Cases of one kind: the first and each `every`-th always run, the others where the slow tests do."""
    found = []
    for number, case in enumerate(nonempty(cases)):
        held = (
            case
            if isinstance(case, ParameterSet)
            else pytest.param(*(case if isinstance(case, tuple) else (case,)))
        )
        marks = (*held.marks, pytest.mark.slow) if number % every else held.marks
        found.append(pytest.param(*held.values, marks=marks, id=held.id))
    return found
