"""The JSON Schema of the data."""

import json
from typing import Annotated

import typer

from realign.cli._command import command
from realign.cli._ending import utf8
from realign.cli._shell import Shell
from realign.text import message


@command
def schema(
    shell: Shell,
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help="One kind of records, such as links.")
    ] = None,
    answer: Annotated[
        str | None,
        typer.Option("--answer", metavar="NAME", help="Of an answer in JSON instead, such as links."),
    ] = None,
) -> None:
    """The JSON Schema of the data, for editors that complete and check while one types; or of an answer."""
    from realign.exchange.schema import schema as schema_of
    from realign.findings import CallError
    from realign.render.answer_schema import answer_schema

    if kind and answer:
        raise CallError(
            message("a kind of records and an answer have each their own schema"), message("name one of them")
        )
    found = answer_schema(answer) if answer else schema_of(kind)
    shell.write(utf8(json.dumps(found, ensure_ascii=False, indent=2) + "\n"))
