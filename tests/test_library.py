"""The examples of docs/library.md run, and each prints something or leaves a file."""

import re
import shutil
from pathlib import Path

import pytest

import realign
from loops import nonempty
from realign.loading import shipped

PAGE = (Path(__file__).parents[1] / "docs" / "library.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)


def test_the_examples_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(shipped(), tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    assert len(EXAMPLES) == 5
    names: dict[str, object] = {}
    printed = []
    for example in EXAMPLES:
        exec(compile(example, "docs/library.md", "exec"), names)  # noqa: S102 - our own page
        printed.append(capsys.readouterr().out)
    assert all(printed[:3])
    assert {path.name for path in tmp_path.iterdir()} == {"data", "gaps.md", "links.csv"}


def test_the_page_names_every_question() -> None:
    for name in nonempty(realign.__all__):
        if name[0].islower():
            assert f"{name}(" in PAGE or f"`{name}`" in PAGE or f"realign.{name}" in PAGE, name
