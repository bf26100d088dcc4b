"""The commands as typer knows them; a module is imported when its command is asked for."""

import contextlib
import os
import re
import sys
from collections.abc import Iterator, MutableMapping
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from realign import __version__
from realign.cli import COMMANDS, COMPLETION
from realign.cli._ending import Exit, closed_pipe_ends_well, guarded, tell_wrong_call
from realign.cli._help import ABOUT, EPILOG, VERSION, root_help
from realign.cli._output import secure_streams
from realign.text import message

_USAGE_ERROR: Any = typer.BadParameter.__base__
"""What typer raises for a call that it cannot read; typer does not offer it under a name."""
MOST_CHARACTERS = 10_000
"""Of one word of the call: no path, amount or name is longer, and some are looked at more than once."""


class _Shelf(MutableMapping[str, Any]):
    """The subcommands by name; a module is imported when its command is asked for."""

    def __getitem__(self, name: str) -> Any:
        if name not in COMMANDS:
            raise KeyError(name)
        alone = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
        module = import_module(f"realign.cli.{name}{'_' * iskeyword(name)}")
        if hasattr(module, "register"):  # it has commands of its own
            module.register(alone)
        else:
            alone.command()(getattr(module, name))
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

    def make_context(self, info_name: str | None, args: list[str], *given: Any, **options: Any) -> Any:
        """Read the words of the call; `--help | head` ends well."""
        self.words = tuple(args)
        with closed_pipe_ends_well(), self._wrong_calls_explained():
            return super().make_context(info_name, args, *given, **options)
        raise typer.Exit

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        with closed_pipe_ends_well(), self._wrong_calls_explained():
            return super().invoke(ctx)

    @contextlib.contextmanager
    def _wrong_calls_explained(self) -> Iterator[None]:
        """Say in one sentence what is wrong with the words of the call, and what to type."""
        try:
            yield
        except _USAGE_ERROR as error:
            if type(error).__name__ == "NoArgsIsHelpError":
                raise
            from realign.cli._wrong_call import explained, language_of

            tell_wrong_call(explained(self, error, self.words), language_of(self.words))
            raise typer.Exit(Exit.USAGE) from None

    def get_help(self, ctx: Any) -> str:  # noqa: ARG002 - typer's signature
        """The table of contents, whichever way it was asked for."""
        return root_help(COMMANDS.items())


app = typer.Typer(
    cls=_Root,
    help=ABOUT,
    epilog=EPILOG,
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
        bool, typer.Option("--version", callback=_version, is_eager=True, help=VERSION)
    ] = False,
) -> None:
    """Options that come before the command."""


def run() -> int:
    """Do what the words of the call say, and give the exit code."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # else sums depend on the number of processors
    secure_streams()
    return guarded(_call)


_EMPTY = re.compile(r"\s*|--[a-z-]+=\s*").fullmatch
"""An empty word, or an option with nothing behind its sign: mostly a variable that is not set."""


def _call() -> None:
    """Do what the words of the call say."""
    longest = max(map(len, sys.argv[1:]), default=0)
    if longest > MOST_CHARACTERS:
        from realign.findings import CallError

        raise CallError(
            message(
                "a word of this call has {longest} characters; at most {most_characters} are read",
                longest=longest,
                most_characters=MOST_CHARACTERS,
            ),
            message("shorten it, or divide it: an option such as --unearmarked may be given more than once"),
        )
    if not os.environ.get(COMPLETION):
        if any(map(_EMPTY, sys.argv[1:])):
            from realign.findings import CallError

            raise CallError(
                message("a word of this call is empty"),
                message("name what is meant, or leave the option out; is a variable not set?"),
            )
        try:
            get_command(app)(prog_name="realign")
        except RuntimeError as error:
            if "home directory" not in str(error):  # what --install-completion looks for
                raise
            from realign.findings import CallError

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
        from realign.findings import CallError

        raise CallError(
            message(
                "the variable {completion} is set, but not as a shell sets it when it completes a word",
                completion=COMPLETION,
            ),
            message(
                "unset {completion}; realign --install-completion sets up the shell", completion=COMPLETION
            ),
        ) from leaving
