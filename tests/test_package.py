"""The wheel and the source archive hold what they must, and nothing of the machine that made them."""

import subprocess
import sys
import tarfile
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from loops import nonempty
from realign import __version__

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "src" / "realign"
WANTED = {
    "py.typed",
    "*.py",
    "*.po",
    "*.mo",
    "*.yaml",
    "*.yml",
    "*.json",
    "*.md",
    "*.jinja",
    "*.css",
    "*.js",
    "*.typ",
    "check_script.txt",
    "dot-gitignore",
}
"""The names of the files that belong to the package, so that a stray one is seen."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    (archive,) = folder.glob("*.tar.gz")
    return wheel, archive


def names_of(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


def of_the_source() -> set[str]:
    """The files of the package that must reach its users."""
    return {
        path.relative_to(HOUSE.parent).as_posix()
        for path in HOUSE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.slow
def test_the_distribution_has_a_name_of_its_own_and_the_command_is_realign(built: tuple[Path, Path]) -> None:
    wheel, archive = built
    assert wheel.name.startswith(f"realign_plan-{__version__}-py3-none-any")
    assert archive.name == f"realign_plan-{__version__}.tar.gz"
    with zipfile.ZipFile(wheel) as opened:
        (info,) = [name for name in opened.namelist() if name.endswith(".dist-info/METADATA")]
        about = Parser().parsestr(opened.read(info).decode())
        points = opened.read(info.replace("METADATA", "entry_points.txt")).decode()
    assert about["Name"] == "realign-plan"
    assert about["Requires-Python"] == ">=3.11"
    assert "realign = realign.cli:main" in points
    needed = [line for line in about.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert needed
    assert not any(line.startswith(("pytest", "mypy", "ruff", "hatchling", "mkdocs")) for line in needed)


def test_the_wheel_holds_the_package_with_its_plan_and_templates(built: tuple[Path, Path]) -> None:
    names = names_of(built[0])
    package = of_the_source()
    assert len(package) > 100
    assert package <= names
    plan = {f"realign/data/{path.name}" for path in (ROOT / "data").iterdir()}
    assert len(plan) > 10
    assert plan <= names
    assert {"realign/py.typed", "realign/exchange/templates/blank/data/outcomes.yaml"} <= names
    assert "realign/exchange/templates/common/dot-github/workflows/plan.yml" in names


def test_every_catalogue_in_the_wheel_is_compiled(built: tuple[Path, Path]) -> None:
    names = names_of(built[0])
    sources = {name for name in names if name.endswith(".po")}
    assert {name.removesuffix(".po") + ".mo" for name in sources} <= names


def test_the_wheel_holds_nothing_else(built: tuple[Path, Path]) -> None:
    for name in nonempty(names_of(built[0])):
        assert name.startswith(("realign/", "realign_plan-")), name
        assert "__pycache__" not in name
        assert ".dist-info/" in name or any(Path(name).match(pattern) for pattern in WANTED), name


def test_the_source_archive_can_be_tested_and_built(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[1]) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    assert {"README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "CITATION.cff"} <= names
    assert {"pyproject.toml", "Makefile", "mkdocs.yml", "action.yml", ".pre-commit-hooks.yaml"} <= names
    assert {"src/realign/py.typed", "data/outcomes.yaml", "tests/test_package.py", "docs/index.md"} <= names
    assert {"tools/reference.py", "benchmarks/links.py"} <= names
    assert not [name for name in names if name.startswith((".venv", "build", "dist", ".lowest"))]
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


def test_the_version_is_one() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "realign", "--version"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert said == f"realign {__version__}\n"
    assert f"\nversion: {__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
