"""A fault of syntax, with what lies around it."""

from dataclasses import dataclass

from realign.documents.lines import Lines
from realign.documents.positions import PositionTable
from realign.documents.reader import Trouble
from realign.findings import Place


@dataclass(frozen=True, slots=True)
class Scene:
    """A fault of syntax with what lies around it."""

    trouble: Trouble
    table: PositionTable
    number: int
    """The line at which the parser gave up."""

    @property
    def lines(self) -> Lines:
        """The lines of the file."""
        return self.table.lines

    @property
    def line(self) -> str:
        """The text of that line."""
        return self.lines[self.number - 1]

    @property
    def column(self) -> int:
        """The offset in that line."""
        return self.trouble.at - self.lines.begin(self.number)

    def spot(self) -> Place:
        """The place at which the parser gave up: one character of it."""
        return self.lines.place(self.trouble.at, min(self.trouble.at + 1, len(self.lines.text)))

    def stretch(self, number: int, start: int, end: int) -> Place:
        """Part of a line."""
        begin = self.lines.begin(number)
        return self.lines.place(begin + start, begin + end)

    def meant(self) -> int:
        """The line before, blank lines and comments left out; 0 if there is none near."""
        number = self.number - 1
        while number and self.number - number < 1000 and not self.lines[number - 1].partition("#")[0].strip():
            number -= 1
        return number
