"""What a stranger writes into any text of a plan stays text in every document, which opens without repair."""

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from loops import nonempty
from printed import pages, texts
from realign.loading import load
from realign.plan import Plan
from realign.questions.briefing import briefing
from realign.questions.report import report
from realign.render import Format
from realign.sheets import Answer, RenderOptions

HOSTILE = (
    "</script><b>x</b>",
    "<!-- x",
    "a ]]> b",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1+1",
    "@SUM(1+1)",
    "'quoted",
    '#import "x"',
    "$x$ and #x",
    "*a* _b_",
    "[link](http://x.y)",
    "{{ jinja }} {% x %}",
    "MERGEFIELD x \\* { PAGE }",
    "`code` | cell | ~~~",
    "\\u{41} \\x41",
    "&amp; &#38; <w:p/>",
    "_x0041_ _x000D_",
    "-- dash --- /* c */ // d",
    "W" * 2000,
)
ADDRESS = json.dumps("https://x.org/<b>&?a=[1](2)#import")


def written(said: Iterator[str]) -> str:
    """A plan whose titles, sayings, notes, units and names are all hostile."""

    def t() -> str:
        return json.dumps(next(said))

    ends = [f"{domain}.{number}" for domain in (1, 2) for number in range(1, 6)]
    lines = [
        f"plan: {{id: p, title: {t()}, organisation: {t()}, currency: EUR, headings: {{A: {t()}, B: {t()}}}}}",
        "sources:",
        f"  - {{id: S, title: {t()}, paragraphs: ['1', '2'], uncoded: {{'2': {t()}}}, url: {ADDRESS}}}",
        "domains:",
        *(f"  - {{id: '{domain}', title: {t()}}}" for domain in (1, 2)),
        "lenses:",
        *(f"  - {{id: l{at}, title: {t()}}}" for at in range(3)),
        "outcomes:",
        *(f"  - {{id: '{end}', domain: '{end[0]}', title: {t()}, themes: {{x: {t()}}}}}" for end in ends),
        "links:",
        *(
            f"  - {{id: L{at}, from: ['{ends[at]}'], to: ['{ends[at * 3 % 10]}'], direction: directed, strength: 2,"
            f" lenses: [l{at % 3}], basis: stated, says: {t()}, note: {t()}, refs: [S 1]}}"
            for at in (1, 2, 3, 4, 6, 7, 8, 9)
        ),
        "funds:",
        f"  - {{id: free, kind: unearmarked, title: {t()}, required: 900000, note: {t()}}}",
        f"  - {{id: soft, kind: soft, title: {t()}, amount: 100000}}",
        f"partners: [{{id: P, title: {t()}}}]",
        f"groups: [{{id: G, title: {t()}, unit: {t()}}}]",
        f"flagships: [{{id: F, kind: flagship, title: {t()}, outcomes: ['1.1', '1.2'], says: {t()}}}]",
        "activities:",
        *(
            f"  - {{id: A{at}, title: {t()}, heading: {'AB'[at % 2]}, cost: {100_000 * (at + 1)}, effect: delayed,"
            f" funds: [free, soft], outcomes: ['{ends[at % 10]}'], note: {t()},"
            f" now: {{state: stopped, year: 2022, says: {t()}}}}}"
            for at in range(20)
        ),
        f"indicators: [{{id: I, title: {t()}, outcomes: ['1.1'], says: {t()}}}]",
        f"actions: [{{id: N, kind: norm, title: {t()}, outcomes: ['1.1', '1.2'], partners: [P]}}]",
    ]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "plan.yaml").write_text(written(cycle(HOSTILE)), encoding="utf-8")
    found = load(folder).plan
    assert found
    return found


@pytest.fixture(scope="module")
def papers(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report and the brief as every kind of document, and the report on a template."""
    home = tmp_path_factory.mktemp("papers")
    house = home / "house.docx"
    Document().save(str(house))
    asked: tuple[tuple[str, Answer], ...] = (
        ("report", report(plan, None, "0; 300000", draws=20)),
        ("brief", briefing(plan, None, "0; 300000", draws=20)),
    )
    for name, answer in nonempty(asked):
        for format_ in (Format.DOCX, Format.PDF, Format.MARKDOWN, Format.XLSX):
            content = format_.writer(answer, RenderOptions(currency="EUR", details=name == "report"))
            raw = content if isinstance(content, bytes) else content.encode()
            (home / f"{name}{format_.endings[0]}").write_bytes(raw)
        on_house = Format.DOCX.writer(answer, RenderOptions(template=house.read_bytes()))
        assert isinstance(on_house, bytes)
        (home / f"{name}-house.docx").write_bytes(on_house)
    return home


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u2060]", "", text)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["report.docx", "report-house.docx", "report.xlsx", "report.pdf"])
def test_every_hostile_text_is_read_as_it_was_written(papers: Path, name: str) -> None:
    read = squeezed("".join(texts(papers / name)))
    for text in HOSTILE:
        assert squeezed(text)[:1000] in read, text


@pytest.mark.slow
def test_no_cell_is_a_formula_and_no_paragraph_a_field_or_a_link(papers: Path) -> None:
    for name in ("report", "brief"):
        book = openpyxl.load_workbook(papers / f"{name}.xlsx")
        every = [cell for tab in book for row in tab.iter_rows() for cell in row]
        assert every
        assert not [cell.coordinate for cell in every if cell.data_type == "f"]
        for paper in (f"{name}.docx", f"{name}-house.docx"):
            with zipfile.ZipFile(papers / paper) as archive:
                body = archive.read("word/document.xml").decode()
            assert not re.search(r"<w:(?:fldSimple|instrText|altChunk)\b", body)
            ways = re.findall(r"<w:hyperlink[^>]*>", body)
            assert {*ways} == {
                way for way in ways if re.fullmatch(r'<w:hyperlink w:anchor="chapter\d+">', way)
            }
            assert len(Document(str(papers / paper)).paragraphs) > 10
        lines = (papers / f"{name}.md").read_text(encoding="utf-8")
        assert "<b>x" not in lines.replace("\\<b", "")
        assert not re.search(r"(?<!\\)\[link(?<!\\)\]\(", lines)


@pytest.mark.slow
def test_no_word_runs_off_the_page(papers: Path) -> None:
    """A line of a page holds a part of the longest word, not the whole."""
    lines = [line for page in pages(papers / "report.pdf") for line in page.splitlines()]
    longest = max(len(word) for line in nonempty(lines) for word in line.split())
    assert 30 < longest < 300


@pytest.mark.slow
def test_libreoffice_opens_them_all(papers: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice here to open documents with")
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    for ending in ("docx", "xlsx"):
        files = [path for path in sorted(papers.glob(f"*.{ending}")) if path.name != "house.docx"]
        out = tmp_path / ending
        call = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(out), *map(str, files)]
        subprocess.run(call, check=True, capture_output=True, timeout=500)
        for file in nonempty(files):
            assert len("".join(pages(out / f"{file.stem}.pdf"))) > 1000, file.name
