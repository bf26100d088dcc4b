"""What is said of an answer that a limit of time cut short."""

from collections.abc import Iterator

from realign.text import Text, fill, message


def cut_short(seconds: float | None, *, money: bool = False) -> Iterator[Text]:
    """That the answer may differ from run to run; nothing where no limit cut it short.

    `money`: the answer says what money covers, so that there are proofs that hold all the same.
    """
    if seconds is None:
        return
    template = message(
        "The time limit of {seconds} s cut the work short, so this answer may differ from run to run; "
        "without a limit the same input gives the same answer."
    )
    yield fill(template, seconds=f"{seconds:g}")
    if money:
        yield message(
            "What is called certified is so all the same, and no use of the money is worth more than a value "
            "plus its gap."
        )


def in_brief(seconds: float | None) -> Text:
    """The same as the end of a heading."""
    if seconds is None:
        return ""
    return fill(message(" (cut short after {seconds} s: another run may differ)"), seconds=f"{seconds:g}")
