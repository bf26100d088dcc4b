"""The limits that the manual states are those of the tool."""

from pathlib import Path

import pytest

from realign.checks.check import MOST
from realign.cli import _completion
from realign.cli._shell import MOST_BYTES as MOST_IMPORTED
from realign.documents import MOST_LEVELS, MOST_NODES, limits
from realign.exchange import apart, container, marks, scores, table
from realign.loading import MOST_BYTES
from realign.loading.ignoring import MOST_COMPARED, MOST_PATTERNS
from realign.models.influence.total_influence import MOST_OUTCOMES
from realign.money import LIMIT
from realign.plan.evidence import MOST_STATEMENTS
from realign.questions import validate as validation
from realign.suggest import MANY

PAGE = (Path(__file__).parent.parent / "docs" / "checks.md").read_text(encoding="utf-8")

UNPACKED = "unpacked each part"
ODD = "counted in one file; with more unseen ones it is no text"


def grouped(number: int) -> str:
    return f"{number:,}".replace(",", " ")


@pytest.mark.parametrize(
    "line",
    [
        f"| one file of the plan | {MOST_BYTES >> 20} MiB (RA005) |",
        f"| keys and values of one file | {grouped(MOST_NODES)} |",
        f"| lists and fields inside each other | {MOST_LEVELS} |",
        f"| a matrix that is imported | {table.LIMIT >> 20} MiB, {grouped(scores.MOST_NAMES)} names, {grouped(MOST_STATEMENTS)} scores |",
        f"| a workbook that is imported | {MOST_IMPORTED >> 20} MiB; {UNPACKED} {container.LIMIT >> 20} MiB, all {container.ALL >> 20} MiB; {grouped(marks.CELLS)} cells, {apart.TEXT >> 20} million characters a sheet, {grouped(marks.SHEETS)} sheets |",
        f"| outcomes among which links are ranked | {grouped(MOST_OUTCOMES)} |",
        f"| statements of all links: pairs of outcomes, times paragraphs | {grouped(MOST_STATEMENTS)} (RA313) |",
        f"| lines of `.realignignore` with `*`, `?` or `[` | {grouped(MOST_PATTERNS)}, which together compare {MOST_COMPARED // 1_000_000} million names (RA005) |",
        f"| odd characters of one kind {ODD} | {grouped(limits.MOST_COUNTED)} |",
        f"| findings of one kind about the YAML of one file | {grouped(limits.MOST_TOLD)} |",
        f"| comments of one file that silence findings | {grouped(limits.MOST_SILENCED)} |",
        f"| findings of one code | the first {grouped(MOST)} one by one, the rest counted |",
        f"| names searched for a near one | {grouped(MANY)} |",
        f"| completion by the shell | files of together {_completion.MOST_BYTES >> 20} MiB |",
    ],
)
def test_the_manual_states_the_limit(line: str) -> None:
    assert line in PAGE


def test_a_check_lists_as_many_as_all_checks_together() -> None:
    assert validation.MOST == MOST


def test_the_largest_amount_of_money_is_stated() -> None:
    assert LIMIT == 10**15
    assert "| an amount of money | 10¹⁵ |" in PAGE
