"""What is wrong with brackets, or between them."""

import re

from realign.documents.rules import COLON, SYNTAX, UNCLOSED
from realign.documents.syntax_context import Scene
from realign.findings import Finding, Related
from realign.text import Text, message

_SECOND_NAME = re.compile(r"[\w;] (?P<key>[a-z_]+)$")
_SWALLOWED = re.compile(r"\s#.*[\]}]")


def open_bracket(scene: Scene) -> Finding | None:
    """A bracket that is not closed, or whose content is not divided by commas."""
    trouble, lines = scene.trouble, scene.lines
    if "flow" not in trouble.context:
        return None
    begin = trouble.begin
    if "node" in trouble.context:
        begin = _innermost_bracket(scene)
    if begin is None:
        return None
    sign = lines.text[begin : begin + 1]
    closing = "]" if sign == "[" else "}"
    rest = scene.line[scene.column :]
    one_line = lines.position(begin).line == scene.number
    if one_line and closing in rest:
        return _in_brackets(scene, rest, sign)
    place = lines.place(begin, begin + 1)
    ended = scene.trouble.at >= len(lines.text.rstrip())
    says = message("the file ends here") if ended else message("what stands here cannot be a part of it")
    related = (Related(scene.spot(), says),)
    hint = _comment_hint(scene, begin) or message(
        "write the closing {closing}; put a text that begins with {sign} into quotes",
        closing=closing,
        sign=sign,
    )
    return UNCLOSED.finding(
        place, message("the bracket {sign} that begins here is not closed", sign=sign), hint, related=related
    )


def _innermost_bracket(scene: Scene) -> int | None:
    """The last bracket before the fault that is open."""
    starts = (scene.table.starts[node] for node in reversed(scene.table.open))
    return next((start for start in starts if scene.lines.text[start : start + 1] in ("[", "{")), None)


def _in_brackets(scene: Scene, rest: str, sign: str) -> Finding:
    """Something is wrong between brackets on one line."""
    if rest.startswith(":"):
        hint = message(
            "a colon and a space begin the value of a field; put a text that holds them into quotes"
        )
        if found := _SECOND_NAME.search(scene.line[: scene.column]):
            hint = message(
                "write a comma before {key} if it is a field; else put the text that holds the colon into "
                "quotes",
                key=found["key"],
            )
        return COLON.finding(scene.spot(), message("a colon stands inside a text without quotes"), hint)
    if rest[0] in "]}":
        return never_opened(scene, rest[0])
    if rest.startswith(","):
        return SYNTAX.finding(
            scene.spot(), message("two commas follow each other"), message("delete one of them")
        )
    hint = message('write them like [1.1, 1.2] or ["HSP/EB.2021/19 7(b)", "HSP/EB.2021/19 9(c)"]')
    if sign == "{":
        hint = message(
            "write them like {{en: Land, fr: Terres}}; put a text that holds a comma or a bracket into quotes"
        )
    if rest.startswith(";"):
        says = message("a semicolon stands where YAML needs a comma")
        return SYNTAX.finding(scene.spot(), says, message("write a comma"))
    return SYNTAX.finding(scene.spot(), message("a comma is missing between two entries"), hint)


def never_opened(scene: Scene, sign: str) -> Finding:
    """A closing bracket too many."""
    return SYNTAX.finding(
        scene.spot(),
        message("a bracket {sign} closes what was never opened", sign=sign),
        message("delete it"),
    )


def within_brackets(scene: Scene, at: int) -> bool:
    """Whether a bracket of the same line is open there, so that a comma ends the value."""
    number = scene.lines.position(at).line
    before = scene.lines[number - 1][: at - scene.lines.begin(number)]
    return sum(map(before.count, "[{")) > sum(map(before.count, "]}"))


def _comment_hint(scene: Scene, begin: int) -> Text:
    """What to do where the rest of a line, and a closing bracket with it, became a comment."""
    number = scene.lines.position(begin).line
    behind = scene.lines[number - 1][begin - scene.lines.begin(number) :]
    if not _SWALLOWED.search(behind):
        return ""
    return message("what follows the # is a comment; put the value into quotes if the # belongs to it")
