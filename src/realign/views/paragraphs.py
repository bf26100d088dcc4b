"""How a sentence names paragraphs: those of the main source by their numbers alone."""

from collections.abc import Sequence

from realign.citations import cited
from realign.plan import split_ref
from realign.text import Text


class Paragraphs:
    """References as a sentence names them: of the first source the paragraph alone."""

    def __init__(self, main: str, sources: Sequence[str]) -> None:
        self._main = main
        self._sources = frozenset(sources)
        self._short: dict[str, str] = {}

    def __call__(self, refs: Sequence[str]) -> Text:
        """Some references as one phrase; empty for none."""
        return cited(self._shortened(ref) for ref in refs)

    def _shortened(self, ref: str) -> str:
        if ref not in self._short:
            place = split_ref(ref, self._sources)
            main = place is not None and place[0] == self._main and place[1]
            self._short[ref] = place[1] if place and main else ref
        return self._short[ref]
