"""The answer of `gaps` as people read it: headline, items, ladder, groups, years, curve."""

from collections.abc import Iterator, Mapping, Sequence

from realign.analysis.funding.answer import Level, Rung
from realign.analysis.funding.items import items_sheet, said_sheet, side_by_side
from realign.analysis.funding.now import NOW, happening_told, now_counts
from realign.analysis.funding.tables import UNEARMARKED, by_tier, ladder_sheet, shown, value_column
from realign.money import write_money
from realign.sheets import Cell, Column, Kind, Sheet
from realign.words import Text, Words, fill, join, words

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
    en="Open does not mean covered: the money may reach that work or may not, and nobody can tell before its "
    "cost, or what other funds hold, is known. Rely only on what is covered.",
    zh="“未定”不等于已覆盖：资金可能够也可能不够支付这些工作，须先知道其成本或其他资金的数额才能判断。只有“已覆盖”可以依靠。",
)


def layout(
    levels: Sequence[Level], free: str | None, titles: Mapping[str, Text], notes: Sequence[Text]
) -> Iterator[Sheet]:
    """Headline, items and ladder; `free` is the fund that the amounts go to, `titles` names all funds."""
    yield _headline(levels, free, titles, notes)
    yield items_sheet(levels[0], titles) if len(levels) == 1 else side_by_side(levels)
    yield from said_sheet(levels)
    if any(level.ladder for level in levels):
        yield ladder_sheet(levels)


def _headline(
    levels: Sequence[Level], free: str | None, titles: Mapping[str, Text], notes: Sequence[Text]
) -> Sheet:
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
    heard = any(level.now for level in levels)
    if heard:
        columns[6:6] = NOW
    rows: list[list[Cell]] = [
        [
            level.unearmarked,
            level.required,
            level.shortfall,
            len(level.covered),
            len(level.open),
            len(level.uncovered),
            *(now_counts(level.now) if heard else ()),
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
            *_said(levels, free, titles),
            *notes,
        ),
    )


def _said(levels: Sequence[Level], free: str | None, titles: Mapping[str, Text]) -> Iterator[Text]:
    """The cheapest next step, the pots that bar the way, and the cost to get first, in a sentence each."""
    yield from happening_told(levels)
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
                pots=_list([titles[pot] for pot in level.exhausted]),
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


def _list(names: Sequence[Text]) -> Words:
    """Names as a sentence lists them."""
    return join(names, en=", ", zh="、")
