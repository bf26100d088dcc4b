"""From a cell to the value of a field, and every silent change of a spreadsheet program said."""

import re
from collections.abc import Collection
from typing import Any

from realign.exchange import rules as slips
from realign.exchange.filling import split
from realign.exchange.headings import Heading
from realign.exchange.money_formats import amount_seen
from realign.exchange.names import shown
from realign.exchange.nouns import (
    is_code,
    is_list,
    is_number,
    keys_values,
    lists_wordings,
    names_records,
    record_of,
)
from realign.exchange.number_formats import shapes
from realign.exchange.tally import Tally
from realign.exchange.vocabulary import NO, YES
from realign.exchange.workbook import Content, What
from realign.findings import Severity
from realign.money import certain
from realign.text import message

_OTHERS = re.compile(r"[,，、/|&]")
"""What else people divide ids by; obeyed only where each part is an id."""
EXACT = 10**15
"""From here on Excel has not kept the last digits of a number."""
_OF_CODES = frozenset(("id", "from", "to", "domain", "outcomes", "funds", "requires", "flagship"))
"""Fields of codes alone."""
_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]{2}")
_DAY = re.compile(
    r"[0-9]{1,2}[-. ](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?: 00:00(?::00)?)?"
)
_AS_TEXT = message("format the column as Text and type the code again")


class Cells:
    """Reads the cells of a sheet."""

    def __init__(
        self, tally: Tally, known: Collection[str], zeros: Collection[int], currency: str | None
    ) -> None:
        """Get ready: `known` are the ids there are, `zeros` the columns with codes such as 007."""
        self._tally, self._known, self._zeros, self._currency = tally, known, zeros, currency

    def value(self, heading: Heading, declared: Any, row: int, cell: Content) -> Any:
        """What a cell says; `None` where it says nothing that can be used, and that is said."""
        column = heading.column
        if cell.what is What.UNCALCULATED:
            hint = message("open the file in Excel or LibreOffice, let it calculate, and save it")
            self._tally.say(
                slips.NOT_CALCULATED, row, column, message("a formula that was never calculated"), hint
            )
            return None
        if cell.what is What.FAILED:
            self._tally.say(
                slips.WRONG_VALUE, row, column, message("the formula failed ({text})", text=cell.text)
            )
            return None
        text = cell.text
        if declared is None:
            return cell.shown or text
        if cell.what is What.NUMBER and is_number(declared):
            text = certain(text)
        if not heading.key and is_code(declared):
            text = self._code(heading, row, cell)
        elif cell.what is What.DAY and not is_number(declared):
            self._tally.say(
                slips.NUMBER_AS_CODE,
                row,
                column,
                message("a text has become the date {text}", text=text),
                _AS_TEXT,
            )
        if heading.money:
            return self._amount(heading, row, cell, text)
        self._say_form(declared, row, column, cell)
        return self._given(heading, declared, row, text)

    def _given(self, heading: Heading, declared: Any, row: int, text: str) -> Any:
        """One text, the entries of a list, or what a mark below an id says."""
        plain = is_list(declared) and not lists_wordings(declared) and record_of(declared) is None
        if heading.key and plain and names_records(heading.field):
            return self._marked(heading, declared, row, text)
        if heading.key or not is_list(declared):
            return text
        return self._list(heading, row, text)

    def _marked(self, heading: Heading, declared: Any, row: int, text: str) -> Any:
        """What a cell says below the id that heads its column: a mark that it is meant, or not."""
        mark = text.strip().casefold()
        if mark in YES or mark in NO:
            return [heading.key] if mark in YES else []
        if keys_values(declared):
            return text
        says = message(
            "{text} is no mark for {key}: x says that it is meant, a blank cell that it is not",
            text=shown(text),
            key=heading.key,
        )
        self._tally.say(slips.WRONG_VALUE, row, heading.column, says)
        return None

    def _amount(self, heading: Heading, row: int, cell: Content, text: str) -> str | None:
        """An amount of money with its currency and unit; None where that cannot be told."""
        seen = amount_seen(cell, text, heading.unit, self._currency)
        if seen.says:
            rule = slips.AS_READ if seen.text else slips.WRONG_VALUE
            self._tally.say(rule, row, heading.column, seen.says, seen.hint)
        return seen.text or None

    def _say_form(self, declared: Any, row: int, column: int, cell: Content) -> None:
        """Say that a number is shown as another one."""
        forms = shapes(cell.form) if is_number(declared) else ()
        if any(shape.percent or shape.scale > 1 for shape in forms):
            says = message(
                "the number format shows another figure than the cell holds; {text} is read", text=cell.text
            )
            self._tally.say(slips.AS_READ, row, column, says)

    def _code(self, heading: Heading, row: int, cell: Content) -> str:
        """A code as it was meant: as it is shown, not as the program stores it."""
        text, column = cell.text, heading.column
        if cell.what is What.DAY and heading.field != "date":
            says = message("the code has become the date {text}", text=text)
            self._tally.say(slips.NUMBER_AS_CODE, row, column, says, _AS_TEXT, Severity.ERROR)
        if cell.what is What.TRUTH:
            says = message("the code has become the truth value {text}", text=text)
            self._tally.say(slips.NUMBER_AS_CODE, row, column, says, _AS_TEXT)
        if cell.what is What.TEXT and heading.field in _OF_CODES:
            self._say_remains(row, column, text)
        if cell.what is not What.NUMBER:
            return text
        if abs(float(text)) >= EXACT:
            says = message("the code {text} has more than 15 digits; the last ones are lost", text=text)
            self._tally.say(slips.NUMBER_AS_CODE, row, column, says, _AS_TEXT, Severity.ERROR)
        elif cell.shown:
            says = message(
                "the code is the number {text} shown as {shown}; it is read as shown",
                text=text,
                shown=cell.shown,
            )
            self._tally.say(
                slips.NUMBER_AS_CODE, row, column, says, message("format the column as Text"), Severity.NOTE
            )
            return cell.shown
        elif "." in text:
            self._tally.say(
                slips.NUMBER_AS_CODE,
                row,
                column,
                message("the code {text} is kept as a number", text=text),
                _AS_TEXT,
            )
        elif column in self._zeros:
            says = message(
                "the code {text} is a number among codes that begin with 0; it may have lost its zeros",
                text=text,
            )
            self._tally.say(slips.NUMBER_AS_CODE, row, column, says, _AS_TEXT)
        return text

    def _say_remains(self, row: int, column: int, text: str) -> None:
        """Say that a text is what a spreadsheet program made of a code before it wrote the file."""
        if _ROUNDED.fullmatch(text):
            says = message("the code {text} has lost its last digits to a spreadsheet program", text=text)
            self._tally.say(slips.NUMBER_AS_CODE, row, column, says, _AS_TEXT, Severity.ERROR)
        elif _DAY.fullmatch(text.casefold()):
            says = message("the code {text} may be one that a spreadsheet program took for a day", text=text)
            self._tally.say(slips.NUMBER_AS_CODE, row, column, says, _AS_TEXT)

    def _list(self, heading: Heading, row: int, text: str) -> list[str]:
        """The values that stand in one cell."""
        if text in self._known:
            return [text]
        parts = split(text)
        if not names_records(heading.field):
            return parts
        found: list[str] = []
        for part in parts:
            inside = [one for one in map(str.strip, _OTHERS.split(part)) if one]
            if part in self._known or len(inside) < 2:
                found.append(part)
            elif all(one in self._known for one in inside):
                says = message("{part} is read as {count} ids", part=shown(part), count=len(inside))
                self._tally.say(slips.AS_READ, row, heading.column, says, message("divide ids by semicolons"))
                found += inside
            else:
                if any(one in self._known for one in inside):
                    says = message("{part} is no id, though a part of it is", part=shown(part))
                    self._tally.say(
                        slips.WRONG_VALUE, row, heading.column, says, message("divide ids by semicolons")
                    )
                found.append(part)
        return found
