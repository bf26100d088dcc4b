"""What the annexes change, by subprogramme and in both languages."""

from checks.sketch import sketch
from realign.loading import load, shipped
from realign.questions.annotations import annotations
from realign.text import Wordings, say
from realign.views.annotations import sheets

PLAN = """
domains: [{id: "2", title: {en: Money, zh: 钱}}, {id: "1", title: Homes}]
annotations:
  - {id: b, annex: II, paragraph: "15.9", domain: "1", change: adjust, title: {en: Homes turn, zh: 住房调整}}
  - {id: c, annex: II, paragraph: "15.8", domain: "2", change: none, title: As it was}
  - {id: a, annex: II, paragraph: "15.1", change: keep, title: {en: Stays, zh: 不变}}
  - {id: i, annex: I, paragraph: "15.7", domain: "2", filed_under: "1", change: keep, title: Fits}
"""


def test_the_overall_orientation_comes_first_then_the_subprogrammes_as_the_plan_has_them() -> None:
    found = annotations(sketch(PLAN))
    assert [one.id for one in found.annotations] == ["a", "i", "c", "b"]
    assert found.counts == {"keep": 2, "adjust": 1, "none": 1}
    assert found.annotations[1].filed_under == "1"


def test_paragraphs_come_as_they_are_printed_a_foreword_before_the_numbers() -> None:
    plan = """
sources: [{id: DOC, title: Document, paragraphs: ["annex II 15.9", "annex II 15.10", "annex II 15.2"]}]
annotations:
  - {id: a, annex: II, paragraph: "15.10", change: keep, title: Ten, refs: [DOC annex II 15.10]}
  - {id: b, annex: II, paragraph: "15.2", change: keep, title: Printed late, refs: [DOC annex II 15.2]}
  - {id: c, annex: II, paragraph: "15.9", change: keep, title: Nine, refs: [DOC annex II 15.9]}
  - {id: e, annex: II, paragraph: "15.31", change: keep, title: Listed nowhere}
  - {id: f, annex: II, paragraph: foreword, change: keep, title: Listed nowhere either}
  - {id: g, annex: II, paragraph: "15.4", change: keep, title: Nor this}
"""
    assert [one.id for one in annotations(sketch(plan)).annotations] == ["c", "a", "b", "f", "g", "e"]


def test_what_is_not_printed_is_not_called_unchanged() -> None:
    found = annotations(sketch(PLAN.replace("change: none", "change: unprinted")))
    assert found.counts == {"keep": 2, "adjust": 1, "unprinted": 1}
    first = next(sheets(found))
    assert say(first.title, "en").endswith(": 2 keep, 1 adjust, 1 text not printed.")
    assert "is our reading, except where the annex says" in say(first.notes[0], "en")
    assert "does not tell whether anything changes" in say(first.notes[1], "en")


def test_one_annex_alone() -> None:
    assert [one.id for one in annotations(sketch(PLAN), "I").annotations] == ["i"]


def test_the_wording_of_the_other_language_stands_beside_it() -> None:
    sheet = next(part for part in sheets(annotations(sketch(PLAN))) if part.name == "wordings")
    assert sheet.detail
    title, other = ([column.name for column in sheet.columns].index(name) for name in ("title", "other"))
    row = sheet.rows[-1]
    for language, turned in (("en", "zh"), ("zh", "en")):
        here, there = row[title], row[other]
        assert isinstance(here, Wordings)
        assert isinstance(there, Wordings)
        assert say(here, language) == say(there, turned)
    assert sheet.rows[2][other] is None, "a title without a translation has no other wording"


def test_the_shipped_annexes_are_complete() -> None:
    loaded = load(shipped())
    assert loaded.plan
    found = annotations(loaded.plan)
    assert {one.paragraph for one in found.annotations if one.annex == "I"} == {
        "15.4", "15.12", "15.48", "15.58", "15.83", "15.108"
    }  # fmt: skip
    assert len([one for one in found.annotations if one.annex == "II"]) == 29
    assert sum(found.counts.values()) == len(found.annotations)
    unprinted = {one.paragraph for one in found.annotations if one.change == "unprinted"}
    assert unprinted == {"15.2", "15.14", "15.30", "15.54", "15.79", "15.104"}
    assert [one.paragraph for one in found.annotations if one.change == "none"] == ["15.105"]
    overall = [one.paragraph for one in found.annotations if one.annex == "II" and one.domain is None]
    assert overall[:2] == ["foreword", "15.1"]
