"""Reads files with cross-impact matrices: what one judge says, or several."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from realign.exchange import rules as slips
from realign.exchange.judge_scores import JudgeScores, scores_in
from realign.exchange.names import plain, shown, unusable
from realign.exchange.score_cells import Entry
from realign.findings import CallError, Finding, Place, Severity
from realign.plan.structure import LARGEST_SCALE
from realign.text import SEMICOLON, fill, join, message, plural

_LACKS = message("it lacks {names}")
_HAS = message("it alone has {names}")
_NOTHING = message("no influence, as no cell holds a 0")
_UNKNOWN = message("not scored, as other cells hold a 0")


_FEW_SCORES = 4
"""Of fewer scores none is far from the others."""
_FAR = 5
"""How many times as strong as the next a score must be to be pointed out."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What several judges say of one link."""

    source: str
    target: str
    said: tuple[tuple[str, Entry | None], ...]
    """Judge and score; `None` is a blank that means no influence."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A cross-impact matrix without its zeros, in the order of the file's rows."""

    names: tuple[str, ...]
    entries: tuple[Entry, ...]
    """Without zeros; empty where there are several judges."""
    scale: str
    """The strongest score there may be, either way, as written."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Name -> the long text beside it."""
    targets: tuple[str, ...] = ()
    """The names of the columns, where they are other things than the rows."""
    judges: tuple[tuple[str, str], ...] = ()
    """Id of each of several judges, and the file or the sheet that holds the scores."""
    judged: tuple[Judged, ...] = ()
    """What several judges say of each pair that one of them scored."""


@dataclass(frozen=True, slots=True)
class MatrixReading:
    """What files gave: the matrix, or everything that is wrong with them."""

    matrix: Matrix | None
    findings: tuple[Finding, ...] = ()


def read_matrix(raw: bytes, path: str, scale: float | None = None) -> MatrixReading:
    """Read a matrix from a CSV file or a workbook; see `read_matrices`."""
    return read_matrices([(raw, path)], scale)


def read_matrices(
    files: Sequence[tuple[bytes, str]],
    scale: float | None = None,
    *,
    words: Mapping[str, float] | None = None,
    names: Sequence[tuple[str, str]] = (),
    judges: Sequence[str] | None = None,
) -> MatrixReading:
    """Read matrices from CSV files and workbooks: targets in the header, sources in the first column.

    Args:
        files: The bytes of each file, and how findings call it.
        scale: The strongest score allowed, either way; without it the strongest score of the files.
        words: Words that stand for scores, folded; without them the usual ones are recognised.
        names: Name and title of each row, for matrices that hold scores alone.
        judges: An id for each matrix of several, in their order; without them g1, g2, …

    Returns:
        The matrix with one judge or several, or all that is wrong.

    Raises:
        CallError: For a scale that is none, or another number of judges than of matrices.
    """
    _must_be_scale(scale)
    said: list[Finding] = []
    found: list[JudgeScores] = []
    for raw, path in files:
        for one in scores_in(raw, path, scale or LARGEST_SCALE, words or {}, names):
            (said if isinstance(one, Finding) else found).append(one)  # type: ignore[arg-type]  # mypy joins both lists
    said += _other_names(found)
    if any(one.severity is Severity.ERROR for one in said):
        return MatrixReading(None, slips.at_most(said))
    matrix = _joined(found, scale)
    said += () if scale is not None else _alone_on_top(found)
    if len(found) > 1 or (judges and len(judges) > 1):
        ids = _ids(found, judges)
        matrix = replace(matrix, entries=(), judges=ids, judged=tuple(_together(found, ids)))
        said += _blanks(found)
    return MatrixReading(matrix, slips.at_most(said))


def _joined(found: Sequence[JudgeScores], scale: float | None) -> Matrix:
    """The names of the matrices, the scores of the first, and the scale of all."""
    scored = [entry for one in found for entry in one.entries if entry.value]
    strongest = max(scored, key=lambda entry: abs(entry.value), default=None)
    limit = f"{scale:.12g}" if scale is not None else strongest.written.lstrip("+-") if strongest else "1"
    first = found[0]
    titles = {name: text for one in reversed(found) for name, text in one.titles.items()}
    entries = tuple(entry for entry in first.entries if entry.value)
    return Matrix(first.names, entries, limit, titles, first.targets if first.rectangular else ())


def _alone_on_top(found: Sequence[JudgeScores]) -> Iterator[Finding]:
    """One score that is far above all others: perhaps a slip, and it alone would make the scale."""
    ranked = sorted(
        ((abs(entry.value), one, entry) for one in found for entry in one.entries if entry.value),
        key=lambda scored: -scored[0],
    )
    if len(ranked) < _FEW_SCORES:
        return
    (most, one, entry), (after, *_) = ranked[:2]
    if most >= _FAR * after:
        says = message(
            "{cell}: {written} is the strongest score by far and makes the scale; the next is {after:g}",
            cell=entry.cell,
            written=entry.written,
            after=after,
        )
        hint = message("correct it if it is a slip; --scale says how strong a score may be")
        yield slips.slip(slips.AS_READ, Place(one.place), says, hint)


def _must_be_scale(scale: float | None) -> None:
    """Raise `CallError` for a scale that is none."""
    if scale is not None and not 0 < scale <= LARGEST_SCALE:
        must = message(
            "it must be a number above 0 and not above {largest_scale:.0f}", largest_scale=LARGEST_SCALE
        )
        raise CallError(
            message("the scale is {scale:g}; {must}", scale=scale, must=must),
            message("for example --scale 4"),
        )


def judge_ids(asked: str | None, paths: Sequence[str]) -> list[str] | None:
    """The ids that `--judge` gives: those that it lists, or for `file` the names of the files.

    A name of a file may be that of a person, so nobody gets it without asking.
    """
    if asked is None:
        return None
    if asked.strip().casefold() == "file":
        return [re.sub(r"[^\w.-]+", "-", PurePath(path).stem).strip("-.") or "judge" for path in paths]
    return [one.strip() for one in re.split("[,;，；]", asked) if one.strip()]


def _ids(found: Sequence[JudgeScores], judges: Sequence[str] | None) -> tuple[tuple[str, str], ...]:
    """An id for each judge."""
    given = judges if judges is not None else [f"g{number}" for number in range(1, len(found) + 1)]
    if len(given) != len(found) or len(set(given)) < len(given):
        raise CallError(
            message(
                "there are {count} matrices, and {given} ids of judges",
                count=len(found),
                given=len(set(given)),
            ),
            message("give each an id of its own: --judge g1,g2,g3"),
        )
    for judge in given:
        if bad := unusable(judge):
            raise CallError(bad, message("give each an id of its own: --judge g1,g2,g3"))
    return tuple((judge, one.place) for judge, one in zip(given, found, strict=True))


def _other_names(found: Sequence[JudgeScores]) -> Iterator[Finding]:
    """Matrices of several judges that do not name the same things."""
    if not found:
        return
    first = found[0]
    for other in found[1:]:
        ours, theirs = {*map(plain, first.names)}, {*map(plain, other.names)}
        if ours == theirs and {*map(plain, first.targets)} == {*map(plain, other.targets)}:
            continue
        parts = [
            fill(template, names=join(map(shown, sorted(names)[:5])))
            for template, names in ((_LACKS, ours - theirs), (_HAS, theirs - ours))
            if names
        ]
        says = message(
            "the names are not those of {first}: {what}",
            first=first.place,
            what=join(parts, SEMICOLON) if parts else message("the columns differ"),
        )
        hint = message("all judges score the same names")
        yield slips.slip(slips.NOT_SQUARE, Place(other.place), says, hint)


def _blanks(found: Sequence[JudgeScores]) -> Iterator[Finding]:
    """How blank cells are read, where there are any."""
    for one in found:
        same = sum(entry.source == entry.target for entry in one.entries)
        cells = len(one.names) * len(one.targets) - (0 if one.rectangular else len(one.names))
        blank = cells - len(one.entries) + same
        if blank > 0:
            says = plural(
                "{count} blank cell is read as {means}",
                "{count} blank cells are read as {means}",
                blank,
                means=_NOTHING if one.blank_is_nothing else _UNKNOWN,
            )
            yield slips.slip(slips.AS_READ, Place(one.place), says)


def _together(found: Sequence[JudgeScores], ids: Sequence[tuple[str, str]]) -> Iterator[Judged]:
    """Every pair that a judge scored, with the scores of all, in the order of the first matrix."""
    spelt = {plain(name): name for name in (*found[0].names, *found[0].targets)}
    tables = [
        {(spelt[plain(one.source)], spelt[plain(one.target)]): one for one in scores.entries}
        for scores in found
    ]
    for source in found[0].names:
        for target in found[0].targets:
            target_name = spelt[plain(target)]
            pair = (source, target_name)
            same = source == target_name and not found[0].rectangular
            if same or not any(pair in table for table in tables):
                continue
            said = tuple(
                (judge, table.get(pair))
                for (judge, _), table, scores in zip(ids, tables, found, strict=True)
                if pair in table or scores.blank_is_nothing
            )
            yield Judged(source, target_name, said)
