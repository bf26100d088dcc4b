"""From a picture to a sheet that says the same in numbers."""

from realign.sheets import Bars, Column, Curve, Heat, Kind, Sheet
from realign.text import message


def as_sheet(picture: Heat | Curve | Bars) -> Sheet:
    """Tell a picture in numbers."""
    if isinstance(picture, Bars):
        parts = (Column(f"part_{at}", part, Kind.INTEGER) for at, part in enumerate(picture.parts, start=1))
        cells = tuple((name, *values) for name, values in zip(picture.rows, picture.values, strict=True))
        return Sheet(picture.name, picture.title, (Column("bar", ""), *parts), cells, picture.notes)
    if isinstance(picture, Heat):
        columns = (
            Column("source", message("From \\ to"), Kind.CODE),
            *(Column(name, name, Kind.NUMBER) for name in picture.columns),
        )
        rows = tuple((name, *values) for name, values in zip(picture.rows, picture.values, strict=True))
        return Sheet(picture.name, picture.title, columns, rows, picture.notes)
    return Sheet(picture.name, picture.title, (picture.x, picture.y), picture.points, picture.notes)
