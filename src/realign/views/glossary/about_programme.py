"""Words of the answers about the work programme."""

from realign.questions.explain import Word
from realign.text import Typed, message, message_in

WORDS = (
    Word(
        (
            message("Comes to"),
            message("Decision"),
            message("What happens"),
            message("keep"),
            message("adjust"),
            message("reduce"),
            message("defer"),
            message("add"),
            message("no change"),
            message("keep, but adjust"),
        ),
        message(
            "What a piece of work comes to. Keep: it goes on as it is. Adjust: it goes on in another "
            "shape. Reduce: less of it. Defer: later. Add: new. The source decides; where it is "
            "silent, money and links do, and the answer says so."
        ),
    ),
    Word(
        (
            message("goes short"),
            message("waits"),
            message("no decision"),
            message("text not printed"),
            message("nothing"),
            message("no word on it"),
            message("reduce, by a rule"),
        ),
        message(
            "What is no decision of the source about this work. Goes short: money that it needs is missing "
            "in part. Waits: it cannot begin without money. No decision: nobody says anything. Reduce, by a "
            "rule: the source cuts all work of a table that lacks money, and names no piece. Text not "
            "printed: the annex shows only the paragraph's number."
        ),
    ),
    Word(
        (
            message("The source decides"),
            message("The source"),
            message("The money"),
            message("We"),
            message("We say"),
            message("We differ"),
            message("By links and money alone"),
            message("Reason"),
            message("Row of the rules"),
        ),
        message(
            "Three voices: what the paper decides, what money proves, and what links and money alone "
            "would suggest to us. Where the last differs, the paper counts."
        ),
    ),
    Word(
        (
            message("Priority links"),
            message("Priority links it carries"),
            message("Priority links at it"),
            message("no link"),
            message("Priority links it serves"),
            message("Other links"),
            message("Carried already by"),
            message("Links that touch it"),
            message("The link is stated in"),
        ),
        message(
            "Priority links are the first ten through the lens, or as many as are asked for{typed}. A "
            "programme carries a link whose two ends it works on.",
            typed=Typed(message(" (--top)")),
        ),
    ),
    Word(
        (
            message("How near"),
            message("Nearest"),
            message("How"),
            message_in("flagships", "How"),
            message("Why this programme"),
            message("What is to change"),
        ),
        message(
            "How near a programme is to a link that nobody carries: works on one end and names the "
            "other, works on one end, names one, or drives such a programme."
        ),
    ),
    Word(
        (
            message("Shared outcomes"),
            message("Shared of all (Jaccard)"),
            message("Jaccard"),
        ),
        message(
            "How far two programmes work on the same: the outcomes that both work on, divided by all "
            "that either works on (Jaccard index, 0 to 1)."
        ),
    ),
    Word(
        (
            message("Action"),
            message("norm"),
            message("integrated programme"),
            message("partnership"),
            message("capacity"),
            message("HOLE"),
            message("half"),
            message("tied"),
            message("other lens"),
            message("What is missing"),
        ),
        message(
            "Whether an action of each kind serves a priority link: it names both ends, one end "
            "(half), only what other lenses are tagged with, or nothing does (HOLE)."
        ),
    ),
    Word(
        (
            message("Indicator"),
            message("Status"),
            message("STAND-IN"),
            message("stands in for another"),
            message("own"),
            message("NO INDICATOR"),
            message("not for this lens"),
            message("What is measured"),
            message("Why it shows the effect"),
        ),
        message(
            "What measures an outcome through the lens. A stand-in is a public indicator that we tied"
            " to the outcome because the plan's own is not public."
        ),
    ),
    Word(
        (
            message("Annex"),
            message("Printed under"),
            message("Speaks of"),
            message("What changes"),
            message("In Chinese"),
        ),
        message(
            "Where an annotation stands in the annexes of the document, which part of the work "
            "programme it belongs to, and which money it speaks of."
        ),
    ),
)
