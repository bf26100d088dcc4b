"""Where something stands in a plan, the most telling place first."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.sketch import sketch
from loops import sampled, tries
from realign.findings import CallError
from realign.loading import load, shipped
from realign.plan import Plan
from realign.questions.find import find

PLAN = """
sources: [{id: S 1, title: The source, paragraphs: ["7(b)", "7(b)(i)", "9"], uncoded: {"9": {en: Thanks to Oslo}}}]
outcomes: [{id: "1.1", title: {en: Land for Homes, zh: 住房用地}, themes: {"1": {en: tenure}}, refs: [S 1 9]}]
partners: [{id: BANK, title: Savings Bank}]
funds: [{id: core, kind: unearmarked, title: Free, required: 12 000 000, note: Homes first, refs: [S 1 9]}]
activities:
  - {id: A-1, title: Roads, says: A home is not meant, places: [{en: Oslo, zh: 奥斯陆}], cost: 3m, refs: ["S 1 7(b)(i)"]}
  - {id: A-2, title: Homes, cost: 12m, refs: ["S 1 7(b)"]}
"""


def hits(text: str, plan: Plan | None = None) -> list[tuple[str, str]]:
    return [(hit.id, hit.field) for hit in find(plan or sketch(PLAN), text).hits]


@pytest.mark.parametrize(
    "words",
    sampled(
        [
            pytest.param(words)
            for words in [
                ("集约度", "density"),
                ("地图", "mapped"),
                ("税收", "tax policy"),
                ("供应链", "supply chains"),
                ("经济办法", "economic approach"),
                ("宣传运动", "campaign"),
                ("大趋势", "megatrend"),
                ("土地融资", "land financing"),
                ("科技", "technology"),
                ("联合国人居大会", "UN-Habitat Assembly"),
            ]
        ],
        4,
    ),
)
def test_what_the_document_speaks_of_is_found_in_both_languages(words: tuple[str, str]) -> None:
    plan = load(shipped()).plan
    assert plan
    held = [{(hit.kind, hit.id) for hit in find(plan, word).hits} for word in words]
    assert held[0] & held[1]


@pytest.mark.parametrize(
    ("text", "wanted"),
    sampled(
        [
            ("homes", [("A-2", "title"), ("1.1", "title.en"), ("core", "note")]),
            ("HOMES  for", [("1.1", "title.en")]),
            ("land homes", [("1.1", "title.en")]),
            ("住房", [("1.1", "title.zh")]),
            ("奥斯陆", [("A-1", "places.zh")]),
            ("oslo", [("A-1", "places.en"), ("S 1", "uncoded.9.en")]),
            ("bank", [("BANK", "id")]),
            ("12 million", [("core", "required"), ("A-2", "cost")]),
            ("12e6", [("core", "required"), ("A-2", "cost")]),
            ("3000000", [("A-1", "cost")]),
            ("a-1", [("A-1", "id")]),
            ("tenure", [("1.1", "themes.1.en")]),
        ],
        3,
    ),
)
def test_what_is_found_and_where(text: str, wanted: list[tuple[str, str]]) -> None:
    assert hits(text) == wanted


@pytest.mark.parametrize("text", ["7(b)", "7b", "S 1 7(b)"])
def test_a_paragraph_finds_what_rests_on_it_and_on_its_items(text: str) -> None:
    assert {"A-2"} <= {id_ for id_, _ in hits(text)}
    assert {id_ for id_, _ in hits("7(b)")} == {"A-1", "A-2", "S 1"}


def test_nothing_found_offers_near_words_and_does_not_pass() -> None:
    found = find(sketch(PLAN), "savigns")
    assert (found.passed, found.hits, found.near) == (False, (), ("savings",))
    assert find(sketch(PLAN), "zzzqqq").near == ()
    assert find(sketch(PLAN), "savings").passed


@pytest.mark.parametrize("text", ["", "  ", "\u3000"])
def test_nothing_sought_is_a_wrong_call(text: str) -> None:
    with pytest.raises(CallError, match="nothing is sought"):
        find(sketch(PLAN), text)


@pytest.mark.slow
@given(st.text(max_size=12))
@settings(max_examples=tries(60), deadline=None)
def test_whatever_is_sought_each_hit_holds_it(text: str) -> None:
    plan = sketch(PLAN)
    try:
        found = find(plan, text)
    except CallError:
        return
    known = {record.id for _, record in plan.records()} | {plan.about.id}
    assert {hit.id for hit in found.hits} <= known
    assert len({(hit.kind, hit.id) for hit in found.hits}) == len(found.hits)
    assert found.passed == bool(found.hits)


def test_the_ten_questions_of_a_delegate_find_their_record() -> None:
    plan = load(shipped()).plan
    assert plan
    for text, wanted in (
        ("World Cities Report", "D9"),
        ("governing bodies", "D3"),
        ("sweden", "A-17c-1"),
        ("12 million", "unearmarked"),
        ("性别", "A-18b-1"),
    ):
        assert wanted in [id_ for id_, _ in hits(text, plan)], text


@pytest.mark.parametrize(
    "words",
    sampled([pytest.param(words) for words in [("find", "land"), ("show", "1.1"), ("validate",)]], 3),
    ids=" ".join,
)
def test_who_searches_waits_for_no_numbers(words: tuple[str, ...]) -> None:
    ask = (
        "import sys; from realign.cli import main\n"
        "sys.argv = ['realign', *sys.argv[1:]]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print({'numpy', 'networkx', 'highspy', 'docx'} & set(sys.modules), file=sys.stderr)"
    )
    call = [sys.executable, "-c", ask, *words, "-q", "--plan", str(shipped())]
    done = subprocess.run(call, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr.rstrip().endswith("set()")
