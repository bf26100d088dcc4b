"""Every piece of work as people read it: at one amount, at several, and what the source says."""

from collections.abc import Iterator, Mapping, Sequence

from realign.analysis.funding.answer import Item, Level
from realign.analysis.funding.groups import short
from realign.analysis.funding.now import now_cell
from realign.analysis.paragraphs import refs_in_words
from realign.analysis.wording import BASES
from realign.money import write_money
from realign.sheets import Cell, Column, Kind, Sheet
from realign.words import Text, Words, fill, words

STATES: Mapping[str, Words] = {
    "covered": words(en="covered", zh="已覆盖"),
    "open": words(en="open", zh="未定"),
    "uncovered": words(en="uncovered", zh="未覆盖"),
}
EXPOSURES: Mapping[str, Words] = {
    "exposed": words(en="exposed", zh="仅靠非专用资金"),
    "conditional": words(en="conditional", zh="视其他资金而定"),
    "safe": words(en="safe", zh="经常预算"),
}
_VOUCHED: Mapping[str, Words] = {
    "source": words(en="the source", zh="来源"),
    "assumption": words(en="our assumption", zh="我们的假设"),
}
_MONEY_BY = Column("funds_basis", words(en="Money by", zh="资金依据"), Kind.STATE)
IDENTITY = [
    Column("id", words(en="Item", zh="项目"), Kind.CODE),
    Column("title", words(en="Title", zh="名称"), Kind.TEXT),
    Column("exposure", words(en="Exposure", zh="依赖程度"), Kind.STATE),
]


def items_sheet(level: Level, titles: Mapping[str, Text]) -> Sheet:
    """Every item at one amount; columns that would be empty are left out."""
    columns = [
        Column("state", words(en="State", zh="状态"), Kind.STATE),
        Column("now", words(en="Says the source", zh="来源所述现状"), Kind.STATE),
        Column("vouched_by", words(en="Covered by word of", zh="覆盖依据"), Kind.STATE),
        Column(
            "chance",
            words(en="Chance by this money alone (assumed)", zh="仅凭此资金的概率（假设）"),
            Kind.SHARE,
        ),
        Column("core", words(en="In draws", zh="抽样占比"), Kind.SHARE),
        Column("cost", words(en="Cost", zh="成本"), Kind.TEXT),
        Column("value", words(en="Value", zh="价值"), Kind.INTEGER),
        Column("tier", words(en="Tier", zh="层级"), Kind.INTEGER),
        Column("paid", words(en="Paid", zh="已付"), Kind.MONEY),
        Column("paid_by", words(en="Paid by", zh="支付来源"), Kind.TEXT),
        Column("units", words(en="Units", zh="单位数"), Kind.INTEGER),
        Column("covered_from", words(en="First covered at", zh="首次可覆盖额"), Kind.MONEY),
        Column("always_covered_from", words(en="First sure at", zh="首次必定覆盖额"), Kind.MONEY),
        Column("break_even", words(en="May cost at most", zh="成本上限"), Kind.MONEY),
        Column("funds", words(en="May be paid by", zh="可用资金"), Kind.TEXT),
        *([_MONEY_BY] if _differ(level.items) else []),
        Column("same_as", words(en="Same work as", zh="同一工作"), Kind.CODE),
        Column("heading", words(en="Heading", zh="标题"), Kind.CODE),
        Column("resolution", words(en="Resolution", zh="决议"), Kind.CODE),
        Column("refs", words(en="Paragraphs", zh="段落"), Kind.TEXT),
    ]
    by_basis = _differ(level.items)
    rows = [[*_identity(item), *_details(item, titles, by_basis=by_basis)] for item in level.items]
    return Sheet(
        "items",
        fill(
            words(en="Item by item at {amount}", zh="{amount}时的各项目"),
            amount=write_money(level.unearmarked),
        ),
        *without_empty((*IDENTITY, *columns), rows, keep=4),
    )


def _differ(items: Sequence[Item]) -> bool:
    """Whether it is not everywhere the same who says which money may pay."""
    return len({item.funds_basis for item in items}) > 1


def _details(item: Item, titles: Mapping[str, Text], *, by_basis: bool) -> list[Cell]:
    return [
        STATES[item.state],
        now_cell(item.now),
        item.vouched_by and _VOUCHED[item.vouched_by],
        item.chance,
        item.core,
        _cost(item),
        item.value,
        item.tier,
        item.paid,
        tuple(_share(titles[pot], part) for pot, part in item.paid_by.items()) or None,
        item.units,
        item.covered_from,
        item.always_covered_from,
        item.break_even,
        tuple(titles[fund] for fund in item.funds),
        *([BASES[item.funds_basis]] if by_basis else []),
        item.same_as,
        short(item.heading),
        item.resolution,
        refs_in_words(item.refs),
    ]


def _share(title: Text, part: int | None) -> Text:
    """A fund, and what it pays where that is known."""
    if part is None:
        return title
    return fill(words(en="{fund} {part}", zh="{fund}{part}"), fund=title, part=write_money(part))


def _cost(item: Item) -> Cell:
    if item.cost is None:
        return None
    if isinstance(item.cost, int):
        return write_money(item.cost)
    return f"{write_money(item.cost['low'])} … {write_money(item.cost['high'])}"


def side_by_side(levels: Sequence[Level]) -> Sheet:
    """Every item, with its state at each amount."""
    columns = [*IDENTITY, *([_MONEY_BY] if _differ(levels[0].items) else [])]
    for level in levels:
        amount = write_money(level.unearmarked)
        columns.append(
            Column(
                f"state_{level.unearmarked}",
                fill(words(en="At {amount}", zh="{amount}时"), amount=amount),
                Kind.STATE,
            )
        )
        columns.append(
            Column(
                f"now_{level.unearmarked}",
                fill(words(en="At {amount}, says the source", zh="{amount}时来源所述"), amount=amount),
                Kind.STATE,
            )
        )
        columns.append(
            Column(
                f"chance_{level.unearmarked}",
                fill(words(en="Chance at {amount} (assumed)", zh="{amount}时的概率（假设）"), amount=amount),
                Kind.SHARE,
            )
        )
    columns += [
        Column("covered_from", words(en="First covered at", zh="首次可覆盖额"), Kind.MONEY),
        Column("always_covered_from", words(en="First sure at", zh="首次必定覆盖额"), Kind.MONEY),
        Column("same_as", words(en="Same work as", zh="同一工作"), Kind.CODE),
        Column("refs", words(en="Paragraphs", zh="段落"), Kind.TEXT),
    ]
    rows: list[list[Cell]] = []
    for several in zip(*(level.items for level in levels), strict=True):
        item = several[0]
        by_basis = [BASES[item.funds_basis]] if _MONEY_BY in columns else []
        states = [cell for one in several for cell in (STATES[one.state], now_cell(one.now), one.chance)]
        rows.append(
            [
                *_identity(item),
                *by_basis,
                *states,
                item.covered_from,
                item.always_covered_from,
                item.same_as,
                refs_in_words(item.refs),
            ]
        )
    return Sheet(
        "items",
        words(en="Item by item, amounts side by side", zh="各项目在不同数额下的状态"),
        *without_empty(columns, rows, keep=4),
    )


def without_empty(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, keep: int
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    """Leave out columns in which every cell is unknown, but never the first `keep`."""
    used = [
        number
        for number in range(len(columns))
        if number < keep or any(row[number] not in (None, ()) for row in rows)
    ]
    return tuple(columns[number] for number in used), tuple(
        tuple(row[number] for number in used) for row in rows
    )


def said_sheet(levels: Sequence[Level]) -> Iterator[Sheet]:
    """What the source says of each piece of work that some amount does not cover for sure."""
    rest = [
        several[0]
        for several in zip(*(level.items for level in levels), strict=True)
        if any(item.state != "covered" or item.now for item in several)
    ]
    told = [(item, item.now.says if item.now else None) for item in rest]
    rows = [
        (item.id, item.title, now_cell(item.now), now, item.says, refs_in_words(item.refs))
        for item, now in told
    ]
    if not any(row[3] or row[4] for row in rows):
        return
    columns = (
        *IDENTITY[:2],
        Column("now", words(en="Says the source", zh="来源所述现状"), Kind.STATE),
        Column("now_says", words(en="What happens now", zh="现状")),
        Column("says", words(en="What the plan records of it", zh="计划的记录")),
        Column("refs", words(en="Paragraphs", zh="段落"), Kind.TEXT),
    )
    yield Sheet(
        "said",
        words(en="What the source says of the work that is not covered", zh="来源对未确定覆盖的工作的说法"),
        *without_empty(columns, rows, keep=2),
    )


def _identity(item: Item) -> list[Cell]:
    return [item.id, item.title, EXPOSURES[item.exposure]]
