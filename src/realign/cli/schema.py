"""The JSON Schema of the data."""

import json
from typing import Annotated

import typer

from realign.cli._shell import Shell, command, utf8


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(schema)


@command
def schema(
    shell: Shell,
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help="One kind of records, such as links.")
    ] = None,
) -> None:
    """The JSON Schema of the data, for editors that complete and check while one types."""
    from realign.exchange.schema import schema as schema_of

    shell.write(utf8(json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n"))
