"""Every piece of work as people read it: at one amount, at several, and what the source says."""

from collections.abc import Iterator, Mapping, Sequence

from realign.citations import refs_in_words
from realign.models.funding.results import FundedItem, Level
from realign.money import write_money
from realign.sheets import Cell, Column, Kind, Sheet
from realign.text import Message, Text, fill, message
from realign.views.gaps_now import now_cell
from realign.views.terms import BASES

STATES: Mapping[str, Message] = {
    "covered": message("covered"),
    "open": message("open"),
    "uncovered": message("uncovered"),
}
EXPOSURES: Mapping[str, Message] = {
    "exposed": message("exposed"),
    "conditional": message("conditional"),
    "safe": message("safe"),
}
_VOUCHED: Mapping[str, Message] = {
    "source": message("the source"),
    "assumption": message("our assumption"),
}
_MONEY_BY = Column("funds_basis", message("Money by"), Kind.STATE)
IDENTITY = [
    Column("id", message("Item"), Kind.CODE),
    Column("title", message("Title"), Kind.TEXT),
    Column("exposure", message("Exposure"), Kind.STATE),
]


def items_sheet(level: Level, titles: Mapping[str, Text]) -> Sheet:
    """Every item at one amount; columns that would be empty are left out."""
    columns = [
        Column("state", message("State"), Kind.STATE),
        Column("now", message("Says the source"), Kind.STATE),
        Column("vouched_by", message("Covered by word of"), Kind.STATE),
        Column(
            "chance",
            message("Chance by this money alone (assumed)"),
            Kind.SHARE,
        ),
        Column("core", message("In draws"), Kind.SHARE),
        Column("cost", message("Cost"), Kind.TEXT),
        Column("value", message("Value"), Kind.INTEGER),
        Column("tier", message("Tier"), Kind.INTEGER),
        Column("paid", message("Paid"), Kind.MONEY),
        Column("paid_by", message("Paid by"), Kind.TEXT),
        Column("units", message("Units"), Kind.INTEGER),
        Column("covered_from", message("First covered at"), Kind.MONEY),
        Column("always_covered_from", message("First sure at"), Kind.MONEY),
        Column("break_even", message("May cost at most"), Kind.MONEY),
        Column("funds", message("May be paid by"), Kind.TEXT),
        *([_MONEY_BY] if _differ(level.items) else []),
        Column("same_as", message("Same work as"), Kind.CODE),
        Column("heading", message("Heading"), Kind.CODE),
        Column("resolution", message("Resolution"), Kind.CODE),
        Column("refs", message("Paragraphs"), Kind.TEXT),
    ]
    by_basis = _differ(level.items)
    rows = [[*_identity(item), *_details(item, titles, by_basis=by_basis)] for item in level.items]
    return Sheet(
        "items",
        fill(
            message("Item by item at {amount}"),
            amount=write_money(level.unearmarked),
        ),
        *without_empty((*IDENTITY, *columns), rows, keep=4),
        brief=("id", "title", "exposure", "state"),
        order=_telling([level]),
    )


def _differ(items: Sequence[FundedItem]) -> bool:
    """Whether it is not everywhere the same who says which money may pay."""
    return len({item.funds_basis for item in items}) > 1


def _details(item: FundedItem, titles: Mapping[str, Text], *, by_basis: bool) -> list[Cell]:
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
    return fill(message("{fund} {part}"), fund=title, part=write_money(part))


def _cost(item: FundedItem) -> Cell:
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
                fill(message("At {amount}"), amount=amount),
                Kind.STATE,
            )
        )
        columns.append(
            Column(
                f"now_{level.unearmarked}",
                fill(message("At {amount}, says the source"), amount=amount),
                Kind.STATE,
            )
        )
        columns.append(
            Column(
                f"chance_{level.unearmarked}",
                fill(message("Chance at {amount} (assumed)"), amount=amount),
                Kind.SHARE,
            )
        )
    columns += [
        Column("covered_from", message("First covered at"), Kind.MONEY),
        Column("always_covered_from", message("First sure at"), Kind.MONEY),
        Column("same_as", message("Same work as"), Kind.CODE),
        Column("refs", message("Paragraphs"), Kind.TEXT),
    ]
    rows: list[list[Cell]] = []
    for several in zip(*(level.items for level in levels), strict=True):
        item = several[0]
        by_basis = [BASES[item.funds_basis]] if _MONEY_BY in columns else []
        states = [
            cell
            for version in several
            for cell in (STATES[version.state], now_cell(version.now), version.chance)
        ]
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
        message("Item by item, amounts side by side"),
        *without_empty(columns, rows, keep=4),
        brief=("id", "title", *(f"state_{level.unearmarked}" for level in _ends(levels))),
        order=_telling(levels),
    )


def _ends(levels: Sequence[Level]) -> Sequence[Level]:
    """The amounts that stand side by side on a screen: three, the first and the last among them."""
    return levels if len(levels) < 4 else (levels[0], levels[len(levels) // 2], levels[-1])


def _telling(levels: Sequence[Level]) -> tuple[int, ...]:
    """The items by how much their state tells: one that changes, uncovered, covered, open."""
    states = [
        [item.state for item in several] for several in zip(*(level.items for level in levels), strict=True)
    ]
    told = ("uncovered", "covered", "open")
    return tuple(
        sorted(
            range(len(states)), key=lambda place: (len(set(states[place])) == 1, told.index(states[place][0]))
        )
    )


def short(group: str | None) -> str | None:
    """The short form of a group where it is a code: `A` or `1/2`, but not a word such as `region`."""
    return None if group is not None and group.isalpha() and len(group) > 1 else group


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
        (item.id, item.title, now_cell(item.now), now, item.says, item.note, refs_in_words(item.refs))
        for item, now in told
    ]
    if not any(row[3] or row[4] or row[5] for row in rows):
        return
    columns = (
        *IDENTITY[:2],
        Column("now", message("Says the source"), Kind.STATE),
        Column("now_says", message("What happens now")),
        Column("says", message("What the plan records of it")),
        Column("note", message("What is our reading")),
        Column("refs", message("Paragraphs"), Kind.TEXT),
    )
    yield Sheet(
        "said",
        message("What the source says of the work that is not covered"),
        *without_empty(columns, rows, keep=2),
        under=("now_says", "says", "note", "refs"),
    )


def _identity(item: FundedItem) -> list[Cell]:
    return [item.id, item.title, EXPOSURES[item.exposure]]
