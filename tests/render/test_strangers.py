"""What a stranger writes into a plan commands no spreadsheet, no page and no build server."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace

import pytest

from loops import nonempty
from realign.findings import Finding, Place, Position, Severity
from realign.questions.validate import validate
from realign.render import Format
from realign.render.logs import harmless, in_json, in_markup
from realign.sheets import Column, Heat, Part, RenderOptions, Sheet


@dataclass(frozen=True)
class Answer:
    """One table that holds `cell`, whose heading and note are the same text."""

    cell: str
    passed = True
    findings: tuple[Finding, ...] = ()

    def sheets(self) -> tuple[Part, ...]:
        sheet = Sheet("main", self.cell, (Column(self.cell, self.cell),), ((self.cell,),), (self.cell,))
        return sheet, Heat("heat", "Heat", (self.cell,), (self.cell,), ((1.0,),))


# --- spreadsheets ---


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
@pytest.mark.parametrize("sheet", ["main", "heat"])
def test_no_cell_and_no_heading_of_a_csv_file_is_a_formula(sign: str, sheet: str) -> None:
    text = Format.CSV.render(Answer(f"{sign}1+1|x;{sign}2"), RenderOptions(sheet=sheet))
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert any(f"'{sign}1+1" in cell for cell in cells)
    for divided in (cells, [cell for line in text.splitlines() for cell in line.split(";")]):
        assert not any(cell.startswith(sign) for cell in divided)


def test_numbers_of_a_csv_file_stay_numbers() -> None:
    answer = Sheet("main", "", (Column("a", ""),), ((-5,), (-1.5,), ("a-b; c",)))
    assert Format.CSV.render(_Only(answer), RenderOptions()) == "a\n-5\n-1.5\na-b; c\n"


@dataclass(frozen=True)
class _Only:
    sheet: Sheet
    passed = True
    findings: tuple[Finding, ...] = ()

    def sheets(self) -> tuple[Part, ...]:
        return (self.sheet,)


# --- Markdown ---


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- a list", r"\- a list"),
        ("+ a list", r"\+ a list"),
        ("1. a list", r"1\. a list"),
        ("12) a list", r"12\) a list"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("# a heading", r"\# a heading"),
        ("    code", "code"),
        (": told", r"\: told"),
        ("12 000 are left", "12 000 are left"),
        ("1.2–1.3 leads", "1.2–1.3 leads"),
    ],
)
def test_a_note_of_a_markdown_page_is_a_paragraph(text: str, line: str) -> None:
    sheet = Sheet("main", "", (), (), (text,))
    assert Format.MARKDOWN.render(_Only(sheet), RenderOptions()).splitlines() == [line]


def test_a_heading_keeps_the_signs_at_its_end() -> None:
    sheet = Sheet("main", "in C #", (), (), ("x",))
    assert Format.MARKDOWN.render(_Only(sheet), RenderOptions()).startswith("## in C \\#\n")


@pytest.mark.parametrize(
    "text",
    ["http://x.org", "HTTPS://x.org", "ftp://x", "www.x.org", "WWW.X.ORG", "a@b.org", "@board", "xmpp:a"],
)
def test_a_bare_address_is_no_link(text: str) -> None:
    written = Format.MARKDOWN.render(Answer(text), RenderOptions())
    assert text not in written
    assert written.replace("\u2060", "").count(text) >= 4


# --- build servers ---

ORDERS = [
    "##vso[task.setvariable variable=PATH]x",
    "##[error]x",
    "##teamcity[buildStatus status='SUCCESS']",
    "a ##vso[task.complete]x",
    "###vso[x]",
]


@pytest.mark.parametrize("text", [*ORDERS, "::error::x", "  ::set-output name=a::b", "a\n::error::x"])
def test_text_for_people_holds_no_order(text: str) -> None:
    for line in nonempty(harmless(text).splitlines()):
        assert not line.strip().startswith("::")
        for order in ("##vso[", "##[", "##teamcity["):
            assert order not in line


def test_other_text_stays_as_it_is() -> None:
    for text in ("## Heading", "a::b", "x #[1]", "Größe ## 3 [x]", ":warning:"):
        assert harmless(text) == in_json(text) == in_markup(text) == text


def test_what_is_not_seen_stands_in_json_as_its_number() -> None:
    signs = "\x7f\x85\x9b\u061c\u200e\u200f\u2028\u2029\u202e\u2066\ufeff住"
    written = in_json(json.dumps({"a": signs}, ensure_ascii=False, indent=1))
    assert json.loads(written) == {"a": signs}
    assert not set(signs[:-1]) & set(written)
    assert "住" in written


@pytest.mark.parametrize("text", ORDERS)
@pytest.mark.parametrize("format", [Format.JSON, Format.SARIF, Format.JUNIT, Format.HTML, Format.GITHUB])
def test_a_machine_reads_the_text_and_a_log_no_order(format: Format, text: str) -> None:  # noqa: A002
    found = Finding("RA601", Severity.ERROR, text, Place("a.yaml", Position(1, 1), Position(1, 2)))
    written = format.render(validate([found]), RenderOptions())
    for order in ("##vso[", "##[", "##teamcity["):
        assert order not in written
    if format is Format.JSON:
        assert json.loads(written)["findings"][0]["message"] == text
    if format is Format.SARIF:
        assert text[:5] in json.loads(written)["runs"][0]["results"][0]["message"]["text"]
    if format is Format.JUNIT:
        failure = ET.fromstring(written)[0][0][0]  # noqa: S314 - our own output
        assert failure.get("message") == text


# --- annotations ---


def annotation(path: str, page: RenderOptions | None = None) -> tuple[dict[str, str], str]:
    """What GitHub's runner reads from the first line: properties and message, decoded as it does."""
    found = Finding("RA601", Severity.ERROR, "it is odd", Place(path, Position(2, 1), Position(2, 4)))
    line = Format.GITHUB.render(validate([found]), page or RenderOptions()).splitlines()[0]
    head, _, message = line.removeprefix("::error ").partition("::")
    properties = dict(one.split("=", 1) for one in head.split(","))
    for escaped, sign in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        properties = {name: value.replace(escaped, sign) for name, value in properties.items()}
        message = message.replace(escaped, sign)
    return properties, message


@pytest.mark.parametrize(
    "path", ["a.yaml", "a%0Ab.yaml", "a:b,c=d.yaml", "a%3Ab.yaml", "a::b.yaml", "数据/计划.yaml"]
)
def test_an_annotation_names_the_very_file(path: str) -> None:
    properties, message = annotation(path)
    assert (properties["file"], properties["line"], message) == (path, "2", "it is odd")


@pytest.mark.parametrize(
    "path",
    [
        "a\nb.yaml",
        "a\r::error file=b.yaml::x",
        "../b.yaml",
        "/etc/b.yaml",
        "a\\nb.yaml",
        "##vso[x].yaml",
        "a\x1b.yaml",
    ],
)
def test_what_cannot_be_named_safely_is_named_in_the_message(path: str) -> None:
    properties, message = annotation(path)
    assert set(properties) == {"title"}
    assert "it is odd" in message
    assert ":2:1" in message


def test_names_come_from_the_root_of_the_repository() -> None:
    page = RenderOptions(root="/r", names={"data/a.yaml": "planning/data/a.yaml", "../../x.yaml": "/x.yaml"})
    assert annotation("data/a.yaml", page)[0]["file"] == "planning/data/a.yaml"
    assert "file" not in annotation("../../x.yaml", page)[0]
    found = Finding("RA601", Severity.ERROR, "odd", Place("data/a.yaml", Position(2, 1), Position(2, 4)))
    report = validate([found, replace(found, place=Place("../../x.yaml"))])
    run = json.loads(Format.SARIF.render(report, page))["runs"][0]
    assert run["originalUriBaseIds"] == {"%SRCROOT%": {"uri": "file:///r/"}}
    places = [one["locations"][0]["physicalLocation"]["artifactLocation"] for one in run["results"]]
    assert {"uri": "planning/data/a.yaml", "uriBaseId": "%SRCROOT%"} in places
    assert {"uri": "file:///x.yaml"} in places
    assert 'file="planning/data/a.yaml"' in Format.JUNIT.render(report, page)
