"""A plan of one's own to start from: data, schema, editor settings, checks."""

import json
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from realign.exchange.schema import schema
from realign.findings import CallError

TEMPLATES = ("blank", "city")
"""Table of contents: `blank` has a few records to replace, `city` is an invented example."""


def scaffold(template: str = "blank") -> dict[str, str]:
    """The files of a new plan: path inside its folder -> text; raises `CallError` for no template."""
    if template not in TEMPLATES:
        raise CallError(f"there is no template '{template}'", f"choose one of {', '.join(TEMPLATES)}")
    home = files("realign.exchange") / "templates"
    made = {"schema/plan.schema.json": json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"}
    for part in ("common", template):
        made.update(_texts(home / part, ""))
    return dict(sorted(made.items()))


def _texts(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    """Every file below `folder`, with the path it is to have: `dot-x` stands for `.x`."""
    for one in folder.iterdir():
        name = f".{one.name.removeprefix('dot-')}" if one.name.startswith("dot-") else one.name
        if one.is_dir():
            yield from _texts(one, f"{path}{name}/")
        else:
            yield f"{path}{name}", one.read_text(encoding="utf-8")
