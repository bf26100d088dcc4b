"""Makes a command of a function: it gets the options that all commands share."""

import contextlib
import functools
import inspect
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import typer

from realign.cli._ending import guarded
from realign.cli._shell import Shell


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the shared options: it takes a `Shell` first, then its own options."""
    own = [one for name, one in inspect.signature(function).parameters.items() if name != "shell"]
    hints = inspect.get_annotations(function)
    shared = [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=field.type
        )
        for field in fields(Shell)
    ]

    @functools.wraps(function)
    def run(**options: Any) -> None:
        shell = Shell(**{field.name: options.pop(field.name) for field in fields(Shell)})

        def ask() -> None:
            shell.must_suppose_nothing(function.__name__)
            function(shell, **options)

        with contextlib.ExitStack() as scope:
            shell.__dict__["scope"] = scope
            code = guarded(ask, shell)
        if code:
            raise typer.Exit(code)

    typed: Any = run
    del typed.__wrapped__  # else typer would look at the inner signature
    parameters = [*(one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own), *shared]
    typed.__signature__ = inspect.Signature(parameters)
    typed.__annotations__ = {
        **{name: hint for name, hint in hints.items() if name != "shell"},
        **{one.name: one.annotation for one in shared},
    }
    return run
