"""The manual as a site: its reference was written from this code, and its table of contents names every page."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
PAGES = ("commands", "fields", "answers")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference as the code has it now; UPDATE_DOCS=1 puts it in its place."""
    folder = REFERENCE if os.environ.get("UPDATE_DOCS") else tmp_path_factory.mktemp("reference")
    subprocess.run([sys.executable, ROOT / "tools" / "reference.py", folder], check=True)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_the_reference_was_written_from_this_code(written: Path, page: str) -> None:
    now = (written / f"{page}.md").read_text(encoding="utf-8")
    assert now.startswith("<!-- Written by tools/reference.py")
    assert (REFERENCE / f"{page}.md").read_text(encoding="utf-8") == now, "run `make docs`, and read the diff"


def named(part: Any) -> list[str]:
    """The pages under a heading of the table of contents."""
    if isinstance(part, str):
        return [part]
    return [page for below in (part.values() if isinstance(part, dict) else part) for page in named(below)]


def test_the_table_of_contents_names_every_page_once() -> None:
    contents = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    pages = [path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")]
    assert sorted(named(contents)) == sorted(pages)
