"""Lays out next steps, funds, groups, years and the curve."""

from collections.abc import Iterator, Mapping, Sequence

from realign.models.funding.breakdown import Grouping
from realign.models.funding.problem import TierValue
from realign.models.funding.results import CurveStep, FundUse, GroupTotals, Level, Year
from realign.money import write_money
from realign.sheets import Cell, Column, Curve, Kind, Part, Sheet
from realign.text import Message, Text, fill, in_digits, join, message, message_in
from realign.views.gaps_items import short
from realign.views.gaps_now import HEARD, NOW, now_counts

UNEARMARKED = Column("unearmarked", message("Unearmarked"), Kind.MONEY)


def shown(value: TierValue | None) -> Cell:
    """Write a value of several tiers as `3 / 6`, of one as a number."""
    return " / ".join(map(str, value)) if isinstance(value, tuple) else value


def _rates(gain: float | tuple[float, ...]) -> Cell:
    return join([in_digits(part, ".3f") for part in gain], " / ") if isinstance(gain, tuple) else gain


def value_column(name: str, title: Message, value: TierValue | None) -> Column:
    """Make a column for values like `value`: text where they have tiers."""
    return Column(name, title, Kind.TEXT if isinstance(value, tuple) else Kind.INTEGER)


def by_tier(value: TierValue | None) -> tuple[Text, ...]:
    """Say how to read a value that is a list."""
    if not isinstance(value, tuple):
        return ()
    return (message("Values by tier: tier 1 / tier 2, and so on."),)


def ladder_sheet(levels: Sequence[Level]) -> Sheet:
    """The next breakpoints from each amount."""
    value = levels[0].value
    return Sheet(
        "ladder",
        message("What the next money buys"),
        (
            UNEARMARKED,
            Column("next", message("Next step at"), Kind.MONEY),
            Column("more", message("More money"), Kind.MONEY),
            value_column("value", message("Value then"), value),
            Column("adds", message("Adds"), Kind.TEXT),
            Column("drops", message("Gives up"), Kind.TEXT),
        ),
        tuple(
            (
                level.unearmarked,
                rung.unearmarked,
                rung.more,
                shown(rung.value),
                rung.adds,
                rung.drops or None,
            )
            for level in levels
            for rung in level.ladder
        ),
        by_tier(value),
    )


_KINDS: Mapping[str, Message] = {
    "regular": message("regular"),
    "unearmarked": message_in("tables", "unearmarked"),
    "soft": message("soft"),
    "hard": message("hard"),
}


def funds_sheet(funds: Sequence[FundUse]) -> Sheet:
    """What each fund holds, pays and keeps."""
    return Sheet(
        "funds",
        message("What each fund pays"),
        (
            UNEARMARKED,
            Column("fund", message("Fund"), Kind.CODE),
            Column("title", message("Title"), Kind.TEXT),
            Column("kind", message("Kind"), Kind.TEXT),
            Column("amount", message("Amount"), Kind.MONEY),
            Column("used", message("Used"), Kind.MONEY),
            Column("left", message("Left"), Kind.MONEY),
        ),
        tuple(
            (fund.unearmarked, fund.fund, fund.title, _KINDS[fund.kind], fund.amount, fund.used, fund.left)
            for fund in funds
        ),
    )


def _dearest(level: Level, titles: Mapping[str, Text]) -> Message:
    """The fund whose earmark costs most at an amount, and what lifting it would cover."""
    price = max(level.earmarks or (), key=lambda one: one.gain)
    here = write_money(level.unearmarked)
    zero = (0,) * len(price.gain) if isinstance(price.gain, tuple) else 0
    if price.gain <= zero:  # type: ignore[operator]  # both are of one kind
        return message(
            "What the earmarks cost: lifting one of them alone would gain nothing at {here}", here=here
        )
    then, now = len(price.covered_free), len(level.covered)
    template = message("What the earmarks cost: freeing “{fund}” would gain most at {here}")
    if then > now:
        template = message(
            "What the earmarks cost: freeing “{fund}” would cover {then} pieces of work "
            "instead of {now} at {here}"
        )
    return fill(template, fund=titles[price.fund], here=here, then=then, now=now)


def earmarks_sheet(levels: Sequence[Level], titles: Mapping[str, Text]) -> Sheet:
    """What each fund could do if its money were free, and all of them together."""
    value = levels[0].value
    rows: list[tuple[Cell, ...]] = []
    for level in levels:
        covered = set(level.covered)
        for price in level.earmarks or ():
            added = tuple(name for name in price.covered_free if name not in covered)
            rows.append(
                (
                    level.unearmarked,
                    titles[price.fund],
                    price.amount,
                    shown(price.value_free),
                    shown(price.gain),
                    _rates(price.gain_per_100_000),
                    shown(price.gain_of_more),
                    added or None,
                )
            )
        if level.all_free:
            added = tuple(name for name in level.all_free.covered if name not in covered)
            worth, gain = level.all_free.value, level.all_free.gain
            rows.append(
                (
                    level.unearmarked,
                    message("all at once"),
                    None,
                    shown(worth),
                    shown(gain),
                    None,
                    None,
                    added or None,
                )
            )
    return Sheet(
        "earmarks",
        _dearest(next(level for level in levels if level.earmarks), titles),
        (
            UNEARMARKED,
            Column("fund", message("Fund made free"), Kind.TEXT),
            Column("amount", message("Amount"), Kind.MONEY),
            value_column("value_free", message("Value then"), value),
            value_column("gain", message("Gain"), value),
            Column(
                "gain_per_100_000",
                message("Gain per 100 000"),
                Kind.TEXT if isinstance(value, tuple) else Kind.NUMBER,
            ),
            value_column("gain_of_more", message("Gain of as much more unearmarked money"), value),
            Column("adds", message("Adds"), Kind.TEXT),
        ),
        tuple(rows),
        (
            message(
                "Made free: the fund could also pay for all that unearmarked money may pay for. The "
                "same amount of additional unearmarked money, with the earmark kept, would gain at least as "
                "much."
            ),
            *by_tier(value),
        ),
    )


_BY: Mapping[Grouping, Message] = {
    "heading": message("By heading"),
    "resolution": message("By resolution"),
    "outcome": message("By outcome"),
    "lens": message("By lens"),
}

_GROUP: Mapping[Grouping, Message] = {
    "heading": message("Heading"),
    "resolution": message("Resolution"),
    "outcome": message("Outcome"),
    "lens": message("Lens"),
}


_NO_GROUP: Mapping[Grouping, Message] = {
    "heading": message("under no heading"),
    "resolution": message("asked for by no resolution"),
    "outcome": message("serves no outcome"),
    "lens": message("serves no outcome with a link of a lens"),
}


def group_title(group: GroupTotals, by: Grouping) -> Text:
    """The name of a group; of the items that name none, just that."""
    return group.title or _NO_GROUP[by]


def group_sheet(groups: Sequence[GroupTotals], by: Grouping) -> Sheet:
    """What the amounts cover of each heading, resolution, outcome or lens."""
    several = (
        (message("An item that belongs to several counts in each."),) if by in {"outcome", "lens"} else ()
    )
    heard = any(share.now for share in groups)
    return Sheet(
        "groups",
        _BY[by],
        (
            UNEARMARKED,
            Column("group", _GROUP[by], Kind.CODE),
            Column("title", message("Title"), Kind.TEXT),
            Column("items", message("Items"), Kind.INTEGER),
            Column("covered", message("Covered"), Kind.INTEGER),
            Column("open", message("Open"), Kind.INTEGER),
            Column("uncovered", message("Uncovered"), Kind.INTEGER),
            *(NOW if heard else ()),
            Column("exposed", message("Exposed"), Kind.INTEGER),
            Column("covered_value", message("Value covered"), Kind.INTEGER),
            Column("value", message("Value"), Kind.INTEGER),
            Column("cost", message("Cost"), Kind.MONEY),
        ),
        tuple(
            (
                group.unearmarked,
                short(group.group),
                group_title(group, by),
                group.items,
                group.covered,
                group.open,
                group.uncovered,
                *(now_counts(group.now) if heard else ()),
                group.exposed,
                group.covered_value,
                group.value,
                group.cost,
            )
            for group in groups
        ),
        (*several, *([HEARD] if heard else [])),
        brief=("unearmarked", "group", *(column.name for column in NOW), "covered", "open", "uncovered"),
        under=("title",),
    )


def history_sheet(history: Sequence[Year]) -> Sheet:
    """What came in year by year, beside what is required."""
    return Sheet(
        "history",
        message("Unearmarked money that really came in"),
        (
            Column("year", message("Year"), Kind.CODE),
            Column("received", message("Received"), Kind.MONEY),
            Column("required", message("Required"), Kind.MONEY),
            Column("share", message("Share"), Kind.SHARE),
            Column("shortfall", message("Short by"), Kind.MONEY),
        ),
        tuple((str(year.year), year.received, year.required, year.share, year.shortfall) for year in history),
        (message("Each year is set against the one amount that the plan says is required."),)
        if any(year.required is not None for year in history)
        else (),
    )


def curve_parts(curve: Sequence[CurveStep], levels: Sequence[Level]) -> Iterator[Part]:
    """The curve; where values have tiers first all of them in numbers, then a picture of what is covered."""
    value = curve[0].value
    if isinstance(value, tuple):
        yield Sheet(
            "steps",
            message("What unearmarked money is worth, tier by tier"),
            (UNEARMARKED, value_column("value", message("Value"), value)),
            tuple((step.unearmarked, shown(step.value)) for step in curve),
            by_tier(value),
        )
    yield _picture(curve, levels)


def _picture(curve: Sequence[CurveStep], levels: Sequence[Level]) -> Curve:
    """Value against money; of several tiers, which no one number adds up, how many pieces are covered."""
    asked = tuple(level.unearmarked for level in levels)
    points = tuple((step.unearmarked, step.value) for step in curve if not isinstance(step.value, tuple))
    if points:
        value = Column("value", message("Value"), Kind.INTEGER)
        return Curve("curve", message("What unearmarked money is worth"), UNEARMARKED, value, points, asked)
    counted = [(step.unearmarked, len(step.covered)) for step in curve]
    ends = (0, len(counted) - 1)
    steps = tuple(point for at, point in enumerate(counted) if at in ends or point[1] != counted[at - 1][1])
    covered = Column("covered", message("Covered"), Kind.INTEGER)
    return Curve("curve", message("What each amount covers"), UNEARMARKED, covered, steps, asked)
