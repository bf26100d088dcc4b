"""What a file of YAML may suffer from as a whole, or in its syntax: codes RA006 to RA019, and RA029."""

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
    CONFLICT,
)
"""The manual of these codes."""
