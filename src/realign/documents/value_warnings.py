"""What struck us while reading → findings in plain words."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from realign.documents.bare_names import bare_names, is_bare
from realign.documents.decoding import UNSEEN
from realign.documents.limits import MOST_TOLD, grouped, in_lines, no_more
from realign.documents.lookalikes import misreading
from realign.documents.positions import Mark, PositionTable
from realign.documents.quotation import short, shown
from realign.documents.reader import MOST_LEVELS, MOST_NODES, Notice
from realign.documents.rules import ANCHOR, CONTROL, DEEP, DUPLICATE, MANY, SEVERAL, TAG
from realign.documents.value_rules import KEY, NO_VALUE, NUMBERLIKE, WIDE
from realign.findings import Finding, Fix, Related
from realign.text import Text, message

_WIDE_SIGNS = str.maketrans({"，": ", ", "、": ", ", "；": ", ", "：": ": "})
_CODE = re.compile(r"[A-Za-z]{0,4}\d[\w.]*", re.ASCII)
"""What can only be a code: it has a digit, and neither spaces nor Chinese."""
_TYPOGRAPHIC = "“”‘’「」"


def findings_of(notices: Iterable[Notice], table: PositionTable, codes: Collection[str]) -> Iterator[Finding]:
    """Say what struck us; `codes` names the fields whose values are codes.

    Of each kind the first `MOST_TOLD` are told; one more says that there are more.
    """
    told: Counter[str] = Counter()
    every = tuple(notices)
    anchored = [notice for notice in every if notice.rule is ANCHOR]
    if anchored:
        yield _anchors(anchored, table)
    for notice in every:
        code = notice.rule.code
        if notice.rule is ANCHOR:
            continue
        if told[code] > MOST_TOLD or (
            notice.rule in (NUMBERLIKE, WIDE) and not _is_code(notice, table, codes)
        ):
            continue
        found = _ABOUT[code](notice, table)
        if found:
            told[code] += 1
            yield found if told[code] <= MOST_TOLD else no_more(notice.rule, found.place)


def _is_code(notice: Notice, table: PositionTable, codes: Collection[str]) -> bool:
    """Whether the node stands where the plan expects codes."""
    if notice.inside < 0:
        return False
    in_mapping = table.marks[notice.inside] == Mark.MAPPING
    if in_mapping and not notice.is_key:
        return table.word(notice.node - 1) in codes
    return notice.inside > 1 and table.word(notice.inside - 1) in codes


def _duplicate(notice: Notice, table: PositionTable) -> Finding:
    """The same field twice: both lines are named."""
    first = table.place(notice.other)
    word = short(table.word(notice.node))
    says = message(
        "'{word}' is given twice here; it stands in line {line} already", word=word, line=first.start.line
    )
    related = (Related(first, message("'{word}' for the first time", word=word)),)
    hint = misreading(word) or message("keep one of them")
    if table.marks[notice.node + 1] == Mark.SEQUENCE:
        hint = message(
            "move its entries to the list of line {line}, and delete this line", line=first.start.line
        )
    return DUPLICATE.finding(table.place(notice.node), says, hint, related=related)


def _anchors(notices: Sequence[Notice], table: PositionTable) -> Finding:
    """One finding for all anchors, aliases and merges of a file: they belong together."""
    first = _anchor(notices[0], table)
    places = sorted(dict.fromkeys(table.place(notice.node) for notice in notices[1:]))
    if not places:
        return first
    return replace(
        first,
        message=message(
            "{message} (and {more} more: {lines})",
            message=first.message,
            more=len(places),
            lines=in_lines(places),
        ),
    )


def _anchor(notice: Notice, table: PositionTable) -> Finding:
    """An anchor, an alias or a merge."""
    sign = short(table.source(notice.node).split(maxsplit=1)[0])
    what = {"&": "an anchor", "*": "an alias", "<": "a merge"}.get(sign[0], "an anchor")
    hint = message(
        "write the value itself where it belongs; put a text that begins with {sign} into quotes",
        sign=sign[0],
    )
    if sign == "<<":
        hint = message("write the fields themselves where they belong")
    return ANCHOR.finding(
        table.place(notice.node),
        message("{sign} is {what}, which a plan does not use", sign=sign, what=what),
        hint,
    )


def _tag(notice: Notice, table: PositionTable) -> Finding:
    """A tag."""
    found = re.search(r"![^\s,\[\]{}]*", table.source(notice.node) or "!")
    sign = short(found[0] if found else "!")
    hint = message("delete it; put a text that begins with an exclamation mark into quotes")
    return TAG.finding(
        table.place(notice.node), message("{sign} is a tag, which a plan does not use", sign=sign), hint
    )


def _key(notice: Notice, table: PositionTable) -> Finding:
    """A list, a mapping or nothing where the name of a field belongs."""
    what = {Mark.MAPPING: "a mapping", Mark.SEQUENCE: "a list", Mark.ALIAS: "an alias"}
    found = what.get(Mark(table.marks[notice.node]), "nothing")
    hint = message("write a name before the colon; put a text that begins with a bracket or a ? into quotes")
    return KEY.finding(
        table.place(notice.node),
        message("{found} stands where the name of a field belongs", found=found),
        hint,
    )


def _no_value(notice: Notice, table: PositionTable) -> Finding | None:
    """Nothing, or a word that means nothing, where a value belongs."""
    node = notice.node
    if notice.inside < 0:
        return None  # the whole file is empty
    written = table.source(node)
    if table.marks[notice.inside] == Mark.SEQUENCE:
        says = (
            message("an entry of this list is {written}, which means nothing", written=written)
            if written
            else message("an entry of this list is empty")
        )
        return NO_VALUE.finding(table.place(node), says, message("write it, or delete the dash or the comma"))
    if notice.is_key:
        return None  # reported as a key that is none
    field, place = short(table.word(node - 1)), table.place(node if written else node - 1)
    if is_bare(node, notice.inside, table):
        return None if is_bare(node - 2, notice.inside, table) else bare_names(node, notice.inside, table)
    if written:
        hint = message(
            'write the value, or leave the field out; if the text is meant, put it into quotes: "{written}"',
            written=written,
        )
        return NO_VALUE.finding(
            place,
            message("'{field}' has no value: {written} means nothing", field=field, written=written),
            hint,
        )
    return NO_VALUE.finding(
        place, message("'{field}' has no value", field=field), _no_value_hint(node, notice.inside, table)
    )


def _no_value_hint(node: int, inside: int, table: PositionTable) -> Text:
    """Guess why the value is missing."""
    text, after = table.lines.text, table.ends[node - 1]
    in_braces = text[table.starts[inside]] == "{"
    rest = text[after : after + 200].splitlines()[:1]
    if not in_braces and rest and re.match(r":\s+#\S", rest[0]):
        return message("what follows the # is a comment; put the value into quotes if the # belongs to it")
    return message("write the value after the colon, or leave the line out")


def _numberlike(notice: Notice, table: PositionTable) -> Finding:
    """A code that other programs would change."""
    word = table.source(notice.node)
    place = table.place(notice.node)
    says = message(
        "{word} without quotes is read by other programs as {as_others_read}",
        word=short(word),
        as_others_read=_as_others_read(word),
    )
    quoted = f'"{word}"'
    fix = Fix(place, quoted, message("put it into quotes"))
    return NUMBERLIKE.finding(
        place, says, message("put it into quotes{quoted}", quoted=shown(quoted)), fix=fix
    )


def _as_others_read(word: str) -> Text:
    """What YAML 1.1 makes of a plain word."""
    low = word.lower()
    if low in {"yes", "on", "true"}:
        return message("true")
    if low in {"no", "off", "false"}:
        return message("false")
    if ":" in word:
        return message("a number to the base of 60")
    plain = word.replace("_", "")
    if re.fullmatch(r"[-+]?0[0-7]{1,16}", plain):
        return message("{plain} or {plain2}", plain=int(plain, 8), plain2=int(plain))
    if re.fullmatch(r"[-+]?0[xob].*", low) or low.lstrip("+-") in {".inf", ".nan"}:
        return message("a number")
    if re.fullmatch(r"[-+]?\d{1,16}", plain):
        return message("{plain}", plain=int(plain))
    try:
        value = float(plain)
    except ValueError:
        return message("a number")
    return message("{value:g}", value=value) if abs(value) < 1e6 else message("a rounded number")


def _wide(notice: Notice, table: PositionTable) -> Finding | None:
    """Punctuation of Chinese or of typography in a code."""
    word, place = table.source(notice.node), table.place(notice.node)
    if word[0] in _TYPOGRAPHIC:
        plain = word.strip(_TYPOGRAPHIC)
        says = message("{word} is a typographic quote and becomes part of the code", word=word[0])
        certain = word[1:-1] == plain and word[0] + word[-1] in ("“”", "‘’", "「」") and '"' not in plain
        fix = (
            Fix(place, f'"{plain}"', message("write plain quotes")) if certain and "\\" not in plain else None
        )
        return WIDE.finding(place, says, message('write "{plain}"', plain=short(plain, 200)), fix=fix)
    in_list = table.marks[notice.inside] == Mark.SEQUENCE
    if not in_list or table.lines.text[table.starts[notice.inside]] != "[":
        return None
    sign = next(one for one in word if one in "，、；")
    plain = re.sub(r",\s+", ", ", word.translate(_WIDE_SIGNS)).strip()
    says = message("a Chinese {sign} stands where YAML needs a comma, so all this is one entry", sign=sign)
    certain = all(_CODE.fullmatch(part.strip()) for part in plain.split(","))
    fix = Fix(place, plain, message("write plain commas")) if certain else None
    return WIDE.finding(place, says, message("write {plain}", plain=short(plain, 200)), fix=fix)


def _hidden(notice: Notice, table: PositionTable) -> Finding | None:
    """An escape in double quotes that makes a character nobody can see."""
    place = table.place(notice.node)
    if UNSEEN.search(table.source(notice.node)):
        return None  # reported with the characters of the file
    hint = message("delete the escape that begins with a backslash")
    return CONTROL.finding(place, message("this text contains a character that cannot be seen"), hint)


def _several(notice: Notice, table: PositionTable) -> Finding:
    """A second document."""
    says = message("a second document begins here")
    return SEVERAL.finding(table.place(notice.node), says, message("delete the line ---, or make two files"))


def _deep(notice: Notice, table: PositionTable) -> Finding:
    """Too many levels."""
    says = message("lists and fields are nested more than {most_levels} levels deep", most_levels=MOST_LEVELS)
    return DEEP.finding(table.place(notice.node), says, message("look for brackets that are not closed"))


def _many(notice: Notice, table: PositionTable) -> Finding:
    """Too many values."""
    says = message("the file holds more than {most} values", most=grouped(MOST_NODES))
    return MANY.finding(table.place(notice.node), says, message("divide it into several files"))


_ABOUT = {
    CONTROL.code: _hidden,
    DEEP.code: _deep,
    DUPLICATE.code: _duplicate,
    KEY.code: _key,
    MANY.code: _many,
    NO_VALUE.code: _no_value,
    NUMBERLIKE.code: _numberlike,
    SEVERAL.code: _several,
    TAG.code: _tag,
    WIDE.code: _wide,
}
