"""Words of the answers about money."""

from realign.questions.explain import Word
from realign.text import Capitalised, Message, fill, message, message_in


def _before_and_now(state: Message) -> tuple[Message, Message]:
    """The headings of a state in a comparison of two plans."""
    word = Capitalised(state)
    return fill(message("{state} before"), state=word), fill(message("{state} now"), state=word)


WORDS = (
    Word(
        (message_in("amounts", "actual"), message("What really came in")),
        message("`actual:2021` is what the plan says came in in that year, with its paragraph."),
    ),
    Word(
        (
            message("Unearmarked"),
            message("At unearmarked"),
            message("Unearmarked money"),
            message("unearmarked"),
            message_in("tables", "unearmarked"),
        ),
        message(
            "Money that the giver ties to no purpose, so that the plan itself decides what it pays "
            "for. Each row asks about one amount of it."
        ),
    ),
    Word(
        (message("Required"),),
        message(
            "What the unearmarked fund needs. The plan states it as `required`; that covers the work that "
            "its sentence names, and vouches for no other. Where all costs are known, the least amount "
            "that pays for all work is worked out from them, and the answer uses that."
        ),
    ),
    Word(
        (
            message("Short by"),
            message("Missing before"),
            message("Missing now"),
        ),
        message("What is required less the amount that is there; 0 where there is enough."),
    ),
    Word(
        (
            message("Covered"),
            message("covered"),
            message("for sure"),
            message("covered for sure"),
            *_before_and_now(message("covered")),
        ),
        message(
            "Paid by the best use of the money: proved from costs and funds, or vouched for by the source. "
            "Only this may be relied on. Where another use is worth as much, the notes name what could give "
            "way."
        ),
    ),
    Word(
        (
            message("Open"),
            message("open"),
            *_before_and_now(message("open")),
        ),
        message(
            "The money may reach this work or may not; nobody can tell before costs, or what other "
            "funds hold, are known. Open is not covered."
        ),
    ),
    Word(
        (
            message("Uncovered"),
            message("uncovered"),
            *_before_and_now(message("uncovered")),
        ),
        message("Proved that this amount does not pay for it: a gap."),
    ),
    Word(
        (
            message("Exposed"),
            message("Exposure"),
            message("exposed"),
        ),
        message(
            "How a piece of work hangs on unearmarked money. Exposed: only unearmarked money may pay "
            "for it, so without that it is not done. Conditional: other funds may pay, too. Safe: it "
            "does not need it."
        ),
    ),
    Word(
        (message("conditional"),),
        message(
            "Soft or hard earmarked money may pay for this work as well as unearmarked money, so "
            "whether it is done depends on what those funds hold."
        ),
    ),
    Word(
        (message("safe"),),
        message("The work does not need unearmarked money: another fund pays, such as the regular budget."),
    ),
    Word(
        (
            message("Proof"),
            message("certified"),
            message("bounded"),
            message("structural"),
        ),
        message(
            "How an answer about money is known. Certified: every cost is known and the best use is "
            "proved. Bounded: costs are ranges, so both ends were worked out. Structural: no cost is "
            "known, and only who may pay for what proves it."
        ),
    ),
    Word(
        (
            message("Value"),
            message("Value then"),
            message("Value covered"),
        ),
        message(
            "What a piece of work counts for when money is short: the plan's own value, or what its "
            "outcomes bring about through the lens, or 1 for each piece."
        ),
    ),
    Word(
        (message("Could rise by"),),
        message(
            "By how much the value could still be larger at this amount, where the best use is not proved."
        ),
    ),
    Word(
        (
            message("In order of priority"),
            message("That order costs"),
        ),
        message(
            "The value when work is paid for strictly in the plan's own order, and what that order "
            "gives up against the best use."
        ),
    ),
    Word(
        (
            message("Stopped"),
            message("Waiting"),
            message("Limited"),
            message("Says the source"),
            message("At {amount}, says the source", amount="…"),
            message("{may}{degree}{state} ({year})", may="…", degree="…", state="…", year="…"),
            message("What happens now"),
        ),
        message(
            "What the source says happens to the work with the money of its time. Stopped: it has no "
            "resources or no capacity, or cannot be done. Waiting: it is put off, on hold or not yet put to "
            "work. Limited: capacity, resources or support are limited, or it goes on slowly."
        ),
    ),
    Word(
        (
            message("it may be"),
            message("as we read it"),
            message("{may}{degree}{state} ({year}), as we read it", may="…", degree="…", state="…", year="…"),
        ),
        message(
            "How firmly the source says what happens to the work. It may be: the source says only that it "
            "may happen. As we read it: the source does not say it of this work by name."
        ),
    ),
    Word(
        (
            message("At {amount}", amount="…"),
            message("With {amount}", amount="…"),
            message("Pieces with {amount}", amount="…"),
            message("Pieces"),
        ),
        message(
            "The state of each piece of work, or how many pieces come to it, with this amount of "
            "unearmarked money."
        ),
    ),
    Word(
        (
            message("Chance"),
            message("Chance by this money alone (assumed)"),
            message("Chance at {amount} (assumed)", amount="…"),
            message("In draws"),
        ),
        message(
            "Not a finding but an assumption: how often the work is paid for if costs that nobody has"
            " stated split at random."
        ),
    ),
    Word(
        (
            message("Covered by word of"),
            message("Money by"),
        ),
        message("Who says so: the source itself, or an assumption of ours."),
    ),
    Word(
        (
            message("First covered at"),
            message("First sure at"),
            message("May cost at most"),
        ),
        message(
            "The smallest amount at which the best use pays for the work; at which it is paid for "
            "whatever the costs turn out to be; and the most it may cost to be worth paying at this "
            "amount."
        ),
    ),
    Word(
        (
            message("May be paid by"),
            message("May be paid from"),
            message("Paid"),
            message("Paid by"),
            message("Money"),
            message_in("focus", "Money"),
        ),
        message("Which funds may pay for the work, which do pay at this amount, and how much."),
    ),
    Word(
        (
            message("there"),
            message("part"),
            message("missing"),
            message("not known"),
            message("all required, unsure here"),
        ),
        message(
            "Where the money for a piece of work stands. There: it is proved. Part: some of it. "
            "Missing: proved that it does not come. Not known: costs or funds are not stated."
        ),
    ),
    Word(
        (
            message("Next step at"),
            message("More money"),
            message("Adds"),
            message_in("tables", "Adds"),
            message("Gives up"),
        ),
        message(
            "The next amount at which the best use changes: how much more that is, what comes in, and"
            " what is given up for it."
        ),
    ),
    Word(
        (
            message("Fund"),
            message("earmark"),
            message("earmarks"),
            message("Amount"),
            message("Used"),
            message("Left"),
        ),
        message(
            "A pot of money: what it holds, pays and keeps. An earmark ties the money to a "
            "theme or a project."
        ),
    ),
    Word(
        (
            message("Made free"),
            message("Fund made free"),
            message("Gain"),
            message("Gain per 100 000"),
            message("Gain of as much more unearmarked money"),
        ),
        message(
            "Made free: the earmark of the fund is lifted, so that it could also pay for all that "
            "unearmarked money may pay for. Gain: by how much the value of what is covered would rise."
        ),
    ),
    Word(
        (
            message("Received"),
            message("Share"),
            message("Year"),
            message("Amount before"),
            message("Amount now"),
        ),
        message("What really came into the unearmarked fund in a year, and its part of what is required."),
    ),
    Word(
        (
            message("Cost"),
            message("Units"),
            message("can be done in part"),
            message("Items"),
            message("Item"),
            message("Heading"),
            message("Same work as"),
        ),
        message(
            "As the plan states it: what a piece of work costs, in how many units it may be done, "
            "and where it is listed."
        ),
    ),
    Word(
        (message("Tier"), message("order of payment"), message("Values by tier")),
        message(
            "The order of payment: 1 is the highest, and also what counts where the plan states no tier. A "
            "lower tier (a larger number) never takes money from a higher one. Values by tier: 3 / 6 is 3 "
            "in tier 1 and 6 in tier 2."
        ),
    ),
    Word(
        (message("budget"), message("regular budget")),
        message(
            "The money that an organisation's members, or a city's council, grant it for its regular work. "
            "In a plan it is a fund of the kind `regular`."
        ),
    ),
    Word(
        (
            message("soft"),
            message_in("wording", "soft"),
            message("hard"),
            message_in("wording", "hard"),
            message("regular"),
        ),
        message(
            "How money is tied. Soft: to a theme or a region. Hard: to one project. Regular: the "
            "budget that member states are assessed for."
        ),
    ),
)
