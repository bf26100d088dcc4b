"""The sign and the direction of a link, as words and arrows of other people's files say them."""

from collections.abc import Iterable

from realign.exchange.names import folded
from realign.exchange.vocabulary import BACKWARD, DIRECTIONS, FORWARD, NEGATIVE, POSITIVE
from realign.exchange.words import signs as steps_of
from realign.text import Message, join, message

_PAIRS = {"++": False, "--": False, "+-": True, "-+": True}
"""What a rise and a fall of one end do to the other, as some causal maps write it."""
_NAMED = 5
"""Unknown words that are named."""


def negative_sign(text: str) -> bool | None:
    """Whether a sign says that one end holds the other back; None for a word that is no sign."""
    said = folded(text).strip("()[]") or folded(text)
    if not said or said in POSITIVE:
        return False
    return True if said in NEGATIVE else None


def is_sign(text: str) -> bool:
    """Whether a text is a sign and no other word."""
    return bool(text) and (negative_sign(text) is not None or _plain(text) in _PAIRS)


def _plain(text: str) -> str:
    """A sign of pluses and minuses without blanks, in ASCII."""
    return folded(text).replace("−", "-").replace("–", "-")


def meant_by(signs: Iterable[str]) -> dict[str, tuple[bool, float]]:
    """Sign of several pluses or minuses -> whether it holds back, and how strong the link is.

    `++` and `--` are two steps; beside `+-` or `-+` they say that both ends rise or fall together.
    """
    found = {sign: _plain(sign) for sign in signs}
    if any(plain in ("+-", "-+") for plain in found.values()):
        return {sign: (_PAIRS[plain], 1.0) for sign, plain in found.items() if plain in _PAIRS}
    steps = {sign: step for sign, plain in found.items() if len(plain) > 1 and (step := steps_of(plain))}
    return {sign: (step < 0, abs(step)) for sign, step in steps.items()}


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
