"""What the README and the manual show is what the tool prints."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from loops import nonempty

ROOT = Path(__file__).parent.parent
INDEX = ROOT / "docs" / "index.md"
"""The start of the site, where the README is not shown."""
PAGES = [ROOT / "README.md", *sorted(set((ROOT / "docs").glob("*.md")) - {INDEX})]
UPDATE = bool(os.environ.get("UPDATE_DOCS"))
"""UPDATE_DOCS=1 writes what the tool prints now into the pages."""


def shown(page: Path) -> Iterator[tuple[str, str]]:
    """Every command of a console block, and what stands below it."""
    for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL):
        yield from re.findall(r"^\$ (realign .*)\n((?:(?!\$ ).*\n)*)", block, flags=re.MULTILINE)


def printed(command: str) -> str:
    words = shlex.split(command, comments=True)[1:]
    environ = {name: text for name, text in os.environ.items() if name not in {"FORCE_COLOR", "REALIGN_PLAN"}}
    done = subprocess.run(
        [sys.executable, "-m", "realign", *words],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def layout(text: str) -> list[str]:
    """Wordings without digits and blanks: numbers are judged elsewhere."""
    return [re.sub(r"[\d. ]+", " ", line).strip() for line in text.splitlines()]


EXAMPLES = [
    pytest.param(page, command, output, id=f"{page.stem}: {command}")
    for page in PAGES
    if page.stem != "tutorial"  # its commands follow each other in a folder of their own: test_tutorial.py
    for command, output in dict.fromkeys(shown(page))
    if page.stem != "tutorial"  # its calls follow one another in a folder of their own: test_tutorial.py
    and not re.search(r"realign (diff|init|import|export|judges)\b", command)
]


@pytest.mark.slow
@pytest.mark.parametrize(("page", "command", "output"), EXAMPLES)
def test_every_command_runs_and_prints_what_the_page_shows(page: Path, command: str, output: str) -> None:
    now = printed(command)
    assert now.strip()
    if UPDATE and (output or page.name == "README.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace(f"$ {command}\n{output}", f"$ {command}\n{now}", 1), encoding="utf-8")
    elif output or page.name == "README.md":
        assert layout(now) == layout(output)


def test_the_readme_names_every_page_of_the_manual() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for page in nonempty(PAGES[1:]):
        assert f"docs/{page.name}" in text


def test_every_link_leads_somewhere() -> None:
    link = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
    pages = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]
    links = [(page, target) for page in pages for target in link.findall(page.read_text(encoding="utf-8"))]
    for page, target in nonempty(links):
        assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.slow
def test_the_plan_in_the_readme_is_sound(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL)
    (tmp_path / "plan.yaml").write_text(example, encoding="utf-8")
    for words in (["validate"], ["links", "--lens", "heat"], ["gaps", "--unearmarked", "0, 250 000"]):
        done = subprocess.run(
            [sys.executable, "-m", "realign", *words, "--plan", str(tmp_path)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_attacks_that_the_manual_names_are_tests() -> None:
    named = re.findall(r"`(tests/[\w/.]+)`", (ROOT / "docs" / "security.md").read_text(encoding="utf-8"))
    assert len(named) > 5
    for name in named:
        assert "def test_" in (ROOT / name).read_text(encoding="utf-8"), name
