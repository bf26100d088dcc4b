import pytest

from checks.sketch import found, told
from realign.checks.check import as_yaml


def test_only_languages_that_most_titles_have_are_missed() -> None:
    rows = [f"{{id: '{n}', title: {{en: a{n}, zh: b{n}}}}}" for n in range(3)]
    text = "outcomes: [" + ", ".join([*rows, "{id: '9', title: {en: x}}", "{id: '8', title: plain}"]) + "]"
    assert told(text, "RA701") == [("RA701", "outcomes/9.title")]
    assert told("outcomes: [{id: '1', title: {en: a, fr: b}}, {id: '2', title: {en: c}}]", "RA701") == []


def test_deliverables_of_different_groups_may_share_a_title() -> None:
    rows = "deliverables: [{id: A, title: Advice, group: g}, {id: B, title: Advice, group: h}, {id: C, title: ADVICE, group: g}]"
    assert told(rows, "RA702") == [("RA702", "deliverables/C.title")]


def test_characters_that_cannot_be_seen_are_named() -> None:
    (one,) = found('outcomes: [{id: "1", title: {en: "a\\u200bb"}}]', "RA703")
    assert str(one.message) == "the title of outcome 1 holds an invisible character: zero width space"
    assert one.fix
    assert one.fix.replacement == "ab"


def test_joiners_that_persian_and_emoji_need_are_left_alone() -> None:
    assert told('outcomes: [{id: "1", title: "\\u0645\\u06cc\\u200c\\u0634\\u0648\\u062f"}]', "RA703") == []


def test_ids_that_can_hardly_be_told_apart() -> None:
    rows = "partners: [{id: UNEP, title: a}, {id: Unep, title: b}, {id: ＵＮＥＰ, title: c}, {id: UNDP, title: d}]"
    assert [place for _, place in told(rows, "RA705")] == ["partners/Unep.id", "partners/ＵＮＥＰ.id"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("recovery", "recovery"),
        ("T15.1-meetings", "T15.1-meetings"),
        ("no", '"no"'),
        ("1.10", '"1.10"'),
        ("a: b", '"a: b"'),
        ('say "x" \\ y', '"say \\"x\\" \\\\ y"'),
        ("a # b", '"a # b"'),
        ("two  spaces", '"two  spaces"'),
        ("住房", "住房"),
        ("a\x07", '"a\\U00000007"'),
        ("", '""'),
    ],
)
def test_a_replacement_reads_back_as_the_text_that_was_meant(text: str, written: str) -> None:
    import yaml

    assert as_yaml(text) == written
    assert yaml.safe_load(f"[{written}]") == [text]
