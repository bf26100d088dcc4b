"""Words of the answers about links, outcomes and ranks."""

from realign.questions.explain import Word
from realign.text import Typed, message, message_in

WORDS = (
    Word(
        (
            message("Link"),
            message("Links"),
            message("From"),
            message("To"),
            message("From \\ to"),
            message("From one end"),
            message("To the other"),
            message("Way"),
            message_in("tables", "Way"),
            message("Direction"),
        ),
        message(
            "What the sources say ties one outcome to another, and which way: one helps the other, "
            "each helps the other, or the way is not stated."
        ),
    ),
    Word(
        (
            message("hub"),
            message("bond"),
            message("First of their kind"),
        ),
        message(
            "Groups of links. A hub is all links at one outcome, a bond all links between two "
            "domains. First of their kind: in how many draws they carry the most."
        ),
    ),
    Word(
        (message("Carry"),),
        message(
            "The part of all influence that goes through a group of links. Groups overlap, as a link belongs "
            "to the hubs at both its ends and to a bond, so the parts may add up to more than 100 %."
        ),
    ),
    Word(
        (
            message("5 %"),
            message("95 %"),
            message("5 %, some missing"),
            message("95 %, some missing"),
            message("± by chance"),
        ),
        message(
            "In nine draws of ten the figure lies between these two. Some missing: also if the plan "
            "leaves out links that exist. By chance: how far the figure itself may be off because the"
            " draws are finite."
        ),
    ),
    Word(
        (
            message("Loss"),
            message("Expected loss"),
            message("loss"),
        ),
        message(
            "How much of all influence in the plan would be lost without this link, counting every "
            "way round. Expected: the same, times how sure it is that the link exists. Links are "
            "ranked by it."
        ),
    ),
    Word(
        (
            message("Class"),
            message_in("class", "core"),
            message("likely"),
            message_in("class", "likely"),
            message_in("class", "contested"),
            message_in("class", "out"),
            message("Contested"),
        ),
        message(
            "How surely a link belongs to the first few: core in 80 % of the draws or more, likely in"
            " 50 %, contested in 5 %, out in fewer. Order inside a class means nothing. A contested "
            "link may also be one with statements of both signs."
        ),
    ),
    Word(
        (message("Among the first"),),
        message(
            "In what share of the draws the link is among the first few: as many as one chooses{typed}, "
            "5 for the links and 10 in the other answers. So a link may be contested there and likely here.",
            typed=Typed(message(" (--choose)")),
        ),
    ),
    Word(
        (
            message("There in"),
            message("Sure"),
        ),
        message(
            "In what share of the draws the link exists at all: how sure the statements behind it make it."
        ),
    ),
    Word(
        (
            message("Settle"),
            message("Settle first"),
            message("Would add"),
            message("Of all there is to know"),
            message("EVPPI"),
        ),
        message(
            "What to find out first: how much more the chosen links would carry, on average, if this "
            "were known before choosing (expected value of partial perfect information), and its part"
            " of all that knowing everything would bring."
        ),
    ),
    Word(
        (
            message("Above all"),
            message("its strength"),
            message("its direction"),
            message("whether it exists"),
            message("whether it speaks of the lens"),
        ),
        message(
            "What of a link or a paragraph is worth most to find out: whether the link exists, its "
            "direction, its strength, or whether it speaks of the lens."
        ),
    ),
    Word(
        (
            message("Rank"),
            message("Rank before"),
            message("Rank now"),
            message("Likely rank"),
            message("Likely rank now"),
            message("likely"),
            message_in("class", "likely"),
            message("Up (+) or down"),
            message("rises"),
            message("Best"),
            message("Worst"),
            message("No lens"),
            message_in("lens", "{id}", id="…", title="…"),
        ),
        message(
            "The place by expected loss; ties share the middle place. Likely: where nine draws of ten"
            " put it. Rises: places gained through a lens. Best and worst: where it would go if one "
            "link or paragraph were left out."
        ),
    ),
    Word(
        (
            message("First"),
            message("Top five"),
            message("Beats next"),
            message("Ranks below in"),
            message("and"),
        ),
        message(
            "Shares of the draws: in which it is first, among the first five, above the next one, "
            "below another one."
        ),
    ),
    Word(
        (
            message("without link"),
            message("without paragraph"),
            message("Not separable from"),
        ),
        message(
            "Which single link or paragraph, left out, moves the rank most; and which ones the draws "
            "cannot tell it from."
        ),
    ),
    Word(
        (
            message("Up"),
            message("Down"),
            message("Weight"),
            message("Relevance"),
            message("Counts"),
            message("Part"),
            message("Influence"),
            message("Its reach"),
            message("Neighbour"),
            message("Side"),
            message("Figure"),
            message_in("trace", "Figure"),
            message("Formula"),
            message("What it is"),
            message("Comes to"),
            message("Adds"),
            message_in("tables", "Adds"),
        ),
        message(
            "The parts of the score of a link. Weight: its strength times its relevance through the "
            "lens, divided by the plan's scale. Up: what reaches its source. Down: what its target "
            "passes on.{typed}",
            typed=Typed(message(" realign why does the sum on paper.")),
        ),
    ),
    Word(
        (
            message("Strength"),
            message("Tagged"),
        ),
        message(
            "The strength that a coder gave to what the paragraph says, by the rubric of the plan. "
            "Tagged: whether a paragraph ties the link to this lens, or only the default relevance "
            "counts."
        ),
    ),
    Word(
        (
            message("Drives"),
            message("Depends"),
            message("Push"),
            message("Hold"),
            message("Indirect"),
        ),
        message(
            "Of an outcome: how much it brings about, how much it hangs on others, what helps and "
            "what holds it back, and which part comes by way of others."
        ),
    ),
    Word(
        (
            message("Method"),
            message("Agreement (tau)"),
            message("tau"),
        ),
        message(
            "Kendall's tau: how far two rankings agree, from -1 (reversed) over 0 (no relation) to 1 "
            "(the same)."
        ),
    ),
    Word(
        (
            message("One more step adds"),
            message("Stated"),
        ),
        message(
            "What one more step of strength on this link would add to all influence: where building "
            "brings most."
        ),
    ),
    Word(
        (
            message("Times"),
            message("Change"),
            message_in("diff", "Change"),
            message("Then"),
            message("Because of"),
            message("Moved through"),
            message("What"),
            message_in("diff", "What"),
        ),
        message(
            "In comparisons: how many times the other, what is changed, and what the change does; "
            "moved through itself or through other links."
        ),
    ),
)
