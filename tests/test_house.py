"""Every table of contents equals the files in its folder, and the walls of the house stand."""

import ast
import shutil
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from realign import checks
from realign.checks.check import checks_of
from realign.cli import COMMANDS
from realign.plan import KINDS, Plan
from realign.questions import validate as validation
from realign.render import ENDINGS, FINDINGS_ONLY, Format

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "src" / "realign"
MODULES = sorted(HOUSE.rglob("*.py"))
NO_QUESTIONS: set[str] = set()
"""Modules of `questions` that several questions share."""
NOT_FAMILIES = {"check", "names", "acknowledged", "consequences"}
"""Modules of `checks` that hold no checks: the engine, the words, what discrepancies acknowledge."""


def modules(folder: str) -> set[str]:
    return {path.stem for path in (HOUSE / folder).glob("*.py")} - {"__init__"}


def name_of(path: Path) -> str:
    return str(path.relative_to(HOUSE))


def test_every_family_of_checks_is_in_the_table() -> None:
    families = [family.__name__.rpartition(".")[2] for family in checks.FAMILIES]
    assert len(set(families)) == len(families)
    assert set(families) == modules("checks") - NOT_FAMILIES
    assert all(checks_of(family) for family in checks.FAMILIES)


def test_a_code_belongs_to_one_check() -> None:
    codes = [rule.code for rule in (*checks.MANUAL, *validation.MANUAL)]
    assert len(set(codes)) == len(codes)


def test_every_format_has_its_writer_and_every_writer_its_format() -> None:
    writers = {
        path.stem
        for path in (HOUSE / "render").glob("*.py")
        if any(
            isinstance(one, ast.FunctionDef) and one.name == "render"
            for one in ast.parse(path.read_text()).body
        )
    }
    assert writers == {one.value for one in Format}
    assert set(ENDINGS.values()) | FINDINGS_ONLY <= set(Format)
    assert all(callable(one.writer) for one in Format)


def test_every_command_is_in_the_table() -> None:
    assert {name.removesuffix("_") for name in modules("cli") if not name.startswith("_")} == set(COMMANDS)


def test_every_question_has_its_view() -> None:
    asked = {name for name in modules("questions") - NO_QUESTIONS if not name.startswith("_")}
    assert asked
    assert asked <= modules("views")
    assert all(callable(import_module(f"realign.views.{name}").sheets) for name in asked)


def test_every_kind_is_a_field_of_the_plan() -> None:
    assert set(KINDS) == set(Plan.__annotations__) - {"about"}


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_a_module_is_a_noun_and_says_in_one_line_what_it_is() -> None:
    forbidden = {"utils", "helpers", "common", "core", "manager", "handler", "misc", "tools"}
    assert [name_of(path) for path in MODULES if path.stem in forbidden] == []
    said = {name_of(path): (ast.get_docstring(tree_of(path)) or "").split("\n")[0] for path in MODULES}
    assert len(said) > 200
    ends = (".", "?", ":", ";")
    assert {name: line for name, line in said.items() if not line.rstrip().endswith(ends)} == {}


MOST_LINES = 350
MOST_BRANCHES = 15
"""Branches of a function, with its comprehensions, its boolean operators and the functions inside it."""
_BRANCH = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.IfExp,
    ast.ExceptHandler,
    ast.comprehension,
    ast.Assert,
)


def branches(function: ast.AST) -> int:
    within = list(ast.walk(function))
    choices = sum(isinstance(node, _BRANCH) for node in within)
    return 1 + choices + sum(len(node.values) - 1 for node in within if isinstance(node, ast.BoolOp))


def test_no_module_is_too_long() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert len(lengths) > 200
    assert [name for name, lines in lengths.items() if lines > MOST_LINES] == []


def test_branches_are_counted_wherever_they_hide() -> None:
    hidden = ast.parse("def f(a):\n    return [b for b in a if b and b > 1] if a else [c for c in a]")
    assert branches(hidden.body[0]) == 5


def test_no_function_has_too_many_branches() -> None:
    found = {
        f"{name_of(path)}:{node.lineno} {node.name}": branches(node)
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert len(found) > 1000
    assert {name: count for name, count in found.items() if count > MOST_BRANCHES} == {}


def test_a_class_name_stands_for_one_thing() -> None:
    places: dict[str, list[str]] = {}
    for path in MODULES:
        for node in tree_of(path).body:
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name.lstrip("_").casefold(), []).append(name_of(path))
    assert len(places) > 200
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


@pytest.fixture(scope="module")
def broken_house(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says about a copy of the house with four walls broken."""
    pytest.importorskip(
        "importlinter", reason="no library of realign: it looks at the code, newest versions only"
    )
    copy = tmp_path_factory.mktemp("house")
    shutil.copytree(HOUSE, copy / "realign", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    (copy / "realign" / "utils.py").write_text('"""Odds and ends."""\n')
    (copy / "realign" / "questions" / "stray.py").write_text(
        '"""Breaks in."""\n\nimport rich\nimport yaml\n\nfrom realign.render import Format\n\n__all__ = ["Format", "rich", "yaml"]\n'
    )
    tool = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run(
        [tool, "--no-cache"],
        cwd=copy,
        env={"PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1, ran.stdout + ran.stderr
    return " ".join(ran.stdout.split())


@pytest.mark.parametrize(
    "wall",
    [
        "neighbours do not know each other BROKEN",
        "Only the formats know rich and jinja2 BROKEN",
        "Only the documents know yaml BROKEN",
        "realign.questions.stray -> realign.render",
        "realign.utils",
    ],
)
def test_a_broken_wall_is_seen(broken_house: str, wall: str) -> None:
    assert wall in broken_house
