"""The sign and the direction of a link, as words and arrows of other people's files say them."""

from collections.abc import Iterable

from realign.exchange.names import folded
from realign.exchange.vocabulary import BACKWARD, DIRECTIONS, FORWARD, NEGATIVE, POSITIVE
from realign.text import Message, join, message

_NAMED = 5
"""Unknown words that are named."""


def negative_sign(text: str) -> bool | None:
    """Whether a sign says that one end holds the other back; None for a word that is no sign."""
    said = folded(text).strip("()[]") or folded(text)
    if not said or said in POSITIVE:
        return False
    return True if said in NEGATIVE else None


def direction_of(text: str) -> tuple[str, bool] | None:
    """The direction that a word or an arrow says, and whether it swaps the ends; None for an unknown one."""
    said = folded(text)
    if not said or said in FORWARD:
        return "directed", False
    if said in BACKWARD:
        return "directed", True
    name = next((name for name, meant in DIRECTIONS.items() if said in meant), "")
    return (name, False) if name else None


def unknown_words(signs: Iterable[str], directions: Iterable[str]) -> list[Message]:
    """Say once which words were not known, and how their links are read."""
    said = []
    for_signs, for_directions = (list(dict.fromkeys(some)) for some in (signs, directions))
    if for_signs:
        says = message(
            "what these signs mean is not known, and their links are read as they are scored: {some}",
            some=join(for_signs[:_NAMED]),
        )
        said.append(says)
    if for_directions:
        says = message(
            "what these directions mean is not known, and their links are read as directed: {some}",
            some=join(for_directions[:_NAMED]),
        )
        said.append(says)
    return said
