"""A planner's workbook becomes a plan, or every fault of it is named with its sheet and cell."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from loops import nonempty, sampled, tries
from realign.exchange import container, marks, workbook
from realign.exchange.records import WorkbookReading, workbook_plan
from realign.exchange.scaffold import scaffold
from realign.exchange.tabulation import plan_sheets
from realign.plan import Plan
from realign.render.xlsx import write_workbook
from realign.sheets import Cell, Column, Kind, RenderOptions, Sheet
from workbooks import by_hand, text_row

SHIPPED = Path(__file__).parents[2] / "data"


def plan_of(texts: list[str]) -> Plan:
    """A plan from the texts of its files; keys of the user's own are left out, as the loader does."""
    whole: dict[str, object] = {}
    for text in nonempty(texts):
        for kind, held in nonempty(yaml.load(text, Loader=yaml.BaseLoader).items()):  # noqa: S506
            if isinstance(held, list):
                records = [{key: value for key, value in one.items() if key[:2] != "x-"} for one in held]
                before = whole.get(kind, [])
                assert isinstance(before, list)
                whole[kind] = [*before, *records]
            else:
                whole[kind] = held
    return TypeAdapter(Plan).validate_python(whole)


def book(**sheets: list[tuple[Cell, ...]]) -> bytes:
    """A workbook: name of a sheet -> its rows, the headings first."""
    parts = []
    for name, (head, *body) in sheets.items():
        kinds = [
            Kind.INTEGER if any(isinstance(row[at], float) for row in body) else Kind.TEXT
            for at in range(len(head))
        ]
        columns = tuple(Column(str(one), str(one or ""), kind) for one, kind in zip(head, kinds, strict=True))
        parts.append(Sheet(name, name, columns, tuple(body)))
    return write_workbook(parts, RenderOptions())


def read(**sheets: list[tuple[Cell, ...]]) -> WorkbookReading:
    return workbook_plan(book(**sheets), "our plan.xlsx")


def said(reading: WorkbookReading) -> list[tuple[str, str]]:
    return [(one.code, str(one.message)) for one in reading.findings]


@pytest.mark.parametrize("template", sampled(["blank", "city", "shipped"], 3))
def test_a_plan_goes_out_to_a_workbook_and_comes_back_the_same(template: str) -> None:
    if template == "shipped":
        texts = [path.read_text("utf-8") for path in sorted(SHIPPED.glob("*.yaml"))]
    else:
        texts = [text for name, text in scaffold(template).items() if name.startswith("data/")]
    plan = plan_of(texts)
    reading = workbook_plan(write_workbook(plan_sheets(plan), RenderOptions()), "plan.xlsx")
    assert reading.files is not None, said(reading)
    assert plan_of(list(reading.files.values())) == plan
    assert not reading.findings


def test_what_a_planner_types_becomes_records() -> None:
    reading = read(
        Outcomes=[("ID", "Title", "title.zh"), ("1.10", "Land", "土地"), ("NO", "Housing", None)],
        Links=[
            ("id", "from", "to", "strength", "basis", "refs", "lenses.heat", "x-who"),
            ("L1", "1.10", "NO; 1.10", 2.0, "analyst", "PLAN 1;\nPLAN 2", "0.5", "Ann"),
        ],
        Funds=[("id", "kind", "title", "amount", "received.2021"), ("F", "soft", "Grant", "12m", 2556107.0)],
    )
    assert reading.files is not None, said(reading)
    assert list(reading.files) == ["outcomes.yaml", "links.yaml", "funds.yaml"]
    plan = plan_of(list(reading.files.values()))
    assert plan.about.id == "our-plan"
    assert plan.about.title == "our plan"
    assert [one.id for one in plan.outcomes] == ["1.10", "NO"]
    assert plan.outcomes[0].title == {"en": "Land", "zh": "土地"}
    assert plan.links[0].to == ("NO", "1.10")
    assert plan.links[0].refs == ("PLAN 1", "PLAN 2")
    assert plan.links[0].lenses == {"heat": 0.5}
    assert plan.funds[0].amount == 12_000_000
    assert plan.funds[0].received == {2021: 2556107}
    assert "x-who: Ann" in reading.files["links.yaml"]


def test_every_fault_is_named_with_sheet_and_cell() -> None:
    reading = read(
        Outcomes=[("id", "titel"), ("1.1", "Land"), ("1.1", "Housing")],
        Links=[
            ("id", "from", "to", "strength", "basis"),
            ("L1", "1.1", "1.2", "strong", "guess"),
            ("L2", None, "1.2", 1.0, "stated"),
        ],
        Funds=[
            ("id", "kind", "title", "amount"),
            ("F", "soft", "Grant", "12.000"),
            ("G", "soft", "Gift", "-3"),
        ],
        Activities=[("id", "title", "tier"), ("A", "Work", 0.0)],
        Notes=[("whatever",), ("x",)],
    )
    assert reading.files is None
    assert said(reading) == [
        ("RA822", "the sheet “Notes” is left out"),
        ("RA825", "Activities!C2: “0” does not fit tier, which is at least 1"),
        ("RA825", "Funds!D2: '12.000' can be read as 12 000 or as 12; write 12 000 or 12"),
        ("RA825", "Funds!D3: '-3' is negative; an amount of money is 0 or more"),
        (
            "RA828",
            "Links!B1: no column says the direction of the links: each is read as directed, `from` helps `to`",
        ),
        ("RA825", "Links!D2: “strong” is not a number"),
        ("RA825", "Links!E2: “guess” is no basis; it is one of stated, implied or analyst"),
        ("RA824", "Links!B3: row 3 has no from"),
        ("RA823", "Outcomes!B1: “titel” is no field of outcomes"),
        ("RA826", "Outcomes!A3: the id “1.1” stands already in A2"),
    ]
    links = next(one for one in reading.findings if str(one.message).startswith("Links!E2"))
    assert (links.place.path, links.place.start.line, links.place.start.column) == (
        "our plan.xlsx!Links",
        2,
        5,
    )
    assert any("“titel”: did you mean title?" in str(one.hint) for one in reading.findings)


def test_a_code_kept_as_a_number_is_pointed_out() -> None:
    reading = read(Outcomes=[("id", "title"), (1.1, "Land"), (2.0, "Housing")])
    assert said(reading) == [("RA827", "Outcomes!A2: the code 1.1 is kept as a number")]
    assert reading.files is not None
    assert [one.id for one in plan_of(list(reading.files.values())).outcomes] == ["1.1", "2"]


@pytest.mark.parametrize(
    ("sheets", "code"),
    sampled(
        [
            ({}, "RA830"),
            ({"Notes": [("a",), ("b",)]}, "RA830"),
            ({"Outcomes": [("id", "title", "id"), ("a", "A", "b")]}, "RA823"),
            ({"Outcomes": [("id", "title", None), ("a", "A", "b")]}, "RA823"),
            ({"Plan": [("id", "title"), ("a", "A"), ("b", "B")]}, "RA825"),
            ({"Plan": [("id", "title", "rubric.3", "rubric.3.en"), ("a", "A", "x", "y")]}, ""),
            ({"Plan": [("id", "title", "title.zh", "currency"), ("a", "A", "计划", "dollars")]}, "RA825"),
            ({"Deliverables": [("id", "title", "cost.low"), ("a", "A", 5.0)]}, "RA825"),
        ],
        3,
    ),
)
def test_odd_workbooks_are_findings(sheets: dict[str, list[tuple[Cell, ...]]], code: str) -> None:
    reading = read(**sheets)
    if code:
        assert code in {one.code for one in reading.findings}
    assert reading.files is not None or reading.findings


def test_a_sheet_with_headings_only_is_no_kind() -> None:
    reading = read(Plan=[("id", "title")], Outcomes=[("id", "title"), ("a", "A")], Links=[("id", "from")])
    assert reading.files is not None
    assert list(reading.files) == ["outcomes.yaml"]


def rewritten(raw: bytes, name: str, old: str, new: str) -> bytes:
    """The workbook with a text replaced in one of its parts."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as before, zipfile.ZipFile(stream, "w") as after:
        for one in nonempty(before.namelist()):
            text = before.read(one).decode()
            assert one != name or old in text
            after.writestr(one, text.replace(old, new) if one == name else text)
    return stream.getvalue()


PLAIN = {"Sources": [("id", "title", "date"), ("S", "Report", 44515.0)]}
SHEET = "xl/worksheets/sheet1.xml"


def test_days_are_read_as_days_and_failed_formulas_as_faults() -> None:
    raw = rewritten(book(**PLAIN), "xl/styles.xml", 'numFmtId="3"', 'numFmtId="14"')  # type: ignore[arg-type]
    reading = workbook_plan(raw, "p.xlsx")
    assert reading.files is not None, said(reading)
    assert 'date: "2021-11-15"' in reading.files["sources.yaml"]
    raw = rewritten(book(**PLAIN), SHEET, "<v>44515</v>", "<f>1/0</f><v>#DIV/0!</v>")  # type: ignore[arg-type]
    with zipfile.ZipFile(BytesIO(raw)) as written:
        (cell,) = re.findall(r'r="C2" s="[0-9]+"', written.read(SHEET).decode())
    raw = rewritten(raw, SHEET, cell, 'r="C2" t="e"')
    assert said(workbook_plan(raw, "p.xlsx")) == [("RA825", "Sources!C2: the formula failed (#DIV/0!)")]


def test_shared_strings_with_readings_above_the_words_are_read() -> None:
    raw = book(Outcomes=[("id", "title"), ("a", "A")])
    words = '<si><r><t>住</t></r><r><t>房</t></r><rPh sb="0" eb="1"><t>zhu</t></rPh></si>'
    raw = rewritten(raw, "xl/sharedStrings.xml", "<si><t>A</t></si>", words)
    reading = workbook_plan(raw, "p.xlsx")
    assert reading.files is not None
    assert plan_of(list(reading.files.values())).outcomes[0].title == "住房"


def test_a_cell_whose_shared_string_is_missing_is_a_finding() -> None:
    raw = book(Outcomes=[("id", "title"), ("a", "A")])
    raw = rewritten(raw, SHEET, 't="s"><v>3</v>', 't="s"><v>7</v>')
    assert [finding.code for finding in workbook_plan(raw, "p.xlsx").findings] == ["RA821"]


@pytest.mark.parametrize("number", ["7", "-1", "x"])
def test_a_cell_with_a_shared_string_in_a_workbook_of_none_is_a_finding(number: str) -> None:
    head = text_row(1, "id", "title")
    raw = by_hand(f'{head}<row r="2"><c r="A2" t="s"><v>{number}</v></c></row>')
    assert [finding.code for finding in workbook_plan(raw, "p.xlsx").findings] == ["RA821"]


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"id,title\n", b"\xd0\xcf\x11\xe0" * 9, book()[:200]])
def test_what_is_no_workbook_is_a_finding(raw: bytes) -> None:
    (finding,) = workbook_plan(raw, "p.xlsx").findings
    assert finding.code == "RA821"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SHEET, "<sheetData>", "<sheetData"),
        (SHEET, "<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet'),
        (SHEET, 'r="1"', 'r="one"'),
        ("xl/workbook.xml", "<sheets>", "<none>"),
    ],
)
def test_a_broken_workbook_is_a_finding(name: str, old: str, new: str) -> None:
    raw = rewritten(book(Outcomes=[("id", "title"), ("a", "A")]), name, old, new)
    assert [one.code for one in workbook_plan(raw, "p.xlsx").findings] == ["RA821"]


@pytest.mark.slow
def test_a_workbook_that_unpacks_without_end_is_refused() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", b"<a/>" + b" " * container.LIMIT)
    (finding,) = workbook_plan(stream.getvalue(), "p.xlsx").findings
    assert str(finding.message) == "xl/workbook.xml unpacks to more than 128 MiB"


def test_a_workbook_of_many_large_parts_or_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = book(Outcomes=[("id", "title"), ("1.1", "Land")])
    assert workbook_plan(raw, "b.xlsx").files
    for module, limit, value, says in (
        (container, "ALL", 500, "the workbook unpacks to"),
        (container, "PARTS", 3, "the workbook has 10 parts; at most 3 are read"),
        (workbook, "CELLS", 3, "the workbook has more than 3 cells"),
        (marks, "AREA", 3, "Outcomes: something stands in row 2 or column 2"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(module, limit, value)
            ((code, message),) = said(workbook_plan(raw, "b.xlsx"))
            assert code == "RA821"
            assert message.startswith(says)


def test_a_workbook_in_another_encoding_cannot_hide_entities() -> None:
    raw = book(Outcomes=[("id", "title")])
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            hidden = "<!DOCTYPE a [<!ENTITY b 'c'>]><workbook>&b;</workbook>".encode("utf-16")
            new.writestr(name, hidden if name == "xl/workbook.xml" else text)
    ((code, message),) = said(workbook_plan(stream.getvalue(), "b.xlsx"))
    assert (code, "entities" in message) == ("RA821", True)


@pytest.mark.slow
@settings(max_examples=tries(20), deadline=None)
@given(
    st.lists(st.tuples(*[st.text(max_size=6)] * 3), max_size=4),
    st.sampled_from(["Links", "Plan", "Lenses", "Funds"]),
)
def test_no_words_in_a_workbook_lead_to_a_traceback(rows: list[tuple[str, str, str]], name: str) -> None:
    sheet: list[tuple[Cell, ...]] = [("id", "title", "outcomes.a"), *rows]
    reading = read(**{name: sheet})
    assert reading.files is not None or reading.findings
