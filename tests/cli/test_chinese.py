"""Answers in Chinese hold no Latin letter but codes, units and names of works, and this says which."""

import re
from functools import cache

import pytest
from typer.testing import CliRunner

from realign.cli import app
from realign.loading import load, shipped
from realign.plan import KINDS, Plan
from realign.plan.fields import figures

CALLS = {
    "links": ("links", "-l", "resilience", "--draws", "20", "--details"),
    "links by outcome": ("links", "--by", "outcome", "--draws", "20", "--missing", "0.3"),
    "compare": ("links", "--compare", "--draws", "20"),
    "why": ("why", "1.2", "1.3", "-l", "resilience", "--draws", "20"),
    "why apart": ("why", "2.3", "4.2", "-l", "recovery", "--draws", "20"),
    "why link link": ("why", "1.2-4.3", "1.1-3.2", "-l", "resilience", "--draws", "20"),
    "gaps": ("gaps", "-u", "0,actual:2021,12e6", "-l", "recovery", "--by", "heading"),
    "gaps resolution": ("gaps", "-u", "0", "--by", "resolution", "--assume", "enough"),
    "gaps required": ("gaps", "-u", "12e6", "--by", "lens", "--assume", "none"),
    "focus": ("focus", "-l", "resilience", "-u", "actual:2021", "--draws", "20", "--details"),
    "focus required": ("focus", "-u", "12e6", "--draws", "20"),
    "flagships": ("flagships", "-l", "resilience", "--draws", "20"),
    "actions": ("actions", "-l", "recovery", "--draws", "20"),
    "indicators": ("indicators", "-l", "recovery", "--draws", "20"),
    "annotations": ("annotations",),
    "trace": ("trace", "--details"),
    "trace paragraph": ("trace", "15.20"),
    "review": ("review",),
    "validate": ("validate",),
    "explain": ("explain",),
    "explain a code": ("explain", "RA133"),
    "find": ("find", "住房"),
    "show": ("show", "1.2", "--details"),
    "show paragraph": ("show", "15"),
    "report": ("report", "-l", "vulnerability", "-u", "0,actual:2021,12e6", "--draws", "20"),
}
WORKS = (
    "CitiIQ",
    "Urban Regeneration for Inclusive Communities, Thriving Cities",
    "“Inclusive Communities, Thriving Cities”",
    "“Impacts”",  # a word of a name, as some pages write it
    "People-Centred Smart Cities",
    "Flagship 3: RISE UP for Climate Resilience in Vulnerable Settlements",
    "Inclusive Cities: Enhancing the Positive Impact of Urban Migration",
    "Flagship 5: SDG Cities",
    "United Nations Innovation Technology Accelerator for Cities",
    "Global Public Space Programme",
)
"""Names of web pages and works that have no Chinese name: there is no other."""
UNITS = ("USD", "COVID-19", "SHA-256", "ISO 4217", "UN-Habitat")
CALLS_AND_METHODS = (
    r"(?m)^ {4}.*$",  # an example of a file
    r"`[^`]*`",
    r"https?:\S+",
    r"\bRA\d{3}\b",
    r"\b(?:YAML|CSV|PDF|Unicode|UTF-\d+|GBK|Windows-\d+|MiB|Excel|LibreOffice|Google|Git|DEMATEL|lakh|NO)\b",
    r"\b(?:implied|expected)\b",
    r"\b(?:planned|actual)_\d{4}\b",
    r"realign(?: [a-z]+)?(?: (?:ID|A B))?",
    r"(?<!\w)\.yaml\b",
    r"\b(?:domain|themes|slum upgrading|housing|from|to|refs|paragraphs|names|uses)\b",  # fields and keys
    r"加 --details 可查看更多：.*",
    r"(?<=\| )decisions(?= \|)",  # the table that has more, as --sheet takes it
    r"realign why A B",
    r"--[a-z]+(?: (?:enough|none|voices))?",
    r"(?<![A-Za-z0-9])(?:direct|sei|dematel|katz|micmac(?::\w)?|pwp|tau|delta|Jaccard)(?![A-Za-z0-9])",
    r"(?<![A-Za-z0-9])(?:expected|upstream|downstream|feedback|shared|loss|back_[a-z]+)(?![A-Za-z0-9])",
)
"""What one types, and the names of methods and figures."""


@cache
def plan() -> Plan:
    found = load(shipped()).plan
    assert found
    return found


@cache
def codes() -> re.Pattern[str]:
    """Ids of records and sources, keys and fields of the data, as the answers write them."""
    known = {one.id for _, one in plan().records()} | {plan().about.id}
    known |= {symbol for source in plan().sources for symbol in (source.symbol, source.id) if symbol}
    known |= {cited for one in plan().annotations for cited in one.cites}
    named = {figure.path[0] for figure in figures(plan())} | {"within"}
    words = sorted((*known, *KINDS, *named, *UNITS, "plan"), key=len, reverse=True)
    return re.compile(
        r"[\w./-]+\.ya?ml(?::\d+)?"  # where a record stands
        r"|\b[a-z_]+(?:\.[\w.]+)+"  # a field inside a field: quantity.planned_2022
        r"|\d[\d.]*(?:\([a-z]+\))+"  # a paragraph: 18(a)(i)
        r"|\(?Sect\. \d+\)?"  # a part of a symbol
        + "".join(f"|(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])" for word in words)
    )


def english(text: str) -> set[str]:
    """The Latin words of an answer that are no code, unit, name of a work or thing to type."""
    for work in WORKS:
        text = text.replace(work, " ")
    for pattern in CALLS_AND_METHODS:
        text = re.sub(pattern, " ", text)
    return set(re.findall(r"[A-Za-z]{2,}", codes().sub(" ", text)))


@pytest.mark.slow
@pytest.mark.parametrize("name", CALLS)
def test_an_answer_in_chinese_is_chinese(name: str) -> None:
    call = [*CALLS[name], "--lang", "zh", "--format", "markdown", "-q"]
    done = CliRunner().invoke(app, call, env={"REALIGN_PLAN": str(shipped())})
    assert done.exit_code == 0, done.output
    assert len(done.stdout) > 30
    left = english(done.stdout.replace("\\", ""))
    assert not left


def test_what_is_english_is_found() -> None:
    assert english("附件二第15.20段，A-15d，USD 5，7(b)，links/L-7b-1") == set()
    assert english("annex II 15.20") == {"annex", "II"}
    assert english("视角 resilience") == set()
    assert english("hubs are open") == {"hubs", "are", "open"}
