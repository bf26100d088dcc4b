"""The answer of `gaps` as people read it: headline, items, ladder, groups, years, curve."""

from collections.abc import Iterator, Mapping, Sequence

from realign.analysis.funding.answer import Item, Level, Rung
from realign.analysis.funding.tables import UNEARMARKED, by_tier, ladder_sheet, shown, value_column
from realign.money import write_money
from realign.sheets import Cell, Column, Kind, Sheet
from realign.words import Text, Words, fill, join, words

STATES: Mapping[str, Words] = {
    "covered": words(en="covered", zh="已覆盖"),
    "open": words(en="open", zh="未定"),
    "uncovered": words(en="uncovered", zh="未覆盖"),
}
EXPOSURES: Mapping[str, Words] = {
    "exposed": words(en="exposed", zh="仅靠非专用资金"),
    "conditional": words(en="conditional", zh="有替代资金"),
    "safe": words(en="safe", zh="经常预算"),
}
PROOFS: Mapping[str, Words] = {
    "certified": words(en="certified", zh="已验证"),
    "bounded": words(en="bounded", zh="有界"),
    "structural": words(en="structural", zh="结构性"),
}
_STEP = words(
    en="Cheapest next step from {here}: {more} more covers {adds}{drops}.",
    zh="从{here}起代价最小的下一步：再增{more}可覆盖{adds}{drops}。",
)
_ADDITION = words(
    en="Cheapest next step from {here} that gives nothing up: {more} more covers {adds}{drops}.",
    zh="从{here}起不放弃任何项目而代价最小的下一步：再增{more}可覆盖{adds}{drops}。",
)
_OPEN = words(
    en="Open is no good news: the money may reach that work or may not, and nobody can tell before its cost, "
    "or what other funds hold, is known. Rely only on what is covered.",
    zh="“未定”并非好消息：资金可能够也可能不够支付这些工作，须先知道其成本或其他资金的数额才能判断。只有“已覆盖”可以依靠。",
)


def layout(levels: Sequence[Level], free: str | None, notes: Sequence[Text]) -> Iterator[Sheet]:
    """Headline, items and ladder; `free` is the fund that the amounts go to."""
    yield _headline(levels, free, notes)
    yield _items(levels[0]) if len(levels) == 1 else _side_by_side(levels)
    if any(level.ladder for level in levels):
        yield ladder_sheet(levels)


def _headline(levels: Sequence[Level], free: str | None, notes: Sequence[Text]) -> Sheet:
    """One row for each amount."""
    priced = any(level.in_order is not None for level in levels)
    first = levels[0] if levels else None
    value = first.value if first else None
    columns = [
        UNEARMARKED,
        Column("required", words(en="Required", zh="所需"), Kind.MONEY),
        Column("shortfall", words(en="Short by", zh="短缺"), Kind.MONEY),
        Column("covered", words(en="Covered", zh="已覆盖"), Kind.INTEGER),
        Column("open", words(en="Open", zh="未定"), Kind.INTEGER),
        Column("uncovered", words(en="Uncovered", zh="未覆盖"), Kind.INTEGER),
        value_column("value", words(en="Value", zh="价值"), value),
        Column("proof", words(en="Proof", zh="证明"), Kind.STATE),
        value_column("gap", words(en="Could rise by", zh="至多再增"), value),
    ]
    rows: list[list[Cell]] = [
        [
            level.unearmarked,
            level.required,
            level.shortfall,
            len(level.covered),
            len(level.open),
            len(level.uncovered),
            shown(level.value),
            PROOFS[level.proof],
            shown(level.gap),
        ]
        for level in levels
    ]
    if priced:
        columns.append(value_column("in_order", words(en="In order of priority", zh="按优先次序"), value))
        columns.append(value_column("lost_in_order", words(en="That order costs", zh="该次序的代价"), value))
        for row, level in zip(rows, levels, strict=True):
            row += [shown(level.in_order), shown(level.lost_in_order)]
    return Sheet(
        "levels",
        words(en="What the unearmarked money covers", zh="非专用资金可覆盖的工作"),
        tuple(columns),
        tuple(map(tuple, rows)),
        (
            *([_OPEN] if any(level.open for level in levels) else ()),
            *by_tier(value),
            *_said(levels, free),
            *notes,
        ),
    )


def _said(levels: Sequence[Level], free: str | None) -> Iterator[Text]:
    """The cheapest next step, the pots that bar the way, and the cost to get first, in a sentence each."""
    for level in levels:
        here = write_money(level.unearmarked)
        if level.ladder:
            rung = level.ladder[0]
            yield fill(
                _STEP if rung.best else _ADDITION,
                here=here,
                more=write_money(rung.more),
                adds=_added(level, rung, free),
                drops=fill(words(en=" and gives up {names}", zh="，同时放弃{names}"), names=_list(rung.drops))
                if rung.drops
                else "",
            )
        if level.exhausted:
            yield fill(
                words(
                    en="At {here} these are spent to the last unit, and nothing else may pay for what is "
                    "uncovered: {pots}.",
                    zh="在{here}时，以下资金已全部用尽，且未覆盖的项目别无其他资金：{pots}。",
                ),
                here=here,
                pots=_list(level.exhausted),
            )
        if level.ask_first:
            yield fill(
                words(
                    en="At {here} get these costs first: {names}.", zh="在{here}时应先查明这些成本：{names}。"
                ),
                here=here,
                names=_list(level.ask_first[:5]),
            )


def _added(level: Level, rung: Rung, free: str | None) -> Words:
    """The items that come in, and whether the money reaches one by way of another fund."""
    others = any(item.id in rung.adds and free not in item.funds for item in level.items)
    how = words(en="{names} (by freeing other money)", zh="{names}（通过腾出其他资金）")
    names = _list(rung.adds or ["–"])
    return fill(how, names=names) if others else names


def _list(names: Sequence[str]) -> Words:
    """Names as a sentence lists them."""
    return join(names, en=", ", zh="、")


def _identity(item: Item) -> list[Cell]:
    return [item.id, item.title, EXPOSURES[item.exposure]]


_IDENTITY = [
    Column("id", words(en="Item", zh="项目"), Kind.CODE),
    Column("title", words(en="Title", zh="名称"), Kind.TEXT),
    Column("exposure", words(en="Exposure", zh="依赖程度"), Kind.STATE),
]


def _items(level: Level) -> Sheet:
    """Every item at one amount; columns that would be empty are left out."""
    columns = [
        Column("state", words(en="State", zh="状态"), Kind.STATE),
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
        Column("heading", words(en="Heading", zh="标题"), Kind.CODE),
        Column("resolution", words(en="Resolution", zh="决议"), Kind.CODE),
        Column("refs", words(en="Paragraphs", zh="段落"), Kind.TEXT),
    ]
    rows = [[*_identity(item), *_details(item)] for item in level.items]
    return Sheet(
        "items",
        fill(
            words(en="Item by item at {amount}", zh="{amount}时的各项目"),
            amount=write_money(level.unearmarked),
        ),
        *_without_empty((*_IDENTITY, *columns), rows, keep=4),
    )


def _details(item: Item) -> list[Cell]:
    return [
        STATES[item.state],
        item.chance,
        item.core,
        _cost(item),
        item.value,
        item.tier,
        item.paid,
        tuple(pot if part is None else f"{pot} {write_money(part)}" for pot, part in item.paid_by.items())
        or None,
        item.units,
        item.covered_from,
        item.always_covered_from,
        item.break_even,
        item.funds,
        item.heading,
        item.resolution,
        item.refs,
    ]


def _cost(item: Item) -> Cell:
    if item.cost is None:
        return None
    if isinstance(item.cost, int):
        return write_money(item.cost)
    return f"{write_money(item.cost['low'])} … {write_money(item.cost['high'])}"


def _side_by_side(levels: Sequence[Level]) -> Sheet:
    """Every item, with its state at each amount."""
    columns = list(_IDENTITY)
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
                f"chance_{level.unearmarked}",
                fill(words(en="Chance at {amount} (assumed)", zh="{amount}时的概率（假设）"), amount=amount),
                Kind.SHARE,
            )
        )
    columns += [
        Column("covered_from", words(en="First covered at", zh="首次可覆盖额"), Kind.MONEY),
        Column("always_covered_from", words(en="First sure at", zh="首次必定覆盖额"), Kind.MONEY),
        Column("refs", words(en="Paragraphs", zh="段落"), Kind.TEXT),
    ]
    rows: list[list[Cell]] = []
    for several in zip(*(level.items for level in levels), strict=True):
        item = several[0]
        states = [cell for one in several for cell in (STATES[one.state], one.chance)]
        rows.append([*_identity(item), *states, item.covered_from, item.always_covered_from, item.refs])
    return Sheet(
        "items",
        words(en="Item by item, amounts side by side", zh="各项目在不同数额下的状态"),
        *_without_empty(columns, rows, keep=4),
    )


def _without_empty(
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
