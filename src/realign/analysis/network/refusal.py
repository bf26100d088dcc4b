"""What a method has to say when it has no answer: the manual of its code."""

from realign.findings import Rule, Severity

NO_ANSWER = Rule.of(
    "RA391",
    Severity.ERROR,
    """The method has no answer for these links.

    Classical DEMATEL adds up walks of every length without letting them fade. Where every
    outcome passes on as much as the strongest one, the sum has no end: I - X cannot be
    inverted, and any number that a program prints for it is an accident of rounding. That is
    so for a uniform matrix. Use the headline method, where an influence fades by delta at
    every step: there such outcomes tie.
    """,
)
MANUAL = (NO_ANSWER,)
"""Codes of this answer, for `realign explain`."""
