"""Start a plan of one's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from realign.cli._addresses import Addresses
from realign.cli._command import command
from realign.cli._importing import Currency, Renamed, pairs, tell
from realign.cli._notes import checks_at_root, next_step, plan_kept
from realign.cli._shell import Shell
from realign.text import message, plural, say

if TYPE_CHECKING:
    from realign.cli._reading import Brought
    from realign.exchange.imported import SkippedPart
    from realign.findings import CallError, Finding
    from realign.models.change.record_changes import FieldChange

_SCHEMA = "# yaml-language-server: $schema=../schema/plan.schema.json\n"


class Template(StrEnum):
    """What to start from."""

    BLANK = "blank"
    CITY = "city"


@command
def init(
    shell: Shell,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    template: Annotated[
        Template, typer.Option(help="Nothing yet, or a small city as an example.")
    ] = Template.BLANK,
    files: Annotated[
        list[Path] | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Make the plan of files that `import` reads.",
        ),
    ] = None,
    more: Annotated[list[Path] | None, typer.Argument(metavar="FILE…", help="More files for --from.")] = None,
    currency: Currency = None,
    renamed: Renamed = None,
) -> None:
    """Start a plan of one's own: data, JSON Schema, editor settings, checks."""
    from realign.exchange.folder import write_folder
    from realign.exchange.scaffold import scaffold
    from realign.findings import CallError
    from realign.loading import holds_plan

    if more and not files:
        raise CallError(
            message("init makes one folder; {more} is one too many", more=f"{more[0]}"),
            message("to begin with what a file holds: realign init DIR --from FILE"),
        )
    place = next((place for place in (".", "data") if holds_plan(folder / place)), None)
    if files:
        if place and not shell.force:
            raise _taken(folder)
        plan = _Beginning(folder / "data", currency, pairs(renamed))
        _from_files(shell, folder, [*files, *(more or [])], plan)
        return
    made = scaffold(template.value, place)
    write_folder(folder, made, force=shell.force)
    _say_made(shell, folder, len(made))
    if place:
        shell.note(plan_kept(folder / place))
    shell.note(next_step(f"cd {folder} && realign validate"))


def _say_made(shell: Shell, folder: Path, count: int) -> None:
    """Say what was written, and where the checks have to lie."""
    made = plural("{folder}: {count} file", "{folder}: {count} files", count, folder=f"{folder}")
    if shell.format is None:
        typer.echo(say(made, shell.lang.value))
    else:
        shell.note(made)
    root = Addresses.of([str(folder / "README.md")], {}).root
    if (root / ".git").exists() and root != folder.resolve():
        shell.note(checks_at_root(root))


@dataclass
class _Beginning:
    """A plan that several files make, one after the other."""

    home: Path
    currency: str | None
    renamed: Mapping[str, str]
    texts: dict[str, str] = field(default_factory=dict)
    """Name of each file of the plan -> its text."""
    read: dict[str, int] = field(default_factory=dict)
    findings: list["Finding"] = field(default_factory=list)
    left_out: list["SkippedPart"] = field(default_factory=list)
    changes: list["FieldChange"] = field(default_factory=list)
    then: list[str] = field(default_factory=list)
    complete: bool = True
    """Whether every file gave records."""

    def add(self, shell: Shell, file: Path) -> None:
        """Read one more file: what it says otherwise than those before it counts, and is said."""
        from realign.cli._reading import read_any
        from realign.exchange.joining import join_plan
        from realign.exchange.typed import plan_files
        from realign.files import shown
        from realign.loading import load_files

        home = self.home
        held = [(f"{shown(home)}/{name}", text.encode()) for name, text in self.texts.items()]
        loaded = load_files(shown(home), held) if held else None
        brought = read_any(shell, file, self.currency, loaded.plan if loaded else None, self.renamed)
        self._note(shell, brought)
        kinds = brought.reading.kinds
        if not kinds:
            self.complete = False
        elif loaded is None:
            self.texts = _headed(brought.files or plan_files(kinds, file.name))
        else:
            taken = frozenset(self.texts)
            joined = join_plan(loaded, home, kinds, file, taken, update=True)
            self.findings += joined.findings
            self.changes += joined.changes
            self.texts |= _headed(joined.files)
            for path, raw in joined.rewritten.items():
                self.texts[Path(path).name] = raw.decode()

    def _note(self, shell: Shell, brought: "Brought") -> None:
        """Keep what is to be said of a file."""
        reading = brought.reading
        for line in reading.tells:
            shell.note(line)
        self.findings += reading.findings
        self.left_out += reading.left_out
        counts = brought.read or {kind: len(some) for kind, some in reading.kinds.items() if kind != "plan"}
        for kind, count in counts.items():
            self.read[kind] = self.read.get(kind, 0) + count
        if brought.then and brought.then not in self.then:
            self.then.append(brought.then)


def _taken(folder: Path) -> "CallError":
    """That a plan is there already."""
    from realign.findings import CallError

    return CallError(
        message("{folder} holds a plan already; nothing was written", folder=f"{folder}"),
        message("realign import FILE --to {folder} adds to it", folder=f"{folder}"),
    )


def _from_files(shell: Shell, folder: Path, files: list[Path], plan: "_Beginning") -> None:
    """Make the folder of a plan of what files hold; nothing is written where one of them gives no record."""
    from realign.exchange.folder import write_folder
    from realign.exchange.scaffold import scaffold
    from realign.findings import Severity

    for file in files:
        plan.add(shell, file)
    wrong = any(one.severity is Severity.ERROR for one in plan.findings)
    made: Path | None = None
    if plan.complete and not wrong:
        made = folder / "data"
        written = _with_scaffold(scaffold(), plan.texts)
        write_folder(folder, written, force=shell.force)
        _say_made(shell, folder, len(written))
        asked = [f"realign {then}" for then in plan.then]
        shell.note(next_step(f"cd {folder} && realign validate", *asked, *_in_git(folder)))
    tell(
        shell,
        made,
        tuple(plan.findings),
        left_out=tuple(plan.left_out),
        read=plan.read if made else {},
        changes=tuple(plan.changes),
    )


def _with_scaffold(files: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, str]:
    """The files of a folder for a plan, with the plan in the place of the examples."""
    beside = {name: text for name, text in files.items() if not name.startswith("data/")}
    return beside | {f"data/{name}": text for name, text in texts.items()}


def _headed(files: Mapping[str, str]) -> dict[str, str]:
    """The files of the plan with a line that tells editors of the schema."""
    return {name: f"{_SCHEMA}{text}" for name, text in files.items()}


def _in_git(folder: Path) -> tuple[str, ...]:
    """How to keep the plan in git, where it is in no repository yet."""
    root = Addresses.of([str(folder / "README.md")], {}).root
    return () if (root / ".git").exists() else ("git init && git add . && git commit -m plan",)
