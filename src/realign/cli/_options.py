"""Options that several commands have, and what they mean."""

from pathlib import Path
from typing import Annotated

import typer

from realign.cli._completion import lenses

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
    list[str] | None,
    typer.Option(
        "--unearmarked",
        "-u",
        metavar="X[,Y…]",
        help="Unearmarked money: 1m, 12e6, '12 000 000', 0..20m:1m; required; actual:2021 for what came in; "
        "several: '0; 5m'. Default: 0, what is required, what came in last.",
    ),
]
TimeLimit = Annotated[
    float | None,
    typer.Option(
        "--time-limit",
        metavar="SECONDS",
        min=0.001,
        max=1e6,
        help="Search and draw no longer than about this; what is cut short may differ from run to run. "
        "Default: so much work, counted, that the answer never differs.",
    ),
]
Matrix = Annotated[
    list[Path] | None,
    typer.Option(
        "--matrix",
        metavar="FILE",
        help="Answer about a cross-impact matrix as it stands, without a plan: CSV or a workbook, as "
        "`import matrix` reads them. Several: one for each judge.",
    ),
]
Top = Annotated[
    int,
    typer.Option(
        "--choose", "--top", metavar="K", min=1, help="How many links are chosen, and so are priority links."
    ),
]
