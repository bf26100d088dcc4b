"""Every answer as an Office file; and what is said where the libraries that write them are missing."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl
import pytest
from typer.testing import CliRunner

from loops import nonempty
from realign.cli import app
from realign.cli._shell import Shell
from realign.render import Format

DATA = str(Path(__file__).parents[2] / "data")
MONEY = ("gaps", "--plan", DATA, "-u", "0,12e6", "--quiet")


@pytest.mark.slow
def test_the_ending_of_the_output_asks_for_a_workbook_or_a_document(tmp_path: Path) -> None:
    for name in ("gaps.xlsx", "gaps.docx"):
        done = CliRunner().invoke(app, [*MONEY, "--output", str(tmp_path / name)])
        assert done.exit_code == 0, done.output
    book = openpyxl.load_workbook(tmp_path / "gaps.xlsx")
    found = [[cell.value for cell in row] for row in book["Items"].iter_rows(max_row=2, max_col=2)]
    assert len(found) == 2
    assert all(found[0])
    texts = [paragraph.text for paragraph in docx.Document(str(tmp_path / "gaps.docx")).paragraphs]
    assert any(text.startswith("Of 42 items, 9 are covered at 0") for text in texts)


def test_the_figures_of_a_workbook_are_those_of_the_answer(tmp_path: Path) -> None:
    file = tmp_path / "gaps.xlsx"
    assert CliRunner().invoke(app, [*MONEY, "--output", str(file)]).exit_code == 0
    levels = json.loads(CliRunner().invoke(app, [*MONEY, "--format", "json"]).stdout)["levels"]
    assert len(levels) == 2
    rows = list(openpyxl.load_workbook(file)["Levels"].iter_rows(values_only=True, max_row=3))
    heads = [str(head).removesuffix(" (USD)") for head in rows[0]]
    columns = {head: [row[at] for row in rows[1:]] for at, head in enumerate(heads)}
    assert columns["Unearmarked"] == [level["unearmarked"] for level in levels]
    assert columns["Covered"] == [len(level["covered"]) for level in levels]


def test_a_pipe_takes_the_bytes_of_a_workbook() -> None:
    done = CliRunner().invoke(app, [*MONEY, "--format", "xlsx", "--sheet", "levels"])
    assert done.exit_code == 0
    assert openpyxl.load_workbook(io.BytesIO(done.stdout_bytes)).sheetnames[0] == "Contents"


def test_a_screen_is_not_filled_with_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Screen())
    shell = Shell(format=Format.XLSX, plan=DATA)
    with pytest.raises(Exception, match="nothing for a screen"):
        shell.load()


@pytest.mark.parametrize(
    ("form", "module", "library"), [("xlsx", "xlsxwriter", "XlsxWriter"), ("docx", "docx", "python-docx")]
)
def test_what_is_not_installed_is_said_before_any_work(
    form: str, module: str, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, f"realign.render.{form}", raising=False)
    file = tmp_path / f"gaps.{form}"
    calls = [
        (*MONEY, "--output", str(file)),
        ("gaps", "--plan", "/nowhere", "-u", "0", "--output", str(file)),
    ]
    if form == "xlsx":
        calls.append(("export", "--plan", DATA, "--to", str(file)))
    for call in nonempty(calls):
        done = CliRunner().invoke(app, call)
        assert done.exit_code == 2, call
        assert f"written by {library}, which is not installed" in done.stderr, call
        assert f"pip install {library}" in done.stderr
        assert "[office]" in done.stderr
    assert not file.exists()


@pytest.mark.slow
def test_who_asks_for_text_needs_no_office_library() -> None:
    ask = (
        "import sys; from realign.cli import main\n"
        "sys.argv = ['realign', *sys.argv[1:]]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print({'xlsxwriter', 'docx', 'lxml', 'jinja2'} & set(sys.modules))"
    )
    for call in (("validate", "--plan", DATA), ("links", "--plan", DATA, "--draws", "20")):
        done = subprocess.run(
            [sys.executable, "-c", ask, *call, "--quiet"],
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        assert done.stdout.rstrip().endswith("set()"), done.stdout[-200:]
