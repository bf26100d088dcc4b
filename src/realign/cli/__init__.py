"""Questions in, answers out: one module per subcommand."""

import os
import sys
from collections.abc import Iterator, MutableMapping
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from realign import __version__
from realign.cli._output import secure_streams
from realign.cli._shell import Exit, closed_pipe_ends_well, guarded
from realign.text import message

COMPLETION = "_REALIGN_COMPLETE"
"""The variable by which a shell asks how a word may go on."""
MOST_CHARACTERS = 10_000
"""Of one word of the call: no path, amount or name is longer, and some are looked at more than once."""
COMMANDS = {
    "validate": "Is the plan sound? Every slip, with its file, line and column.",
    "links": "Which links between outcomes matter most through a lens, and how sure is each rank?",
    "why": "How does a link come by its score? Each term, with its paragraph and its file:line.",
    "gaps": "What does this money leave uncovered, and what comes back with the next dollar?",
    "focus": "The focused work programme: keep, adjust, reduce, defer, each with its reason.",
    "flagships": "What does each flagship carry, and which priority links should it take up?",
    "actions": "Which norms, programmes, partnerships, capacities serve which priority link?",
    "indicators": "Which indicators show the effect of this lens?",
    "annotations": "What changes in the work programme, paragraph by paragraph?",
    "trace": "Which records rest on which paragraph, and which paragraph is not coded?",
    "find": "Where does this stand? A word in any language, an id, a paragraph, an amount.",
    "show": "All about one record, paragraph or amount: its fields, what it rests on, what uses it.",
    "diff": "What does this change of the data do to ranks and money?",
    "review": "Which links were judged on other words than the outcomes have now?",
    "judges": "How far do those who scored agree, and what should they discuss first?",
    "report": "Everything, as one document: HTML, Markdown, Word or Excel.",
    "explain": "What does a code such as RA401 mean, why does it matter, how is it mended?",
    "init": "Start a plan of your own: data, JSON Schema, editor settings, checks.",
    "import": "Bring what you have: a cross-impact matrix or a workbook becomes a plan.",
    "export": "Take it elsewhere: Excel, Gephi, Graphviz, Mermaid, Kumu.",
    "schema": "The JSON Schema of the data, for editors that complete and check while you type.",
}
"""Table of contents: the subcommands in the order of the help, each a module of this package."""


class _Shelf(MutableMapping[str, Any]):
    """The subcommands by name; a module is imported when its command is asked for."""

    def __getitem__(self, name: str) -> Any:
        if name not in COMMANDS:
            raise KeyError(name)
        alone = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
        import_module(f"realign.cli.{name}{'_' * iskeyword(name)}").register(alone)
        found: Any = get_command(alone)
        found.name = name
        found.help = found.help or COMMANDS[name]  # python -OO drops the docstrings
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)

    def __setitem__(self, name: str, command: Any) -> None:
        raise TypeError("the table of contents is written by hand")

    def __delitem__(self, name: str) -> None:
        raise TypeError("the table of contents is written by hand")


class _Root(TyperGroup):
    """The command line; its help is read off the table of contents, without importing a command."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = _Shelf()

    def make_context(self, *given: Any, **options: Any) -> Any:
        """Read the words of the call; `--help | head` ends well."""
        with closed_pipe_ends_well():
            return super().make_context(*given, **options)
        raise typer.Exit

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        with closed_pipe_ends_well():
            return super().invoke(ctx)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - typer's signature
        """Write the table of contents."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


app = typer.Typer(
    cls=_Root,
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


def main() -> None:
    """Run the command line: the entry point of the `realign` script."""
    secure_streams()
    sys.exit(guarded(_call))


def _call() -> None:
    """Do what the words of the call say."""
    from realign.findings import CallError

    longest = max(map(len, sys.argv[1:]), default=0)
    if longest > MOST_CHARACTERS:
        raise CallError(
            message(
                "a word of this call has {longest} characters; at most {most_characters} are read",
                longest=longest,
                most_characters=MOST_CHARACTERS,
            ),
            message("shorten it, or divide it: an option such as --unearmarked may be given more than once"),
        )
    if not os.environ.get(COMPLETION):
        try:
            get_command(app)(prog_name="realign")
        except RuntimeError as error:
            if "home directory" not in str(error):  # what --install-completion looks for
                raise
            raise CallError(
                message("this user has no home folder"), message("set HOME to the folder to use")
            ) from error
        except BrokenPipeError:  # stderr, where typer says what is wrong with the call
            raise typer.Exit(Exit.USAGE) from None
        return
    try:
        get_command(app)(prog_name="realign")
    except (Exception, SystemExit) as leaving:
        if isinstance(leaving, SystemExit) and not leaving.code:
            raise
        raise CallError(
            message(
                "the variable {completion} is set, but not as a shell sets it when it completes a word",
                completion=COMPLETION,
            ),
            message(
                "unset {completion}; realign --install-completion sets up the shell", completion=COMPLETION
            ),
        ) from leaving
