"""From an answer to text or bytes: one module for each format, each with `render(report, page)`."""

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Self, cast

from realign.text import message, printing

if TYPE_CHECKING:
    from realign.sheets import Answer, RenderOptions


class Format(StrEnum):
    """The formats that an answer can be written in, each with the endings of its files."""

    endings: tuple[str, ...]

    def __new__(cls, name: str, *endings: str) -> Self:
        """A format of that name; the first ending is the usual one."""
        made = str.__new__(cls, name)
        made._value_ = name
        made.endings = endings
        return made

    TABLE = "table", ".txt"
    JSON = "json", ".json"
    CSV = "csv", ".csv"
    MARKDOWN = "markdown", ".md"
    HTML = "html", ".html", ".htm"
    XLSX = "xlsx", ".xlsx"
    DOCX = "docx", ".docx"
    PDF = "pdf", ".pdf"
    SVG = "svg", ".svg"
    PNG = "png", ".png"
    FULL = "full"
    CONCISE = "concise"
    GITHUB = "github"
    SARIF = "sarif", ".sarif"
    JUNIT = "junit", ".xml"

    @property
    def writer(self) -> "Callable[[Answer, RenderOptions], str | bytes]":
        """How an answer is written, imported when first asked for; raises `CallError` without its library."""
        try:
            write = import_module(f"realign.render.{self.value}").render
        except ModuleNotFoundError as error:
            library = OFFICE.get(self)
            if library is None or (error.name or "").startswith("realign"):
                raise
            raise not_installed(f".{self.value} files are", library) from None
        written = cast("Callable[[Answer, RenderOptions], str | bytes]", write)
        return _printed(written) if self in DOCUMENTS else written

    def render(self, report: "Answer", page: "RenderOptions") -> str:
        """The answer as text; raises `TypeError` for a format that is no text."""
        written = self.writer(report, page)
        if isinstance(written, bytes):
            raise TypeError(f"{self.value} is no text")
        return written


def _printed(
    write: "Callable[[Answer, RenderOptions], str | bytes]",
) -> "Callable[[Answer, RenderOptions], str | bytes]":
    """The same writer for readers who type nothing."""

    def print_(report: "Answer", page: "RenderOptions") -> str | bytes:
        with printing():
            return write(report, page)

    return print_


DOCUMENTS = frozenset(
    {Format.MARKDOWN, Format.HTML, Format.XLSX, Format.DOCX, Format.PDF, Format.SVG, Format.PNG}
)
"""Formats that are passed on to people who sit at no terminal, where options mean nothing."""

OFFICE = {Format.XLSX: "XlsxWriter", Format.DOCX: "python-docx", Format.PDF: "typst", Format.PNG: "typst"}
"""Formats that are no text, and the library that writes each: of the extra `office`, for PDF of `pdf`."""

FINDINGS_ONLY = frozenset({Format.FULL, Format.CONCISE, Format.GITHUB, Format.SARIF, Format.JUNIT})
"""Formats that write the findings of an answer and nothing else."""

IN_REPOSITORY = frozenset({Format.GITHUB, Format.SARIF, Format.JUNIT})
"""Formats for code hosts and build servers: they name files from the root of the repository."""

FOR_PEOPLE = frozenset({Format.TABLE, Format.FULL, Format.CONCISE})
"""Formats that are written as the console can show them; all others are UTF-8 wherever they go."""

ENDINGS = {ending: format_ for format_ in Format for ending in format_.endings}
"""File ending -> the format that `--output` writes when `--format` is not given."""


def not_installed(what: str, library: str) -> Exception:
    """That a library of the extra `office` or `pdf` is missing, and how to get it."""
    from realign.findings import CallError

    hint = message(
        "pip install {library}, or install realign with its extra: pip install '.[{extra}]'",
        library=library,
        extra="pdf" if library == OFFICE[Format.PDF] else "office",
    )
    return CallError(
        message("{what} written by {library}, which is not installed", what=what, library=library), hint
    )
