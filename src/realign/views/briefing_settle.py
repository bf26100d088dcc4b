"""What a board might settle first: through each lens the one statement whose doubt costs the choice most."""

from realign.citations import ref_in_words
from realign.models.influence.settle import Settling
from realign.questions.briefing import Briefing, LensInBrief
from realign.sheets import Cell, Column, Kind, Sheet
from realign.text import Sentence, Text, fill, message
from realign.views.links_held import first_to_settle, unsettled_part
from realign.views.terms import shortened

QUOTED = 3
"""So many statements of a paragraph are quoted; the others are counted."""
_LONGEST, _NAME = 160, 60
"""Letters of a statement, and of the name of a lens."""


def settle_sheet(answer: Briefing) -> Sheet:
    """One row for each lens: what is said, what of it is open, and what it would bring to know it."""
    firsts = (
        (one, first)
        for one in answer.lenses
        for first in [each for each in first_to_settle(one.links.settle) if each.kind != "component"][:1]
    )
    rows = tuple(_row(answer, one, first) for one, first in firsts)
    return Sheet(
        "settle",
        message("What to settle first"),
        (
            Column("lens", message("Lens")),
            Column("says", message("What it says")),
            Column("part", message("What of it is open")),
            Column("id", message("Where it stands")),
            Column("share", message("Gain"), Kind.SHARE),
        ),
        rows,
        (
            message(
                "Gain: how much better the links could be chosen if this were known, as a part of what "
                "could be gained if all were known."
            ),
        )
        if rows
        else (),
    )


def _row(answer: Briefing, one: LensInBrief, first: Settling) -> tuple[Cell, ...]:
    part = unsettled_part(first)
    return (
        lens_name(one),
        _quoted(answer, first.id),
        part,
        ref_in_words(answer.stands_in.get(first.id, first.id)),
        first.share,
    )


def _quoted(answer: Briefing, id_: str) -> Text | None:
    """The first statements, and how many more there are."""
    says = answer.statements.get(id_, ())
    if not says:
        return None
    more = len(says) - QUOTED
    rest = fill(message("{more} more statements of this paragraph are in the report"), more=more)
    return Sentence((*(shortened(one, _LONGEST) for one in says[:QUOTED]), *([rest] if more > 0 else [])))


def lens_name(one: LensInBrief) -> Text:
    """What a lens is called."""
    return shortened(one.lens, _NAME) if one.lens is not None else message("without a lens")
