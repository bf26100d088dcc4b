"""Start a plan of one's own."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from realign.cli._addresses import Addresses
from realign.cli._notes import checks_at_root, next_step, plan_kept
from realign.cli._shell import Shell, command
from realign.text import plural, say


class Template(StrEnum):
    """What to start from."""

    BLANK = "blank"
    CITY = "city"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(init)


@command
def init(
    shell: Shell,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    template: Annotated[
        Template, typer.Option(help="Nothing yet, or a small city as an example.")
    ] = Template.BLANK,
) -> None:
    """Start a plan of one's own: data, JSON Schema, editor settings, checks."""
    from realign.exchange.folder import write_folder
    from realign.exchange.scaffold import scaffold
    from realign.loading import holds_plan

    place = next((place for place in (".", "data") if holds_plan(folder / place)), None)
    files = scaffold(template.value, place)
    write_folder(folder, files, force=shell.force)
    made = plural("{folder}: {count} file", "{folder}: {count} files", len(files), folder=f"{folder}")
    typer.echo(say(made, shell.lang.value))
    if place:
        shell.note(plan_kept(folder / place))
    root = Addresses.of([str(folder / "README.md")], {}).root
    if (root / ".git").exists() and root != folder.resolve():
        shell.note(checks_at_root(root))
    shell.note(next_step(f"cd {folder} && realign validate"))
