"""Matrices of scores as tests make them, and what was read of them."""

import io
from collections.abc import Mapping, Sequence

import numpy as np
import openpyxl

from realign.exchange.matrix import MatrixReading, read_matrices

Array = np.ndarray[tuple[int, int], np.dtype[np.float64]]
NAMES = ["1.1", "1.2", "1.10", "2.1", "2.2"]
TITLES = ["Land for all", "Fair rents", "Repaired homes", "Shaded streets", "Safe crossings"]


def scores(seed: int, low: int = -3, high: int = 3, size: int = 5) -> Array:
    """Random scores with a blank diagonal; the strongest is there."""
    luck = np.random.default_rng(seed)
    found = luck.integers(low, high + 1, (size, size)).astype(float)
    found[0, 1] = high
    np.fill_diagonal(found, 0)
    return found


def text(value: float) -> str:
    return f"{value:g}"


def lines(rows: Sequence[Sequence[str]], sign: str = ",") -> bytes:
    def cell(one: str) -> str:
        return f'"{one}"' if sign in one or "\n" in one else one

    return "\n".join(sign.join(map(cell, row)) for row in rows).encode()


def book(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append([None if one == "" else one for one in row])
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def cells(matrix: Array, diagonal: str = "") -> list[list[str]]:
    return [
        [diagonal if i == j else text(matrix[i, j]) for j in range(len(matrix))] for i in range(len(matrix))
    ]


def named(
    matrix: Array, names: Sequence[str] = NAMES, diagonal: str = "", corner: str = ""
) -> list[list[str]]:
    rows = [[name, *row] for name, row in zip(names, cells(matrix, diagonal), strict=True)]
    return [[corner, *names], *rows]


def numbers(rows: Sequence[Sequence[str]]) -> list[list[object]]:
    def told(one: str) -> object:
        try:
            return float(one)
        except ValueError:
            return one

    return [[row[0], *map(told, row[1:])] if at else list(row) for at, row in enumerate(rows)]


def read(raw: bytes, **more: object) -> MatrixReading:
    return read_matrices([(raw, "m")], **more)  # type: ignore[arg-type]


def whole(reading: MatrixReading, names: Sequence[str]) -> Array:
    """The matrix as it was read."""
    assert reading.matrix is not None, [str(one.message) for one in reading.findings]
    at = {name: number for number, name in enumerate(reading.matrix.names)}
    found = np.zeros((len(at), len(at)))
    for entry in reading.matrix.entries:
        found[at[entry.source], at[entry.target]] = entry.value
    assert list(reading.matrix.names) == [*names]
    return found
