"""Questions in, answers out: one module per subcommand."""

import sys
from importlib import import_module
from typing import Annotated

import typer

from realign import __version__
from realign.cli._shell import guarded

COMMANDS = ("validate",)
"""Table of contents: the subcommands in the order of the help, each a module of this package."""

app = typer.Typer(
    help="Realign a strategic plan through lenses: which links between outcomes matter most, "
    "how sure each rank is, and what a sum of money leaves uncovered.",
    epilog="Begin with: realign validate · realign links --lens resilience · "
    "realign gaps --unearmarked 12e6. Each command has its own --help. Exit codes: 0 fine, 1 findings, "
    "2 wrong usage or unreadable file, 3 a bug of ours.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        typer.echo(f"realign {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Options that come before the command."""


for _name in COMMANDS:
    import_module(f"realign.cli.{_name}").register(app)


def main() -> None:
    """Run the command line: the entry point of the `realign` script."""
    sys.exit(guarded(app))
