"""What keys, values and comments of a YAML file may suffer from: codes RA020 to RA028."""

from realign.findings import Rule, Severity

KEY = Rule.of(
    "RA020",
    Severity.ERROR,
    """The name of a field is not a text.

    YAML allows lists, records and nothing at all as the name of a field; a plan does not. A `?` at the
    beginning of a line, or a bracket before a colon, is mostly a slip: put the name into quotes.

    Broken:
        outcomes:
          - {id: "1.1", title: Land, [a, b]: c}

    Mended:
        outcomes:
          - {id: "1.1", title: Land, x-note: c}
    """,
)


SIGN = Rule.of(
    "RA021",
    Severity.ERROR,
    """A text without quotes begins with a sign that YAML keeps for itself.

    These are @ ` % & * ! | > ? [ ] { } , # and quotes. Put the whole text into quotes.

    Broken:
        funds:
          - {id: U, kind: soft, title: soft}
          - id: H
            title: >50% earmarked

    Mended:
        funds:
          - {id: U, kind: soft, title: soft}
          - id: H
            kind: hard
            title: ">50% earmarked"
    """,
)


WIDE = Rule.of(
    "RA022",
    Severity.ERROR,
    """Chinese or typographic punctuation stands where YAML needs the plain sign.

    `：`, `，` and `“”` look like `:`, `,` and quotes, but YAML takes them for letters. Switch the input
    method to half-width signs; inside titles they are welcome.

    Broken:
        outcomes:
          - id：1.1
            title: Land

    Mended:
        outcomes:
          - id: "1.1"
            title: Land
    """,
)


SPACE = Rule.of(
    "RA023",
    Severity.ERROR,
    """A space is missing after a colon or a dash.

    `title:Land` is one text to YAML, not a field and its value, and `-1.1` is one text, not an entry of a
    list. Write a space after the sign.

    Broken:
        outcomes:
          - id: "1.1"
            title:Land

    Mended:
        outcomes:
          - id: "1.1"
            title: Land
    """,
)


HASH = Rule.of(
    "RA024",
    Severity.WARNING,
    """A text without quotes is cut off by a # sign.

    A space and # begin a comment; what follows is not read. If it belongs to the text, put the text into
    quotes; if it is a comment, write a space after the #.

    Broken:
        outcomes:
          - id: "1.1"
            title: Priority #2 of the plan

    Mended:
        outcomes:
          - id: "1.1"
            title: "Priority #2 of the plan"
    """,
)


NUMBERLIKE = Rule.of(
    "RA025",
    Severity.WARNING,
    """A code is written without quotes, and other programs would read it as something else.

    Here it stays what is written. But editors, spreadsheets and other YAML programs read 1.10 as 1.1, 010 as
    8 or 10, NO as false and 12:30 as 750, and may write it back like that. Put it into quotes.

    Broken:
        outcomes:
          - {id: 1.10, title: Land}

    Mended:
        outcomes:
          - {id: "1.10", title: Land}
    """,
)


NO_VALUE = Rule.of(
    "RA026",
    Severity.ERROR,
    """A field or an entry of a list is given without a value.

    Nobody can tell whether it was forgotten or is meant to be empty. Write the value; leave the line out
    where the value is not known.

    Broken:
        outcomes:
          - id: "1.1"
            title:

    Mended:
        outcomes:
          - id: "1.1"
            title: Land
    """,
)


NOT_MAPPING = Rule.of(
    "RA027",
    Severity.ERROR,
    """The file does not begin with the name of a kind.

    Each file of a plan names what it holds, then lists it: `outcomes:`, and the records below, indented.

    Broken:
        - {id: "1.1", title: Land}

    Mended:
        outcomes:
          - {id: "1.1", title: Land}
    """,
)


COMMENT = Rule.of(
    "RA028",
    Severity.WARNING,
    """A comment means to silence a finding, but names no code.

    Write the code that is meant, and why: `# realign: ignore RA601 because …`.

    Broken:
        outcomes:
          - {id: "1.1", title: Land}  # realign: ignore

    Mended:
        outcomes:
          - {id: "1.1", title: Land}
    """,
)
MANUAL: tuple[Rule, ...] = (
    KEY,
    SIGN,
    WIDE,
    SPACE,
    HASH,
    NUMBERLIKE,
    NO_VALUE,
    NOT_MAPPING,
    COMMENT,
)
"""The manual of these codes."""
