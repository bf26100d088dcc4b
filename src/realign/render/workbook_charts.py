"""Charts of Excel beside the figures that they show."""

from collections.abc import Callable, Sequence
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_range_abs

from realign.render.cells import plain
from realign.sheets import Bars, Cell, Column, Curve, Kind, Part, Sheet

MOST = 40
"""Of a longer table so many rows are drawn."""
SHORT = 15
"""The chart stands below a table of so few rows, and beside a longer one."""
INKS = ("#2A6F97", "#D9B25F", "#B5473C", "#6B7B8A", "#111111")
"""Of the parts of a bar, dark and light in turn."""
_WIDE = 720
_HIDDEN = 40
"""The column from which that stands, out of sight, which no table shows and a chart needs."""
Named = Callable[[Column], str]


def draw(
    tab: Any,
    book: Any,
    name: str,
    part: Part,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    named: Named,
    below: int,
) -> None:
    """Draw what `part` asks for into its `tab`, `below` that row or beside the table."""
    if not rows:
        return
    chart = None
    match part:
        case Curve():
            chart = _steps(tab, book, name, columns, rows, named)
        case Bars():
            chart = _bars(book, name, columns, range(len(columns)), len(rows), named)
        case Sheet(bars=bars) if bars:
            places = {column.name: place for place, column in enumerate(columns)}
            drawn = [places[one] for one in bars]
            chart = _bars(book, name, columns, drawn, len(rows), named, _ends(tab, name, part, places, rows))
    if chart is None:
        return
    at = (below, 0) if len(rows) <= SHORT else (1, len(columns) + 1)
    tab.insert_chart(*at, chart, {"description": plain(str(part.title)), "object_position": 2})


def _ends(
    tab: Any, name: str, part: Sheet, places: dict[str, int], rows: Sequence[Sequence[Cell]]
) -> dict[str, Any] | None:
    """How far each bar may reach up and down, from hidden columns; nothing where no table says it."""
    if not part.ends:
        return None
    value, low, high = (places[one] for one in (part.bars[1], *part.ends))
    for number, row in enumerate(rows[:MOST], 1):
        middle, bottom, top = (_figure(row[place]) for place in (value, low, high))
        tab.write_number(number, _HIDDEN, max(top - middle, 0))
        tab.write_number(number, _HIDDEN + 1, max(middle - bottom, 0))
    tab.set_column(_HIDDEN, _HIDDEN + 1, None, None, {"hidden": True})
    last, at = min(len(rows), MOST), f"{quote_sheetname(name)}!"
    return {
        "type": "custom",
        "plus_values": f"={at}{xl_range_abs(1, _HIDDEN, last, _HIDDEN)}",
        "minus_values": f"={at}{xl_range_abs(1, _HIDDEN + 1, last, _HIDDEN + 1)}",
    }


def _figure(cell: Cell) -> float:
    return cell if isinstance(cell, int | float) else 0


def _bars(
    book: Any,
    name: str,
    columns: Sequence[Column],
    drawn: Sequence[int],
    rows: int,
    named: Named,
    ends: dict[str, Any] | None = None,
) -> Any:
    """A bar for each row, the first at the top, called by the first column; the others follow each other."""
    last = min(rows, MOST)
    label, *parts = drawn
    stacked = len(parts) > 1
    chart = book.add_chart({"type": "bar", **({"subtype": "stacked"} if stacked else {})})
    for place, ink in zip(parts, INKS, strict=False):
        chart.add_series(
            {
                "name": plain(named(columns[place])),
                "categories": [name, 1, label, last, label],
                "values": [name, 1, place, last, place],
                "fill": {"color": ink},
                "gap": 60,
                **({"y_error_bars": ends} if ends else {}),
            }
        )
    chart.set_y_axis({"reverse": True, "num_format": "#,##0", "name": plain(named(columns[label]))})
    chart.show_hidden_data()
    chart.set_x_axis(
        {
            "major_gridlines": {"visible": True, "line": {"color": "#D8DCE1"}},
            "min": 0,
            **({"max": 1} if ends else {}),  # else a program may cut the range off
            "num_format": "0%" if columns[parts[0]].kind is Kind.SHARE else "#,##0",
            "label_position": "high",  # below, as the first bar is at the top
        }
    )
    chart.set_legend({"position": "bottom"} if stacked else {"none": True})
    chart.set_title(
        {"none": True} if stacked else {"name": plain(named(columns[parts[0]])), "name_font": {"size": 11}}
    )
    chart.set_size({"width": _WIDE, "height": 110 + 24 * last})
    return chart


def _steps(
    tab: Any,
    book: Any,
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    named: Named,
) -> Any:
    """A step at each row, through corners that stand in hidden columns."""
    corners: list[tuple[Any, Any]] = []
    for x, y in rows:
        corners += [(x, corners[-1][1])] if corners else []
        corners.append((x, y))
    for number, (x, y) in enumerate(corners, 1):
        tab.write_number(number, _HIDDEN, x)
        tab.write_number(number, _HIDDEN + 1, y)
    tab.set_column(_HIDDEN, _HIDDEN + 1, None, None, {"hidden": True})
    x_name, y_name = (plain(named(column)) for column in columns)
    last = len(corners)
    chart = book.add_chart({"type": "scatter", "subtype": "straight"})
    chart.add_series(
        {
            "name": y_name,
            "categories": [name, 1, _HIDDEN, last, _HIDDEN],
            "values": [name, 1, _HIDDEN + 1, last, _HIDDEN + 1],
            "line": {"color": INKS[0], "width": 2.25},
        }
    )
    chart.show_hidden_data()
    chart.set_x_axis({"name": x_name, "num_format": "#,##0", "min": 0})
    chart.set_y_axis(
        {"name": y_name, "min": 0, "major_gridlines": {"visible": True, "line": {"color": "#D8DCE1"}}}
    )
    chart.set_legend({"none": True})
    chart.set_size({"width": _WIDE, "height": 320})
    return chart
