"""The parser of YAML: libyaml's where there is one, else Python's, made to agree with it."""

import re

from yaml import Mark, SafeLoader
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken

__all__ = ["Parser", "PythonParser"]

_BLANK = r"\0 \t\r\n"
_STOP = re.compile(rf"[{_BLANK}]|:(?=[{_BLANK}])")
"""Where a word of a text without quotes ends."""
_STOP_IN_BRACKETS = re.compile(rf"[{_BLANK},\[\]{{}}]|:(?=[{_BLANK},?\[\]{{}}])")
_INDICATORS = re.compile("[-+][1-9]?|[1-9][-+]?|")


class PythonParser(SafeLoader):
    r"""PyYAML's own parser; ten times slower than libyaml, and otherwise the same.

    libyaml allows a `?` in a text without quotes between brackets and a comment right behind `|`; it
    refuses `title:[` and escapes such as `"\ud800"`. Here PyYAML does, too.
    """

    def scan_plain(self) -> ScalarToken:
        """Read a text without quotes."""
        start = end = self.get_mark()
        stop = _STOP_IN_BRACKETS if self.flow_level else _STOP
        chunks: list[str] = []
        spaces: list[str] = []
        while self.peek() != "#":
            found = stop.search(self.buffer, self.pointer)
            length = (found.start() if found else len(self.buffer)) - self.pointer
            if self.flow_level and self.peek(length) == ":" and self.peek(length + 1) in ",?[]{}":
                self.forward(length)
                raise ScannerError(
                    "while scanning a plain scalar", start, "found unexpected ':'", self.get_mark()
                )
            if not length:
                break
            self.allow_simple_key = False
            chunks += [*spaces, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(self.indent + 1, start) or []
            if not spaces or (not self.flow_level and self.column <= self.indent):
                break
        return ScalarToken("".join(chunks), True, start, end)

    def scan_block_scalar_indicators(self, _: Mark) -> tuple[bool | None, int | None]:
        """Read what stands behind `|` or `>`: whether ends of lines are kept, and the indentation."""
        found = _INDICATORS.match(self.buffer, self.pointer)
        signs = found[0] if found else ""
        self.forward(len(signs))
        digit = signs.strip("+-")
        return {"+": True, "-": False}.get(signs.strip("123456789")), int(digit) if digit else None

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Mark) -> list[str]:
        """Read a piece of a text in quotes; an escape must make a character that there is."""
        try:
            chunks: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
        except ValueError:
            chunks = ["\ud800"]
        if any("\ud800" <= one <= "\udfff" for chunk in chunks for one in chunk):
            problem = "found invalid Unicode character escape code"
            raise ScannerError("while parsing a quoted scalar", start_mark, problem, start_mark)
        return chunks


try:
    from yaml import CSafeLoader as Parser
except ImportError:  # no libyaml here
    Parser = PythonParser  # type: ignore[misc,assignment]  # stands in where libyaml is missing
