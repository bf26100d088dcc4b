"""Every call of realign that a page, a template or an action names exists, with its options."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from realign.cli import COMMANDS, app
from realign.exchange.scaffold import TEMPLATES, scaffold

ROOT = Path(__file__).parents[1]
FILES = {
    **{
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in (
            ROOT / "README.md",
            *sorted((ROOT / "docs").rglob("*.md")),
            ROOT / "action.yml",
            ROOT / ".pre-commit-hooks.yaml",
            *sorted(ROOT.glob("*.md")),
        )
    },
    **{
        f"{template}/{name}": text
        for template in TEMPLATES
        for name, text in scaffold(template).items()
        if not name.endswith(".json")
    },
}


def calls() -> Iterator[tuple[str, str]]:
    """What follows `realign` in code: between backticks, in a block, in what a YAML file runs."""
    for name, text in FILES.items():
        if name.endswith(".md"):
            blocks = re.findall(r"```\w*\n(.*?)```", text, flags=re.DOTALL)
            spans = re.findall(r"`([^`\n]+)`", text)
            indented = re.findall(r"^ {4}(realign .*)", text, flags=re.MULTILINE)
            code, start = "\n".join([*blocks, *spans, *indented]), r"(?:^|[\s$(/])"
        else:
            code, start = text, r"(?:^\s*|run: |entry: )"
        found = re.findall(rf"{start}realign ([a-z-][^`\n|&;<>·]*)", code, flags=re.MULTILINE)
        yield from ((name, call.split(" #")[0].strip()) for call in found)


CALLS = sorted(set(calls()))


def options(command: str) -> set[str]:
    root: Any = get_command(app)
    found: Any = root.commands[command]
    commands = [found, *getattr(found, "commands", {}).values()]
    return {
        name
        for one in commands
        for parameter in one.params
        for name in (*parameter.opts, *parameter.secondary_opts)
    } | {"--help", "-h"}


def test_calls_were_found() -> None:
    assert len(CALLS) > 60
    assert {call.split()[0] for _, call in CALLS} >= set(COMMANDS) - {"review"}


def is_call(call: str) -> bool:
    """Whether the command is there, and every option that is named."""
    try:
        words = shlex.split(call, comments=True)
    except ValueError:
        words = call.split()
    command, *rest = words
    if command.startswith("-"):
        return command in {"--help", "-h", "--version", "--install-completion", "--show-completion"}
    named = {word.split("=")[0] for word in rest if re.match(r"--?[a-z]", word)}
    return command in COMMANDS and named <= options(command)


def test_a_documented_call_exists() -> None:
    assert [f"{name}: {call}" for name, call in CALLS if not is_call(call)] == []


def test_no_version_is_named_that_may_not_exist() -> None:
    assert [
        name for name, text in FILES.items() if re.search(r"realign(?:\.git)?@v?\d|rev: v?\d", text)
    ] == []
