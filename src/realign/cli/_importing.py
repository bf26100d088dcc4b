"""What all imports do with what they read: write it, or show it, and say what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from realign.cli._manual import manual
from realign.cli._notes import files_made, next_step
from realign.cli._shell import Shell
from realign.render import Format
from realign.text import Message, join, message, plural

if TYPE_CHECKING:
    from realign.cli._reading import Brought
    from realign.exchange.imported import SheetRead, SkippedPart
    from realign.exchange.joining import JoinedPlan
    from realign.exchange.typed import Record
    from realign.findings import Finding
    from realign.loading import Loaded
    from realign.models.change.record_changes import FieldChange
    from realign.plan import Plan

To = Annotated[
    Path | None, typer.Option("--to", metavar="DIR", help="The folder to make the plan in, or that has one.")
]
Update = Annotated[
    bool,
    typer.Option(
        "--update", help="Write what the file has otherwise into the records of the plan; else it is shown."
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show the records as YAML and write nothing; needs no --to.")
]
Renamed = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="NAME=MEANING", help="What a column or a sheet is that bears a name of its own."
    ),
]
Currency = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="The currency of the file, such as USD, where it says none."),
]


@dataclass(frozen=True, slots=True)
class Goal:
    """Where an import goes, and whether it is written."""

    to: Path | None
    dry_run: bool = False
    update: bool = False


def keep(shell: Shell, brought: "Brought", goal: Goal) -> None:
    """Write the records into a new plan or into one that is there; say what came of it."""
    from realign.exchange.typed import plan_files

    reading, kinds = brought.reading, brought.reading.kinds
    joined = _joined(shell, brought.file, goal, kinds) if kinds else None
    findings = (*reading.findings, *(joined.findings if joined else ()))
    made: Path | None = None
    if kinds:
        for line in reading.tells:
            shell.note(line)
        files = joined.files if joined else brought.files or plan_files(kinds, brought.file.name)
        if goal.dry_run:
            _show_files(shell, files)
            if not findings and not reading.left_out:
                return
        else:
            made = _add(shell, joined) if joined else _write(shell, files, goal.to, brought.then)
    tell(
        shell,
        made,
        findings,
        sheets=brought.sheets,
        left_out=reading.left_out,
        read=None if brought.sheets else brought.read or _counted(kinds),
        changes=joined.changes if joined else (),
    )


def _counted(kinds: Mapping[str, "list[Record]"]) -> dict[str, int]:
    """Kind -> how many records there are."""
    return {kind: len(records) for kind, records in kinds.items() if kind != "plan"}


def _joined(shell: Shell, file: Path, goal: Goal, kinds: Mapping[str, "list[Record]"]) -> "JoinedPlan | None":
    """What the records come to in the plan that `to` has; `None` where it has none, or is to be replaced."""
    from realign.exchange.joining import join_plan

    if goal.to is None or shell.force:
        return None
    home, loaded, taken = _there(goal.to)
    if loaded is None:
        return None
    joined = join_plan(loaded, home, kinds, file, taken, update=goal.update)
    if joined.same:
        shell.note(_unchanged(joined.same))
    return joined


def _add(shell: Shell, joined: "JoinedPlan") -> Path | None:
    """Write into a plan that is there what a file brings, all at once; `None` where something forbids it."""
    from realign.exchange.folder import write_folder
    from realign.findings import Severity

    if any(one.severity is Severity.ERROR for one in joined.findings):
        return None
    home = joined.home
    if not joined.files and not joined.rewritten:
        shell.note(message("the plan has all of it already; nothing was written"))
        return home
    write_folder(home, joined.files, over=joined.over)
    if joined.files:
        shell.note(files_made(home, len(joined.files)))
    if joined.rewritten:
        shell.note(_rewritten(len(joined.rewritten)))
    return home


def _rewritten(count: int) -> Message:
    """In how many files records have changed."""
    return plural("records changed in 1 file", "records changed in {count} files", count)


def _unchanged(count: int) -> Message:
    """How many records are in the plan already."""
    return plural("1 record is in the plan just so", "{count} records are in the plan just so", count=count)


def _show_files(shell: Shell, files: Mapping[str, str]) -> None:
    """Print what would be written."""
    typer.echo("\n".join(f"# {name}\n{text}" for name, text in sorted(files.items())), nl=False)
    shell.note(message("nothing was written (--dry-run)"))


def _write(shell: Shell, files: Mapping[str, str], to: Path | None, then: str) -> Path:
    """Write a new plan into `to`; gives its folder."""
    from realign.exchange.folder import write_folder
    from realign.exchange.scaffold import destination

    made, written, free = destination(_wanted(to), files)
    _leave_out(shell, write_folder(made, written, force=shell.force or free, alone=True))
    shell.note(files_made(made, len(written)))
    asked = [f"realign {then} --plan {made}"] if then else []
    shell.note(next_step(f"realign validate --plan {made}", *asked))
    return made


def _leave_out(shell: Shell, others: tuple[str, ...]) -> None:
    """Say which files of the plan that was there are no part of the new one."""
    if others:
        more = message(" and {count} more", count=len(others) - 5) if len(others) > 5 else ""
        says = message(
            "left out from now on, by .realignignore: {files}{more} (files of the plan that was there)",
            files=join(others[:5]),
            more=more,
        )
        shell.note(says)


def _wanted(to: Path | None) -> Path:
    """The folder of `--to`; raises `CallError` where it is not given."""
    from realign.findings import CallError

    if to is None:
        raise CallError(
            message("it is not said where the plan is to be made"),
            message("add --to DIR; or --dry-run to see the records"),
        )
    return to


def plan_at(to: Path | None) -> "Plan | None":
    """The plan that is where an import goes, if there is one that can be read."""
    loaded = _there(to)[1] if to else None
    return loaded.plan if loaded else None


def _there(to: Path) -> tuple[Path, "Loaded | None", frozenset[str]]:
    """The folder that an import goes to, the plan that is there, if any, and the names of its files."""
    from realign.exchange.scaffold import destination
    from realign.loading import load

    home, _, free = destination(to, {})
    if free or not home.is_dir():
        return home, None, frozenset()
    names = frozenset(path.name for path in home.iterdir())
    whole = any(name.endswith((".yaml", ".yml")) for name in names)
    return home, load(home) if whole else None, names


def tell(
    shell: Shell,
    made: Path | None,
    findings: tuple["Finding", ...],
    *,
    sheets: tuple["SheetRead", ...] = (),
    left_out: tuple["SkippedPart", ...] = (),
    read: Mapping[str, int] | None = None,
    changes: tuple["FieldChange", ...] = (),
) -> None:
    """Check the plan that was made, and show what was read, what was left out and what is wrong."""
    from realign.exchange.imported import imported
    from realign.loading import load

    loaded = None
    if made:
        loaded, validation = shell.validated(read=lambda: load(made))
        findings = (*findings, *validation.listed().findings)
        if loaded.plan and _lacks_currency(loaded.plan):
            shell.note(
                message(
                    "no currency is known for the amounts: write `currency: USD`, or yours, below `plan:`"
                )
            )
    rules = manual() if shell.format in {Format.SARIF, Format.JSON} else ()
    report = imported(sheets, left_out, findings, read, rules, changes)
    for line in report.summary():
        shell.note(line)
    shell.show(report, loaded, default=Format.FULL)


def _lacks_currency(plan: "Plan") -> bool:
    """Whether a plan has amounts of money and does not say of which."""
    amounts = (*(one.cost for one in plan.fundables), *(one.amount for one in plan.funds))
    return not plan.about.currency and any(amounts)


def pairs(given: list[str] | None) -> dict[str, str]:
    """Heading -> field, as `--map` says; raises `CallError` where it says neither."""
    from realign.findings import CallError

    parts = [pair.partition("=") for pair in given or []]
    for heading, sign, field in parts:
        if not (heading.strip() and sign and field.strip()):
            raise CallError(
                message(
                    "--map {heading}{sign}{field} is not HEADING=FIELD",
                    heading=heading,
                    sign=sign,
                    field=field,
                ),
                message('for example --map "Name=title"'),
            )
    return {heading.strip(): field.strip() for heading, _, field in parts}
