"""The shipped plan says what the document says: figures, codes and paragraphs re-entered here by hand."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from loops import nonempty
from realign import checks
from realign.findings import Finding, Place, Severity
from realign.plan import KINDS, Link, Plan, Record
from realign.questions.links import links
from realign.text import Wordings

DATA = Path(__file__).parents[1] / "data"
MAIN = "HSP/EB.2021/19 "


class TextLoader(yaml.SafeLoader):
    """Reads every scalar as text, so that this test does not lean on the loader it is to check."""


TextLoader.yaml_implicit_resolvers = {}


def own_keys_dropped(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: own_keys_dropped(value) for key, value in tree.items() if not key.startswith("x-")}
    return [own_keys_dropped(one) for one in tree] if isinstance(tree, list) else tree


@cache
def plan() -> Plan:
    tree: dict[str, Any] = {}
    for path in nonempty(sorted(DATA.glob("*.yaml"))):
        part = yaml.load(path.read_text(encoding="utf-8"), TextLoader)  # noqa: S506 - a SafeLoader
        assert not tree.keys() & part.keys(), path
        tree |= own_keys_dropped(part)
    return TypeAdapter(Plan).validate_python(tree)


@cache
def findings() -> tuple[Finding, ...]:
    return checks.run(plan(), lambda kind, record, *_: Place(f"{kind}/{record}"))


def cited(records: Iterable[Record]) -> set[str]:
    """The paragraphs of the main document that these records rest on."""
    return {ref.removeprefix(MAIN) for one in records for ref in one.refs if ref.startswith(MAIN)}


def items(stem: str, letters: str) -> list[str]:
    return [f"{stem}({letter})" for letter in letters]


def actions(kind: str) -> list[Record]:
    return [one for one in plan().actions if one.kind == kind]


ANNEX_I = ["15.4", "15.12", "15.48", "15.58", "15.83", "15.108"]
ANNEX_II = [
    "foreword",
    "15.1",
    "15.2",
    "15.3",
    "15.4",
    "15.5",
    "15.6",
    "15.7",
    "15.13",
    "15.14",
    "15.15",
    "15.16",
    "15.20",
    "15.30",
    "15.31",
    "15.32",
    "15.33",
    "15.53",
    "15.54",
    "15.55",
    "15.56",
    "15.76",
    "15.79",
    "15.80",
    "15.81",
    "15.103",
    "15.104",
    "15.105",
    "15.128",
]
ROMAN_18 = [f"18(a)({roman})" for roman in ("i", "ii", "iii")]


def mission() -> Iterator[tuple[str, list[Record], list[str]]]:
    """Each row of the mission: records of which kind must rest on which paragraphs."""
    p = plan()
    second = [f"annex II {one}" for one in ANNEX_II]
    suffers = [
        *items("15", "abcde"),
        *items("16", "abc"),
        *items("17", "abc"),
        *ROMAN_18,
        "18(b)",
        *items("19", "abc"),
        *items("20", "abcd"),
    ]
    yield "M1", [*p.domains], ["3"]
    yield "M2", [*p.lenses], ["4", *items("5", "abc")]
    yield "M3", [*p.sources], ["6"]
    yield "M4", [*p.links], items("7", "abc")
    yield "M5", actions("evidence"), ["9(a)"]
    yield "M6", actions("evidence"), ["9(b)"]
    yield "M7", actions("evidence"), ["9(c)"]
    yield "M8", actions("norm"), ["9(d)"]
    yield "M9", [*p.flagships], ["9(e)(i)", "9(e)(ii)", "9(e)(iii)", "annex II 15.5"]
    yield "M10", actions("integrated"), ["9(f)(i)", "9(f)(ii)"]
    yield "M11", actions("partnership"), ["9(g)(i)", "9(g)(ii)", "16(c)", "17(b)", "18(a)(i)", "19(a)"]
    yield "M11 who", [*p.partners], ["9(g)(i)", "9(g)(ii)", "16(c)", "17(b)", "18(a)(i)", "19(a)"]
    yield "M12 capacity", actions("capacity"), ["10(a)"]
    yield "M12 outreach", actions("outreach"), ["10(b)"]
    yield "M12 advocacy", actions("advocacy"), ["10(c)"]
    yield "M13", [*p.sources, *p.deliverables], ["11", "14", "annex II 15.20"]
    yield "M24, M25", actions("evidence"), ["2", "12"]
    yield "M25", actions("capacity"), ["8"]
    yield "M25 as a whole", [*p.activities], ["13"]
    yield "M14", [*p.funds], ["15"]
    yield "M15", [*p.activities], suffers
    yield "M16", [*p.resolutions], ["17", "18", "19", "annex II 15.7"]
    yield "M17", [*p.activities], ["21", "22", "23"]
    yield "M18", [*p.annotations], [f"annex I {one}" for one in ANNEX_I]
    yield "M19", [*p.annotations], second
    yield "M20", [*p.groups, *p.deliverables], ["table 15.1"]
    yield "M21", [one for one in p.annotations if one.change == "reduce"], ["annex II 15.20"]
    yield "M22", [*p.funds], [f"annex II 15.{n}" for n in (5, 6, 7, 13, 15, 16)]


def test_every_row_of_the_mission_has_records() -> None:
    for row, records, paragraphs in nonempty(mission()):
        assert set(paragraphs) <= cited(records), row


def test_the_structure_is_kept() -> None:
    assert [one.id for one in plan().domains] == ["1", "2", "3", "4"]
    assert [(one.id, one.domain) for one in plan().outcomes] == [
        (f"{domain}.{number}", str(domain)) for domain in range(1, 5) for number in range(1, 4)
    ]
    assert [one.id for one in plan().lenses] == ["vulnerability", "resilience", "recovery"]


def test_every_paragraph_of_the_document_is_listed_once() -> None:
    listed = plan().sources[0].paragraphs
    assert len(set(listed)) == len(listed)
    assert [one for one in listed if one.isdecimal()] == [str(n) for n in range(1, 24)]
    assert [one for one in listed if one.startswith("annex I ")] == [f"annex I {one}" for one in ANNEX_I]
    assert [one for one in listed if one.startswith("annex II ")] == [f"annex II {one}" for one in ANNEX_II]
    lettered = {"5": 3, "7": 3, "9": 7, "10": 3, "15": 5, "16": 3, "17": 3, "18": 2, "19": 3, "20": 4}
    for stem, number in nonempty(lettered.items()):
        assert set(items(stem, "abcdefg"[:number])) == {
            one for one in listed if one.startswith(f"{stem}(") and one.count("(") == 1
        }


# Table 15.1: row, four columns (planned 2020, actual 2020, planned 2021, planned 2022); 0 is a dash.
COLUMNS = ("planned_2020", "actual_2020", "planned_2021", "planned_2022")
ROWS = {
    "D1": (0, 0, 1, 1),
    "D2": (0, 0, 1, 1),
    "D3": (3, 9, 4, 8),
    "D4": (1, 1, 1, 1),
    "D5": (1, 1, 1, 1),
    "D6": (1, 1, 1, 1),
    "D7": (0, 0, 0, 2),
    "D8": (4, 1, 5, 2),
    "D9": (1, 1, 2, 1),
    "D10": (0, 0, 0, 1),
    "D11": (1, 1, 1, 1),
}
SUBTOTALS = {
    "T15.1-documents": (("D1", "D2"), (0, 0, 2, 2)),
    "T15.1-meetings": (("D3", "D4", "D5", "D6", "D7"), (6, 12, 7, 17)),
    "T15.1-publications": (("D8", "D9", "D10", "D11"), (5, 2, 6, 5)),
}


def in_columns(figures: dict[str, int] | None) -> tuple[int, ...]:
    assert set(figures or {}) <= set(COLUMNS)
    return tuple((figures or {}).get(column, 0) for column in COLUMNS)


def test_table_15_1_stands_as_printed() -> None:
    assert {one.id: in_columns(one.quantity) for one in plan().deliverables if one.quantity} == ROWS
    printed = [one for one in plan().groups if one.listed]
    assert {one.id: in_columns(one.stated) for one in printed} == {k: v[1] for k, v in SUBTOTALS.items()}
    for group, (rows, _) in SUBTOTALS.items():
        assert tuple(one.id for one in plan().deliverables if one.group == group and one.quantity) == rows
    first = {one.id: one.first_planned for one in plan().deliverables if one.first_planned}
    assert first == {"D3": {"planned_2022": 12}}


def test_tables_that_are_not_printed_carry_the_decision_of_the_annex() -> None:
    kept = {one.table: (one.domain, one.decision) for one in plan().groups if not one.listed}
    assert kept == {
        "15.3": ("1", "adjust"),
        "15.5": ("2", "adjust"),
        "15.7": ("3", "adjust"),
        "15.10": ("4", "keep"),
    }


def test_the_money_is_that_of_paragraph_15_and_of_the_statistics() -> None:
    funds = {one.id: one for one in plan().funds}
    assert {one.id: one.kind for one in plan().funds} == {
        k: k for k in ("regular", "unearmarked", "soft", "hard")
    }
    assert (funds["unearmarked"].needed, funds["regular"].needed) == (12_000_000, None)
    assert funds["unearmarked"].amount is None
    assert funds["unearmarked"].received == {
        2019: round(5137774.71),
        2020: round(4860766.94),
        2021: round(2556107.36),
        2022: 7564381,
        2023: 4403561,
    }


def both_ways(pairs: Iterable[tuple[str, str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in pairs}


def tied(links: Iterable[Link]) -> set[frozenset[str]]:
    return both_ways(pair for one in links for pair in product(one.from_, one.to) if pair[0] != pair[1])


# The pairs that paragraphs tie by code.
STATED = {
    "7(a)": both_ways(product(["3.1", "3.2", "3.3"], ["2.2"])),
    "7(b)": both_ways(product(["1.2"], ["1.3", "3.1", "3.2", "3.3", "4.3"])),
    "7(c)": both_ways(product(["1.1"], ["3.1", "3.2"])),
    "9(d)": both_ways([("1.1", "2.2")]),
    "9(e)(i)": both_ways(combinations(["1.2", "2.2", "3.1", "3.2", "3.3", "4.3"], 2)),
    "9(e)(ii)": both_ways([("2.2", "3.2")]),
    "9(f)(ii)": both_ways([("1.1", "1.3"), *product(["1.1", "1.3"], ["2.2", "3.3"])]),
}


def test_exactly_the_pairs_that_paragraphs_name_by_code_are_stated() -> None:
    stated = [one for one in plan().links if one.basis == "stated"]
    for paragraph, pairs in STATED.items():
        assert tied(one for one in stated if f"{MAIN}{paragraph}" in one.refs) == pairs, paragraph
    assert cited(stated) == set(STATED)


def test_a_link_rests_on_one_paragraph_and_says_so_in_both_languages() -> None:
    for one in nonempty(plan().links):
        assert len(one.refs) == 1
        assert isinstance(one.says, Wordings)
        assert {"en", "zh"} <= one.says.keys()


@pytest.mark.parametrize("code", ["2.1", "2.3", "4.1", "4.2"])
def test_what_the_document_never_ties_is_not_linked(code: str) -> None:
    assert not any(code in (*one.from_, *one.to) for one in plan().links)


def test_flagships_carry_only_what_a_paragraph_ties_to_them() -> None:
    carried = {one.id: one.outcomes for one in plan().flagships if one.outcomes}
    assert carried == {
        "F1": ("1.2", "2.2", "3.1", "3.2", "3.3", "4.3"),
        "F3": ("2.2", "3.2"),
        "GPSP": ("1.1", "3.1", "3.2"),
    }
    assert {one.id: one.drives for one in plan().flagships if one.drives} == {"F5": ("F3",)}
    assert {one.id for one in plan().flagships if one.kind == "flagship"} == {f"F{n}" for n in range(1, 6)}


# Countries that the document names, and where.
NAMED = {
    "Ethiopia": {"9(e)(i)"},
    "Kenya": {"9(e)(i)"},
    "Mozambique": {"9(e)(i)"},
    "Mexico": {"17(b)", "17(c)"},
    "South Africa": {"17(b)", "17(c)"},
    "Palermo, Italy": {"17(b)"},
    "Italy": {"19(a)"},
    "Sweden": {"17(c)"},
    "Germany": {"annex II 15.5"},
}


def test_every_country_that_the_document_names_is_a_place_of_a_record_of_its_paragraph() -> None:
    placed: list[tuple[Record, dict[str, str]]] = [
        (one, dict(place)) for _, one in plan().records() for place in getattr(one, "places", ())
    ]
    assert {place["en"] for _, place in placed} == set(NAMED)
    for country, paragraphs in NAMED.items():
        assert paragraphs <= cited(one for one, place in placed if place["en"] == country), country
    assert all(place.keys() == {"en", "zh"} for _, place in placed)


def test_a_requirement_vouches_for_what_its_sentence_names() -> None:
    required = {one.id: one.covers for one in plan().funds if one.required}
    assert required == {"unearmarked": ("A-15a", "A-15b", "A-15c", "A-15d", "A-15e")}


def test_one_record_has_one_fate_and_what_stops_now_stops_without_money() -> None:
    for one in nonempty(plan().activities):
        if one.now is not None:
            assert one.now.state == one.effect, one.id
            assert one.now.year == 2021


# What the document itself says happens when it is written, by the paragraph; `?` where it says may.
NOW = {
    "stopped": {"17(c)", "18(a)(i)?", "18(a)(ii)?", "18(b)", "19(b)", "19(c)", "20(c)", "23"},
    "delayed": {"18(a)(i)", "18(a)(ii)?", "18(b)"},
    "limited": {
        "2", "16(a)", "16(b)", "16(c)", "17(c)", "18(a)(iii)?", "18(b)", "19(a)", "19(b)", "20(a)", "20(b)", "20(d)"
    },
}  # fmt: skip


def test_what_happens_now_is_told_of_every_paragraph_that_says_so() -> None:
    told: dict[str, set[str]] = {}
    for one in plan().activities:
        if one.now is not None:
            first = one.now.refs[0].removeprefix(MAIN)
            told.setdefault(one.now.state, set()).add(first + "?" * one.now.may)
    assert told == NOW


def test_indicators_are_labelled_as_stand_ins() -> None:
    assert plan().indicators
    assert all(one.standin and one.basis == "analyst" for one in plan().indicators)
    assert {lens for one in plan().indicators for lens in one.lenses} == {one.id for one in plan().lenses}


def test_activities_answer_to_the_resolution_of_their_paragraph() -> None:
    for one in nonempty(plan().activities):
        paragraph = one.refs[0].removeprefix(MAIN)
        expected = {"15(e)": "1/3", "17": "1/2", "18": "1/4", "19": "1/5"}  # 1/3 by annex II 15.7
        assert one.resolution == expected.get(paragraph, expected.get(paragraph[:2])), one.id
        heading = {"15": "A", "16": "B", "17": "C", "18": "C", "19": "C", "20": "D", "22": "region"}
        heading |= {"13": "whole", "an": "annex"}
        assert one.heading == heading[paragraph[:2]], one.id


def test_annotations_stand_in_the_order_of_the_annexes() -> None:
    for annex, paragraphs in (("I", ANNEX_I), ("II", ANNEX_II)):
        assert [one.paragraph for one in plan().annotations if one.annex == annex] == paragraphs


def test_every_title_is_in_english_and_chinese() -> None:
    for kind, one in nonempty(plan().records()):
        if kind not in {"links", "discrepancies"} and not one.id.startswith("WEB-"):
            title = getattr(one, "title")  # noqa: B009 - not every kind has one
            assert isinstance(title, Wordings), one.id
            assert {"en", "zh"} <= title.keys(), one.id


def test_no_kind_is_empty() -> None:
    assert [kind for kind in KINDS if not getattr(plan(), kind)] == ["judges"]  # one reader coded it


# The slips that a check finds: its code -> the records that it speaks of.
SLIPS = {
    "RA401": {"groups/T15.1-meetings", "groups/T15.1-publications"},
    "RA308": {"links/L-9f-ii-3"},
    "RA116": {"annotations/II-15.3"},
    "RA206": {"annotations/I-15.4", "annotations/I-15.12"},
    "RA130": {"annotations/II-15.3"},
    "RA131": {"sources/HSP/EB.2021/19"},
    "RA132": {"sources/HSP/EB.2021/19"},
}
# What the document is silent on: findings of ours about it, and no slips of it.
SILENCES = {
    "RA601": {"outcomes/2.1", "outcomes/2.3", "outcomes/4.1", "outcomes/4.2"},
    "RA602": {"flagships/F4"},
}
ONLY_READ = {
    "S13-annex-I",
    "S14-heads",
    "S15-undeclared",
    "S16-past-meeting",
    "S17-nature",
    "S18-streamlining",
}


def test_every_slip_of_the_document_is_found_and_acknowledged() -> None:
    for code, records in SLIPS.items():
        found = [one for one in findings() if one.code == code]
        assert {one.record for one in found} == records
        assert all(one.severity is Severity.NOTE and "acknowledged" in str(one.hint) for one in found)


def test_slips_that_only_a_reader_finds_are_listed_and_silences_are_none() -> None:
    assert {one.record for one in findings() if one.code == "RA905"} == {
        f"discrepancies/{name}" for name in ONLY_READ
    }
    for code, records in SILENCES.items():
        found = [one for one in findings() if one.code == code]
        assert {one.record for one in found} == records
        assert not any("acknowledged" in str(one.hint) for one in found)


def test_nothing_else_is_wrong() -> None:
    assert [one for one in findings() if one.severity is not Severity.NOTE] == []


def test_each_lens_sees_other_links_first() -> None:
    tops = []
    for lens in nonempty(plan().lenses):
        answer = links(plan(), lens=lens.id, draws=100)
        assert len(answer.links) >= 15
        tops.append({frozenset((one.source, one.target)) for one in answer.links[:3]})
    assert all(len(one & other) <= 1 for one, other in combinations(tops, 2))


OURS = re.compile(
    r"\b(our|ours|we|us)\b|is not said|not say|names no|read as|我们|我方|解读|未说明|未点名|推知",
    re.IGNORECASE,
)
"""Words by which we speak of ourselves, or of what the source leaves out."""


def test_what_a_record_says_is_the_source_and_what_is_ours_stands_in_its_note() -> None:
    told = [
        (f"{kind}/{record.id}", language, text)
        for kind, record in plan().records()
        if kind not in {"discrepancies", "indicators", "sources"}
        for said in (getattr(record, "says", None), getattr(getattr(record, "now", None), "says", None))
        for language, text in dict(said or {}).items()
    ]
    assert len(told) > 200
    assert [one for one in told if OURS.search(one[2])] == []
