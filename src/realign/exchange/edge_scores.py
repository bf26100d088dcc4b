"""Strengths, signs and directions of a list of links, as one file writes them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite

from realign.exchange.edge_map import NUMBER, Edge
from realign.exchange.link_words import direction_of, meant_by, negative_sign, unknown_words
from realign.exchange.names import folded
from realign.exchange.words import recognise
from realign.text import Text, message, plural


def _written(edge: Edge) -> str:
    """The strength as it is written, with a plain minus."""
    return edge.more.get("strength", "").replace("−", "-")


@dataclass
class EdgeScores:
    """Reads the links of a file one by one, and knows afterwards what is to be said of them."""

    signs: Mapping[str, tuple[bool, float]]
    """Sign of several strokes -> whether it holds back, and how strong the link is."""
    words: Mapping[str, float]
    """Word -> the strength that it stands for."""
    plain: int = 0
    unknown_signs: list[str] = field(default_factory=list)
    unknown_directions: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, edges: Sequence[Edge], words: Mapping[str, float]) -> "EdgeScores":
        """Learn the signs and words of a file; without `words` those of a usual scale are recognised."""
        texts = [_written(one) for one in edges]
        others = [*dict.fromkeys(text for text in texts if text and not NUMBER.fullmatch(text))]
        if words:
            known = {text: words[folded(text)] for text in others if folded(text) in words}
        else:
            known = {} if any(map(NUMBER.fullmatch, texts)) else recognise(others)
        return cls(meant_by(dict.fromkeys(one.more.get("sign", "") for one in edges)), known)

    def strength(self, edge: Edge) -> float | None:
        """The strength of a link without its sign; what has none counts 1; None for what is no strength."""
        text = _written(edge)
        if NUMBER.fullmatch(text):
            number = float(text.replace(",", "."))
            return number if isfinite(number) else None  # hundreds of digits
        if text:
            return self.words.get(text)
        step = self.signs.get(edge.more.get("sign", ""))
        self.plain += step is None
        return step[1] if step else 1.0

    def way(self, edge: Edge) -> tuple[bool, str, bool]:
        """Whether a link holds back, its direction, and whether its ends are swapped."""
        sign, said = edge.more.get("sign", ""), edge.more.get("direction", "")
        step = self.signs.get(sign)
        negative = step[0] if step else negative_sign(sign)
        if negative is None and not said and direction_of(sign):
            negative, said = False, sign  # a column of types may say the direction
        direction = direction_of(said)
        self.unknown_signs += [sign] if negative is None else []
        self.unknown_directions += [] if direction else [said]
        return bool(negative), *(direction or ("directed", False))

    def tells(self) -> Iterator[Text]:
        """How signs, words and blanks were read."""
        yield from unknown_words(self.unknown_signs, self.unknown_directions)
        if self.signs:
            steps = ((sign, -step if less else step) for sign, (less, step) in self.signs.items())
            read = ", ".join(f"{sign} = {step:g}" for sign, step in steps)
            yield message("signs are read as scores: {scores}", scores=read)
        if self.words:
            ranked = sorted(self.words.items(), key=lambda pair: pair[1])
            read = ", ".join(f"{word} = {score:g}" for word, score in ranked)
            yield message("words are read as scores: {scores}", scores=read)
        if self.plain:
            yield plural(
                "1 link has no strength; it counts 1",
                "{count} links have no strength; they count 1",
                self.plain,
            )
