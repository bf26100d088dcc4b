"""The report as one page that opens from a mail: everything in it before a script runs, nothing loaded."""

import json
import re
import zlib
from base64 import b64encode, b85encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from realign import __version__
from realign.money import in_currency, write_money
from realign.plan import Plan
from realign.questions.report import Paper
from realign.questions.what_if import WhatIf
from realign.render.logs import in_markup
from realign.render.page_drawing import HEADS, Drawer
from realign.render.page_words import PageWords
from realign.sheets import RenderOptions
from realign.text import LANGUAGES, Text, fill, message_in, say
from realign.views.focus_words import FOCUS
from realign.views.page import PageContent, content
from realign.views.page.labels import LABELS
from realign.views.page.money import STATES
from realign.views.page.moving import DECISION_SIGNS, MONEY_SIGNS, STATE_SIGNS, MovingLevel, MovingView
from realign.views.page.programme import MONEY

_HERE = Path(__file__).parent
_OWN_NAME = message_in("this language in its own words", "English")
_BESIDE_SIGNS = re.compile(
    r"""("(?:[^"\\]|\\.)*"|(?<=[(,])/(?:[^/\\\n]|\\.)+/\w*)| *([-=<>!+*/?:&|,{}();%]+) *"""
)
"""Texts and patterns of a script, which stay as they are, or signs with their blanks."""
_HARMLESS = str.maketrans("&<>#", ",./[")


def page_of(paper: Paper, plan: Plan, options: RenderOptions, what_if: WhatIf | None = None) -> str:
    """Write the page; the same bytes for the same plan, amounts and lens."""
    found, words = content(paper, plan, what_if), PageWords(options.language)
    moved = _data(found, words)
    style = f"{_asset('picture.css')}\n{_asset('page.css')}".replace("{{head}}", _in_css(_head(found, words)))
    script = _asset("page.js")
    body = _template().render(
        page=found,
        L=LABELS,
        t=words.t,
        p=words.p,
        el=words.el,
        said=words.said,
        drawing=Drawer(words, sharing=True),
        heads=HEADS,
        places={place.ref: at for at, place in enumerate(found.rests.places)},
        money=write_money,
        amount=lambda value: in_currency(found.currency, value),
        percent=lambda share: "–" if share is None else f"{100 * share:.0f} %".replace("-", "−"),
        now=_now(found),
        level_at=_level_at,
        focus={sign: FOCUS[name] for name, sign in DECISION_SIGNS.items()},
        states={sign: STATES[name] for name, sign in STATE_SIGNS.items()},
        monies={sign: MONEY[name] for name, sign in MONEY_SIGNS.items()},
        fill=fill,
        bar_at=_bar_at,
        language=options.language,
        languages=[(code, say(_OWN_NAME, code)) for code in LANGUAGES],
        version=__version__,
        style=Markup(style),  # noqa: S704 - a file of ours, and a text that is written in its own signs
        script=Markup(script),  # noqa: S704 - a file of ours
        style_hash=_hash(style),
        script_hash=_hash(script),
        data=Markup("{{data}}"),
    )
    body = _lean(in_markup(body))
    said = words.others(body[body.index("<body") : body.index("<script")])
    data = _json(_packed(_json({**moved, "own": words.own(), "words": said})))
    before, _, after = body.rpartition("{{data}}")  # a title may hold such a mark, too
    return f"{before}{data}{after}"


@cache
def _template() -> Template:
    """The page, which writes all that it is given as text unless it is marked as markup."""
    found = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return found.get_template("page.html.jinja")


@cache
def _asset(name: str) -> str:
    """A file beside this one on fewer bytes: no indentation, no remarks; in a script no idle blanks."""
    lines = (line.strip() for line in (_HERE / name).read_text(encoding="utf-8").splitlines())
    kept = [line for line in lines if line and not line.startswith(("//", "/*"))]
    found = ("" if name.endswith(".css") else "\n").join(kept)
    return _BESIDE_SIGNS.sub(lambda part: part[1] or part[2], found) if name.endswith(".js") else found


def _lean(page: str) -> str:
    """The same page on fewer bytes: without the end tags and quotes that HTML lets one leave out.

    No text can hold what is taken out, as quotes and angle brackets are escaped there.
    """
    head, begin, rest = page.partition("<body>")
    body, script, tail = rest.partition("<script")
    body = re.sub(r"</(?:td|th|tr|li|dt|dd|tbody|thead|option)>", "", body)
    body = re.sub(
        r"</p>\n?(?=\n*<(?:p|div|ul|ol|dl|h[1-6]|section|details|blockquote|tr)\b|</(?:div|section|table)>)",
        "",
        body,
    )
    body = re.sub(
        r"\n(?=<(?:td|th|tr|li|dt|dd|tbody|thead|option|p|div|section|details|table|h[1-6])\b)",
        "",
        body,
    )
    body = body.replace("&#39;", "'")
    body = re.sub(
        r'(?<= )(d|viewBox)="([^"]+)"', lambda found: f'{found[1]}="{found[2].replace(" ", ",")}"', body
    )
    body = re.sub(r'(?<= )([a-zA-Z-]+)="([\w.:#,-]+)"(?=[ >])', r"\1=\2", body)
    return f"{head}{begin}{body}{script}{tail}"


def _hash(text: str) -> str:
    """How the policy names a script or a style."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _head(found: PageContent, words: PageWords) -> str:
    """What stands at the head of each printed page: plan, lenses, amounts, files."""
    amounts = ", ".join(in_currency(found.currency, amount) for amount in found.still)
    files = sha256("".join(f"{name}{digest}" for name, digest in found.rests.files).encode()).hexdigest()[:12]
    parts = (
        *map(words.said, found.supposed[:1]),
        words.said(found.title),
        ", ".join(map(words.said, found.lenses)),
        amounts,
        f"sha256 {files}",
    )
    return " · ".join(part for part in parts if part)


def _in_css(text: str) -> str:
    """The text as a CSS string holds it: all but letters and digits by number, so that nothing ends it."""
    return "".join(char if char.isascii() and char.isalnum() else f"\\{ord(char):x} " for char in text)


def _json(value: object) -> str:
    """The value on as few bytes as JSON allows."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _packed(text: str) -> dict[str, object]:
    """What the script reads on less than half of its bytes: `size` bytes, of which five signs hold four.

    None of the signs means anything in HTML or in JSON, so that no title can end the script.
    """
    packer = zlib.compressobj(9, memLevel=6)  # of texts in several languages it makes less than with 8
    packed = packer.compress(text.encode()) + packer.flush()
    return {"size": len(packed), "text": b85encode(packed, pad=True).decode().translate(_HARMLESS)}


def _bar_at(share: float) -> int:
    """Where a share ends in a bar; where push and hold meet, it may lie outside 0 to 1."""
    return round(112 * min(max(share, 0.0), 1.0))


def _now(found: PageContent) -> MovingLevel | None:
    """What is so at the amount to begin with."""
    return _level_at(found.moving[found.start], found.begin)


def _level_at(view: MovingView, amount: int) -> MovingLevel | None:
    """What is so at an amount: from the highest level not above it."""
    return next((one for one in reversed(view.levels) if one.amount <= amount), None)


def _data(found: PageContent, words: PageWords) -> dict[str, object]:
    """What the script reads."""
    parts: list[object] = []
    views = [_view(view, name, words, parts) for view, name in zip(found.moving, found.lenses, strict=True)]
    numbers: Mapping[str, Text] = LABELS
    return {
        "lang": words.language,
        "currency": found.currency,
        "start": found.start,
        "begin": found.begin,
        "marks": {str(amount): words.number(said) for amount, said in found.marks.items()},
        "parts": parts,
        "views": views,
        "focus": {sign: words.number(FOCUS[name]) for name, sign in DECISION_SIGNS.items()},
        "states": {sign: words.number(STATES[name]) for name, sign in STATE_SIGNS.items()},
        "money": {sign: words.number(MONEY[name]) for name, sign in MONEY_SIGNS.items()},
        "funds": [words.number(fund) for fund in found.funds],
        "say": {
            name: words.number(numbers[name])
            for name in ("enough", "between", "changes", "no_changes", "no_hits")
        },
    }


def _view(view: MovingView, name: Text, words: PageWords, parts: list[object]) -> dict[str, object]:
    """One lens; what several lenses share stands once among `parts`."""
    place = {link: at for at, link in enumerate(view.order)}

    def part(value: object) -> int:
        if value not in parts:
            parts.append(value)
        return parts.index(value)

    return {
        "lens": view.lens,
        "name": words.number(name),
        "holds": words.number(view.holds),
        "settle": words.number(view.settle),
        "order": part(list(view.order)),
        **({} if view.drawn == view.order[::-1] else {"drawn": part(list(view.drawn))}),
        "served": part([[place[link] for link in one] for one in view.served]),
        "levels": part([_level(level, words, part) for level in view.levels]),
    }


def _level(level: MovingLevel, words: PageWords, part: Any) -> list[object]:
    """One amount, as a list to save names: the script knows the order."""
    return [
        level.amount,
        level.required,
        int(level.stop),
        level.counts,
        part(level.states),
        part(level.heard),
        part([[list(pay) for pay in one] for one in level.paid]),
        words.number(level.covered),
        words.number(level.next),
        words.number(level.decided),
        part(level.decisions),
        part(level.readings),
        part(level.money),
        part([words.number(one) for one in level.source]),
    ]
