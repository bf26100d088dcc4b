"""Which links should be read again, a row each."""

from collections.abc import Iterator, Mapping

from realign.citations import refs_in_words
from realign.questions.review import Review, State
from realign.sheets import Column, Kind, Sheet
from realign.text import COLON, Message, Typed, fill, join, message
from realign.views.lacking import to_add

_STATES: Mapping[State, Message] = {
    "judged": message("judged"),
    "suspect": message("suspect"),
    "unjudged": message("unjudged"),
}


def sheets(answer: Review) -> Iterator[Sheet]:
    """One row for each link to read again."""
    again = message("Links to read again")
    asked = message("Links, and whether their judgement stands")
    yield Sheet(
        "review",
        join(
            (asked if any(link.state == "judged" for link in answer.links) else again, _verdict(answer)),
            COLON,
        ),
        (
            Column("id", message("Link"), Kind.CODE),
            Column("state", message("State"), Kind.STATE),
            Column("ends", message("Outcomes"), Kind.CODE),
            Column("changed", message("Reworded since"), Kind.CODE),
            Column("unknown", message("No fingerprint"), Kind.CODE),
            Column("strength", message("Strength"), Kind.INTEGER),
            Column("says", message("What it says")),
            Column("refs", message("Reference"), Kind.CODE),
            Column("place", message("Place"), Kind.CODE),
        ),
        tuple(
            (
                link.id,
                _STATES[link.state],
                link.ends,
                link.changed or None,
                link.unknown or None,
                link.strength,
                link.says,
                refs_in_words(link.refs),
                f"{link.path}:{link.line}",
            )
            for link in answer.links
        ),
        tuple(_notes(answer)),
    )


def _verdict(answer: Review) -> Message:
    """How many links are to be read again."""
    doubtful = answer.counts["suspect"] + answer.counts["unjudged"]
    return message("{doubtful} of {links}", doubtful=doubtful, links=sum(answer.counts.values()))


def _notes(answer: Review) -> Iterator[Message]:
    """How many links are in which state, and what to do."""
    if answer.accepted:
        template = message("Accepted: {ids}.")
        yield fill(template, ids=", ".join(answer.accepted))
    if not any(answer.counts.values()):
        yield message("The plan has no links.")
        yield to_add("links")
        return
    if not answer.counts["suspect"] and not answer.counts["unjudged"]:
        template = message(
            "Nothing has to be read again: all {judged} links were judged on the words that their "
            "outcomes have now."
        )
        yield fill(template, **answer.counts)
        return
    template = message(
        "Of all links {judged} are judged on the present words, {suspect} are suspect, {unjudged} have no "
        "fingerprint. Read the link again{typed}."
    )
    accept = Typed(message("; realign review ID --accept stores what it was judged on"))
    yield fill(template, typed=accept, **answer.counts)
