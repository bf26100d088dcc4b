"""Sheets by their names: which kind of records they hold, and what is said of those that hold none."""

from collections.abc import Collection, Iterator

from realign.checks.names import singular
from realign.exchange import rules as slips
from realign.exchange.headings import looks_like
from realign.exchange.names import shown
from realign.exchange.rules import slip
from realign.exchange.table import TableError
from realign.exchange.workbook import read_workbook
from realign.findings import Finding, Place
from realign.plan import KINDS
from realign.suggest import near

_ONE = {f"{singular(kind)}": kind for kind in KINDS}


def kind_of(name: str) -> str:
    """The kind of records that a sheet of that name holds, in one or several; empty if it holds none."""
    word = name.strip().casefold()
    kind = _ONE.get(word, word)
    return kind if kind in ("plan", *KINDS) else ""


def left_out_names(names: Collection[str], path: str) -> Iterator[Finding]:
    """Sheets that belong to no kind, said once, if others do."""
    unknown = [name for name in names if not kind_of(name)]
    if not unknown or len(unknown) == len(names):
        return
    pairs = "; ".join(
        f"{shown(name)}: did you mean {found[0]}?" for name in unknown[:20] if (found := _close(name))
    )
    hint = pairs or f"the kinds are plan, {', '.join(KINDS)}"
    what = "sheet is" if len(unknown) == 1 else f"{len(unknown)} sheets are"
    listed = ", ".join(map(shown, unknown[:8])) + (" …" if len(unknown) > 8 else "")
    says = f"the sheet {listed} is left out" if len(unknown) == 1 else f"{what} left out: {listed}"
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
        says = f"nothing was read: the sheet {', '.join(map(shown, fitting[:8]))} holds no record"
        return slip(slips.NOTHING_READ, Place(path), says, "write one record in each row below the headings")
    listed = ", ".join(map(shown, list(names)[:8])) + (" …" if len(names) > 8 else "")
    says = f"nothing was read: no sheet is named as a kind of records; the sheets are {listed or 'none'}"
    try:
        grids = read_workbook(raw, path).grids
    except TableError:
        grids = ()
    likely = [f"{shown(grid.name)} looks like {kind}" for grid in grids if (kind := looks_like(grid))]
    close = [f"{shown(name)}: did you mean {found[0]}?" for name in names if (found := _close(name))]
    hint = f"rename the sheets by what they hold: plan, {', '.join(KINDS)}"
    return slip(slips.NOTHING_READ, Place(path), says, "; ".join([*likely[:8], *close[:8], hint]))
