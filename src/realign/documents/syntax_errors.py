"""Where the parser gave up → what a person probably did, in plain words."""

import re
from collections.abc import Callable

from realign.documents.brackets import never_opened, open_bracket, within_brackets
from realign.documents.lookalikes import (
    earlier_line,
    false_dash,
    last_comma,
    no_colon,
    second_field,
    unfinished_field,
)
from realign.documents.positions import PositionTable
from realign.documents.quotation import in_quotes, short, shown
from realign.documents.reader import Trouble
from realign.documents.rules import COLON, SYNTAX, UNCLOSED
from realign.documents.syntax_context import Scene
from realign.documents.value_rules import SIGN, SPACE
from realign.findings import Finding, Fix, Related
from realign.text import Text, join, message

_FIELD = re.compile(r"\s*+(?:- ++)*+(?P<key>[^\s:'\"\[{#&*!|>@`-][^:#'\"]*+):\s++(?P<value>\S.*+)")
"""A field and what stands behind it, a comment included; of a long line no step is taken twice."""
_TWO_FIELDS = re.compile(r"(?:^|[\s,])[a-z_]+:(?:\s|$)")
"""`Roads cost: 5m`: perhaps two fields on one line, so that quotes would swallow one."""
_BEFORE_BRACKET = re.compile(r"(?P<name>[\w-]+) *(?P<sign>[{\[])")
_ONLY_TEXT = re.compile(r"(?:>\d|[%@`])[^#,{}\[\]:]*")
"""What begins no block of text, no anchor, no alias and no tag, and holds neither fields nor a comment."""
_NEXT_FIELD = re.compile(r"[,;]?\s*[\w-]+:\s")
_COMMENT = re.compile(r"\s#")
_BAD_ESCAPE = re.compile(
    r"\\(?:u[dD][89a-fA-F][\da-fA-F]{2}|U(?!0010|000[\da-fA-F])[\da-fA-F]{8}|U0000[dD][89a-fA-F])"
)


def diagnose(trouble: Trouble, table: PositionTable) -> Finding:
    """Say in plain words why the parser gave up, and what to do."""
    lines = table.lines
    begin = trouble.begin
    if "simple key" in trouble.context and begin is not None and lines.text[begin] in "[{":
        trouble = Trouble("while parsing a block mapping", "", begin, begin)  # as the Python parser says
    at = min(trouble.at, len(lines.text))
    if at == len(lines.text) and lines.text.strip():
        at = len(lines.text.rstrip())  # not on an empty line behind the end
    scene = Scene(trouble._replace(at=at), table, lines.position(at).line)
    for slip in _SLIPS:
        found = slip(scene)
        if found:
            return found
    return SYNTAX.finding(scene.spot(), message("this line cannot be read as YAML"), _ALIGN)


_ALIGN = message(
    "fields of one record begin in the same column, as `name: value`; entries of a list "
    "begin with a dash and a space"
)


def _open_quote(scene: Scene) -> Finding | None:
    """A quote that is open until the end of the file, or that closes lines below."""
    trouble, lines = scene.trouble, scene.lines
    if "quoted scalar" in trouble.context and "escape" not in trouble.problem and trouble.begin is not None:
        return _unclosed_quote(scene, trouble.begin, "")
    node = table_before(scene)
    if node is None or trouble.context in {"", "while scanning a simple key"}:
        return None
    start, end = scene.table.span(node)
    quoted, gap = lines.text[start : start + 1], lines.text[end : trouble.at]
    if quoted and quoted in "'\"" and not gap.strip(" "):
        first, last = lines.position(start).line, lines.position(end).line
        if first < last:
            return _unclosed_quote(scene, start, message("; it closes only in line {last}", last=last))
        if _NEXT_FIELD.match(scene.line, scene.column):
            return None if "flow" in trouble.context else second_field(scene)
        hint = message(
            "put the whole text between one pair of quotes; inside '…' write '' for a single quote"
        )
        return SYNTAX.finding(scene.spot(), message("the text goes on after its closing quote"), hint)
    return None


def table_before(scene: Scene) -> int | None:
    """The last scalar before the fault."""
    return scene.table.scalar_at(max(0, scene.trouble.at - 1))


def _unclosed_quote(scene: Scene, start: int, more: Text) -> Finding:
    """The finding about a quote."""
    sign = scene.lines.text[start]
    place = scene.lines.place(start, start + 1)
    hint = (
        message("write the closing '; an apostrophe inside '…' is written ''")
        if sign == "'"
        else message("write the closing {sign}", sign=sign)
    )
    return UNCLOSED.finding(
        place, message("the quote {sign} that begins here is not closed{more}", sign=sign, more=more), hint
    )


def _bad_escape(scene: Scene) -> Finding | None:
    """A backslash in double quotes, as in the path of a file."""
    trouble, text = scene.trouble, scene.lines.text
    if "escape" not in trouble.problem and "parsing a quoted" not in trouble.context:
        return None
    begin = trouble.at if trouble.begin is None else trouble.begin
    if "Unicode" in trouble.problem:
        found = _BAD_ESCAPE.search(text, begin)
        at = found.start() if found else begin
    else:
        at = max(text.rfind("\\", begin, trouble.at + 1), begin)
    place = scene.lines.place(at, min(at + 2, len(text)))
    hint = message("write two backslashes, or put the text into single quotes")
    return SYNTAX.finding(
        place, message("a backslash in double quotes stands for a special character, but not this one"), hint
    )


def _tight_colon(scene: Scene) -> Finding | None:
    """`{title:[Land]}`: libyaml stops at a colon that touches a bracket."""
    if "unexpected ':'" not in scene.trouble.problem:
        return None
    place = scene.spot()
    fix = Fix(place, ": ", message("write a space after the colon"))
    return SPACE.finding(
        place, message("a space is missing after this colon"), message("write ': '"), fix=fix
    )


def _colon(scene: Scene) -> Finding | None:
    """A colon and a space where YAML expects none: mostly inside a title."""
    if "mapping values" not in scene.trouble.problem and "simple key" not in scene.trouble.context:
        return None
    earlier = earlier_line(scene)
    found = _FIELD.fullmatch(scene.line)
    if found and scene.column > found.end("key") + 1 and "mapping values" in scene.trouble.problem:
        glued = _BEFORE_BRACKET.match(found["key"])
        if glued:
            return _no_colon_before(scene, found.start("key") + glued.end("name"), glued)
        value = _COMMENT.split(found["value"], maxsplit=1)[0].rstrip()
        start = found.start("value")
        place = scene.stretch(scene.number, start, start + len(value))
        quoted, key = in_quotes(value), short(found["key"].rstrip())
        says = message(
            "the text of '{key}' holds a colon and a space, so YAML takes a part of it for a field", key=key
        )
        hint = message("put it into quotes{part}", part=shown(f"{key}: {quoted}"))
        fix = None if _TWO_FIELDS.search(value) else Fix(place, quoted, message("put it into quotes"))
        return COLON.finding(place, says, hint, fix=fix)
    if earlier:
        return earlier
    if "simple key" in scene.trouble.context:
        return no_colon(scene, scene.trouble.begin if scene.trouble.begin is not None else scene.trouble.at)
    before = scene.meant()
    if before and (bare_name := unfinished_field(scene, before)):
        return bare_name
    related = (
        (Related(scene.stretch(before, 0, len(scene.lines[before - 1])), message("this is the line above")),)
        if before
        else ()
    )
    says = message("a field stands below a line that has a value already")
    return SYNTAX.finding(
        scene.spot(), says, message("let it begin in the same column as the field above"), related=related
    )


def _no_colon_before(scene: Scene, column: int, bare: re.Match[str]) -> Finding:
    """`plan {id: p}`: the braces make a record only behind a colon."""
    place = scene.stretch(scene.number, column, column + 1)
    name, sign = short(bare["name"]), bare["sign"]
    says = message("a colon is missing between {name} and the bracket {sign}", name=name, sign=sign)
    return COLON.finding(place, says, message("write {name}: {sign}…", name=name, sign=sign))


def _sign(scene: Scene) -> Finding | None:
    """A text that begins with a sign of YAML's own."""
    context, problem = scene.trouble.context, scene.trouble.problem
    contexts = ("next token", "block scalar", "anchor", "alias", "tag", "directive")
    tag = "undefined tag" in problem
    out_of_place = "node" in context and scene.line[scene.column : scene.column + 1] in "]},&*!|>%@`"
    if not tag and not out_of_place and not any(one in context for one in contexts):
        return None
    begin = scene.trouble.begin if scene.trouble.begin is not None else scene.trouble.at
    line = scene.lines.position(begin).line
    rest = scene.lines[line - 1][begin - scene.lines.begin(line) :].rstrip()
    if not rest:
        return None
    in_brackets = within_brackets(scene, begin)
    if in_brackets:
        rest = re.split(r"\s*[,\]}]", rest, maxsplit=1)[0] or rest[0]
    place = scene.lines.place(begin, begin + len(rest))
    quoted = in_quotes(rest)
    says = message("a text cannot begin with {rest} unless it is in quotes", rest=rest[0])
    hint = message("put it into quotes{quoted}", quoted=shown(quoted))
    fix = None
    if rest.startswith("```"):
        return SIGN.finding(
            place,
            message("``` belongs to Markdown, not to YAML"),
            message("delete the line"),
        )
    if _ONLY_TEXT.fullmatch(rest) and not in_brackets:
        fix = Fix(place, quoted, message("put it into quotes"))
    return SIGN.finding(place, says, hint, fix=fix)


def _entry(scene: Scene) -> Finding | None:
    """A dash or a question mark on the line of a key."""
    problem = scene.trouble.problem
    if "sequence entries" in problem:
        hint = message(
            "begin the list on a line of its own, or write it in brackets: [1.1, 1.2]; put a "
            "text that begins with a dash into quotes"
        )
        return SYNTAX.finding(scene.spot(), message("a list cannot begin behind the name of its field"), hint)
    if "mapping keys" in problem:
        return SIGN.finding(
            scene.spot(),
            message("a text cannot begin with '? ' unless it is in quotes"),
            message("put it into quotes"),
        )
    return None


def _misaligned(scene: Scene) -> Finding | None:
    """A line whose indentation fits nothing above it."""
    context = scene.trouble.context
    if "block mapping" not in context and "block collection" not in context:
        return None
    rest = scene.line[scene.column :]
    if rest[:1] and rest[:1] in "]}":
        return never_opened(scene, rest[0])
    if scene.line[: scene.column].strip(" -"):
        return SYNTAX.finding(
            scene.spot(),
            message("something stands behind a value that is complete"),
            message("put the whole text into quotes, or delete the rest"),
        )
    earlier = earlier_line(scene)
    if earlier:
        return earlier
    columns = _columns_above(scene)
    here = scene.column + 1
    says = message("the line begins in column {here}, where nothing above it begins", here=here)
    if here in columns:
        says = message("the line does not go on as the lines above it do")
    above = message("column{part} {map}", part="s" * (len(columns) > 1), map=join(map(str, columns)))
    hint = (
        message("{align}; the lines above begin in {above}", align=_ALIGN, above=above) if columns else _ALIGN
    )
    return SYNTAX.finding(scene.spot(), says, hint)


def _columns_above(scene: Scene) -> list[int]:
    """The columns in which the last lines before the fault begin."""
    first = max(1, scene.number - 50)
    lines = (scene.lines[number - 1] for number in range(first, scene.number))
    return sorted({len(line) - len(line.lstrip()) + 1 for line in lines if line.partition("#")[0].strip()})


def _second_start(scene: Scene) -> Finding | None:
    """Content after the end of the document."""
    if "document start" not in scene.trouble.problem and "YAML document" not in scene.trouble.problem:
        return None
    return SYNTAX.finding(scene.spot(), message("something stands behind the end of the content"), _ALIGN)


_SLIPS: tuple[Callable[[Scene], Finding | None], ...] = (
    _bad_escape,
    last_comma,
    _open_quote,
    open_bracket,
    _tight_colon,
    false_dash,
    _colon,
    _sign,
    _entry,
    _misaligned,
    _second_start,
)
"""Asked in turn; the first that recognises what happened speaks."""
