"""What all imports do with what they read: write it, or show it, and say what came of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from realign.cli._notes import files_made, next_step
from realign.cli._shell import Shell, manual
from realign.render import Format
from realign.text import Message, join, message, plural

if TYPE_CHECKING:
    from realign.exchange.foreign import PlanReading
    from realign.exchange.imported import SheetRead, SkippedPart
    from realign.exchange.typed import Record
    from realign.findings import Finding
    from realign.plan import Plan

To = Annotated[
    Path | None, typer.Option("--to", metavar="DIR", help="The folder to make the plan in, or that has one.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show the records as YAML and write nothing; needs no --to.")
]
Currency = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="The currency of the file, such as USD, where it says none."),
]


def keep(
    shell: Shell,
    file: Path,
    to: Path | None,
    reading: "PlanReading",
    *,
    dry_run: bool,
    sheets: tuple["SheetRead", ...] = (),
) -> None:
    """Write the records into a new plan or beside those of a plan that is there; say what came of it."""
    from realign.exchange.merging import merged
    from realign.exchange.typed import plan_files
    from realign.files import shown

    kinds, findings = reading.kinds, reading.findings
    counts = None if sheets else {kind: len(kinds[kind]) for kind in kinds if kind != "plan"}
    home, plan, taken = there(to) if to else (None, None, frozenset[str]())
    if plan and kinds:
        result = merged(plan, kinds, shown(file))
        kinds, findings = ({} if result.findings else result.fresh), (*findings, *result.findings)
        if result.same:
            shell.note(_unchanged(result.same))
    made: Path | None = None
    if kinds:
        for line in reading.tells:
            shell.note(line)
        if dry_run:
            show_files(shell, plan_files(kinds, file.name, taken if plan else None))
            if not findings:
                return
        else:
            made = _write(shell, kinds, file, to, home if plan else None, taken)
    tell(shell, made, findings, sheets=sheets, left_out=reading.left_out, read=counts)


def _unchanged(count: int) -> Message:
    """How many records are in the plan already."""
    return plural("1 record is in the plan just so", "{count} records are in the plan just so", count=count)


def show_files(shell: Shell, files: Mapping[str, str]) -> None:
    """Print what would be written."""
    typer.echo("\n".join(f"# {name}\n{text}" for name, text in sorted(files.items())), nl=False)
    shell.note(message("nothing was written (--dry-run)"))


def _write(
    shell: Shell,
    kinds: Mapping[str, "list[Record]"],
    file: Path,
    to: Path | None,
    home: Path | None,
    taken: frozenset[str],
) -> Path:
    """Write records beside the files of the plan in `home`, or as a new plan in `to`; gives the folder."""
    from realign.exchange.folder import write_folder
    from realign.exchange.scaffold import destination
    from realign.exchange.typed import plan_files

    if home:
        added = plan_files(kinds, file.name, taken)
        write_folder(home, added)
        shell.note(files_made(home, len(added)))
        return home
    made, files, free = destination(wanted(to), plan_files(kinds, file.name))
    leave_out(shell, write_folder(made, files, force=shell.force or free, alone=True))
    shell.note(files_made(made, len(files)))
    shell.note(next_step(f"realign validate --plan {made}"))
    return made


def leave_out(shell: Shell, others: tuple[str, ...]) -> None:
    """Say which files of the plan that was there are no part of the new one."""
    if others:
        more = message(" and {count} more", count=len(others) - 5) if len(others) > 5 else ""
        says = message(
            "left out from now on, by .realignignore: {files}{more} (files of the plan that was there)",
            files=join(others[:5]),
            more=more,
        )
        shell.note(says)


def with_plan(kinds: Mapping[str, "list[Record]"], path: str) -> Mapping[str, "list[Record]"]:
    """The records of a file that does not say which plan they belong to, with a plan named after it."""
    from pathlib import PurePath

    from realign.exchange.foreign import plan_id

    stem = PurePath(path).stem
    return {"plan": [{"id": plan_id(stem), "title": stem or "Plan"}], **kinds} if kinds else kinds


def wanted(to: Path | None) -> Path:
    """The folder of `--to`; raises `CallError` where it is not given."""
    from realign.findings import CallError

    if to is None:
        raise CallError(
            message("it is not said where the plan is to be made"),
            message("add --to DIR; or --dry-run to see the records"),
        )
    return to


def there(to: Path) -> tuple[Path, "Plan | None", frozenset[str]]:
    """The folder that an import goes to, the plan that is there, if any, and the names of its files."""
    from realign.exchange.scaffold import destination
    from realign.loading import load

    home, _, free = destination(to, {})
    if free or not home.is_dir():
        return home, None, frozenset()
    names = frozenset(path.name for path in home.iterdir())
    whole = any(name.endswith((".yaml", ".yml")) for name in names)
    return home, load(home).plan if whole else None, names


def tell(
    shell: Shell,
    made: Path | None,
    findings: tuple["Finding", ...],
    *,
    sheets: tuple["SheetRead", ...] = (),
    left_out: tuple["SkippedPart", ...] = (),
    read: Mapping[str, int] | None = None,
) -> None:
    """Check the plan that was made, and show what was read, what was left out and what is wrong."""
    from realign.exchange.imported import imported
    from realign.loading import load

    loaded = None
    if made:
        loaded, validation = shell.validated(read=lambda: load(made))
        findings = (*findings, *validation.listed().findings)
    rules = manual() if shell.format in {Format.SARIF, Format.JSON} else ()
    report = imported(sheets, left_out, findings, read, rules)
    for line in report.summary():
        shell.note(line)
    shell.show(report, loaded, default=Format.FULL)
