"""What can be wrong with a file that comes from elsewhere, and what to do about it."""

from collections.abc import Iterable
from itertools import groupby

from realign.exchange import foreign_rules
from realign.findings import Finding, Place, Related, Rule, Severity, ordered
from realign.text import Text, plural

MOST = 200
"""Findings of one code that are shown; how many more there are is said once."""


def slip(rule: Rule, place: Place, says: Text, hint: Text = "", related: tuple[Related, ...] = ()) -> Finding:
    """Say that `rule` is broken at `place`."""
    return Finding(rule.code, rule.severity, says, place, hint, related)


def at_most(findings: Iterable[Finding], most: int = MOST) -> tuple[Finding, ...]:
    """The first findings of each code, and how many more there are."""
    kept: list[Finding] = []
    by_code = sorted(ordered(findings), key=lambda finding: finding.code)
    for code, group in groupby(by_code, key=lambda finding: finding.code):
        same = list(group)
        kept += same[:most]
        if len(same) > most:
            more = len(same) - most
            says = plural(
                "{count} more finding {code} is not shown",
                "{count} more findings {code} are not shown",
                more,
                code=code,
            )
            kept.append(slip(MANY_MORE, Place(same[0].place.path), says))
    return ordered(kept)


NOT_TEXT = Rule.of(
    "RA801",
    Severity.ERROR,
    """The file is not text in UTF-8.

    A workbook, a picture or a file in an older encoding cannot be read as CSV without guessing, and a guess
    would spoil names. In Excel: Save as, “CSV UTF-8 (comma delimited)”. In LibreOffice: Save as, Text CSV,
    character set Unicode (UTF-8).
    """,
)
EMPTY = Rule.of(
    "RA802",
    Severity.ERROR,
    """The file holds no matrix.

    A matrix has a header row with the names of the targets, and one row for each source below it.

    Mended:
        ,housing,transport
        housing,,2
        transport,-1,
    """,
)
TOO_LARGE = Rule.of(
    "RA803",
    Severity.ERROR,
    """The file is larger than any matrix that people have scored.

    Cross-impact matrices have tens of rows, rarely hundreds. Check that this is the right file; leave out
    what is not part of the matrix.
    """,
)
UNCLEAR_COLUMNS = Rule.of(
    "RA804",
    Severity.ERROR,
    """It is not clear where one column ends and the next begins.

    Columns may be divided by commas, semicolons or tabs, one of them throughout. Put names that hold such a
    sign into double quotes, close every quote, or put a first line such as `sep=;` above the header.

    Broken:
        ,"land, housing,transport
        "land, housing",,2
        transport,-1,

    Mended:
        ,"land, housing",transport
        "land, housing",,2
        transport,-1,
    """,
)
NOT_SQUARE = Rule.of(
    "RA805",
    Severity.ERROR,
    """Rows and columns do not name the same things.

    In a cross-impact matrix everything stands once as a row (what it does to others) and once as a column
    (what others do to it), by the same name; the order may differ. Take sums and remarks out of the matrix.

    Broken:
        ,housing,transport
        housing,,2
        transports,-1,

    Mended:
        ,housing,transport
        housing,,2
        transport,-1,
    """,
)
RAGGED = Rule.of(
    "RA806",
    Severity.ERROR,
    """A row is shorter than the header, or holds something beyond it.

    Somewhere in the row a cell is missing or a divider is too many, so that the scores after it would go to
    the wrong columns. Leave a cell blank for “no influence”, but keep its divider.

    Broken:
        ,housing,transport
        housing,2
        transport,-1,

    Mended:
        ,housing,transport
        housing,,2
        transport,-1,
    """,
)
NAME_REPEATED = Rule.of(
    "RA807",
    Severity.ERROR,
    """A name is missing, or stands twice.

    The name becomes the id of an outcome, by which scores are looked up: every row and every column needs
    one, and no two the same.
    """,
)
NAME_UNUSABLE = Rule.of(
    "RA808",
    Severity.ERROR,
    """A name cannot be the id of an outcome.

    A name has at most 190 characters, no line break, and none that cannot be seen (control characters, marks
    that turn the direction of the text). Shorten it, or type it again instead of pasting it.
    """,
)
NOT_A_NUMBER = Rule.of(
    "RA809",
    Severity.ERROR,
    """A cell holds no number.

    A score is a plain number such as 2, -1 or 0.5; a blank cell means 0. Texts, percentages, fractions,
    infinite values and thousands separators are not read, since each could mean several things.

    Broken:
        ,housing,transport
        housing,,often
        transport,-1,

    Mended:
        ,housing,transport
        housing,,3
        transport,-1,
    """,
)
UNCLEAR_DECIMALS = Rule.of(
    "RA810",
    Severity.ERROR,
    """It is not clear whether a comma or a point begins the decimals.

    Where semicolons or tabs divide the columns, decimals may begin with a comma, but then in the whole file.
    `1,500` alone may be one and a half or fifteen hundred: write 1.5 or 1500.

    Broken:
        ;housing;transport
        housing;;1,5
        transport;0.5;

    Mended:
        ;housing;transport
        housing;;1,5
        transport;0,5;
    """,
)
DIAGONAL = Rule.of(
    "RA811",
    Severity.ERROR,
    """A cell on the diagonal holds a score.

    Nothing influences itself in a cross-impact matrix; a score there mostly means that a row or column has
    slipped. Leave the diagonal blank, or write 0, - or x.

    Broken:
        ,housing,transport
        housing,3,2
        transport,-1,

    Mended:
        ,housing,transport
        housing,x,2
        transport,-1,x
    """,
)
BEYOND_SCALE = Rule.of(
    "RA812",
    Severity.ERROR,
    """A score is beyond the scale.

    `--scale` says how strong an influence can be at most, either way. Correct the score, or name a larger
    scale; without `--scale` the strongest score in the file is the scale.
    """,
)
MANY_MORE = Rule.of(
    "RA813",
    Severity.NOTE,
    """There are more findings of one kind than are shown.

    The file is probably not a matrix, or has slipped as a whole; correct the first ones and try again.
    """,
)

NOT_WORKBOOK = Rule.of(
    "RA821",
    Severity.ERROR,
    """The file is not a workbook that can be read.

    Read are workbooks without a password: .xlsx (Excel, LibreOffice, Google), .ods and old .xls. Open any
    other in the program that made it, and save it as .xlsx.
    """,
)
UNKNOWN_SHEET = Rule.of(
    "RA822",
    Severity.WARNING,
    """A sheet has the name of no kind of records.

    It is left out. The sheets that are read bear the names of the plan's kinds: Plan, Outcomes, Links,
    Funds, Deliverables and so on. Rename the sheet if it belongs to the plan.
    """,
)
UNKNOWN_COLUMN = Rule.of(
    "RA823",
    Severity.ERROR,
    """A column has the name of no field.

    A row of headings names the fields, as in YAML: id, title, outcomes. A language, a year or another key
    follows after a point: title.zh, received.2021, stated.planned_2022. A column of your own begins with x-.
    Where you cannot rename a column, `--map "Heading=field"` says what it is.
    """,
)
MISSING_VALUE = Rule.of(
    "RA824",
    Severity.ERROR,
    """A record lacks what every record of its kind needs.

    Fill the cell in, or add the column. Rows in which nothing stands are passed over.
    """,
)
WRONG_VALUE = Rule.of(
    "RA825",
    Severity.ERROR,
    """A cell holds what its field cannot take.

    A number is needed, or one of a few words, or an amount of money; the finding says which. Several ids in
    one cell are divided by semicolons or line breaks.
    """,
)
REPEATED_ID = Rule.of(
    "RA826",
    Severity.ERROR,
    """Two rows of a sheet have the same id.

    Records name each other by id, so no two of a kind may share one.
    """,
)
NUMBER_AS_CODE = Rule.of(
    "RA827",
    Severity.WARNING,
    """A code is kept as a number, or has become a date.

    Excel turns the code 1.10 into the number 1.1, another outcome, the code 1-2 into 2 January, 007 into 7,
    and keeps only 15 digits of a long number. Format the column as Text and type the codes again.
    """,
)
AS_READ = Rule.of(
    "RA828",
    Severity.NOTE,
    """A sheet is read otherwise than it looks.

    Merged cells count for each of their rows, hidden rows and sheets are read, totals and titles are left
    out, ids that are divided by commas are divided. Check that this is what the sheet means.
    """,
)
NOT_CALCULATED = Rule.of(
    "RA829",
    Severity.ERROR,
    """A formula has no value.

    Programs that write workbooks often store formulas without what they come to; a reader would see a blank
    cell. Open the file in Excel or LibreOffice, which calculate it, and save it.
    """,
)
NOTHING_READ = Rule.of(
    "RA830",
    Severity.ERROR,
    """The file gave no record.

    No plan was made. A workbook needs a sheet that is named as a kind of records (Outcomes, Links, Funds,
    Deliverables and so on), a row of headings in it, and a record in each row below.
    """,
)

MANUAL: tuple[Rule, ...] = (
    NOT_TEXT,
    EMPTY,
    TOO_LARGE,
    UNCLEAR_COLUMNS,
    NOT_SQUARE,
    RAGGED,
    NAME_REPEATED,
    NAME_UNUSABLE,
    NOT_A_NUMBER,
    UNCLEAR_DECIMALS,
    DIAGONAL,
    BEYOND_SCALE,
    MANY_MORE,
    NOT_WORKBOOK,
    UNKNOWN_SHEET,
    UNKNOWN_COLUMN,
    MISSING_VALUE,
    WRONG_VALUE,
    REPEATED_ID,
    NUMBER_AS_CODE,
    AS_READ,
    NOT_CALCULATED,
    NOTHING_READ,
    *foreign_rules.MANUAL,
)
"""Table of contents: everything that an import can complain of, by code."""
