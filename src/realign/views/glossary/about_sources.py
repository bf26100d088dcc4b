"""Words of the answers about sources, records and findings."""

from realign.questions.explain import Word
from realign.text import Typed, message, message_in

WORDS = (
    Word(
        (
            message("Basis"),
            message_in("trace", "Basis"),
            message("Basis of the ties"),
            message("stated"),
            message("implied"),
            message("analyst"),
            message("How we read it"),
            message("basis of the money"),
            message("Code given by"),
        ),
        message(
            "Who says so. Stated: the paragraph says it itself. Implied: it follows from its words. "
            "Analyst: it is our reading."
        ),
    ),
    Word(
        (
            message("Paragraph"),
            message("Paragraphs"),
            message("rests on"),
            message("Paragraphs listed"),
            message("Reference"),
            message("Source"),
            message("Records that cite it"),
            message("Place"),
            message("Where it stands"),
            message("Also in"),
            message("Address"),
            message("File"),
        ),
        message(
            "Where it is said: the paragraph of the source, and the file and line of the plan that "
            "records it."
        ),
    ),
    Word(
        (message("What is our reading"), message("our note")),
        message("What we add to the source: how we read it, and what it does not say itself."),
    ),
    Word(
        (
            message("coded"),
            message("items"),
            message("set aside"),
            message("unexplained"),
            message("Why nothing is coded"),
        ),
        message(
            "What became of a paragraph. Coded: records rest on it. Items: on its items. Set aside: "
            "nothing is coded, and the plan says why. Unexplained: neither."
        ),
    ),
    Word(
        (
            message("judged"),
            message("suspect"),
            message("unjudged"),
            message("Reworded since"),
            message("No fingerprint"),
        ),
        message(
            "Whether a link was judged on the words that its outcomes have now. Suspect: they were "
            "reworded since. Unjudged: nobody recorded what it was judged on."
        ),
    ),
    Word(
        (
            message("Slip"),
            message("What stands there"),
            message_in("card", "What stands there"),
            message("What it says"),
            message("What the plan records of it"),
        ),
        message(
            "A slip is a place where the document contradicts itself; the plan keeps what stands "
            "there and how it was read."
        ),
    ),
    Word(
        (
            message("Code"),
            message("Severity"),
            message("error"),
            message("warning"),
            message("note"),
            message("What is wrong"),
            message("What to do"),
        ),
        message(
            "A finding about the plan: its code{typed} and how grave it is. Errors stop every answer, "
            "warnings are likely slips, notes are for your information.",
            typed=Typed(message(" (realign explain CODE is its manual)")),
        ),
    ),
    Word(
        (
            message("Record"),
            message("Records"),
            message_in("imported", "Records"),
            message("Kind"),
            message("Id"),
            message("Title"),
            message("Name"),
            message("What"),
            message_in("diff", "What"),
            message("Field"),
            message("Key"),
            message("Lenses"),
            message("State"),
            message("Before"),
            message_in("diff", "Before"),
            message("Now"),
            message_in("diff", "Now"),
            message("yes"),
            message("no"),
        ),
        message(
            "A record is one entry of the plan: an outcome, a link, a fund, a piece of work. It has a"
            " kind, an id, a title and fields; a lens is what the plan is looked at through.{typed}",
            typed=Typed(message(" realign show ID gives all of it.")),
        ),
    ),
    Word(
        (message("draw"), message("draws")),
        message(
            "One random reading of the evidence: which links exist, which way they point and how "
            "strong they are, drawn by how sure each is. Shares and intervals count over many draws."
        ),
    ),
)
