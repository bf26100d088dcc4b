"""What can be wrong with a file in another program's format, or with what it brings to a plan."""

from realign.findings import Rule, Severity

NOT_THIS_KIND = Rule.of(
    "RA831",
    Severity.ERROR,
    """The file is not of the kind that it is read as.

    `realign import FILE` looks at the content and takes the kind that fits; `realign import --help` lists
    the kinds. A file that was cut off, or is in another encoding, is of no kind: export it again.
    """,
)
OTHER_SUM = Rule.of(
    "RA832",
    Severity.NOTE,
    """A sum in the file is not that of its parts.

    The parts are read, and the sum is not used. Ask who made the file which of the two is right.
    """,
)
DIFFERENT = Rule.of(
    "RA833",
    Severity.ERROR,
    """The plan has a record of this id with other values.

    An import adds records to a plan, passes over those that are the same, and shows those that differ
    with each field before and after. With `--update` it writes the values of the file into the records where
    they stand. What the file does not say stays: other fields, other languages and years, comments, records
    that the file does not have.
    """,
)
CHANGED = Rule.of(
    "RA834",
    Severity.NOTE,
    """The import has changed a record of the plan, as `--update` asked.

    Each field is shown before and after. `git diff` shows the same in the files.
    """,
)
OTHER_CURRENCY = Rule.of(
    "RA835",
    Severity.ERROR,
    """The file's amounts are in another currency than the plan's.

    Both together would add up what cannot be added. Convert the amounts in the file, or make a plan of its
    own of it. The currency of a plan is `plan.currency`; rates for amounts that name theirs are `plan.rates`.
    """,
)

MANUAL: tuple[Rule, ...] = (NOT_THIS_KIND, OTHER_SUM, DIFFERENT, CHANGED, OTHER_CURRENCY)
"""Table of contents: these by code."""
