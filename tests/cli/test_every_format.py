"""Every command in every format on every kind of plan, under three consoles: what comes can be read.

The calls of one plan and one console are made one after the other in one process of their own, whose standard
output is a file: so every byte is seen, from Python or from below it. By default each call is made under one of
the consoles, and commands that do not look at money on one of the plans; `-m slow` leaves nothing out.
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import pairwise, product
from pathlib import Path

import docx
import openpyxl
import pytest

from loops import nonempty
from realign.cli import COMMANDS
from realign.render import FOR_PEOPLE, OFFICE, Format

pytestmark = pytest.mark.slow

CONSOLES = ("utf-8", "gbk", "cp1252")
TITLE = "住房 – “Homes” <b>&amp; =1+1 | ##vso[x] é"
FRAME = f"""
plan: {{id: p, title: '{TITLE}', currency: EUR}}
sources:
  - {{id: S, title: '{TITLE}', paragraphs: ["1", "2"]}}
domains: [{{id: "1", title: '{TITLE}'}}]
lenses: [{{id: heat, title: '{TITLE}'}}, {{id: rain, title: {{en: Rain, zh: 雨}}}}]
outcomes:
  - {{id: "1.1", title: '{TITLE}', domain: "1"}}
  - {{id: "1.2", title: 'Streets', domain: "1"}}
  - {{id: "1.3", title: '=1+1', domain: "1"}}
links:
  - {{id: L1, from: ["1.1"], to: ["1.2"], direction: directed, strength: 2, lenses: [heat], basis: stated, says: '{TITLE}', refs: [S 1]}}
  - {{id: L2, from: ["1.2"], to: ["1.3"], strength: -1, basis: analyst}}
  - {{id: L3, from: ["1.3"], to: ["1.1"], basis: analyst, judgements: [{{by: g1, strength: 2, says: '{TITLE}'}}, {{by: g2, strength: -1}}]}}
flagships: [{{id: F1, kind: flagship, title: '{TITLE}', outcomes: ["1.1", "1.2"]}}]
actions: [{{id: A1, kind: norm, title: '{TITLE}', outcomes: ["1.1"]}}]
indicators: [{{id: I1, title: '{TITLE}', outcomes: ["1.2"]}}]
"""
FUNDS = """
funds:
  - {id: open, kind: unearmarked, title: Open money, required: 900000}
  - {id: a, kind: soft, title: Fund a, amount: 400000}
  - {id: b, kind: hard, title: Fund b, amount: 300000}
deliverables:
"""
CLAIMS = {
    "no earmarks": [["open"]],
    "nested": [["a", "open"], ["open"], ["a"]],
    "overlapping": [["a", "b"], ["b", "open"], ["a", "open"]],
    "ranges": [["a", "b"], ["b", "open"], ["a", "open"]],
    "no costs": [["a", "b"], ["b", "open"], ["open"]],
}
"""Name of a plan -> the funds that may pay for its work, in turn."""
OPTIONS = {
    "validate": [],
    "links": ["--lens", "heat", "--draws", "20"],
    "why": ["1.1", "1.2", "--lens", "heat", "--draws", "20"],
    "gaps": ["-u", "0,300000", "--lens", "heat"],
    "focus": ["-u", "300000", "--lens", "heat", "--draws", "20"],
    "flagships": ["--lens", "heat", "--draws", "20"],
    "actions": ["--lens", "heat", "--draws", "20"],
    "indicators": ["--lens", "heat", "--draws", "20"],
    "annotations": [],
    "trace": [],
    "diff": ["nested", "overlapping", "-u", "300000"],
    "review": [],
    "judges": ["--lens", "heat", "--draws", "20"],
    "report": ["-u", "300000", "--draws", "20"],
    "explain": ["RA401"],
}
ON_MONEY = {"validate", "gaps", "focus", "diff", "report"}
"""Commands whose answers depend on what kind of plan it is."""
FILES_ONLY = {"init", "import", "export", "schema", "find", "show"}
"""Commands that write files, or one record: they have tests of their own."""
PICTURED = {"links", "gaps"}
"""Commands whose answers are pictures, too, on any plan."""
CALLS = [
    (command, format)
    for command in OPTIONS
    for format in Format  # noqa: A001
    if command in PICTURED or format not in {Format.SVG, Format.PNG}
]

DRIVER = """
import json, os, sys
from realign.cli import main
calls, room, shown, codes = json.loads(sys.argv[1]), sys.argv[2], os.dup(1), []
for number, words in enumerate(calls):
    for descriptor, name in ((1, "out"), (2, "err")):
        file = os.open(f"{room}/{number}.{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, descriptor)
        os.close(file)
    sys.argv = ["realign", *words]
    try:
        main()
    except SystemExit as leaving:
        codes.append(leaving.code or 0)
    sys.stdout.flush()
os.write(shown, json.dumps(codes).encode())
"""
"""Makes calls one after the other, each with files as its standard output and standard error."""


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one plan of each kind."""
    room = tmp_path_factory.mktemp("plans")
    for name, claims in CLAIMS.items():
        cost = {"ranges": "cost: {low: 90000, high: 150000}, ", "no costs": ""}.get(name, "cost: 90000, ")
        work = "".join(
            f"  - {{id: D{number}, title: '{TITLE}', {cost}value: {number + 1}, outcomes: ['1.1'], "
            f"funds: [{', '.join(claims[number % len(claims)])}]}}\n"
            for number in range(6)
        )
        (room / name).mkdir()
        (room / name / "plan.yaml").write_text(FRAME + FUNDS + work, encoding="utf-8")
    return room


def made(calls: list[list[str]], folder: Path, room: Path, console: str) -> Iterator[tuple[int, bytes, str]]:
    """Code, standard output and standard error of each call, all made in one process."""
    inherited = {
        name: text for name, text in os.environ.items() if name not in {"REALIGN_PLAN", "FORCE_COLOR"}
    }
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, json.dumps(calls), str(room)],
        cwd=folder,
        env=inherited | {"PYTHONIOENCODING": console},
        capture_output=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    codes = json.loads(done.stdout)
    assert len(codes) == len(calls)
    for number, code in enumerate(codes):
        told = (room / f"{number}.err").read_bytes().decode(console, "replace")
        yield code, (room / f"{number}.out").read_bytes(), told


# --- what a reader makes of each format ---


def _json(text: str) -> None:
    def never(word: str) -> None:
        raise ValueError(word)

    assert isinstance(json.loads(text, parse_constant=never), dict)


def _csv(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text)))
    assert rows
    assert len({len(row) for row in rows}) == 1
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


class _Balanced(HTMLParser):
    """Refuses a page whose elements are not closed in their order."""

    open: tuple[str, ...] = ()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        assert tag not in {"script", "b", "iframe"}
        if tag not in {"meta", "br", "html"}:
            self.open += (tag,)

    def handle_endtag(self, tag: str) -> None:
        if tag != "html":
            assert self.open[-1:] == (tag,), (self.open, tag)
            self.open = self.open[:-1]


def _html(text: str) -> None:
    assert text.startswith("<!doctype html>")
    if "<script>" in text:  # the page of a report, which tests in a browser look at
        assert "sha256-" in text
        return
    assert '<meta charset="utf-8">' in text
    page = _Balanced()
    page.feed(text)
    assert page.open == ()


def _markdown(text: str) -> None:
    lines = re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL).splitlines()
    assert any(lines) or "`" in text
    for above, line in nonempty(pairwise(lines)):
        if above.startswith("|") and line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", above)) == len(re.findall(r"(?<!\\)\|", line)), line


def _sarif(text: str) -> None:
    (run,) = json.loads(text)["runs"]
    assert run["originalUriBaseIds"]
    assert all(result["ruleId"] for result in run["results"])


def _junit(text: str) -> None:
    suites = ET.fromstring(text.encode())  # noqa: S314 - our own output
    assert int(suites.attrib["tests"]) == len(suites.findall(".//testcase")) > 0


def _github(text: str) -> None:
    for line in nonempty(text.splitlines()):
        assert re.match(r"::(error|warning|notice) [^:]*::\S|\d+ ", line), line


def _people(text: str) -> None:
    assert "##vso[" not in text
    assert "\x1b" not in text


def _workbook(raw: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(raw))
    assert book.sheetnames[0] == "Contents"
    assert len(book.sheetnames) > 1
    assert not any(cell.data_type == "f" for tab in book for row in tab.iter_rows() for cell in row)


def _document(raw: bytes) -> None:
    paper = docx.Document(io.BytesIO(raw))
    assert paper.paragraphs
    assert paper.core_properties.author == ""


def _pdf(raw: bytes) -> None:
    assert raw.startswith(b"%PDF-")
    assert raw.rstrip().endswith(b"%%EOF")


def _png(raw: bytes) -> None:
    assert raw.startswith(b"\x89PNG\r\n\x1a\n")


def _svg(text: str) -> None:
    picture = ET.fromstring(text)  # noqa: S314 - our own output
    assert picture.tag.endswith("}svg")
    assert next(iter(picture.iter("{http://www.w3.org/2000/svg}title"))).text


BYTES: dict[Format, Callable[[bytes], None]] = {
    Format.XLSX: _workbook,
    Format.DOCX: _document,
    Format.PDF: _pdf,
    Format.PNG: _png,
}
PICTURES = {Format.SVG, Format.PNG}
READERS: dict[Format, Callable[[str], None]] = {
    Format.JSON: _json,
    Format.CSV: _csv,
    Format.HTML: _html,
    Format.SVG: _svg,
    Format.MARKDOWN: _markdown,
    Format.SARIF: _sarif,
    Format.JUNIT: _junit,
    Format.GITHUB: _github,
    **dict.fromkeys(FOR_PEOPLE, _people),
}


def test_no_command_and_no_format_is_forgotten() -> None:
    assert set(OPTIONS) | FILES_ONLY == set(COMMANDS)
    assert set(READERS) | set(BYTES) == set(Format)
    assert set(BYTES) == set(OFFICE)


def _whole(calls: list[tuple[str, Format]], name: str, console: str, plans: Path, room: Path) -> None:
    lines = [
        [command, *OPTIONS[command], *(["--plan", name] if command != "explain" else []), "--format", format]
        for command, format in calls  # noqa: A001
    ]
    for (command, format), (code, raw, told) in nonempty(  # noqa: A001
        zip(calls, made(lines, plans, room, console), strict=True)
    ):
        where = f"{command} --format {format} of {name} under {console}: {told}"
        if format in PICTURES and "nothing to draw" in told:
            assert (code, raw) == (2, b""), where
            continue
        assert code in (0, 1), where
        assert "internal error" not in told, where
        assert "Traceback" not in told, where
        if format in BYTES:
            BYTES[format](raw)
            continue
        text = raw.decode(console if format in FOR_PEOPLE else "utf-8")
        if text or format in {Format.JSON, Format.SARIF, Format.JUNIT, Format.HTML, Format.CSV}:
            try:
                READERS[format](text)
            except (AssertionError, ValueError, ET.ParseError) as error:
                raise AssertionError(f"{where}{error}\n{text[:3000]}") from error


@pytest.mark.parametrize(("turn", "console"), list(enumerate(CONSOLES)))
@pytest.mark.parametrize("name", CLAIMS)
def test_what_comes_can_be_read(name: str, turn: int, console: str, plans: Path, tmp_path: Path) -> None:
    shift = turn + list(CLAIMS).index(name)
    told = [call for call in CALLS if name == "overlapping" or call[0] in ON_MONEY]
    calls = [call for number, call in enumerate(told) if (number + shift) % len(CONSOLES) == 0]
    _whole(calls, name, console, plans, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "console"), list(product(CLAIMS, CONSOLES)))
def test_what_comes_can_be_read_under_every_console(
    name: str, console: str, plans: Path, tmp_path: Path
) -> None:
    _whole(CALLS, name, console, plans, tmp_path)


@pytest.mark.parametrize("console", CONSOLES)
def test_commands_that_write_files_write_the_same_under_every_console(
    console: str, plans: Path, tmp_path: Path
) -> None:
    (tmp_path / "m.csv").write_text(",住房,é\n住房,,2\né,1,\n", encoding="utf-8")
    endings = ["graphml", "gexf", "csv", "dot", "gv", "mmd", "kumu.json", "xlsx"]
    calls = [
        ["schema"],
        ["init", str(tmp_path / "new")],
        ["import", "matrix", str(tmp_path / "m.csv"), "--to", str(tmp_path / "matrix")],
        *(["export", "--plan", "nested", "--to", str(tmp_path / f"links.{ending}")] for ending in endings),
        ["import", "workbook", str(tmp_path / "links.xlsx"), "--to", str(tmp_path / "again")],
    ]
    answers = list(made(calls, plans, tmp_path, console))
    assert [code for code, _, _ in answers][:-1] == [0] * (len(calls) - 1), answers
    assert answers[-1][0] in (0, 1)
    _json(answers[0][1].decode("utf-8"))
    for name in ("graphml", "gexf"):
        ET.parse(tmp_path / f"links.{name}")  # noqa: S314 - our own output
    _json((tmp_path / "links.kumu.json").read_text(encoding="utf-8"))
    _csv((tmp_path / "links.csv").read_text(encoding="utf-8"))
    assert "住房" in (tmp_path / "matrix" / "outcomes.yaml").read_text(encoding="utf-8")
    assert "住房" in (tmp_path / "again" / "outcomes.yaml").read_text(encoding="utf-8")
