"""The help of the command line as a whole, as wide as the terminal is."""

import os
import sys
from collections.abc import Iterable, Iterator

ABOUT = (
    "Realign a strategic plan through lenses: which links between outcomes matter most, "
    "how sure each rank is, and what a sum of money leaves uncovered."
)
EPILOG = (
    "Begin with: realign validate · realign links --lens resilience · "
    "realign gaps --unearmarked 12e6. Each command has its own --help. Exit codes: 0 fine, 1 findings, "
    "2 wrong usage or unreadable file, 3 an internal error."
)
VERSION = "Show the version and exit."
OPTIONS = {
    "--version": VERSION,
    "--install-completion": "Install completion for the current shell.",
    "--show-completion": "Show completion for the current shell, to copy it or customize the installation.",
    "-h, --help": "Show this message and exit.",
}
WIDEST, NARROWEST = 98, 50


def root_help(commands: Iterable[tuple[str, str]], width: int | None = None) -> str:
    """What `realign --help` says of itself and of its commands; by default as wide as the terminal."""
    width = max(NARROWEST, min(WIDEST, (width or _columns()) - 2))
    lines = ["Usage: realign [OPTIONS] COMMAND [ARGS]...", ""]
    lines += [f"  {line}" for line in wrapped(ABOUT, width - 2)]
    for heading, rows in (("Options", OPTIONS.items()), ("Commands", commands)):
        lines += ["", f"{heading}:", *_defined(list(rows), width)]
    return "\n".join([*lines, "", *(f"  {line}" for line in wrapped(EPILOG, width - 2))])


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width`, divided at blanks; `textwrap` would double the start-up."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines


def _defined(rows: list[tuple[str, str]], width: int) -> Iterator[str]:
    """Words and what they mean, in two columns."""
    column = max(len(name) for name, _ in rows) + 2
    for name, meaning in rows:
        first, *more = wrapped(meaning, width - column - 2)
        yield f"  {name:<{column}}{first}"
        yield from (f"  {'':<{column}}{line}" for line in more)


def _columns() -> int:
    """Columns of the terminal; 80 where there is none. `shutil` knows them, too, but takes long to import."""
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given):
        return int(given)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]  # caught
    except (AttributeError, ValueError, OSError):
        return 80
