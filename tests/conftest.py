"""What holds for all tests: no example is timed, and what starts programs is marked so."""

import gc
import inspect
import os
import re
from collections.abc import Generator

import pytest
from hypothesis import settings

from loops import tries

settings.register_profile("untimed", deadline=None, max_examples=tries(100))
settings.load_profile("untimed")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
"""Hundreds of tests start `realign`: its modules are compiled once, and not for each of them."""


POSIX = re.compile(
    r"/dev/|/proc/|mkfifo|chmod|umask|geteuid|killpg|SIGKILL|import (?:pty|resource|fcntl)|close_fds|preexec_fn"
)
"""What a test names that Windows does not have; files in /dev and modes do not mean there what they mean here."""


def pytest_configure(config: pytest.Config) -> None:
    """Slow tests write the screens of the manual, too: none is left out where they are to be written anew."""
    if os.environ.get("UPDATE_DOCS"):
        config.option.markexpr = ""


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage among the tests themselves: they stay until the end, and collecting takes half as long."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of modules that start programs of their own; skip what a system does not have."""
    for item in items:
        module = getattr(item, "module", None)
        if hasattr(module, "subprocess") or hasattr(module, "started"):
            item.add_marker(pytest.mark.subprocess)
        function = getattr(item, "function", None)
        if os.name == "nt" and function and POSIX.search(inspect.getsource(function)):
            item.add_marker(pytest.mark.skip(reason="names what only POSIX systems have"))
