"""What a report looks like before any format: sheets of cells that know their kind, and pictures."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol, TypeVar, overload, runtime_checkable

from realign.findings import Finding
from realign.text import Text, lacks

S = TypeVar("S")
T = TypeVar("T")


class Kind(StrEnum):
    """What a cell holds; it decides alignment, digits and how a workbook stores it."""

    TEXT = "text"
    CODE = "code"
    """An id or outcome code: text, also where it looks like a number."""
    INTEGER = "integer"
    NUMBER = "number"
    """A score: shown with three digits, stored in full."""
    SHARE = "share"
    """A probability or a part of a whole in 0..1: shown as a percentage."""
    MONEY = "money"
    """Whole units of the plan's currency."""
    STATE = "state"
    """One of a few words that colour may underline, such as `covered` or `error`."""


Cell = Text | int | float | bool | tuple[Text, ...] | None
"""A value; `None` is "unknown or does not apply" and never the number 0."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a stable machine name, a heading for people, the kind of its cells."""

    name: str
    title: Text
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Sheet:
    """A titled table with notes under it; every row is as long as `columns`."""

    name: str
    title: Text
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    notes: tuple[Text, ...] = ()
    detail: bool = False
    """Whether people see it only when they ask for details, or for this sheet."""
    verbatim: bool = False
    """Whether the notes are the lines of one text, such as an example of YAML, that keeps its blanks."""
    chapter: bool = False
    """Whether it opens a chapter of a long answer."""
    lead: bool = False
    """Whether it sums up the tables behind it: a format that holds one table takes the next."""
    brief: tuple[str, ...] = ()
    """Names of the columns of the first screen; without them it shows the first ones."""
    under: tuple[str, ...] = ()
    """Names of columns with long texts, which the first screen shows under their row."""
    at_length: bool = False
    """Whether it tells in brief all that stands behind it: the first screen shows as much of it as fits."""
    bars: tuple[str, ...] = ()
    """Names of columns that a workbook draws: what the bars stand for, then how long their parts are."""
    ends: tuple[str, ...] = ()
    """Names of the columns that say how low and how high a bar may reach."""
    order: tuple[int, ...] = ()
    """Numbers of the rows as the first screen takes them, what matters first; without them as they stand."""


@dataclass(frozen=True, slots=True)
class Heat:
    """A picture: a matrix of numbers with the names of its rows and columns; `None` is blank."""

    name: str
    title: Text
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    notes: tuple[Text, ...] = ()
    detail: bool = False
    """Whether people see it only when they ask for details, or for this picture."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A picture: a step curve through `points` (x, y), each step holding until the next x."""

    name: str
    title: Text
    x: Column
    y: Column
    points: tuple[tuple[int | float, int | float], ...]
    marks: tuple[int | float, ...] = ()
    """Values of x that the reader asked about."""
    notes: tuple[Text, ...] = ()
    alone: bool = False
    """Whether it stands without its numbers where it can be drawn."""


@dataclass(frozen=True, slots=True)
class Bars:
    """A picture: a bar for each row, divided into the same parts."""

    name: str
    title: Text
    rows: tuple[Text, ...]
    """What the bars stand for."""
    parts: tuple[Text, ...]
    """What they are divided into, at most five."""
    values: tuple[tuple[int, ...], ...]
    """How much each part of each bar is."""
    notes: tuple[Text, ...] = ()


PAGE_WIDTH = 100
"""Columns of a first screen that goes to a pipe or a file."""
Part = Sheet | Heat | Curve | Bars
"""A sheet, or a picture. A picture can always be told in numbers, too."""


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What the shell knows about where an answer goes; a writer looks at nothing else."""

    language: str = "en"
    width: int | None = None
    """Columns of the page; `None`: nothing is folded."""
    colour: bool = False
    unicode: bool = True
    """Whether the output can carry more than ASCII."""
    currency: str = ""
    money: tuple[Text, ...] = ()
    """What was done to amounts: rounded, converted by which rates."""
    sheet: str | None = None
    """The one sheet to write; `None`: all, or the first for a format that holds only one."""
    details: bool = False
    """Whether to write the sheets, too, that are left out at first reading."""
    brief: bool = False
    """Whether to write one screen of the answer and what to type for the rest."""
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Text of the plan's files by path, for writers that show the line at fault."""
    root: str = ""
    """Absolute path of the repository; empty where the writer names files as they are."""
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Files of the plan and their SHA-256, for writers that say what the figures come from."""
    template: bytes | None = None
    """A Word document whose styles and page are taken; none for our own."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Path of a file as findings give it -> from the root of the repository, absolute for one elsewhere."""


class Later(Sequence[T]):
    """Many records of which few may be looked at: each is made when it is asked for."""

    def __init__(self, of: Sequence[S], make: Callable[[S], T]) -> None:
        """`make` makes a record of each of `of`."""
        self._of, self._make = of, make

    def __len__(self) -> int:
        """How many there are."""
        return len(self._of)

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...

    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        """One of them, or some."""
        if isinstance(at, slice):
            return tuple(map(self._make, self._of[at]))
        return self._make(self._of[at])


class Answer(Protocol):
    """A typed answer: its fields are the data, `passed` the verdict; `views` lays it out."""

    @property
    def passed(self) -> bool:
        """False where a script should stop."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the answer has to say about lines of the plan."""


@runtime_checkable
class LaidOut(Answer, Protocol):
    """An answer that brings its own layout."""

    def sheets(self) -> Iterable[Part]:
        """The answer as people read it, in order."""


class Exportable:
    """What every answer can do: become a mapping, a data frame or a file."""

    __slots__ = ("_plan",)

    def to_dict(self, language: str = "en") -> dict[str, Any]:
        """The answer as `--format json` gives it: mappings, lists, numbers, texts in `language`."""
        found: dict[str, Any] = _saving().as_mapping(self, language)
        return found

    def frame(self, sheet: str | None = None, language: str = "en") -> Any:
        """A table of the answer, the first or the one that is named, as a pandas data frame.

        Codes stay text, and what is unknown is missing. Raises `CallError` without pandas, and for a name
        that the answer does not have.
        """
        return _saving().as_frame(self, sheet, language)

    def save(
        self,
        path: str | Path,
        *,
        language: str = "en",
        sheet: str | None = None,
        details: bool = False,
        force: bool = False,
    ) -> Path:
        """Write the answer to a file in the format that its ending names: `.xlsx`, `.docx`, `.html`, `.csv`.

        `sheet`: only this table; `details`: every table; `force`: replace a file that exists. Raises
        `CallError` for an ending that no format has.
        """
        plan = getattr(self, "_plan", None)
        written: Path = _saving().save(
            self, plan, path, language=language, sheet=sheet, details=details, force=force
        )
        return written


def _saving() -> ModuleType:
    """The writers, which lie above the answers and are imported when they are first asked for."""
    return import_module("realign.render.saving")


class Faultless(Exportable):
    """An answer that nothing can be wrong with: what it finds missing is an answer, no fault of the plan."""

    __slots__ = ()

    @property
    def passed(self) -> bool:
        """Always."""
        return True

    @property
    def findings(self) -> tuple[Finding, ...]:
        """None."""
        return ()


def untranslated(parts: Iterable[Part], language: str) -> int:
    """How many different texts of `parts` have wordings, but none in `language`."""
    missing: set[str] = set()
    for part in parts:
        texts: list[object] = [part.title, *part.notes]
        if isinstance(part, Sheet):
            texts.extend(column.title for column in part.columns)
            texts.extend(cell for row in part.rows for cell in row)
        flat = (one for text in texts for one in (text if isinstance(text, tuple) else (text,)))
        missing.update(repr(one) for one in flat if lacks(one, language))
    return len(missing)
