"""What to add to a plan that has no records of a kind."""

from realign.text import Message, Typed, message


def to_add(kind: str) -> Message:
    """How a plan gets records of a kind, as the last word of an answer that has none."""
    return message(
        "to have some, list them under `{kind}:` in a file of the plan{typed}",
        kind=kind,
        typed=Typed(
            message(
                ": realign schema {kind} tells their fields, realign import FILE --to DIR brings them from a "
                "table",
                kind=kind,
            )
        ),
    )
