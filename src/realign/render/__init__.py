"""From an answer to text: one module per format, each with `render(report, page) -> str`."""

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from realign.sheets import Answer, RenderOptions


class Format(StrEnum):
    """The formats that an answer can be written in."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"
    FULL = "full"
    CONCISE = "concise"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"

    @property
    def render(self) -> "Callable[[Answer, RenderOptions], str]":
        """The writer, imported when it is first asked for."""
        writer = import_module(f"realign.render.{self.value}").render
        return cast("Callable[[Answer, RenderOptions], str]", writer)


FINDINGS_ONLY = frozenset({Format.FULL, Format.CONCISE, Format.GITHUB, Format.SARIF, Format.JUNIT})
"""Formats that write the findings of an answer and nothing else."""

IN_REPOSITORY = frozenset({Format.GITHUB, Format.SARIF, Format.JUNIT})
"""Formats for code hosts and build servers: they name files from the root of the repository."""

FOR_PEOPLE = frozenset({Format.TABLE, Format.FULL, Format.CONCISE})
"""Formats that are written as the console can show them; all others are UTF-8 wherever they go."""

ENDINGS = {
    ".json": Format.JSON,
    ".csv": Format.CSV,
    ".md": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".sarif": Format.SARIF,
    ".xml": Format.JUNIT,
    ".txt": Format.TABLE,
}
"""File ending -> the format that `--output` writes when `--format` is not given."""
