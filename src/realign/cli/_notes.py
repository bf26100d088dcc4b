"""What is said beside an answer, on stderr, in every language."""

from collections.abc import Sequence
from pathlib import Path

from realign.text import Message, fill, message, plural

NOTE = message("note: ")
NOTHING_TO_FIX = message("nothing can be fixed without you")


def plan_in(folder: Path, *, shipped: bool) -> Message:
    """Which plan is used, where the user did not say."""
    if shipped:
        return message("there is no plan in this folder: using the one that is shipped with realign")
    return message("using the plan in {folder}", folder=str(folder))


def wrote(file: Path | str) -> Message:
    """Where the answer went."""
    return message("wrote {file}", file=str(file))


def lacking(encoding: str) -> Message:
    """That a console has no characters for a part of the answer."""
    return message(
        "this console ({encoding}) lacks characters of the answer; --output FILE has them, and with "
        "PYTHONIOENCODING=utf-8 the console may",
        encoding=encoding,
    )


def next_step(*calls: str) -> Message:
    """What to call next."""
    return message("next: {calls}", calls=" · ".join(calls))


def one_table(others: Sequence[str]) -> Message:
    """Which tables a CSV file leaves out."""
    names = ", ".join(others)
    return message("csv holds one table; this answer also has --sheet {names}", names=names)


def untranslated(count: int, language: str) -> Message:
    """How many texts are shown in another language."""
    return plural(
        "1 text has no wording in '{language}'; another is shown",
        "{count} texts have no wording in '{language}'; another is shown",
        count,
        language=language,
    )


def unsound(name: str, errors: int) -> Message:
    """That the plan has errors, so that there is no answer; `name` is given where several plans are read."""
    counted = plural("1 error", "{count} errors", errors)
    if name:
        return message(
            "the plan at '{name}' has {errors}; compare with another state, or mend it (realign validate "
            "shows more)",
            name=name,
            errors=counted,
        )
    return message(
        "the plan has {errors}; mend what is wrong first (realign validate shows more)", errors=counted
    )


def fixed(file: Path | str, count: int, left: int) -> Message:
    """How many fixes were written, and how many have to wait."""
    more = message("; {left} overlap others: run again", left=left) if left else ""
    return plural("{file}: 1 fix{more}", "{file}: {count} fixes{more}", count, file=str(file), more=more)


def not_fixed(file: str) -> Message:
    """Somebody else has written what was to be fixed."""
    template = message("{file} has changed since it was read; nothing was fixed")
    return fill(template, file=file)


def files_made(folder: Path | str, count: int) -> Message:
    """How many files an import has written."""
    return plural("{folder}: 1 file", "{folder}: {count} files", count, folder=str(folder))


def plan_kept(folder: Path) -> Message:
    """That a plan was there before `init`, and what was written for it."""
    told = message("the plan in {folder} stays as it is; the checks and settings are about it")
    return fill(told, folder=str(folder))


def checks_at_root(root: Path) -> Message:
    """That a code host and pre-commit look for their settings at the root of the repository only."""
    told = message(
        "checks run only from the root of the repository: move .github and .pre-commit-config.yaml "
        "to {root}, and give --plan the folder as seen from there"
    )
    return fill(told, root=str(root))
