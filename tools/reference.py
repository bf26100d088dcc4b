"""Write the reference of the manual from the code: commands, fields of the data, shapes of the answers.

Call: `python tools/reference.py [FOLDER]`; without FOLDER it writes to docs/reference.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from typer.main import get_command

from realign.cli import app

HOME = Path(__file__).parents[1] / "docs" / "reference"
HEAD = "<!-- Written by tools/reference.py from the code: change the code, then run `make docs`. -->\n\n"
FIELDS = """# Fields

A plan is a folder of YAML files; each top-level key below names a kind of records. `realign schema` gives the
same as JSON Schema. Keys that begin with `x-` are yours; nothing reads them.
"""
ANSWERS = """# Answers

`--format json` writes these; `realign schema --answer NAME` gives one as JSON Schema.
"""
WORDS = {
    "string": "text",
    "integer": "whole number",
    "boolean": "true or false",
    "object": "mapping",
    "null": "nothing",
}
"""The types of JSON in the reader's words."""
Row = tuple[str, ...]


def main() -> None:
    """Write every page into the folder."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HOME
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {"commands": commands(), "fields": fields(), "answers": answers()}.items():
        (folder / f"{name}.md").write_text(HEAD + text, encoding="utf-8", newline="\n")


def commands() -> str:
    """Every command with its arguments and options; what all take stands once, at the end."""
    root: Any = get_command(app)
    named = dict(_leaves("", root))
    taken = Counter(_option(option) for command in named.values() for option in command.params)
    common = {row for row, times in taken.items() if times > len(named) / 2}
    parts = ["# Commands\n\nWhat most commands take stands under [common options](#common-options).\n"]
    for name, command in named.items():
        own = [row for option in command.params if (row := _option(option)) not in common]
        lacking = [row[0] for row in taken if row in common and row not in map(_option, command.params)]
        parts.append(f"\n## realign {name}\n\n{command.help.strip()}\n")
        parts.append(_table(("Argument or option", "Meaning", "Default"), own))
        if lacking:
            parts.append(f"\nIt does not take {', '.join(lacking)}.\n")
    parts.append("\n## Common options\n")
    parts.append(_table(("Option", "Meaning", "Default"), [row for row in taken if row in common]))
    return "".join(parts)


def _leaves(path: str, group: Any) -> Iterator[tuple[str, Any]]:
    """The commands that do something, by the words that call them."""
    for name, command in group.commands.items():
        words = f"{path} {name}".strip()
        if hasattr(command, "commands"):
            yield from _leaves(words, command)
        else:
            yield words, command


def _option(option: Any) -> Row:
    """How an argument or option is written, what it means, what holds without it."""
    choices = getattr(option.type, "choices", None)
    value = "|".join(choices) if choices else option.metavar or ""
    if option.param_type_name == "argument":
        names = f"`{option.metavar or option.name.upper()}`"
    else:
        names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
        names += "" if getattr(option, "is_flag", False) or not value else f" `{value}`"
    more = f" Or the variable `{option.envvar}`." if getattr(option, "envvar", None) else ""
    shown = option.default not in (None, False, "", ()) and not callable(option.default)
    default = "required" if option.required else f"`{option.default}`" if shown else ""
    return _cell(names), _cell((option.help or "") + more), default


def fields() -> str:
    """Every kind of records with its fields, from the JSON Schema that editors use."""
    schema = _schema()
    kinds = schema["properties"].items()
    parts = [
        FIELDS,
        _table(
            ("Key", "What stands under it", "Record"),
            [(f"`{key}`", _cell(node["description"]), _type(node)) for key, node in kinds],
        ),
    ]
    for name, node in schema["$defs"].items():
        parts.append(_section(2, name, node))
        required = node.get("required", [])
        rows = [
            (f"`{field}`", _type(shape), "required" * (field in required), _meaning(shape))
            for field, shape in node.get("properties", {}).items()
        ]
        parts.append(_table(("Field", "Value", "", "Meaning"), rows))
    return "".join(parts)


def answers() -> str:
    """The shape of every answer in JSON, as far as its schema is known."""
    root: Any = get_command(app)
    if not any("--answer" in option.opts for option in root.commands["schema"].params):
        return (
            "# Answers\n\n`--format json` writes an answer; its keys are in [questions](../questions.md).\n"
        )
    parts = [ANSWERS]
    for name in root.commands:
        schema = _schema("--answer", name)
        if schema:
            parts += [_section(2, name, schema), _properties(schema)]
            for part, node in schema.get("$defs", {}).items():
                parts += [_section(3, part, node), _properties(node)]
    return "".join(parts)


def _section(level: int, title: str, node: dict[str, Any]) -> str:
    """A heading, and what the schema says about the whole."""
    return f"\n{'#' * level} {title}\n\n{node.get('description', '').strip()}\n"


def _properties(node: dict[str, Any]) -> str:
    shapes = node.get("properties", {}).items()
    return _table(
        ("Key", "Value", "Meaning"),
        [(f"`{key}`", _type(shape), _meaning(shape)) for key, shape in shapes],
    )


def _meaning(shape: dict[str, Any]) -> str:
    """What the schema says about a field."""
    return _cell(shape.get("description", ""))


def _schema(*words: str) -> dict[str, Any]:
    """What `realign schema` says; nothing where it knows no such schema."""
    call = [sys.executable, "-m", "realign", "schema", *words]
    done = subprocess.run(call, capture_output=True, encoding="utf-8", check=False)
    schema: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    return schema


def _type(node: dict[str, Any]) -> str:
    """What may be written there, in a few words."""
    match node:
        case {"$ref": reference}:
            name = reference.rpartition("/")[2]
            return f"[{name}](#{name.lower()})"
        case {"enum": values}:
            return ", ".join(f"`{value}`" for value in values)
        case {"const": value}:
            return f"`{value}`"
        case {"anyOf": choices} | {"oneOf": choices}:
            return " or ".join(dict.fromkeys(_type(choice) for choice in choices))
        case {"type": "array", "items": items}:
            return f"list of {_type(items)}"
        case {"type": "array", "prefixItems": items}:
            return f"list of {', '.join(_type(item) for item in items)}"
        case {"type": "object", "patternProperties": {"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": _}}:
            return "text in several languages"
        case {"type": "object", "patternProperties": patterns, **rest} if "properties" not in rest:
            return f"name → {_type(next(iter(patterns.values())))}"
        case {"type": "object", "additionalProperties": {"type": _} | {"anyOf": _} | {"$ref": _} as values}:
            return f"name → {_type(values)}"
        case {"type": list() as several}:
            return " or ".join(_name(kind) for kind in several)
        case {"type": kind}:
            return _name(kind)
    return "anything"


def _name(kind: str) -> str:
    """A type of JSON in the reader's words."""
    return WORDS.get(kind, kind)


def _cell(text: str) -> str:
    """A text that cannot end its cell."""
    return " ".join(text.split()).replace("|", "\\|")


def _table(head: Row, rows: Sequence[Row]) -> str:
    """A table in Markdown, with a blank line before it; nothing without rows."""
    if not rows:
        return ""
    lines = [f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows)]
    return "\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
