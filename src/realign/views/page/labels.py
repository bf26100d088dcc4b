"""The words of the page itself: headings, labels, explanations of terms."""

from collections.abc import Mapping

from realign.text import Message, message, message_in

LABELS: Mapping[str, Message] = {
    "skip": message("Skip to the content"),
    "language": message("Language"),
    "lens": message("Lens"),
    "lenses_left_out": message("{count} more lenses have no view of their own here."),
    "money": message("Unearmarked money"),
    "amount": message("Amount"),
    "search": message("Search this page"),
    "no_hits": message("Nothing found."),
    "keys": message("Keys"),
    "close": message("Close"),
    "keys_on": message("Keys of one letter work"),
    "key_money": message("less or more money, step by step"),
    "key_lens": message("lens by its number"),
    "key_search": message("search"),
    "key_hits": message("next or previous step of the money; while searching, next or previous place found"),
    "key_help": message("this list"),
    "contents": message("Contents"),
    "glance": message("At a glance"),
    "links": message("Links between outcomes"),
    "money_part": message("Money"),
    "programme": message("Work programme"),
    "holes": message("What is missing"),
    "rests": message("What it rests on"),
    "holds": message("What holds"),
    "covers": message("What this money covers"),
    "decided": message("What is decided"),
    "next": message("What comes next"),
    "short": message("Short of what is required"),
    "enough": message("nothing"),
    "covered": message("covered"),
    "open": message("open"),
    "uncovered": message("without money"),
    "between": message("Shown is the step below this amount: {amount}", amount="{amount}"),
    "open_means": message(
        "Covered: proved to be paid for. Open: whether the money reaches it cannot be told before costs, or "
        "what other funds hold, are known. Without money: proved not to be paid for."
    ),
    "draws_mean": message(
        "A draw is one possible reading of the sources, taken at random within what they leave open."
    ),
    "network": message("The network"),
    "network_means": message(
        "A line is a link that a source states; the wider it is, the more of all influence is lost without "
        "it. Dark lines are core: among the first five in at least 80 % of the draws. Select a line, "
        "or open its row in the table below, to read why."
    ),
    "helps": message("helps"),
    "holds_back": message("holds back"),
    "both_signs": message("both is stated"),
    "faint": message("among the first in fewer than 5 % of the draws"),
    "groups": message("Where influence gathers"),
    "groups_means": message(
        "Share of all influence that is lost without these links: the bar shows the mean, the line the "
        "range that holds nine draws of ten. Leads in: the share of the draws in which no other hub, or no "
        "other bond, carries more."
    ),
    "share": message("Share"),
    "range": message("Range"),
    "first": message("Leads in"),
    "hubs": message("Hubs: all links at one outcome"),
    "bonds": message("Bonds: all links between two domains"),
    "choose": message("Links to choose first"),
    "settle": message("Settle first"),
    "tradeoffs": message("Trade-offs"),
    "no_tradeoffs": message("No link holds anything back."),
    "map": message("Influence and dependence"),
    "map_means": message(
        "Up: what an outcome drives. Right: what it depends on. The lines of the quadrants run through the "
        "means; crosses show the range that holds nine draws of ten. The table below names every "
        "outcome, also where the picture has no room."
    ),
    "as_table": message("The same as a table"),
    "map_cells": message("Under each lens: influence and dependence, each with its range, and the quadrant."),
    "outcome": message("Outcome"),
    "all_links": message("Every link, and why"),
    "all_links_means": message(
        "Core: among the first five links in 80 % of the draws or more; likely: in half of them; contested: "
        "in fewer; out: in fewer than 5 %."
    ),
    "all_links_cells": message(
        "Under each lens: the class and the share of the draws in which the link is among the first five; "
        "then its rank (in nine draws of ten), the part of all influence that is lost without it, and the "
        "share of the draws in which it exists at all."
    ),
    "cell_class": message("class · among the first five"),
    "cell_figures": message("rank (range) · influence lost · exists"),
    "rows": message("The table, with {count} rows"),
    "link": message("Link"),
    "shut": message("does not count through this lens"),
    "left_out": message("{count} more are not listed; the command links lists all."),
    "curve": message("What each amount covers"),
    "ladder": message("Step by step"),
    "at": message("At"),
    "stands_for": message("Stands for"),
    "adds": message("Adds"),
    "drops": message("Gives up"),
    "shortfall": message("Short by"),
    "see_pieces": message("What becomes of each piece of work, and who pays"),
    "now": message("What the source says"),
    "cost": message("Cost"),
    "earmarks": message("What the earmarks cost"),
    "earmarks_means": message(
        "If the money of a fund could also pay for all that unearmarked money may pay for, so much more of "
        "value would be covered."
    ),
    "fund": message("Fund made free"),
    "holding": message("Holds"),
    "gain": message("Gain"),
    "filter": message("Show"),
    "all": message_in("filter", "all"),
    "money_state": message("money: {state}"),
    "against": message("Compare with"),
    "changes": message("What changes against {amount}", amount="{amount}"),
    "no_changes": message("Nothing changes."),
    "piece": message("What"),
    "kind": message("Kind"),
    "decision": message("Decision or state"),
    "source": message("Source"),
    "the_money": message("Money"),
    "we": message("We"),
    "same_as": message("The same work as"),
    "decisions_mean": message(
        "Keep, adjust, reduce and defer are decisions, by the source or by our reading of links and money. "
        "Goes short, waits and open are no decisions: they are what becomes of the work. We: what links and "
        "money alone would say."
    ),
    "grid": message("What is there for each priority link"),
    "grid_means": message(
        "A priority link needs norms, integrated programmes, partnerships and capacities that name both of "
        "its ends."
    ),
    "carried": message("Programmes on both ends"),
    "measures": message("Who serves each outcome, and what measures it"),
    "programmes": message("Programmes"),
    "links_touching": message("Links"),
    "indicators": message("Indicators"),
    "nobody": message("nobody"),
    "none": message("none"),
    "paragraphs": message("Paragraphs and what rests on them"),
    "paragraph": message("Paragraph"),
    "records": message("Rests on it"),
    "sources": message("Sources"),
    "slips": message("Slips in the sources, and how they are read"),
    "stands": message("What stands there"),
    "reading": message("How it is read"),
    "files": message("Files of the plan"),
    "made_by": message("Made by realign {version} from the files below. The same files give the same page."),
    "no_work": message("The plan names no work that an amount could pay for."),
    "no_actions": message("The plan names no action for its links."),
}
