"""What a reader has to know about the figures: what is proved, what is assumed, what is missing."""

from collections.abc import Iterator, Sequence

from realign.citations import refs_in_words
from realign.models.funding.case_reading import POINTS
from realign.models.funding.premises import Premises, RequirementUse
from realign.money import write_money
from realign.questions.gaps import Gaps
from realign.text import SEMICOLON, Message, Text, Typed, fill, join, message, plural
from realign.views.cut_short import cut_short
from realign.views.gaps_levels import by_our_reading
from realign.views.gaps_now import how_sure
from realign.views.naming import funds_named


def notes(answer: Gaps) -> Iterator[Text]:
    """Everything that the figures do not say themselves."""
    premises = answer.premises
    yield from cut_short(answer.cut_short_after, money=True)
    sources = {level.source.year: level.source for level in answer.levels if level.source}
    for source in sources.values():
        yield fill(
            message("{year}, how sure: {sure} ({refs})")
            if source.refs
            else message("{year}, how sure: {sure}"),
            year=str(source.year),
            sure=how_sure(source),
            refs=join(refs_in_words(source.refs), SEMICOLON),
        )
    match premises.costs:
        case "uncertain":
            yield _uncertain(premises)
            yield from _requirement(premises.requirement)
        case "unknown":
            yield from _without_costs(premises.requirement)
        case "known":
            yield from _with_costs(answer)
    yield from _heard(premises)
    if answer.assume != "none" and any(
        item.chance is not None for level in answer.levels for item in level.items
    ):
        yield _FLAT
    if answer.rule == "priority" and premises.costs != "known":
        yield _NO_ORDER
    yield from _funds(answer)
    yield from _values(answer)


_FLAT = message(
    "Chance is an assumption and no finding: the part of the requirement that nobody has costed is split "
    "at random among the items that it provides for, every split being equally likely, and they are paid in "
    "order of priority. Items of one "
    "priority share one chance. What soft or hard money may add is left out.{typed}",
    typed=Typed(message(" --assume none switches it off.")),
)
_NO_ORDER = message(
    "Strict order of priority needs every cost; without them the states are those that can be proved."
)


def _without_costs(requirement: RequirementUse | None) -> Iterator[Text]:
    """What proves a state where nobody has given a cost."""
    if requirement is None:
        yield message(
            "No cost is known, and no fund says what is required: only what follows from no unearmarked "
            "money at all, or from a budget that suffices, can be told."
        )
        return
    yield from _vouching(requirement)
    yield message(
        "No cost is known. With nothing, all that only unearmarked money may pay is a gap; with more, "
        "what it reaches is open but for what a source vouches for."
    )
    yield from _rest(requirement)
    yield from _vouched(requirement)


def _stated_in(requirement: RequirementUse) -> Text:
    """Where the requirement is stated, in brackets."""
    ref = refs_in_words(requirement.refs[:1])
    return fill(message(" ({ref})"), ref=ref[0]) if ref else ""


def _vouching(requirement: RequirementUse) -> Iterator[Text]:
    """Which work the source ties the requirement to: first of all, since what is covered rests on it."""
    template = message(
        "The source{refs} says that {names} suffer if the {required} does not come. That they are covered "
        "once it comes is how we read it. It names no other work beside that amount."
    )
    if not requirement.named:
        template = message(
            "The source{refs} says that {required} is required, but not for which work: it vouches for none."
        )
    yield fill(
        template,
        refs=_stated_in(requirement),
        required=write_money(requirement.amount),
        names=join(requirement.named),
    )


def _rest(requirement: RequirementUse) -> Iterator[Text]:
    """What we assume of the work that the source does not tie to the requirement."""
    if requirement.assumed:
        yield _names(
            message(
                "That this much is enough for all else that unearmarked money may pay for is our "
                "assumption{typed}, and no statement of the source: {names}.",
                typed=Typed(message(" (--assume enough)")),
            ),
            requirement.assumed,
        )
    elif requirement.unnamed:
        yield message(
            "Whether it reaches the rest as well is open{typed}.",
            typed=Typed(
                message("; --assume enough counts the rest as covered from there on, which is an assumption")
            ),
        )


def _requirement(requirement: RequirementUse | None) -> Iterator[Text]:
    """What the source says is required, and whether the known costs leave room for it."""
    if requirement is None:
        return
    if not requirement.stands:
        yield fill(
            message(
                "The source{refs} says that {required} is required, but the known costs alone take "
                "{least} or more: both cannot be right. The costs are used, and the source is not."
            ),
            required=write_money(requirement.amount),
            least=write_money(requirement.least),
            refs=_stated_in(requirement),
        )
        return
    yield from _vouching(requirement)
    yield from _rest(requirement)
    if requirement.named or requirement.assumed:
        yield fill(
            message("Of that the known costs take {least} or more."),
            least=write_money(requirement.least),
        )
    yield from _vouched(requirement)
    if not requirement.splits:
        yield message(
            "The known costs of what unearmarked money may pay for come to more than the required "
            "amount, so that other funds have to carry some of them: how much that leaves for work "
            "without a cost cannot be told."
        )


def _vouched(requirement: RequirementUse) -> Iterator[Text]:
    """What is covered only because the source says so, and where the known figures say otherwise."""
    if requirement.beyond_its_funds:
        yield _names(
            message(
                "Counted as covered from the required amount on because the source ties them to it, "
                "though it is not unearmarked money that may pay for them: {names}."
            ),
            requirement.beyond_its_funds,
        )
    if requirement.denied:
        yield _names(
            message(
                "The required amount is to provide for these, too, but the known figures do not bear "
                "that out: {names}."
            ),
            requirement.denied,
        )


def _with_costs(answer: Gaps) -> Iterator[Text]:
    """How exact the answer is."""
    premises = answer.premises
    if premises.requirement and premises.requirement.amount != answer.full_need:
        yield fill(
            message(
                "The source says that {stated} is required; the costs add up to {need}. The costs are used."
            ),
            stated=write_money(premises.requirement.amount),
            need=write_money(answer.full_need or 0),
        )
    if premises.unreachable:
        yield _names(
            message("No amount of unearmarked money covers: {names}. Their own funds do not suffice."),
            premises.unreachable,
        )
    if not premises.next_steps_sought:
        yield message(
            "The curve lists only its ends and the amounts themselves, and a next step gives nothing up: "
            "there is too much work with overlapping earmarks, or work that can be paid in part beside work "
            "that cannot, to look for all the others."
        )
    elif not premises.curve_searched:
        yield message("The curve lists only some of its breakpoints: its ends and those around the amounts.")
    if any(level.proof == "bounded" and level.optimum is None for level in answer.levels):
        yield message(
            "Bounded: the solver stopped before it had ruled out everything better; no use of the "
            "money is worth "
            "more than the value plus the gap. That the choice can be paid is certified."
        )


def _uncertain(premises: Premises) -> Text:
    """What covered, open and uncovered mean where costs are uncertain."""
    drawn = message("; how often it is in the best use of {draws} draws is evidence only")
    return fill(
        message(
            "Some costs or amounts are uncertain. Covered: proved to be in every best use whatever the "
            "costs turn out to be; all of it together can be paid even at the dearest. Uncovered: proved to "
            "be in none. Open: neither is proved{drawn}. The value is the least there is, the gap what it "
            "may gain. The curve holds at the dearest costs."
        ),
        drawn=fill(drawn, draws=premises.draws) if premises.draws else "",
    )


def _heard(premises: Premises) -> Iterator[Text]:
    """Up to which amount a source is heard on what happens at the time of its writing."""
    for heard in premises.years_heard:
        if heard.received is not None:
            template = message(
                "What the source says happens in {year} is shown at every amount up to the {came} that "
                "came in that year, in which it was written."
            )
            yield fill(template, year=str(heard.year), came=write_money(heard.received))
        else:
            template = message(
                "What the source says happens in {year} is shown at every amount short of what is "
                "required: nobody has said what came in that year."
            )
            yield fill(template, year=str(heard.year))


def _funds(answer: Gaps) -> Iterator[Text]:
    """What has to be known about the funds."""
    premises = answer.premises
    if premises.fundless:
        yield _names(
            message("Nothing may pay for: {names}. Name their `funds`, else no amount covers them."),
            premises.fundless,
        )
    if premises.unknown_funds:
        titles = funds_named(answer.fund_names)
        yield _names(
            message("How much these hold is not known: {names}. What they may pay is conditional on them."),
            [titles[fund] for fund in premises.unknown_funds],
        )
    yield from _by_reading(answer)
    yield from _within(answer)
    if premises.unearmarked_funds > 1 and answer.fund:
        yield _names(
            message("Of several unearmarked funds the amount goes to {names}."),
            [fund.title for fund in answer.fund_names if fund.id == answer.fund],
        )
    if not premises.reliant:
        yield message("Nothing waits for unearmarked money.")


def _by_reading(answer: Gaps) -> Iterator[Text]:
    """What is covered only because we read that a budget pays for it, and on which amount that rests."""
    ours = {item.id: None for level in answer.levels for item in level.items if by_our_reading(item)}
    if ours:
        yield _names(
            message(
                "That a budget which suffices may pay for these is our reading and no statement of the "
                "source: {names}. They count as covered if all of that budget comes."
            ),
            list(ours),
        )


def _within(answer: Gaps) -> Iterator[Text]:
    """Which funds are shown without what lies within them."""
    titles = funds_named(answer.fund_names)
    parts = {fund.fund: fund.within for fund in answer.funds if fund.within}
    held = {fund.fund: fund.amount for fund in answer.funds}
    for whole in dict.fromkeys(parts.values()):
        amount = held.get(whole)
        if amount is not None:
            yield fill(
                message("{fund}: {amount}, beside what lies within it and is counted there: {parts}."),
                fund=titles[whole],
                amount=write_money(amount),
                parts=join([titles[part] for part, of in parts.items() if of == whole]),
            )


def _values(answer: Gaps) -> Iterator[Text]:
    """How many values are stated, taken from the lens, or missing."""
    values = answer.premises.values
    if values.through_lens:
        yield plural(
            "1 item has no value of its own: the value is {points} times the sum of the scores, "
            "through the lens {lens}, of the outcomes it serves, rounded to a whole number.",
            "{count} items have no value of their own: the value is {points} times the sum of the scores, "
            "through the lens {lens}, of the outcomes they serve, rounded to a whole number.",
            values.through_lens,
            points=POINTS,
            lens=answer.lens or "",
        )
    if values.counted_as_one:
        yield _counts_one(values.counted_as_one, scored=values.scored)
    if values.stated and values.through_lens:
        yield message(
            "{given} items state a value and {derived} take theirs from the lens: "
            "the two are added as they stand, so make sure that they are on one scale.",
            given=values.stated,
            derived=values.through_lens,
        )


def _counts_one(count: int, *, scored: bool) -> Message:
    if scored:
        return plural(
            "1 item has no value of its own and serves no outcome: it counts 1.",
            "{count} items have no value of their own and serve no outcome: each counts 1.",
            count,
        )
    return plural(
        "1 item has no value of its own and no lens was named: it counts 1.",
        "{count} items have no value of their own and no lens was named: each counts 1.",
        count,
    )


def _names(template: Message, names: Sequence[Text]) -> Message:
    return fill(template, names=join(names))
