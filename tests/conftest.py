"""What holds for all tests: no example is timed, and what starts programs is marked so."""

import os

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
"""Hundreds of tests start `realign`: its modules are compiled once, and not for each of them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of modules that start programs of their own."""
    for item in items:
        if hasattr(getattr(item, "module", None), "subprocess"):
            item.add_marker(pytest.mark.subprocess)
