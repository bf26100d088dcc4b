"""Logframes of several shapes: each figure is that of the sheet, and what is not read is said."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from loops import sampled
from realign.exchange.foreign import PlanReading
from realign.exchange.logframe import read_logframe
from realign.exchange.logframe_heads import achieved, is_stage, is_year, level_named, with_years
from started import started


def book(
    rows: Sequence[Sequence[object]],
    merged: Sequence[str] = (),
    percent: Sequence[str] = (),
    hidden: Sequence[int] = (),
) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    for row in rows:
        sheet.append(list(row))
    for cell in percent:
        sheet[cell].number_format = "0%"
    for cells in merged:
        sheet.merge_cells(cells)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def read(*given: Any, **named: Any) -> PlanReading:
    reading = read_logframe(book(*given, **named), "f.xlsx")
    assert reading.kinds, [str(one.message) for one in reading.findings]
    return reading


def titles(reading: PlanReading, kind: str) -> list[str]:
    return [one["title"] for one in reading.kinds.get(kind, ())]


YEARS = [
    ["Level", "Statement", "Indicator", "Baseline", "Targets", "", "Means of verification"],
    ["", "", "", "2023", "2024", "2025", ""],
    ["Outcome", "Children learn", "Reading rate", 0.4, 0.45, 0.5, "Test"],
    ["Output", "Teachers trained", "Teachers", 0, 100, 250, "List"],
]


@pytest.mark.parametrize("merged", [(), ("E1:F1", "A1:A2", "B1:B2", "C1:C2", "G1:G2")])
def test_years_below_the_headings_are_those_of_the_figures(merged: tuple[str, ...]) -> None:
    reading = read(YEARS, merged=merged, percent=("D3", "E3", "F3"))
    first, second = reading.kinds["indicators"]
    assert (first["baseline"], first["target"], first["unit"]) == (
        {"2023": "40"},
        {"2024": "45", "2025": "50"},
        "%",
    )
    assert (second["baseline"], second["target"]) == ({"2023": "0"}, {"2024": "100", "2025": "250"})


def test_a_column_for_each_level() -> None:
    rows = [
        ["Outcome", "Output", "Indicator", "Baseline 2023", "2024", "Target 2026"],
        ["Outcome 1: Health", "Clinics", "Clinics built", 3, 5, 12],
        ["", "", "Nurses", 30, "", 120],
        ["", "Vaccines", "Coverage", 6, "", 9],
        ["Schools", "Rooms", "Rooms built", 1, "", 2],
        ["", "Total", "", "", "", ""],
    ]
    reading = read(rows, merged=("A2:A4", "B2:B3"), hidden=(4,))
    assert titles(reading, "outcomes") == ["Health", "Schools"]
    assert [(one["title"], one["outcomes"]) for one in reading.kinds["deliverables"]] == [
        ("Clinics", ["1.1"]),
        ("Vaccines", ["1.1"]),
        ("Rooms", ["1.2"]),
    ]
    assert reading.kinds["indicators"][0]["milestones"] == {"2024": "5"}
    assert any("Total" in str(one.what) for one in reading.left_out)
    said = [str(one.message) for one in reading.findings]
    assert any("hidden rows" in one for one in said)
    assert any("merged cells" in one for one in said)


SHAPES = {
    "French": (
        ["Chaîne de résultats", "Énoncé", "Indicateurs", "Valeur de référence", "Cible"],
        ["Objectif général", "Objectif spécifique", "Résultat 1", "Activité 1.1"],
    ),
    "Spanish": (
        ["Nivel", "Resumen narrativo", "Indicadores", "Línea de base", "Meta"],
        ["Fin", "Propósito", "Componente 1", "Actividad 1.1"],
    ),
    "EU": (
        ["", "Results chain", "Indicators", "Baseline", "Targets"],
        ["Overall objective: Impact", "Specific objective(s): Outcome(s)", "Outputs", ""],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_levels_are_known_in_each_language(shape: str) -> None:
    head, (impact, outcome, output, activity) = SHAPES[shape]
    rows = [
        head,
        [impact, "No hunger", "Rate", "12,5 %", "8 %"],
        [outcome, "More crops", "Yield", "1,2", "2,4"],
        [output, "Seeds", "Homes", "0", "1 200"],
        *([[activity, "Buying", "Bags", "0", "40"]] if activity else []),
    ]
    reading = read(rows)
    assert [titles(reading, kind) for kind in ("domains", "outcomes", "deliverables")] == [
        ["No hunger"],
        ["More crops"],
        ["Seeds"],
    ]
    assert [float(one["baseline"]) for one in reading.kinds["indicators"][:3]] == [12.5, 1.2, 0]
    assert any(activity in str(one.what) for one in reading.left_out) == bool(activity)


def test_objectives_on_rows_of_their_own() -> None:
    head = ["Indicators", "Baseline", "Target", "Data source"]
    rows = [
        ["Objective 1: Safe"],
        head,
        ["Cases", 0, 500, "List"],
        ["Objective 2: Paid"],
        head,
        ["Grants", 1, 9, ""],
    ]
    reading = read(rows)
    assert titles(reading, "outcomes") == ["Safe", "Paid"]
    assert [(one["title"], one["outcomes"]) for one in reading.kinds["indicators"]] == [
        ("Cases", ["1.1"]),
        ("Grants", ["1.2"]),
    ]


def test_blocks_with_numbered_headings_and_rows_of_what_was_achieved() -> None:
    head = ["", "Baseline", "Milestone 1", "Milestone 2025"]
    rows = [
        ["OUTCOME", "Outcome Indicator 1", *head],
        ["Safe water", "People with water", "Planned", "45", "50", "60"],
        ["", "", "Achieved", "", "41", "52"],
        ["OUTPUT 1", "Output Indicator 1.1", *head],
        ["Wells", "Wells built", "Planned", "0", "20", "50"],
        ["", "Output Indicator 1.2", *head],
        ["", "Wells mended", "Planned", "1", "2", "3"],
    ]
    found = read(rows).kinds["indicators"]
    assert [one["title"] for one in found] == ["People with water", "Wells built", "Wells mended"]
    assert found[0]["x-actual-milestone-1"] == "41"
    assert (found[0]["milestones"], found[0]["actual"]) == ({"2025": "60"}, {"2025": "52"})


@pytest.mark.parametrize(
    ("text", "number"),
    sampled([("1.000", None), ("2,500", None), ("0.250", "0.250"), ("1 500", "1500"), (1.125, "1.125")], 3),
)
def test_a_figure_that_could_be_read_in_two_ways_is_kept_as_words(text: object, number: str | None) -> None:
    rows = [["Level", "Statement", "Indicator", "Baseline"], ["Outcome", "A", "B", text]]
    found = read(rows)
    assert found.kinds["indicators"][0].get("baseline") == number
    assert bool(found.findings) == (number is None)


def test_headings_alone() -> None:
    assert is_year("2024")
    assert not is_year("2024/25")
    assert (level_named("Outcomes"), level_named("Outcome 1")) == ("outcome", "")
    assert is_stage(["Planned", "", "x"])
    assert achieved("Achieved:")
    assert not achieved("Planned")
    assert with_years({1: "Targets", 2: "", 3: ""}, {1: "2024", 2: "2025"}) == {
        1: "Targets 2024",
        2: "Targets 2025",
        3: "",
    }


def test_a_dry_run_says_what_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "l.csv"
    file.write_text("from,to,strength\nA,B,3\nB,A,strong\n", encoding="utf-8")
    done = started("import", "links", file, "--dry-run")
    assert done.returncode == 0
    assert "'strong' is no strength" in " ".join(done.stderr.split())


@pytest.mark.parametrize("shape", sampled(SHAPES, 3))
def test_a_logframe_read_as_a_workbook_is_told_apart(shape: str, tmp_path: Path) -> None:
    file = tmp_path / "f.xlsx"
    file.write_bytes(book([SHAPES[shape][0], ["", "No hunger", "Rate", "12", "8"]]))
    done = started("import", "workbook", file, "--dry-run")
    assert done.returncode == 1
    assert "realign import logframe" in " ".join(f"{done.stdout} {done.stderr}".split())
