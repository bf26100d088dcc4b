"""A plan of one's own to start from: data, schema, editor settings, checks."""

import json
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from realign.exchange.schema import schema
from realign.findings import CallError
from realign.text import join, message

TEMPLATES = ("blank", "city")
"""Table of contents: `blank` has a few records to replace, `city` is an invented example."""


def scaffold(template: str = "blank", place: str | None = None) -> dict[str, str]:
    """The files of a new plan: path inside its folder -> text; raises `CallError` for no template.

    Where a plan is there already, `place` is where: `.` or `data`. Then its files are left out, and the
    checks and the editor's settings are about that place.
    """
    if template not in TEMPLATES:
        raise CallError(
            message("there is no template '{name}'", name=template),
            message("choose one of {templates}", templates=join(TEMPLATES)),
        )
    made = {"schema/plan.schema.json": json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"}
    for part in ("common", template) if place is None else ("common",):
        made.update(_texts(_template(part), ""))
    if place == ".":
        made = {
            path: text.replace("--plan data", "--plan .").replace("data/*.yaml", "*.yaml")
            for path, text in made.items()
        }
    return dict(sorted(made.items()))


def destination(folder: Path, files: Mapping[str, str]) -> tuple[Path, Mapping[str, str], bool]:
    """Where an import into `folder` goes, what is written there, and whether nothing of the user's is lost.

    A folder that `init` has made keeps its plan in `data`, and its checks look there. Of the examples that
    nobody has changed the imported plan takes the place: what it does not replace is emptied.
    """
    home = folder if folder.name == "data" else folder / "data"
    if not ((home.parent / "schema" / "plan.schema.json").is_file() and home.is_dir()):
        return folder, files, False
    examples: dict[str, set[str]] = {}
    for template in TEMPLATES:
        for path, text in _texts(_template(template), ""):
            examples.setdefault(path.removeprefix("data/"), set()).add(text)
    there = [path for path in home.iterdir() if path.suffix.lower() in (".yaml", ".yml")]
    untouched = {path.name for path in there if _text(path) in examples.get(path.name, ())}
    emptied = {name: _emptied((home / name).read_text(encoding="utf-8")) for name in untouched}
    return home, {**emptied, **files}, len(untouched) == len(there)


def _template(template: str) -> Traversable:
    """The folder of a template."""
    return resources.files("realign.exchange") / "templates" / template


def _text(path: Path) -> str | None:
    """What an ordinary file holds; `None` for anything else."""
    try:
        return path.read_bytes().decode("utf-8") if path.is_file() and not path.is_symlink() else None
    except (OSError, UnicodeDecodeError):
        return None


def _emptied(text: str) -> str:
    """The comments at the head of an example, and its kinds without records."""
    head = re.match(r"(?:#.*\n)*", text)
    kinds = re.findall(r"^(\w+):", text, re.MULTILINE)
    return (head[0] if head else "") + "\n" + "".join(f"{kind}: []\n" for kind in kinds if kind != "plan")


def _texts(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    """Every file below `folder`, with the path it is to have: `dot-x` stands for `.x`."""
    for one in folder.iterdir():
        name = f".{one.name.removeprefix('dot-')}" if one.name.startswith("dot-") else one.name
        if one.is_dir():
            yield from _texts(one, f"{path}{name}/")
        else:
            yield f"{path}{name}", one.read_text(encoding="utf-8")
