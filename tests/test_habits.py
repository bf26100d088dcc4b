"""What holds for every file: no folder of one machine is named."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("src", "tests", "docs", "data", "tools", "benchmarks", ".ci", ".github")
TEXTS = {".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".json", ".po", ".cff", ".jinja", ""}
OF_A_MACHINE = re.compile(r"(?<![\w.~-])/(?:home|Users|root|work|workspace|mnt|opt|srv)/\w")
"""Folders that another machine does not have. /dev, /proc and /tmp are the system's and may be named."""


def written() -> Iterator[Path]:
    """The files that people write and others read."""
    yield from (
        path for path in ROOT.iterdir() if path.is_file() and path.suffix in TEXTS and path.name != ".git"
    )
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in TEXTS and "__pycache__" not in path.parts:
                yield path


def test_no_file_names_a_folder_of_one_machine() -> None:
    files = list(written())
    assert len(files) > 300
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if OF_A_MACHINE.search(line)
    ]
    assert not found
