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

    An import adds records to a plan and never changes one that is there. Records that are the same are
    passed over. Where the file is right, change the record in the plan, or delete it and import again.
    """,
)

MANUAL: tuple[Rule, ...] = (NOT_THIS_KIND, OTHER_SUM, DIFFERENT)
"""Table of contents: these by code."""
