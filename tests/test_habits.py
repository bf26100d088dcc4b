"""What holds for every test and every file: no loop of assertions is empty, no test is timed, no machine is named."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
FOLDERS = ("src", "tests", "docs", "data", "tools", "benchmarks", ".ci", ".github")
TEXTS = {".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".json", ".po", ".cff", ".jinja", ""}
OF_A_MACHINE = re.compile(r"(?<![\w.~-])/(?:home|Users|root|work|workspace|mnt|opt|srv)/\w")
"""Folders that another machine does not have. /dev, /proc and /tmp are the system's and may be named."""
SAME_LENGTH = {"sorted", "reversed", "enumerate", "list", "tuple", "set", "dict", "iter", "zip", "map"}
"""What gives something wherever its argument does; of `zip` and `map` the first list is looked at."""
VIEWS = {"items", "values", "keys"}


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


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def names(tree: ast.Module) -> set[str]:
    """What a module imports by name, and the attributes that it asks for."""
    every = list(ast.walk(tree))
    imported = {name.name for node in every if isinstance(node, ast.ImportFrom) for name in node.names}
    return imported | {node.attr for node in every if isinstance(node, ast.Attribute)}


def test_no_assertion_compares_times() -> None:
    clocks = {"perf_counter", "monotonic", "process_time", "perf_counter_ns", "time_ns"}
    assert len(TESTS) > 100
    timed = [str(path.relative_to(ROOT)) for path in TESTS if clocks & names(tree_of(path))]
    assert not timed, "speed is measured in benchmarks/, as a ratio"


def root_of(node: ast.expr, known: dict[str, ast.expr]) -> ast.expr:
    """What decides whether this gives anything: `rows` of `enumerate(sorted(rows.items()))`."""
    match node:
        case ast.Call(func=ast.Name(id=name), args=[*_, last]) if name in SAME_LENGTH:
            return root_of(last if name == "map" else node.args[0], known)
        case ast.Call(func=ast.Attribute(attr=name, value=value), args=[]) if name in VIEWS:
            return root_of(value, known)
        case ast.Name(id=name) if name in known:
            return root_of(known[name], {key: value for key, value in known.items() if key != name})
    return node


def is_never_empty(node: ast.expr) -> bool:
    """Whether the code itself shows that there is something in it."""
    match node:
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts) | ast.Dict(values=parts):
            return any(not isinstance(part, ast.Starred) for part in parts)
        case ast.Constant(value=str(text)):
            return bool(text)
        case ast.Call(func=ast.Name(id="nonempty")) | ast.Call(func=ast.Attribute(attr="split")):
            return True
        case ast.Call(func=ast.Name(id="range"), args=bounds):
            values = (bound.value for bound in bounds if isinstance(bound, ast.Constant))
            numbers = [value for value in values if isinstance(value, int)]
            return len(numbers) == len(bounds) and len(range(*numbers)) > 0
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return is_never_empty(left) or is_never_empty(right)
    return False


def is_drawn(function: ast.FunctionDef) -> bool:
    """Whether hypothesis calls it many times; that there is nothing is then one case among many."""
    return any("given(" in ast.unparse(decorator) for decorator in function.decorator_list)


def empty_loops(tree: ast.Module) -> Iterator[int]:
    """The lines of loops that assert, over what may be empty and was not asserted to hold something."""
    constants = {
        node.targets[0].id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and not is_drawn(function):
            own = [node for node in ast.walk(function) if isinstance(node, ast.Assert)]
            for loop in ast.walk(function):
                if not isinstance(loop, ast.For) or not any(
                    isinstance(node, ast.Assert) for node in ast.walk(loop)
                ):
                    continue
                root = root_of(loop.iter, constants)
                before = [ast.unparse(node.test) for node in own if node.lineno < loop.lineno]
                names = {ast.unparse(root), ast.unparse(loop.iter), ast.unparse(root_of(loop.iter, {}))}
                if not is_never_empty(root) and not any(name in text for name in names for text in before):
                    yield loop.lineno


def test_no_loop_of_assertions_may_be_empty() -> None:
    assert len(TESTS) > 100
    found = [f"{path.relative_to(ROOT)}:{line}" for path in TESTS for line in empty_loops(tree_of(path))]
    assert not found, "assert before these lines that there is something to loop over"
