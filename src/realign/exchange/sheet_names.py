"""Sheets by their names: which kind of records they hold, and what is said of those that hold none."""

from collections.abc import Collection, Iterator

from realign.checks.names import singular
from realign.exchange import rules as slips
from realign.exchange.headings import looks_like
from realign.exchange.names import did_you_mean, first_of, shown
from realign.exchange.rules import slip
from realign.exchange.table import TableError
from realign.exchange.workbook import read_workbook
from realign.findings import Finding, Place
from realign.plan import KINDS
from realign.suggest import near
from realign.text import SEMICOLON, join, message, plural

_ONE = {f"{singular(kind)}": kind for kind in KINDS}


EXPLAINED = "Fields"
"""The sheet of a template that explains the others and holds no record."""


def kind_of(name: str) -> str:
    """The kind of records that a sheet of that name holds, in one or several; empty if it holds none."""
    word = name.strip().casefold()
    kind = _ONE.get(word, word)
    return kind if kind in ("plan", *KINDS) else ""


def left_out_names(names: Collection[str], path: str) -> Iterator[Finding]:
    """Sheets that belong to no kind, said once, if others do."""
    unknown = [name for name in names if not kind_of(name) and name != EXPLAINED]
    if not unknown or not any(map(kind_of, names)):
        return
    pairs = [did_you_mean(name, found[0]) for name in unknown[:20] if (found := _close(name))]
    hint = join(pairs, SEMICOLON) if pairs else message("the kinds are plan, {kinds}", kinds=join(KINDS))
    says = plural(
        "the sheet {listed} is left out",
        "{count} sheets are left out: {listed}",
        len(unknown),
        listed=first_of(unknown),
    )
    yield slip(slips.UNKNOWN_SHEET, Place(path), says, hint)


def _close(name: str) -> list[str]:
    """The kind whose name a sheet nearly has."""
    folded = name.strip().casefold()
    kinds = ("plan", *KINDS)
    stem = [kind for kind in kinds if folded and folded in (kind[:-1], f"{kind[:-3]}y", kind[:-2])]
    meant = near(folded, kinds)
    return stem or ([meant] if meant else [])


def nothing_read(names: Collection[str], path: str, raw: bytes) -> Finding:
    """That the workbook gave no record at all, what its sheets look like, and what to do."""
    fitting = [name for name in names if kind_of(name)]
    if fitting:
        says = plural(
            "nothing was read: the sheet {listed} holds no record",
            "nothing was read: the sheets {listed} hold no record",
            len(fitting),
            listed=first_of(fitting),
        )
        return slip(
            slips.NOTHING_READ, Place(path), says, message("write one record in each row below the headings")
        )
    says = (
        message(
            "nothing was read: no sheet is named as a kind of records; the sheets are {listed}",
            listed=first_of(names),
        )
        if names
        else message("nothing was read: the workbook has no sheet")
    )
    try:
        grids = read_workbook(raw, path).grids
    except TableError:
        grids = ()
    likely = [
        message("{name} looks like {kind}", name=shown(grid.name), kind=kind)
        for grid in grids
        if (kind := looks_like(grid))
    ]
    close = [did_you_mean(name, found[0]) for name in names if (found := _close(name))]
    hint = message("rename the sheets by what they hold: plan, {kinds}", kinds=join(KINDS))
    return slip(slips.NOTHING_READ, Place(path), says, join((*likely[:8], *close[:8], hint), SEMICOLON))
