"""Options that several commands have, and what they mean."""

from typing import TYPE_CHECKING, Annotated

import typer

from realign.cli._completion import lenses

if TYPE_CHECKING:
    from realign.money import MoneyReader
    from realign.plan import Plan
    from realign.questions.gaps import Received

LensName = Annotated[
    str | None,
    typer.Option(
        "--lens",
        "-l",
        metavar="LENS",
        help="Look through this lens; without it, at all links alike.",
        autocompletion=lenses,
    ),
]
Method = Annotated[
    str,
    typer.Option(
        "--method", metavar="M", help="influence (the headline), direct, sei, dematel, katz, micmac:K or pwp."
    ),
]
Draws = Annotated[
    int,
    typer.Option(
        metavar="N", min=0, max=1_000_000, help="Random networks behind each rank interval; 0: none."
    ),
]
Seed = Annotated[int, typer.Option(metavar="N", min=0, max=2**32 - 1, help="Start of the random numbers.")]
Delta = Annotated[
    float,
    typer.Option(metavar="D", min=0.01, max=0.99, help="How much of an influence is passed on at each step."),
]
Missing = Annotated[
    float | None,
    typer.Option(
        metavar="Q", min=0, max=0.9, help="Share of all links that nobody has recorded, as you expect it."
    ),
]
Unearmarked = Annotated[
    list[str],
    typer.Option(
        "--unearmarked",
        "-u",
        metavar="X[,Y…]",
        help="Unearmarked money: 12e6, 1.5m, '12 000 000'; actual:2021 for what came in; several: '0; 5m'.",
    ),
]
Top = Annotated[
    int, typer.Option(metavar="N", min=1, help="How many links count as priority links; ties are taken in.")
]
OneAmount = Annotated[
    str,
    typer.Option(
        "--unearmarked",
        "-u",
        metavar="X",
        help="Unearmarked money: 12e6, 1.5m, '12 000 000'; actual:2021 for what came in.",
    ),
]


def amounts(plan: "Plan", texts: list[str], reader: "MoneyReader | None" = None) -> "list[int | Received]":
    """The amounts of `--unearmarked`: money as people write it, or `actual:2021` for what came in.

    They are rounded down to whole units and converted like those of funds; `reader` remembers that.
    """
    from realign.findings import CallError
    from realign.money import MoneyError, split_amounts
    from realign.questions.gaps import received

    found: list[int | Received] = []
    reader = reader or plan.about.reader()
    try:
        for text in (amount for written in texts for amount in split_amounts(written)):
            word, colon, year = (part.strip() for part in text.partition(":"))
            if colon and word.casefold() == "actual" and year.isdecimal() and len(year) <= 4:
                found.append(received(plan, int(year)))
            else:
                found.append(reader.read(text))
    except MoneyError as error:
        raise CallError(f"--unearmarked: {error}") from error
    if not found:
        raise CallError("--unearmarked names no amount", "write it like 12e6, or several like 0; 5m; 12m")
    return found


def one_amount(plan: "Plan", text: str, reader: "MoneyReader | None" = None) -> "int | Received":
    """The amount of an `--unearmarked` that takes only one."""
    from realign.findings import CallError

    found = amounts(plan, [text], reader)
    if len(found) != 1:
        raise CallError(f"--unearmarked: one amount is wanted here, not {len(found)}", "call once for each")
    return found[0]
