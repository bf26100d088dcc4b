"""Print the lowest version of everything that realign and its tests may be used with, as pip reads it."""

import re
import tomllib
from pathlib import Path

NOT_FOR_TESTS = re.compile(r"axe-|import-linter|mkdocs|mypy|playwright|ruff|types-")
"""Tools that look at the code or at a page: run with newest versions, they may ask for newer libraries."""

project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
extras = (name for group in project["optional-dependencies"].values() for name in group)
for requirement in dict.fromkeys((*project["dependencies"], *extras)):
    found = re.match(r"([\w.-]+)>=([\w.]+)", requirement)
    if found and not NOT_FOR_TESTS.match(requirement):
        print(f"{found[1]}=={found[2]}")
