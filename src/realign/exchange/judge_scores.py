"""The scores of each judge in one file, and everything that is wrong with them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from realign.exchange import rules as slips
from realign.exchange.layout import Block
from realign.exchange.matrices_found import matrices_in
from realign.exchange.names import folded as fold
from realign.exchange.names import plain, shown
from realign.exchange.score_cells import Entry, may_be_score
from realign.exchange.scores import ScoreSheet
from realign.exchange.sheet_table import is_workbook, read_sheets
from realign.exchange.strangers import foreign
from realign.exchange.table import Table, TableError, read_table
from realign.exchange.vocabulary import LINK_ENDS, REASON_SHEETS
from realign.findings import CallError, Finding, Place
from realign.plan.evidence import MOST_STATEMENTS
from realign.text import Text, join, message

_SMALL = 3
"""Names from which on it is said that one half of a matrix is blank."""
MOST_WRONG = 10_000
"""Cells that are found wrong; then the file is no matrix, and the rest of it is not looked at."""


@dataclass(frozen=True, slots=True)
class JudgeScores:
    """One matrix as one person filled it in."""

    names: tuple[str, ...]
    """Of the rows."""
    targets: tuple[str, ...]
    """Of the columns."""
    entries: tuple[Entry, ...]
    """Every score, 0 too, in the order of the file."""
    place: str
    """The file, and the sheet of a workbook."""
    label: str = ""
    """What stands above the matrix."""
    titles: Mapping[str, str] = field(default_factory=dict)
    rectangular: bool = False
    named: bool = True

    @property
    def blank_is_nothing(self) -> bool:
        """Whether a blank cell means no influence: where nobody wrote a 0, nobody left anything out."""
        return not any(entry.value == 0 for entry in self.entries)


def scores_in(
    raw: bytes, path: str, scale: float, words: Mapping[str, float], names: Sequence[tuple[str, str]]
) -> Iterator[JudgeScores | Finding]:
    """The matrices of one file, and what is said of it; a finding that is an error says why there is none."""
    try:
        strange = foreign(raw)
        if strange:
            yield slips.slip(slips.EMPTY, Place(path), *strange)
            return
        if is_workbook(raw):
            sheets, said = read_sheets(raw, path)
            yield from said
            yield from _of_tables(sheets, scale, words, names)
        else:
            yield from _of_tables([read_table(raw, path)], scale, words, names)
    except TableError as error:
        yield error.finding


def _of_tables(
    tables: Sequence[Table], scale: float, words: Mapping[str, float], names: Sequence[tuple[str, str]]
) -> Iterator[JudgeScores | Finding]:
    """The matrices of the sheets of a file; a sheet of reasons belongs to the scores before it."""
    aside = _aside(tables, words)
    why = {ends: text for table in aside for ends, text in _reasons(table).items()}
    layouts = [(table, matrices_in(table, may_be_score(words))) for table in tables if table not in aside]
    known = [one for one in layouts if one[1].recognised] or layouts[:1]
    first = known[0][1].blocks[0] if known else None
    for table, layout in layouts:
        if (table, layout) not in known or not all(_same_names(block, first) for block in layout.blocks):
            says = message(
                "the sheet {sheet} is left out: it does not hold the same matrix", sheet=_sheet(table)
            )
            yield slips.slip(slips.AS_READ, Place(table.path), says)
            continue
        yield from layout.said
        for block in layout.blocks:
            yield from (_with_reasons(one, why) for one in _of_block(block, scale, words, names))


def _aside(tables: Sequence[Table], words: Mapping[str, float]) -> list[Table]:
    """The sheets of reasons; none where the only scores stand on a sheet that is called Notes."""
    found = [table for table in tables if _holds_reasons(table)]
    others = (matrices_in(table, may_be_score(words)).recognised for table in tables if table not in found)
    return found if found and any(others) else []


def _holds_reasons(table: Table) -> bool:
    """Whether a sheet is named as one of reasons, and is a matrix of them."""
    return fold(_sheet(table)) in REASON_SHEETS and matrices_in(table, may_be_score({})).recognised


def _with_reasons(
    one: "JudgeScores | Finding", why: Mapping[tuple[str, str], str]
) -> "JudgeScores | Finding":
    """The scores with the reasons of another sheet."""
    if not why or isinstance(one, Finding):
        return one
    entries = (replace(entry, says=entry.says or why.get(_ends(entry), "")) for entry in one.entries)
    return replace(one, entries=tuple(entries))


def _sheet(table: Table) -> str:
    """The name of a sheet."""
    return table.path.rpartition("!")[2]


def _ends(entry: Entry) -> tuple[str, str]:
    """The two names of a score, as they are compared."""
    return fold(entry.source), fold(entry.target)


def _same_names(block: Block, first: Block | None) -> bool:
    """Whether a block names the same things as the first one."""
    return first is not None and {*map(fold, block.rows[0].cells[1:])} == {
        *map(fold, first.rows[0].cells[1:])
    }


def _reasons(table: Table) -> dict[tuple[str, str], str]:
    """What stands in a sheet of reasons: row and column -> text."""
    (block, *_) = matrices_in(table, may_be_score({})).blocks
    header, *body = block.rows
    return {
        (fold(row.cells[0]), fold(name)): text
        for row in body
        if row.cells
        for name, text in zip(header.cells[1:], row.cells[1:], strict=False)
        if text
    }


def _of_block(
    block: Block, scale: float, words: Mapping[str, float], names: Sequence[tuple[str, str]]
) -> Iterator[JudgeScores | Finding]:
    """The scores of a block, or all that is wrong with it."""
    listed = _list_of_links(block)
    if listed:
        yield listed
        return
    sheet = ScoreSheet.of(block, words, rectangular=block.rectangular)
    if sheet.words and not words:
        ranked = sorted(sheet.words.items(), key=lambda one: one[1])
        read = ", ".join(f"{word} = {value:g}" for word, value in ranked)
        words_read = message("words are read as scores: {scores}", scores=read)
        yield slips.slip(slips.AS_READ, Place(block.path), words_read, message("--words says otherwise"))
    comma, unclear = sheet.decimal_comma()
    entries: list[Entry] = []
    wrong: list[Finding] = []
    for one in sheet.scores(comma, scale):
        (entries if isinstance(one, Entry) else wrong).append(one)  # type: ignore[arg-type]  # mypy joins the two lists
        if len(wrong) > MOST_WRONG:
            break
    wrong += _too_many(block, entries)
    if not wrong and not block.rectangular:
        yield from _as_read(sheet, block, comma=comma)
    wrong = [*sheet.wrong_names(), *sheet.wrong_rows(), *unclear, *_once(wrong)]
    yield from wrong
    if not entries and not wrong:
        hint = message("write a number for each influence; 0 for none")
        yield slips.slip(slips.EMPTY, Place(block.path), message("the matrix holds no score"), hint)
    told = JudgeScores(
        sheet.sources,
        sheet.targets,
        tuple(entries),
        block.path,
        block.label,
        block.titles,
        block.rectangular,
        block.named,
    )
    yield _renamed(told, names) if names else told


def _as_read(sheet: ScoreSheet, block: Block, *, comma: bool) -> Iterator[Finding]:
    """What stands along the diagonal, and that only one half of the matrix is filled in."""
    same = sheet.same_diagonal(comma)
    if same:
        says = message("the diagonal is left out: it holds {same} throughout", same=shown(same))
        yield slips.slip(slips.AS_READ, Place(block.path), says)
    half = _half(sheet)
    if half:
        hint = message("where a score stands for both ways, fill in the other half, too")
        yield slips.slip(slips.AS_READ, Place(block.path), half, hint)


def _half(sheet: ScoreSheet) -> Text:
    """That only one half of a matrix is filled in; empty where that is not so."""
    targets = {plain(name): at for at, name in enumerate(sheet.targets, 1)}
    own = {plain(row.cells[0]): targets.get(plain(row.cells[0]), 0) for row in sheet.body}
    sides = {
        cell.column > own[plain(cell.row.cells[0])]
        for cell in sheet.filled()
        if not cell.nothing and cell.column != own[plain(cell.row.cells[0])]
    }
    if len(sides) != 1 or len(own) < _SMALL:
        return ""
    if sides.pop():
        return message("only the cells above the diagonal are filled in; each score counts one way alone")
    return message("only the cells below the diagonal are filled in; each score counts one way alone")


def _too_many(block: Block, entries: Sequence[Entry]) -> list[Finding]:
    """That a plan cannot hold so many scores."""
    if sum(entry.value != 0 for entry in entries) <= MOST_STATEMENTS:
        return []
    says = message(
        "the file has {scores} scores; a plan holds {most} at most", scores=len(entries), most=MOST_STATEMENTS
    )
    hint = message("divide it, or leave out the weakest")
    return [slips.slip(slips.TOO_LARGE, Place(block.path), says, hint)]


def _renamed(told: JudgeScores, names: Sequence[tuple[str, str]]) -> JudgeScores:
    """The scores under the names of a file of names, in their order, or with its titles."""
    if told.named and {*map(plain, told.names)} <= {plain(name) for name, _ in names}:
        return replace(told, titles={**told.titles, **{name: text for name, text in names if text}})
    if len(names) != len(told.names) or told.rectangular:
        raise CallError(
            message("there are {names} names for {rows} rows", names=len(names), rows=len(told.names)),
            message("--names FILE has one line for each row, in their order: a name, or a code and a title"),
        )
    called = dict(zip(told.names, (name for name, _ in names), strict=True))
    entries = (replace(one, source=called[one.source], target=called[one.target]) for one in told.entries)
    return replace(
        told,
        names=tuple(called.values()),
        targets=tuple(called.get(name, name) for name in told.targets),
        entries=tuple(entries),
        titles={name: text for name, text in names if text},
        named=True,
    )


def _list_of_links(block: Block) -> Finding | None:
    """That the table is a list of links, by its headings."""
    heads = [*map(fold, block.rows[0].cells)]
    if not (LINK_ENDS[0] & {*heads} and LINK_ENDS[1] & {*heads}):
        return None
    says = message("this is a list of links, not a matrix: it has a column for each end")
    hint = message("realign import links FILE reads it")
    return slips.slip(slips.EMPTY, block.place(block.rows[0], 0), says, hint)


def _once(wrong: Iterable[Finding]) -> Iterator[Finding]:
    """The same fault of many cells once, with their number."""

    def cause(one: Finding) -> tuple[str, str]:
        return one.code, str(one.message).partition(": ")[2]

    ordered = sorted(wrong, key=cause)
    for _, group in groupby(ordered, key=cause):
        same = list(group)
        first = min(same, key=lambda one: (one.place.start, one.place.path))
        if len(same) > 1:
            cells = sorted(same, key=lambda one: one.place.start)[:5]
            listed = [f"{one.message}".partition(":")[0] for one in cells]
            more = ["…"] if len(same) > 5 else []
            says = message(
                "{first} ({count} cells: {cells})",
                first=first.message,
                count=len(same),
                cells=join([*listed, *more]),
            )
            first = replace(first, message=says)
        yield first
