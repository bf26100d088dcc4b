"""Paragraph to record and back, and what nobody has explained."""

import pytest

from checks.sketch import sketch
from loops import sampled
from realign.findings import CallError
from realign.loading import load, shipped
from realign.questions.trace import Trace, trace
from realign.text import say
from realign.views.trace import sheets

PLAN = """
sources:
  - id: DOC
    title: Document
    paragraphs: ["1", "7", "7(a)", "7(b)", "7(b)(i)", "70", "8", "annex II 15.2", "annex II 15.20"]
    uncoded: {"8": It only introduces the next one.}
  - {id: WEB, title: Web page}
outcomes:
  - {id: "1.1", title: Homes, refs: [DOC 1, WEB]}
  - {id: "1.2", title: Streets, refs: [DOC 7(b)(i)]}
links:
  - {id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: implied, via: [DOC 7(a)], refs: [DOC 7(b)]}
funds:
  - {id: free, kind: unearmarked, title: Free, required: 12m, received: {2021: 2556107}, refs: [DOC annex II 15.20]}
"""


def states(found: Trace) -> dict[str, str]:
    return {one.paragraph: one.state for one in found.paragraphs}


def test_every_listed_paragraph_has_a_state() -> None:
    found = trace(sketch(PLAN))
    assert states(found) == {
        "1": "coded",
        "7": "items",
        "7(a)": "coded",
        "7(b)": "coded",
        "7(b)(i)": "coded",
        "70": "unexplained",
        "8": "set aside",
        "annex II 15.2": "unexplained",
        "annex II 15.20": "coded",
    }
    assert found.unexplained == ("DOC 70", "DOC annex II 15.2")
    assert not found.passed


@pytest.mark.parametrize(
    ("asked", "records"),
    sampled(
        [
            ("7", ["outcomes/1.2", "links/L1"]),
            ("7(b)", ["outcomes/1.2", "links/L1"]),
            ("7(b)(i)", ["outcomes/1.2"]),
            ("7b", ["links/L1"]),
            ("DOC 7(a)", ["links/L1"]),
            ("15.20", ["funds/free"]),
            ("15.2", []),
            ("annex II", ["funds/free"]),
            ("WEB", ["outcomes/1.1"]),
            ("第7段", ["outcomes/1.2", "links/L1"]),
            ("附件二第15.20段", ["funds/free"]),
        ],
        4,
    ),
)
def test_a_paragraph_leads_to_its_records_and_a_parent_to_those_of_its_items(
    asked: str, records: list[str]
) -> None:
    assert [one.name for one in trace(sketch(PLAN), asked).records] == records


@pytest.mark.parametrize("asked", ["L1", "links/L1"])
def test_a_record_leads_to_its_paragraphs(asked: str) -> None:
    found = trace(sketch(PLAN), asked)
    assert [one.paragraph for one in found.paragraphs] == ["7(a)", "7(b)"]
    assert [(one.name, one.refs, one.via) for one in found.records] == [
        ("links/L1", ("DOC 7(b)",), ("DOC 7(a)",))
    ]


def test_a_plan_without_paragraphs_says_so() -> None:
    parts = {part.name: part for part in sheets(trace(sketch("outcomes: [{id: a, title: A}]")))}
    assert say(parts["paragraphs"].title, "en") == "No source lists paragraphs, and none is cited."
    assert parts["records"].notes == ()


def test_what_is_neither_paragraph_nor_record_is_a_wrong_call() -> None:
    with pytest.raises(CallError, match="no source has a paragraph '99'") as caught:
        trace(sketch(PLAN), "99")
    assert "DOC" in caught.value.hint


def test_each_figure_tells_its_paragraph_and_its_line() -> None:
    found = trace(sketch(PLAN))
    figures = {(one.id, one.field): one for one in found.figures}
    assert figures["free", "required"].value == 12_000_000
    received = figures["free", "received.2021"]
    assert (received.value, received.basis, received.refs) == (2_556_107, "stated", ("DOC annex II 15.20",))
    assert received.path == "funds/free.received.2021"
    assert figures["L1", "strength"].basis == "analyst", "a strength is always a judgement"


def test_what_came_in_in_a_year_rests_on_the_reference_of_that_year() -> None:
    plan = sketch("""
sources: [{id: DOC, title: Document}, {id: BOOK, title: Ledger}]
funds:
  - {id: free, kind: unearmarked, title: Free, required: 12m, received: {2020: 3m, 2021: 2m, 2022: 1m}, refs: [DOC 15, BOOK 2020, BOOK 2021]}
""")
    refs = {one.field: one.refs for one in trace(plan).figures}
    assert refs["received.2020"] == ("BOOK 2020",)
    assert refs["received.2021"] == ("BOOK 2021",)
    assert refs["received.2022"] == ("DOC 15", "BOOK 2020", "BOOK 2021"), "nobody says where that stands"
    assert refs["required"] == ("DOC 15",)


def test_the_shipped_plan_leaves_no_paragraph_unexplained() -> None:
    loaded = load(shipped())
    assert loaded.plan
    found = trace(loaded.plan)
    main = [one for one in found.paragraphs if one.source == "HSP/EB.2021/19"]
    assert {str(number) for number in range(1, 24)} <= {one.paragraph for one in main}
    assert found.unexplained == ()
    assert found.passed
    assert all(one.reason for one in found.paragraphs if one.state == "set aside")
    assert all(one.path.endswith(".yaml") and one.line > 0 for one in found.records)


@pytest.mark.slow
def test_twenty_thousand_paragraphs_are_told_apart() -> None:
    listed = ", ".join(f'"{n}", "{n}(a)"' for n in range(10_000))
    plan = sketch(
        f"sources: [{{id: S, title: s, paragraphs: [{listed}]}}]\n"
        'outcomes: [{id: "1.1", title: Homes, refs: [S 7(a)]}]'
    )
    found = trace(plan)
    assert {one: states(found)[one] for one in ("7", "7(a)", "8")} == {
        "7": "items",
        "7(a)": "coded",
        "8": "unexplained",
    }
