"""The network of links as a Mermaid flowchart, which code hosts draw; every name stays text."""

import re
from collections.abc import Iterator, Sequence

from realign.models.influence.results import RankedLink, RankedOutcome
from realign.render.cells import visible
from realign.text import say

_MARKUP = re.compile(r"[^\w\s.,:()/+-]")
_ARROWS = {"directed": "-->", "mutual": "<-->", "unstated": "---"}
_DOTTED = {"directed": "-.->", "mutual": "<-.->", "unstated": "-.-"}


def flowchart(links: Sequence[RankedLink], outcomes: Sequence[RankedOutcome], language: str) -> str:
    """These links between these outcomes: wider lines lose more, dotted ones hold back."""
    names = {one.id: f"n{number}" for number, one in enumerate(outcomes, 1)}
    for link in links:
        for code in (link.source, link.target):
            names.setdefault(code, f"n{len(names) + 1}")
    labels = {one.id: labelled(one, language) for one in outcomes}
    lines = ["flowchart LR"]
    lines += [f'  {name}["{_entities(labels.get(code, code))}"]' for code, name in names.items()]
    styles = []
    for number, (link, width) in enumerate(widths(links)):
        arrow = (_DOTTED if link.strength < 0 else _ARROWS)[link.direction]
        lines.append(f'  {names[link.source]} {arrow}|"{link.strength:g}"| {names[link.target]}')
        styles.append(f"  linkStyle {number} stroke-width:{width:.2f}px")
    return "\n".join([*lines, *styles]) + "\n"


def labelled(outcome: RankedOutcome, language: str) -> str:
    """Code and title, once where they are the same."""
    title = say(outcome.title, language)
    return title if title == outcome.id else f"{outcome.id} {title}"


def widths(links: Sequence[RankedLink]) -> Iterator[tuple[RankedLink, float]]:
    """Every link with the width of its line, 1 to 6, by what is lost without it."""
    most = max((abs(one.loss or 0.0) for one in links), default=0.0) or 1.0
    for one in links:
        yield one, 1 + 5 * abs(one.loss or 0.0) / most


def _entities(text: str) -> str:
    """Mermaid text: whatever could be markup is named by its number."""
    return _MARKUP.sub(lambda found: f"#{ord(found[0])};", visible(text))
