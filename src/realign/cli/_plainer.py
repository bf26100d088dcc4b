"""What a console shows in place of a character that its encoding lacks."""

import codecs
import unicodedata

PLAINER = "realign-plainer"
"""The name under which encoders know it, like `backslashreplace`."""
_SIGNS = {
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000", " "),
    **dict.fromkeys("’‘ʼ′", "'"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("–—−‑", "-"),
    **dict.fromkeys("·•●", "*"),
    "…": "...",
    "→": "->",
    "←": "<-",
    "↑": "^",
    "↔": "<->",
    "×": "x",
    "½": "1/2",
    "≥": ">=",
    "≤": "<=",
    "≈": "~",
    "±": "+/-",
    "œ": "oe",
    "æ": "ae",
    "─": "-",
    "ß": "ss",
}


def _plainer(error: UnicodeError) -> tuple[str | bytes, int]:
    """Plain signs for those that the encoding lacks: a blank for a narrow one, `e` for `é`; else escapes."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    shown = "".join(map(_shown, error.object[error.start : error.end]))
    return shown.encode("ascii", "backslashreplace").decode("ascii"), error.end


def _shown(sign: str) -> str:
    """The sign in ASCII, if it has a likeness there."""
    letters = [one for one in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(one)]
    plain = "".join(letters)
    alike = plain.isascii() and (sign.isalpha() or unicodedata.east_asian_width(sign) == "F")
    return _SIGNS.get(sign) or (plain if alike else sign)


codecs.register_error(PLAINER, _plainer)
