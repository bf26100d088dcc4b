"""Change one operator or number of a kernel at a time, and see whether its tests notice.

    python tools/mutate.py [WORD] [--jobs N] [--every N]

Each change is tried in a process of its own, on the tests that judge the kernel; `lived` is a change that no
test noticed. Some change nothing that can be seen, such as a bound on effort: read each. Needs a system that
can fork. Only kernels with WORD in their name take part.
"""

import argparse
import ast
import importlib
import importlib.abc
import importlib.util
import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
SECONDS = 600
"""A change that makes the tests take longer than this is noticed."""
KERNELS = {
    "realign.models.funding.nested": ["test_edges", "test_funding_kernel", "test_funding_pools"],
    "realign.models.funding.priority_rule": ["test_edges", "test_funding_kernel", "test_funding_laws"],
    "realign.models.influence.total_influence": ["test_edges", "test_influence_laws", "test_rank_intervals"],
    "realign.models.influence.ranks": ["test_edges", "test_influence_laws", "test_rank_intervals"],
}
"""Module -> the modules of tests/models that judge it."""
PRELOADED = ("hypothesis", "networkx", "numpy", "pydantic", "yaml")
SWAPS: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.LShift: ast.RShift, ast.RShift: ast.LShift, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr,
    ast.Break: ast.Continue, ast.Continue: ast.Break,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A module with one change."""

    module: str
    line: int
    change: str
    source: str


def mutants(module: str) -> Iterator[Mutant]:
    """Every change of a module, one at a time."""
    found = importlib.util.find_spec(module)
    assert found
    assert found.origin
    tree = ast.parse(Path(found.origin).read_text(encoding="utf-8"))
    for node in list(ast.walk(tree)):
        for holder, name, new, change in _changes(node):
            old = getattr(holder, name)
            setattr(holder, name, new)
            yield Mutant(
                module, getattr(node, "lineno", 0), change, ast.unparse(ast.fix_missing_locations(tree))
            )
            setattr(holder, name, old)


def _changes(node: ast.AST) -> Iterator[tuple[ast.AST, str, object, str]]:
    """What may be changed about a node: who holds it, under which name, what comes instead, in words."""
    match node:
        case ast.BinOp() | ast.BoolOp() | ast.AugAssign():
            new = SWAPS.get(type(node.op))
            if new and not _is_type(node):
                yield node, "op", new(), f"{type(node.op).__name__} to {new.__name__}"
        case ast.Compare(ops=[operator, *rest]):
            new = SWAPS[type(operator)]
            yield node, "ops", [new(), *rest], f"{type(operator).__name__} to {new.__name__}"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, "operand", ast.UnaryOp(ast.Not(), operand), "not left out"
        case ast.Constant(value=bool(value)):
            yield node, "value", not value, f"{value} to {not value}"
        case ast.Constant(value=int(value)):
            yield node, "value", value + 1, f"{value} to {value + 1}"
        case ast.Constant(value=float(value)):
            yield node, "value", value * 1000 + 1e-3, f"{value} to {value * 1000 + 1e-3}"


def _is_type(node: ast.AST) -> bool:
    """Whether this is `X | None`, which nothing computes."""
    right = getattr(node, "right", None)
    return isinstance(right, ast.Constant) and right.value is None


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the changed source in place of the module's own."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Only the module that is changed."""
        return importlib.util.spec_from_loader(name, self) if name == self.mutant.module else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed source."""
        exec(compile(self.mutant.source, self.mutant.module, "exec"), vars(module))  # noqa: S102 - our own source


def begin(mutant: Mutant, tests: Sequence[str]) -> int:
    """Run the tests on a change in a process of its own; its number."""
    process = os.fork()
    if process:
        return process
    signal.alarm(SECONDS)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    sys.meta_path.insert(0, Changed(mutant))
    loaded_before = "ignore:Module already imported:pytest.PytestAssertRewriteWarning"
    options = [
        "-x",
        "-q",
        "-W",
        loaded_before,
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "--hypothesis-seed=0",
        "-m",
        "",  # the slow ones, too
    ]
    try:
        os._exit(pytest.main([*options, *tests]))
    finally:
        os._exit(1)


def judge(module: str, tests: Sequence[str], jobs: int, step: int) -> tuple[int, int]:
    """Try every change of a module, or each `step`-th; how many were tried, and how many noticed."""
    waiting, running, noticed, every = list(mutants(module))[::step], dict[int, Mutant](), 0, 0
    untouched = begin(Mutant("none", 0, "", ""), tests)
    if os.waitpid(untouched, 0)[1]:
        raise SystemExit(f"the tests of {module} fail without any change")
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop(0)
            running[begin(mutant, tests)] = mutant
        process, status = os.wait()
        mutant, every = running.pop(process), every + 1
        noticed += status != 0
        if status == 0:
            print(f"lived: {module}:{mutant.line}: {mutant.change}", flush=True)
    return every, noticed


def main() -> None:
    """Try every kernel and print the score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("word", nargs="?", default="", help="only kernels with this word")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at a time")
    parser.add_argument("--every", type=int, default=1, help="only each N-th change (default 1: all)")
    options = parser.parse_args()
    for name in PRELOADED:
        importlib.import_module(name)
    os.chdir(ROOT)
    os.environ["REALIGN_THOROUGH"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder
        for module, names in KERNELS.items():
            if options.word in module:
                tests = [f"tests/models/{name}.py" for name in names]
                every, noticed = judge(module, tests, options.jobs, options.every)
                print(f"{module}: {noticed} of {every} changes noticed ({noticed / every:.0%})", flush=True)


if __name__ == "__main__":
    main()
