"""What the fields of records hold, by their names in words and in files."""

from realign.questions.explain import Word
from realign.text import Message, message
from realign.views.field_words import FIELDS

_SAYS: tuple[tuple[tuple[str, ...], Message], ...] = (
    (
        ("symbol", "date", "language"),
        message("What a source is: its symbol, its date, and the language in which it was read."),
    ),
    (
        ("names", "variants"),
        message(
            "The proper names in each paragraph of a source, as printed, and second names for the "
            "same thing. A check finds the name that no record keeps."
        ),
    ),
    (
        ("themes", "called"),
        message(
            "The words by which a source speaks of an outcome without its code, and what it calls the"
            " outcome in this place."
        ),
    ),
    (
        ("printed", "quotes"),
        message("The words by which the source itself calls a lens, and by which a paragraph quotes it."),
    ),
    (
        ("default_relevance",),
        message(
            "How much a link counts through this lens where no statement on it is tagged with the "
            "lens, from 0 to 1. The number is our judgement."
        ),
    ),
    (
        ("from", "to"),
        message(
            "The outcomes at the two ends of a link: the one that contributes, and the one that it helps."
        ),
    ),
    (
        ("via",),
        message(
            "The paragraph that gives a theme its code, where the statement itself names only the theme."
        ),
    ),
    (
        ("judged_on",),
        message(
            "A mark of the wording of the outcomes when the link was judged. A review lists the links "
            "whose outcomes have other words now."
        ),
    ),
    (
        ("judgements", "by"),
        message(
            "The scores that judges gave to a link, each by the name of its judge, which may be any code."
        ),
    ),
    (("places",), message("Countries, cities and meetings that the source names with it.")),
    (
        ("also",),
        message(
            "Other sorts that an action is by the words of the source, such as a norm that trains people."
        ),
    ),
    (
        ("unit", "quantity", "first_planned", "listed", "table", "stated"),
        message(
            "What a table of a budget prints: which table, whether the source prints it, what is "
            "counted, how many in which year, how many were planned at first, and the subtotals."
        ),
    ),
    (
        ("baseline", "milestones", "target", "actual", "verification", "owner"),
        message(
            "The figures of an indicator: at the start, on the way, the target and what was reached; "
            "where they come from, and who collects them."
        ),
    ),
    (
        ("rule",),
        message(
            "Whether the sentence says what becomes of all work, or of all in its tables, that lacks money."
        ),
    ),
    (("cites",), message("Documents that the paragraph names.")),
    (
        ("code", "fields", "unchecked"),
        message(
            "What is known of a slip in a source: the check that finds it, and the records and fields"
            " that it is about. Some slips only a reader can find."
        ),
    ),
    (
        ("within",),
        message("The fund, or the deliverable, that it is a part of: it is not counted twice."),
    ),
    (
        ("covers",),
        message("The work that the sentence about the required money names; it vouches for no other."),
    ),
    (("low", "high"), message("The least and the most that a piece of work may cost.")),
    (("requires",), message("Work that must be paid for, too, or this work cannot begin.")),
    (
        ("now", "may", "degree"),
        message(
            "What the source says happens at the time of its writing: whether the work goes on, is "
            "limited, delayed or stopped, how much, in which year, and whether it only says that it "
            "may be so."
        ),
    ),
    (
        ("effect",),
        message("What the source says becomes of the work without the money: limited, delayed or stopped."),
    ),
    (
        ("organisation", "period", "currency"),
        message("Whose plan it is, for which years, and in which currency its amounts are counted."),
    ),
    (
        ("rates", "rate"),
        message("What one unit of another currency is worth in the currency of the plan, and who says so."),
    ),
    (
        ("scale", "rubric"),
        message("The strongest strength that a link may have, and what each strength means in words."),
    ),
    (("headings",), message("The headings of the source that work stands under, in words.")),
    (("words",), message("What a plan calls its own kinds of records, such as goal for domain.")),
    (
        ("structure",),
        message("How many domains and outcomes the plan has, which a realignment must keep."),
    ),
    (("indicators",), message("What measures how far an outcome is reached.")),
)
WORDS = (
    *(Word(tuple(name for key in keys for name in (FIELDS[key], key)), says) for keys, says in _SAYS),
    Word(
        (message("used by"), message("cited by"), message("stands in"), "used_by"),
        message("The records that name this one, rest on this paragraph, or hold this amount."),
    ),
    Word(
        (message("decisions that bear on it"), "decisions"),
        message("What the sources decide about it, and in annotations that name it and may speak of more."),
    ),
)
