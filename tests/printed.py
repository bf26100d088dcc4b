"""Reads the texts of a document as its readers get them, whatever its format."""

import html
import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest


def texts(file: Path) -> list[str]:
    """What people read in a file: paragraphs, cells, headings, and what is said of its pictures."""
    found = {".docx": _word, ".xlsx": _excel, ".pdf": _pdf, ".html": _page}.get(file.suffix, _lines)(file)
    return [text for text in found if text.strip()]


def pages(file: Path) -> list[str]:
    """The text of each page of a PDF."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("no pdftotext here to read PDF with")
    done = subprocess.run([program, "-layout", str(file), "-"], capture_output=True, check=True)
    return done.stdout.decode().removesuffix("\f").split("\f")


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def _pdf(file: Path) -> Iterator[str]:
    for page in pages(file):
        yield from page.splitlines()


def _word(file: Path) -> Iterator[str]:
    """Every text of every part, headers and footers too, and the words beside pictures."""
    with ZipFile(file) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
    for part in parts:
        for paragraph in part.split("</w:p>"):
            yield "".join(map(html.unescape, re.findall(r"<w:t(?: [^>]*)?>([^<]*)", paragraph)))
            yield from map(html.unescape, re.findall(r'descr="([^"]*)"', paragraph))


def _excel(file: Path) -> Iterator[str]:
    book = openpyxl.load_workbook(file)
    for tab in book:
        yield tab.title
        yield tab.oddHeader.left.text or ""
        yield from (str(cell) for row in tab.iter_rows(values_only=True) for cell in row if cell is not None)


class _Read(HTMLParser):
    """The texts of a page, without its script and style."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden = tag in {"script", "style"}
        self.found += [text for name, text in attrs if text and name in {"title", "alt", "aria-label"}]

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.found.append(data)


def _page(file: Path) -> list[str]:
    page = _Read()
    page.feed(file.read_text(encoding="utf-8"))
    return page.found
