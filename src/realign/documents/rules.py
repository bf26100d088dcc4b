"""What a file of YAML may suffer from before anybody asks what it says: codes RA006 to RA029."""

from realign.findings import Rule, Severity

ENCODING = Rule.of(
    "RA006",
    Severity.ERROR,
    """The file is not text in UTF-8.

    Older editors write GBK, Windows-1252 or other encodings, which cannot be told apart with certainty; a
    guess would spoil names. Save the file as UTF-8 (UTF-16 is read, too, if it begins with its mark).
    """,
)
CONTROL = Rule.of(
    "RA007",
    Severity.ERROR,
    """The file holds a character that nobody can see.

    Control characters and marks that turn the direction of the text make a plan look different from what it
    says. They mostly come with text that was pasted. Delete them.

    Broken:
        plan: {id: p, title: "Resilience\\x07"}

    Mended:
        plan: {id: p, title: "Resilience"}
    """,
)
EMPTY = Rule.of(
    "RA008",
    Severity.ERROR,
    """The file is empty.

    A file without any content, or with comments only, is mostly the trace of a save that failed. Fill it, or
    delete it.

    Broken:
        # outcomes follow

    Mended:
        outcomes: [{id: "1.1", title: Land}]
    """,
)
BREAK = Rule.of(
    "RA009",
    Severity.WARNING,
    """A text holds a tab, or a line end that only Unicode knows.

    Tabs and the characters U+2028, U+2029 and U+0085 come with text that was pasted from a table or a PDF.
    Programs disagree whether they end a line, so they are read as a space. Write a space.
    """,
)
SYNTAX = Rule.of(
    "RA010",
    Severity.ERROR,
    """The file cannot be read as YAML.

    YAML shows by indentation and by a few signs what belongs together. At this place they contradict what
    stands above. Look at the line and the one before it: fields of one record begin in the same column, each
    is `name: value`, and each entry of a list begins with a dash and a space.

    Broken:
        outcomes:
          - id: "1.1"
             title: Land

    Mended:
        outcomes:
          - id: "1.1"
            title: Land
    """,
)
UNCLOSED = Rule.of(
    "RA011",
    Severity.ERROR,
    """A quote or a bracket is opened and not closed.

    Everything after it is then taken for a part of it, so that the fault shows up far below. Close it, or put
    a text that begins with such a sign into quotes.

    Broken:
        outcomes:
          - {id: "1.1", title: Land
          - {id: "1.2", title: Housing}

    Mended:
        outcomes:
          - {id: "1.1", title: Land}
          - {id: "1.2", title: Housing}
    """,
)
INDENT = Rule.of(
    "RA012",
    Severity.ERROR,
    """A line is indented by something else than spaces.

    YAML knows only spaces as indentation; a tab, a non-breaking or a Chinese wide space looks the same on the
    screen and is not. Set the editor to write spaces for tabs.
    """,
)
COLON = Rule.of(
    "RA013",
    Severity.ERROR,
    """A text without quotes holds a colon and a space.

    YAML takes what stands before a colon and a space for the name of a field. Put the text into quotes.

    Broken:
        flagships:
          - {id: F1, kind: flagship}
          - id: F2
            title: Flagship 2: Inclusive cities

    Mended:
        flagships:
          - {id: F1, kind: flagship}
          - id: F2
            title: "Flagship 2: Inclusive cities"
    """,
)
DUPLICATE = Rule.of(
    "RA014",
    Severity.ERROR,
    """A field is given twice in the same record.

    Most programs keep the last one without a word; the first would be lost. Keep one of them.

    Broken:
        outcomes:
          - {id: "1.1", title: Land, title: Housing}

    Mended:
        outcomes:
          - {id: "1.1", title: Land}
    """,
)
ANCHOR = Rule.of(
    "RA015",
    Severity.ERROR,
    """The file uses an anchor, an alias or a merge.

    `&name`, `*name` and `<<` let one place of a file stand for another. A plan is read line by line by people
    and compared line by line in reviews, and a few such lines can be made to stand for billions. Write the
    value where it belongs; put a text that begins with & or * into quotes.

    Broken:
        outcomes:
          - {id: "1.1", title: &land Land}

    Mended:
        outcomes:
          - {id: "1.1", title: Land}
    """,
)
TAG = Rule.of(
    "RA016",
    Severity.ERROR,
    """The file uses a tag.

    `!name` tells YAML programs to build something special from a value. A plan is text, numbers, lists and
    fields only. Drop the tag; put a text that begins with an exclamation mark into quotes.

    Broken:
        outcomes:
          - {id: "1.1", title: !important Land}

    Mended:
        outcomes:
          - {id: "1.1", title: "!important Land"}
    """,
)
SEVERAL = Rule.of(
    "RA017",
    Severity.ERROR,
    """The file holds more than one document.

    A line `---` begins a new document, and only one would be read. Drop the line, or make two files.

    Broken:
        outcomes: [{id: "1.1", title: Land}]
        ---
        funds: []

    Mended:
        outcomes: [{id: "1.1", title: Land}]
        funds: []
    """,
)
DEEP = Rule.of(
    "RA018",
    Severity.ERROR,
    """Lists and records are nested too deeply.

    No plan needs more than a handful of levels; beyond 50 it is a slip or an attack. Look for brackets that
    are not closed.
    """,
)
MANY = Rule.of(
    "RA019",
    Severity.ERROR,
    """The file holds too many values.

    The limit is far above any plan and keeps a file from filling the memory. Divide it, if it is meant.
    """,
)
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
            title: 土地

    Mended:
        outcomes:
          - id: "1.1"
            title: 土地
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

CONFLICT = Rule.of(
    "RA029",
    Severity.ERROR,
    """A merge of two versions was not finished.

    Git leaves both versions in the file, between lines of `<<<<<<<`, `=======` and `>>>>>>>`. Nothing of the
    file is read until one version is kept and the marks are gone.

    Broken:
        outcomes:
        <<<<<<< HEAD
          - {id: "1.1", title: Land}
        =======
          - {id: "1.1", title: Land for all}
        >>>>>>> other

    Mended:
        outcomes:
          - {id: "1.1", title: Land for all}
    """,
)
MANUAL: tuple[Rule, ...] = (
    ENCODING,
    CONTROL,
    EMPTY,
    BREAK,
    SYNTAX,
    UNCLOSED,
    INDENT,
    COLON,
    DUPLICATE,
    ANCHOR,
    TAG,
    SEVERAL,
    DEEP,
    MANY,
    KEY,
    SIGN,
    WIDE,
    SPACE,
    HASH,
    NUMBERLIKE,
    NO_VALUE,
    NOT_MAPPING,
    COMMENT,
    CONFLICT,
)
"""The manual of every code that may come from here."""
