"""Bring what you have: a matrix, a workbook, a logframe, a framework, a budget becomes a plan."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from realign.cli._command import command
from realign.cli._importing import Currency, DryRun, Goal, Renamed, To, Update, keep, pairs, plan_at
from realign.cli._notes import next_step, wrote
from realign.cli._reading import Brought, from_matrix, read_any, read_as, read_records
from realign.cli._shell import Shell
from realign.text import message

_File = Annotated[Path, typer.Argument(metavar="FILE")]
_Names = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Names of the rows, or titles of codes: text, CSV or a workbook; a name, or a code and a title.",
    ),
]
_ScoreWords = Annotated[
    list[str] | None,
    typer.Option(metavar="WORD=N", help="What a word stands for: weak=1,strong=3."),
]

_KINDS = {
    "logframe": "Make a plan of a logical framework: impact, outcomes, outputs, indicators with "
    "their figures.",
    "uninfo": "Make a plan of a UN cooperation framework: outputs with required and available money (JSON).",
    "fts": "Make a plan of humanitarian requirements and funding by cluster, or of single flows (CSV).",
    "pabulib": "Make a plan of a participatory budget: projects with votes, and one purse (.pb).",
    "iati": "Make a plan of IATI activities: budgets, money that came, results (XML).",
}
"""Kinds of files that need no option of their own -> what the help says of each."""
_WITHOUT_CURRENCY = {"logframe", "fts"}
"""Those that name their currency, or have no money."""


class _ByContent(TyperGroup):
    """The kinds of files; `realign import FILE` without a kind looks at the content."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names, or the one that recognises the file."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            args = ["file", *args]
        return super().resolve_command(ctx, args)


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.callback(cls=_ByContent, help=__doc__, no_args_is_help=True)(lambda: None)
    kinds = (_of_kind(*kind) for kind in _KINDS.items())
    for each in (matrix, links, workbook, *kinds, csv):
        app.command()(each)
    app.command(hidden=True)(file)


def _of_kind(kind: str, about: str) -> Callable[..., None]:
    """The command that reads one kind of files."""

    def read(
        shell: Shell,
        file: _File,
        to: To = None,
        dry_run: DryRun = False,
        update: Update = False,
        currency: Currency = None,
    ) -> None:
        keep(shell, read_as(shell, kind, file, currency), Goal(to, dry_run, update))

    def read_plainly(
        shell: Shell, file: _File, to: To = None, dry_run: DryRun = False, update: Update = False
    ) -> None:
        read(shell, file, to, dry_run, update)

    own = read_plainly if kind in _WITHOUT_CURRENCY else read
    own.__name__, own.__doc__ = kind, about
    return command(own)


@command
def file(
    shell: Shell,
    file: _File,
    to: To = None,
    dry_run: DryRun = False,
    update: Update = False,
    renamed: Renamed = None,
    currency: Currency = None,
) -> None:
    """Make a plan of whatever the file is, by its content; the other commands name its kind."""
    plan = None if shell.force else plan_at(to)
    keep(shell, read_any(shell, file, currency, plan, pairs(renamed)), Goal(to, dry_run, update))


@command
def csv(
    shell: Shell,
    file: _File,
    kind: Annotated[str, typer.Option(metavar="KIND", help="What each row is, such as deliverables.")] = "",
    to: To = None,
    dry_run: DryRun = False,
    update: Update = False,
    renamed: Renamed = None,
    currency: Currency = None,
) -> None:
    """Make a plan of a CSV file with one kind of records, or add them to a plan."""
    brought = read_records(shell, file, plan_at(to), pairs(renamed), kind, currency or "")
    keep(shell, brought, Goal(to, dry_run, update))


@command
def matrix(
    shell: Shell,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…", help="CSV or workbooks, one for each judge; a row influences a column; -: stdin."
        ),
    ],
    to: To = None,
    scale: Annotated[
        float | None,
        typer.Option(metavar="N", help="The strongest score there may be; default: that of the files."),
    ] = None,
    names: _Names = None,
    words: _ScoreWords = None,
    judge: Annotated[
        str | None,
        typer.Option(metavar="IDS", help="Ids of several judges: g1,g2,…; 'file': the names of the files."),
    ] = None,
    dry_run: DryRun = False,
    update: Update = False,
) -> None:
    """Make a plan of cross-impact matrices, or add them to one: a row influences a column."""
    from realign.exchange.matrix import judge_ids, read_matrices
    from realign.exchange.matrix_beside import scale_beside
    from realign.exchange.words import read_words
    from realign.files import shown

    given = [(shell.read(file), shown(file)) for file in files]
    plan = None if shell.force else plan_at(to)
    reading = read_matrices(
        given,
        scale_beside(plan, scale) if plan else scale,
        words=read_words(words or []),
        names=_named(shell, names),
        judges=judge_ids(judge, [path for _, path in given]),
    )
    keep(shell, from_matrix(files[0], reading, plan), Goal(to, dry_run, update))


def _named(shell: Shell, names: Path | None) -> tuple[tuple[str, str], ...]:
    """The names and titles of a list of names; none without one."""
    from realign.exchange.name_list import read_names
    from realign.files import shown

    return read_names(shell.read(names), shown(names)) if names else ()


@command
def links(
    shell: Shell,
    file: _File,
    to: To = None,
    scale: Annotated[
        float | None,
        typer.Option(metavar="N", help="The strongest score there may be; default: that of the file."),
    ] = None,
    names: _Names = None,
    words: _ScoreWords = None,
    renamed: Renamed = None,
    dry_run: DryRun = False,
    update: Update = False,
) -> None:
    """Make a plan of a list of links: CSV or workbook with from and to, a map of Kumu, GraphML."""
    from realign.exchange.edges import read_links
    from realign.exchange.words import read_words
    from realign.files import shown

    reading = read_links(
        shell.read(file),
        shown(file),
        scale,
        words=read_words(words or []),
        names=_named(shell, names),
        renamed=pairs(renamed),
        plan=None if shell.force else plan_at(to),
    )
    keep(shell, Brought(file, reading, then="links"), Goal(to, dry_run, update))


@command
def workbook(
    shell: Shell,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help=".xlsx, .ods or .xls; one sheet for each kind of records."),
    ] = None,
    to: To = None,
    renamed: Renamed = None,
    currency: Currency = None,
    dry_run: DryRun = False,
    update: Update = False,
    template: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write an empty workbook to fill in, with drop-downs; read none."),
    ] = None,
) -> None:
    """Make a plan of a workbook: one sheet for each kind, a header row of field names."""
    from realign.findings import CallError

    if template:
        _write_template(shell, template)
    elif file is None:
        raise CallError(
            message("it is not said which workbook is to be read"),
            message("name it; or write an empty one with --template plan.xlsx"),
        )
    else:
        brought = read_records(shell, file, plan_at(to), pairs(renamed), currency=currency or "")
        keep(shell, brought, Goal(to, dry_run, update))


def _write_template(shell: Shell, file: Path) -> None:
    """Write an empty workbook to fill in."""
    from realign.exchange.blank_workbook import blank_workbook
    from realign.files import shown, write_file
    from realign.findings import CallError

    if file.suffix.lower() != ".xlsx":
        raise CallError(
            message("the template is a workbook, not {file}", file=shown(file)),
            message("end its name with .xlsx"),
        )
    write_file(file, blank_workbook(shell.lang.value), force=shell.force)
    shell.note(wrote(file))
    shell.note(next_step(f"realign init DIR --from {file}"))
