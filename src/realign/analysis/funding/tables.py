"""Ladder, groups, years and curve as people read them."""

from collections.abc import Iterator, Mapping, Sequence

from realign.analysis.funding.answer import Level, Pot, Share, Step, Year
from realign.analysis.funding.groups import Grouping, short
from realign.analysis.funding.now import HEARD, NOW, now_counts
from realign.analysis.funding.problem import Value
from realign.sheets import Cell, Column, Curve, Kind, Part, Sheet
from realign.words import Text, Words, fill, words

UNEARMARKED = Column("unearmarked", words(en="Unearmarked", zh="非专用资金"), Kind.MONEY)


def shown(value: Value | None) -> Cell:
    """Write a value of several tiers as a list, of one as a number."""
    return tuple(str(part) for part in value) if isinstance(value, tuple) else value


def value_column(name: str, title: Words, value: Value | None) -> Column:
    """Make a column for values like `value`: text where they have tiers."""
    return Column(name, title, Kind.TEXT if isinstance(value, tuple) else Kind.INTEGER)


def by_tier(value: Value | None) -> tuple[Text, ...]:
    """Say how to read a value that is a list."""
    if not isinstance(value, tuple):
        return ()
    return (words(en="Values by tier, from tier 1.", zh="价值按层级列出，从第1层起。"),)


def ladder_sheet(levels: Sequence[Level]) -> Sheet:
    """The next breakpoints from each amount."""
    value = levels[0].value
    return Sheet(
        "ladder",
        words(en="What the next money buys", zh="再增加的资金能换来什么"),
        (
            UNEARMARKED,
            Column("next", words(en="Next step at", zh="下一步"), Kind.MONEY),
            Column("more", words(en="More money", zh="需增加"), Kind.MONEY),
            value_column("value", words(en="Value then", zh="届时价值"), value),
            Column("adds", words(en="Adds", zh="增加"), Kind.TEXT),
            Column("drops", words(en="Gives up", zh="放弃"), Kind.TEXT),
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


_KINDS: Mapping[str, Words] = {
    "regular": words(en="regular", zh="经常预算"),
    "unearmarked": words(en="unearmarked", zh="非专用"),
    "soft": words(en="soft", zh="非硬性指定用途"),
    "hard": words(en="hard", zh="硬性指定用途"),
}


def funds_sheet(pots: Sequence[Pot]) -> Sheet:
    """What each fund holds, pays and keeps."""
    return Sheet(
        "funds",
        words(en="What each fund pays", zh="各项资金的使用"),
        (
            UNEARMARKED,
            Column("fund", words(en="Fund", zh="资金"), Kind.CODE),
            Column("title", words(en="Title", zh="名称"), Kind.TEXT),
            Column("kind", words(en="Kind", zh="类别"), Kind.TEXT),
            Column("amount", words(en="Amount", zh="数额"), Kind.MONEY),
            Column("used", words(en="Used", zh="已用"), Kind.MONEY),
            Column("left", words(en="Left", zh="剩余"), Kind.MONEY),
        ),
        tuple(
            (one.unearmarked, one.fund, one.title, _KINDS[one.kind], one.amount, one.used, one.left)
            for one in pots
        ),
    )


_BY: Mapping[Grouping, Words] = {
    "heading": words(en="By heading", zh="按标题"),
    "resolution": words(en="By resolution", zh="按决议"),
    "outcome": words(en="By outcome", zh="按成果"),
    "lens": words(en="By lens", zh="按视角"),
}

_GROUP: Mapping[Grouping, Words] = {
    "heading": words(en="Heading", zh="标题"),
    "resolution": words(en="Resolution", zh="决议"),
    "outcome": words(en="Outcome", zh="成果"),
    "lens": words(en="Lens", zh="视角"),
}


def group_sheet(groups: Sequence[Share], by: Grouping) -> Sheet:
    """How each heading, resolution, outcome or lens fares."""
    several = (
        (
            words(
                en="An item that belongs to several counts in each.",
                zh="属于多个类别的项目在各类别中分别计入。",
            ),
        )
        if by in {"outcome", "lens"}
        else ()
    )
    heard = any(share.now for share in groups)
    return Sheet(
        "groups",
        _BY[by],
        (
            UNEARMARKED,
            Column("group", _GROUP[by], Kind.CODE),
            Column("title", words(en="Title", zh="名称"), Kind.TEXT),
            Column("items", words(en="Items", zh="项目数"), Kind.INTEGER),
            Column("covered", words(en="Covered", zh="已覆盖"), Kind.INTEGER),
            Column("open", words(en="Open", zh="未定"), Kind.INTEGER),
            Column("uncovered", words(en="Uncovered", zh="未覆盖"), Kind.INTEGER),
            *(NOW if heard else ()),
            Column("exposed", words(en="Exposed", zh="仅靠非专用资金"), Kind.INTEGER),
            Column("covered_value", words(en="Value covered", zh="已覆盖价值"), Kind.INTEGER),
            Column("value", words(en="Value", zh="价值"), Kind.INTEGER),
            Column("cost", words(en="Cost", zh="成本"), Kind.MONEY),
        ),
        tuple(
            (
                one.unearmarked,
                short(one.group),
                one.title,
                one.items,
                one.covered,
                one.open,
                one.uncovered,
                *(now_counts(one.now) if heard else ()),
                one.exposed,
                one.covered_value,
                one.value,
                one.cost,
            )
            for one in groups
        ),
        (*several, *([HEARD] if heard else [])),
    )


def history_sheet(history: Sequence[Year]) -> Sheet:
    """What came in year by year, beside what is required."""
    return Sheet(
        "history",
        words(en="Unearmarked money that really came in", zh="实际收到的非专用资金"),
        (
            Column("year", words(en="Year", zh="年份"), Kind.CODE),
            Column("received", words(en="Received", zh="实收"), Kind.MONEY),
            Column("required", words(en="Required", zh="所需"), Kind.MONEY),
            Column("share", words(en="Share", zh="占比"), Kind.SHARE),
            Column("shortfall", words(en="Short by", zh="短缺"), Kind.MONEY),
        ),
        tuple((str(one.year), one.received, one.required, one.share, one.shortfall) for one in history),
        (
            words(
                en="Each year is set against the one amount that the plan says is required.",
                zh="各年均与计划所称的同一所需数额比较。",
            ),
        )
        if any(one.required is not None for one in history)
        else (),
    )


def curve_parts(curve: Sequence[Step], levels: Sequence[Level]) -> Iterator[Part]:
    """The curve; where values have tiers first all of them in numbers, then a picture of one."""
    value = curve[0].value
    if isinstance(value, tuple):
        yield Sheet(
            "steps",
            words(en="What unearmarked money is worth, tier by tier", zh="非专用资金的价值（按层级）"),
            (UNEARMARKED, value_column("value", words(en="Value", zh="价值"), value)),
            tuple((step.unearmarked, shown(step.value)) for step in curve),
            by_tier(value),
        )
    yield _picture(curve, levels)


def _picture(curve: Sequence[Step], levels: Sequence[Level]) -> Curve:
    """Value against money; of several tiers the first that any money changes."""
    first, last = curve[0].value, curve[-1].value
    tier = 0
    if isinstance(first, tuple) and isinstance(last, tuple):
        tier = next((n for n, (low, high) in enumerate(zip(first, last, strict=True)) if low != high), 0)
    points = [
        (step.unearmarked, step.value[tier] if isinstance(step.value, tuple) else step.value)
        for step in curve
    ]
    notes: tuple[Text, ...] = ()
    if isinstance(first, tuple):
        points = [
            point
            for number, point in enumerate(points)
            if number in (0, len(points) - 1) or point[1] != points[number - 1][1]
        ]
        notes = (
            fill(
                words(
                    en="Value of tier {tier} only; the other tiers stand in the table of steps.",
                    zh="仅第{tier}层的价值；其他层级见分步表。",
                ),
                tier=tier + 1,
            ),
        )
    return Curve(
        "curve",
        words(en="What unearmarked money is worth", zh="非专用资金的价值"),
        UNEARMARKED,
        Column("value", words(en="Value", zh="价值"), Kind.INTEGER),
        tuple(points),
        tuple(level.unearmarked for level in levels),
        notes,
    )
