"""Lets an answer remember the plan that it is about, so that it can be written with its currency."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from realign.plan import Plan

P = ParamSpec("P")
A = TypeVar("A")


def question(function: Callable[P, A]) -> Callable[P, A]:
    """Mark a function that answers about a plan, the last one of several that it is given."""

    @wraps(function)
    def ask(*args: P.args, **options: P.kwargs) -> A:
        answer = function(*args, **options)
        plans = [given for given in (*args, *options.values()) if isinstance(given, Plan)]
        object.__setattr__(answer, "_plan", options.get("new", plans[-1]))
        return answer

    return ask
