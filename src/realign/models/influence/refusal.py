"""What a method has to say when it has no answer: the manual of its code."""

from realign.findings import Rule, Severity

NO_ANSWER = Rule.of(
    "RA391",
    Severity.ERROR,
    """The method has no answer for these links.

    Classical DEMATEL adds up walks of every length without letting them fade. Where some
    outcomes pass on among themselves all that they receive, the sum has no end: as in a
    uniform matrix, where I - X cannot be inverted and any number that a program prints for it
    is an accident of rounding, or between two outcomes that only influence each other. Use the
    headline method, where an influence fades by delta at every step.
    """,
)
MANUAL = (NO_ANSWER,)
"""Codes of this answer, for `realign explain`."""
