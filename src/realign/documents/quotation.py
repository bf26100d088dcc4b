"""A text of the plan → the same text as our sentences quote it."""

_LONGEST = 200
"""Characters of a text that a hint repeats whole."""


def in_quotes(text: str) -> str:
    """The text as YAML between double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def shown(quoted: str) -> str:
    """`: "…"` behind a hint; nothing where the text is too long to be read there."""
    return f": {quoted}" if len(quoted) <= _LONGEST else ""


def short(text: str, most: int = 40) -> str:
    """At most so many characters, none of them strange."""
    cut = "".join(one if one.isprintable() else "\ufffd" for one in text[: most + 1])
    return cut if len(cut) <= most else f"{cut[:most]}…"
