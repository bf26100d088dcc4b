"""What a build server takes for an order where it stands in a log, written so that it is none."""

import re

_ANYWHERE = re.compile(r"##(?=[\w.-]*\[)")
"""Azure Pipelines (`##vso[`, `##[`), TeamCity (`##teamcity[`), GitHub's old form: anywhere in a line."""
_AT_START = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
"""GitHub, Gitea and Forgejo: `::`, blanks before it or not."""


_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
"""What ends a line or turns the writing round without being seen, and JSON lets through."""


def harmless(text: str) -> str:
    """Text for people, in which an order to a build server is broken by a blank: `# #vso[`."""
    return _AT_START.sub(r"\1: ", _ANYWHERE.sub("# #", text)) if "##" in text or "::" in text else text


def in_json(text: str) -> str:
    """The same JSON without an order: `#`, and what is not seen, are written as their numbers."""
    text = _ANYWHERE.sub(r"\\u0023#", text) if "##" in text else text
    return text if text.isascii() else _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def in_markup(text: str) -> str:
    """The same HTML or XML, in which no order can be read."""
    return _ANYWHERE.sub("&#35;#", text) if "##" in text else text
