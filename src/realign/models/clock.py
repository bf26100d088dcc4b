"""A limit of time, where the caller asked for one: what may take long looks here whether it is over."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from math import inf
from time import monotonic

from realign.findings import CallError


@dataclass(eq=False, slots=True)
class Clock:
    """What is left of a limit of time, and whether anything was cut short by it."""

    seconds: float | None
    """The limit; None: there is none."""
    end: float
    """When it is over, on a clock that only runs forward."""
    struck: bool = False

    @property
    def cut_short_after(self) -> float | None:
        """The limit in seconds where it cut anything short; else None."""
        return self.seconds if self.struck else None

    @property
    def left(self) -> float | None:
        """Seconds until the limit, at least 0; None without a limit."""
        return None if self.seconds is None else max(0.0, self.end - monotonic())


_CLOCK: ContextVar[Clock] = ContextVar("clock", default=Clock(None, 0.0))  # noqa: B039 - never struck


def clock() -> Clock:
    """The limit that holds here."""
    return _CLOCK.get()


@contextmanager
def limited(seconds: float | None) -> Iterator[Clock]:
    """Within, what may take long is cut short after so many seconds.

    Without `seconds` the limit around this one holds, if there is one. Raises `CallError` for what is no
    length of time.
    """
    if seconds is None:
        yield clock()
        return
    if not 0 < seconds < inf:
        raise CallError(
            "a time limit of {seconds:g} s is none",
            "give seconds, more than 0: --time-limit 30",
            seconds=seconds,
        )
    token = _CLOCK.set(Clock(seconds, monotonic() + seconds))
    try:
        yield clock()
    finally:
        _CLOCK.reset(token)


def over() -> bool:
    """Whether the limit has passed; whoever asks then leaves out the rest of its work."""
    here = clock()
    if here.seconds is None or monotonic() < here.end:
        return False
    here.struck = True
    return True
