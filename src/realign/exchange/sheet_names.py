"""Sheets by their names: which kind of records they hold, and what is said of those that hold none."""

from collections.abc import Collection, Iterator, Mapping
from functools import partial

from realign.checks.names import singular
from realign.exchange import rules as slips
from realign.exchange.headings import likely_kind, looks_like
from realign.exchange.names import did_you_mean, first_of, shown
from realign.exchange.rules import slip
from realign.exchange.table import TableError
from realign.exchange.workbook import read_workbook
from realign.findings import Finding, Place
from realign.plan import KINDS
from realign.suggest import near
from realign.text import SEMICOLON, Message, join, message, plural

_LOOKED_INTO = 4 << 20
"""Bytes of a workbook whose sheets of other names are looked into for a hint."""
_ONE = {f"{singular(kind)}": kind for kind in KINDS}


EXPLAINED = "Fields"
"""The sheet of a template that explains the others and holds no record."""


def kind_of(name: str) -> str:
    """The kind of records that a sheet of that name holds, in one or several; empty if it holds none."""
    word = name.strip().casefold()
    kind = _ONE.get(word, word)
    return kind if kind in ("plan", *KINDS) else ""


def sheet_kind(name: str, meant: Mapping[str, str]) -> str:
    """The kind of a sheet: as its name says, or as the user does; `meant`: name, in small letters -> kind."""
    return kind_of(meant.get(name.strip().casefold(), name))


def of_sheet(name: str, renamed: Mapping[str, str]) -> Mapping[str, str]:
    """What the user calls headings, in small letters; those of one sheet, `sheet!heading`, come first."""
    start = f"{name.strip().casefold()}!"
    here = {heading.removeprefix(start): renamed[heading] for heading in renamed if heading.startswith(start)}
    return {**renamed, **here}


def left_out_names(
    names: Collection[str], path: str, raw: bytes = b"", meant: Mapping[str, str] | None = None
) -> Iterator[Finding]:
    """Sheets that belong to no kind, said once, if others do; `meant`: name, in small letters -> kind."""
    kind_of = partial(sheet_kind, meant=meant or {})
    unknown = [name for name in names if not kind_of(name) and name != EXPLAINED]
    if not unknown or not any(map(kind_of, names)):
        return
    pairs = [did_you_mean(name, found[0]) for name in unknown[:20] if (found := _close(name))]
    pairs += _likely(unknown, path, raw)
    hint = join(pairs, SEMICOLON) if pairs else message("the kinds are plan, {kinds}", kinds=join(KINDS))
    says = plural(
        "the sheet {listed} is left out",
        "{count} sheets are left out: {listed}",
        len(unknown),
        listed=first_of(unknown),
    )
    yield slip(slips.UNKNOWN_SHEET, Place(path), says, hint)


def _likely(unknown: Collection[str], path: str, raw: bytes) -> list[Message]:
    """What sheets of other names look like, and how to say so."""
    if not 0 < len(raw) <= _LOOKED_INTO:
        return []
    try:
        grids = read_workbook(raw, path, lambda name: name in unknown).grids
    except TableError:
        return []
    found = ((grid.name, likely_kind(grid)) for grid in grids)
    matrices = [grid.name for grid in grids if "matrix" in f"{looks_like(grid)}"]
    asked = message(
        "{names} may be read by itself: realign import matrix {file}", names=first_of(matrices), file=path
    )
    return [asked] * bool(matrices) + [
        message(
            '{name} looks like {kind}: add --map "{sheet}={kind}"', name=shown(name), kind=kind, sheet=name
        )
        for name, kind in found
        if kind
    ]


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
    asked = " ".join(
        f'--map "{grid.name}={kind}"'
        for grid in grids[:8]
        if (kind := likely_kind(grid)) and f"{looks_like(grid)}".startswith(kind)
    )
    hint = message("rename the sheets by what they hold: plan, {kinds}", kinds=join(KINDS))
    if asked:
        hint = message(
            "add {asked}, or rename the sheets by what they hold: plan, {kinds}",
            asked=asked,
            kinds=join(KINDS),
        )
    return slip(slips.NOTHING_READ, Place(path), says, join((*likely[:8], *close[:8], hint), SEMICOLON))
