"""From a picture to a sheet that says the same in numbers."""

from realign.sheets import Column, Curve, Heat, Kind, Sheet
from realign.text import message


def as_sheet(picture: Heat | Curve) -> Sheet:
    """Tell a picture in numbers."""
    if isinstance(picture, Heat):
        columns = (
            Column("source", message("From \\ to"), Kind.CODE),
            *(Column(name, name, Kind.NUMBER) for name in picture.columns),
        )
        rows = tuple((name, *values) for name, values in zip(picture.rows, picture.values, strict=True))
        return Sheet(picture.name, picture.title, columns, rows, picture.notes)
    return Sheet(picture.name, picture.title, (picture.x, picture.y), picture.points, picture.notes)
