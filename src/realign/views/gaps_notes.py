"""What a reader has to know about the figures: what is proved, what is assumed, what is missing."""

from collections.abc import Iterator, Sequence

from realign.citations import refs_in_words
from realign.models.funding.case import FundingCase
from realign.models.funding.requirement import plain, reliant, stated
from realign.models.funding.results import Level
from realign.models.funding.solver import Solution
from realign.models.funding.uncertainty import Range, spare
from realign.money import write_money
from realign.plan import Requirement
from realign.text import SEMICOLON, Message, Text, fill, join, message
from realign.views.naming import funds_named


def remarks(
    books: FundingCase,
    solution: Solution | None,
    explored: Range | None,
    levels: Sequence[Level],
    *,
    flat: bool,
    ordered: bool,
) -> Iterator[Text]:
    """Everything that the figures do not say themselves."""
    sources = {level.source.year: level.source for level in levels if level.source}
    for source in sources.values():
        yield fill(
            message("{year}, how sure: {sure} ({refs})")
            if source.refs
            else message("{year}, how sure: {sure}"),
            year=str(source.year),
            sure=source.sure,
            refs=join(refs_in_words(source.refs), SEMICOLON),
        )
    if explored:
        yield _explored(explored)
        yield from _requirement(books, levels)
    elif solution is None:
        yield from _without_costs(books, levels)
    else:
        yield from _with_costs(books, solution, levels)
    yield from _heard(books, levels)
    if flat and any(item.chance is not None for level in levels for item in level.items):
        yield _FLAT
    if ordered and not books.exact:
        yield _NO_ORDER
    yield from _pots(books)
    yield from books.notes


_FLAT = message(
    "Chance is an assumption and no finding: the part of the requirement that nobody has costed is split "
    "at random among the items that it provides for, every split being equally likely, and they are paid in "
    "order of priority. Items of one "
    "priority share one chance. What soft or hard money may add is left out. --assume none switches it off."
)
_NO_ORDER = message(
    "Strict order of priority needs every cost; without them the states are those that can be proved."
)


def _without_costs(books: FundingCase, levels: Sequence[Level]) -> Iterator[Text]:
    """What proves a state where nobody has given a cost."""
    if books.required is None:
        yield message(
            "No cost is known, and no fund says what is required: only what follows from no unearmarked "
            "money at all, or from a budget that suffices, can be told."
        )
        return
    yield message(
        "No cost is known. With nothing, all that only unearmarked money may pay is a gap; with more, "
        "what it reaches is open but for what a source vouches for."
    )
    yield from _vouching(books, books.required)
    yield from _vouched(books, levels, books.required)


def _source(books: FundingCase) -> Text:
    """Where the requirement is stated, in brackets."""
    fund = books.funds[books.free or ""]
    stated_in = fund.required.refs if isinstance(fund.required, Requirement) else ()
    refs = (*stated_in, *fund.refs)
    ref = refs_in_words(refs[:1])
    return fill(message(" ({ref})"), ref=ref[0]) if ref else ""


def _vouching(books: FundingCase, required: int) -> Iterator[Text]:
    """Which work the source ties the requirement to, and what we assume of the rest."""
    named = [work.name for place, work in enumerate(books.works) if place in books.named]
    template = message("The source{refs} ties the {required} to {names}, and vouches for no other work.")
    if not named:
        template = message(
            "The source{refs} says that {required} is required, but not for which work: it vouches for none."
        )
    yield fill(template, refs=_source(books), required=write_money(required), names=_list(named))
    if books.assumed:
        yield _names(
            message(
                "That this much is enough for all else that unearmarked money may pay for is our "
                "assumption (--assume enough), and no statement of the source: {names}."
            ),
            [work.name for place, work in enumerate(books.works) if place in books.assumed],
        )
    elif set(reliant(books)) - books.named:
        yield message(
            "Whether it reaches the rest as well is open; --assume enough counts the rest as covered from "
            "there on, which is an assumption."
        )


def _requirement(books: FundingCase, levels: Sequence[Level]) -> Iterator[Text]:
    """What the source says is required, and whether the known costs leave room for it."""
    said = stated(books)
    if said is None:
        return
    if not said.stands:
        yield fill(
            message(
                "The source{refs} says that {required} is required, but the known costs alone take "
                "{least} or more: both cannot be right. The costs are used, and the source is not."
            ),
            required=write_money(said.required),
            least=write_money(said.least),
            refs=_source(books),
        )
        return
    yield from _vouching(books, said.required)
    if books.provided:
        yield fill(
            message("Of that the known costs take {least} or more."),
            least=write_money(said.least),
        )
    yield from _vouched(books, levels, said.required)
    if spare(books) is None:
        yield message(
            "The known costs of what unearmarked money may pay for come to more than the required "
            "amount, so that other funds have to carry some of them: how much that leaves for work "
            "without a cost cannot be told."
        )


def _vouched(books: FundingCase, levels: Sequence[Level], required: int) -> Iterator[Text]:
    """What is covered only because the source says so, and where the known figures say otherwise."""
    states = {
        item.id: item.state for level in levels if level.unearmarked >= required for item in level.items
    }
    if not states:
        return
    payable = [(place, books.works[place].name) for place in books.undecided if place in books.provided]
    others = [
        name
        for place, name in payable
        if books.free not in books.works[place].funds
        and not plain(books, place)
        and states[name] == "covered"
    ]
    if others:
        yield _names(
            message(
                "Counted as covered from the required amount on because the source says so, though it "
                "is not unearmarked money that may pay for them: {names}."
            ),
            others,
        )
    denied = [name for _, name in payable if states[name] != "covered"]
    if denied:
        yield _names(
            message(
                "The required amount is to provide for these, too, but the known figures do not bear "
                "that out: {names}."
            ),
            denied,
        )


def _with_costs(books: FundingCase, solution: Solution, levels: Sequence[Level]) -> Iterator[Text]:
    """How exact the answer is."""
    if books.required is not None and books.required != solution.full_need:
        yield fill(
            message(
                "The source says that {stated} is required; the costs add up to {need}. The costs are used."
            ),
            stated=write_money(books.required),
            need=write_money(solution.full_need),
        )
    last = solution.frontier.points[-1].covered | solution.frontier.some.keys()
    never = [
        books.works[place].name
        for place in books.undecided
        if place not in last and solution.frontier.complete and books.works[place].funds
    ]
    if never:
        yield fill(
            message("No amount of unearmarked money covers: {names}. Their own funds do not suffice."),
            names=_list(never),
        )
    if not solution.frontier.near:
        yield message(
            "The curve lists only its ends and the amounts themselves, and a next step gives nothing up: "
            "there is too much work with overlapping earmarks, or work that can be paid in part beside work "
            "that cannot, to look for all the others."
        )
    elif not solution.frontier.complete:
        yield message("The curve lists only some of its breakpoints: its ends and those around the amounts.")
    if any(level.proof == "bounded" and level.optimum is None for level in levels):
        yield message(
            "Bounded: the solver stopped before it had ruled out everything better; no use of the "
            "money is worth "
            "more than the value plus the gap. That the choice can be paid is certified."
        )


def _explored(explored: Range) -> Text:
    """What covered, open and uncovered mean where costs are uncertain."""
    return fill(
        message(
            "Some costs or amounts are uncertain. Covered: proved to be in every best use whatever the "
            "costs turn out to be; all of it together can be paid even at the dearest. Uncovered: proved to "
            "be in none. Open: neither is proved; how often it is in the best use of {draws} draws is "
            "evidence only. The value is the least there is, the gap what it may gain. The curve "
            "holds at the dearest costs."
        ),
        draws=explored.draws,
    )


def _heard(books: FundingCase, levels: Sequence[Level]) -> Iterator[Text]:
    """Up to which amount a source is heard on what happens at the time of its writing."""
    years = sorted({item.now.year for level in levels for item in level.items if item.now})
    received = (books.funds[books.free].received or {}) if books.free is not None else {}
    for year in years:
        if year in received:
            template = message(
                "What the source says happens in {year} is shown at every amount up to the {came} that "
                "came in that year: it was written with that money."
            )
            yield fill(template, year=str(year), came=write_money(received[year]))
        else:
            template = message(
                "What the source says happens in {year} is shown at every amount short of what is "
                "required: nobody has said what came in that year."
            )
            yield fill(template, year=str(year))


def _pots(books: FundingCase) -> Iterator[Text]:
    """What has to be known about the funds."""
    no_pot = [work.name for work in books.works if not work.funds]
    if no_pot:
        yield _names(
            message("Nothing may pay for: {names}. Name their `funds`, else no amount covers them."),
            no_pot,
        )
    if books.vague:
        yield _names(
            message("How much these hold is not known: {names}. What they may pay is conditional on them."),
            [title for name, title in funds_named(books.funds.values()).items() if name in books.vague],
        )
    free = [name for name, fund in books.funds.items() if fund.kind == "unearmarked"]
    if len(free) > 1 and books.free:
        yield _names(
            message("Of several unearmarked funds the amount goes to {names}."),
            [books.funds[books.free].title],
        )
    if not reliant(books):
        yield message("Nothing waits for unearmarked money.")


def _names(template: Message, names: Sequence[Text]) -> Message:
    return fill(template, names=_list(names))


def _list(names: Sequence[Text]) -> Text:
    return join(names)
