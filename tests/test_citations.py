"""Paragraphs as sentences name them, and as people ask for them."""

import pytest

from realign.citations import asked_for, cited
from realign.text import say


@pytest.mark.parametrize(
    ("paragraphs", "english", "chinese"),
    [
        (["9(e)(i)"], "paragraph 9(e)(i)", "第9(e)(i)段"),
        (["15(a)", "15"], "paragraphs 15(a) and 15", "第15(a)段、第15段"),
        (
            ["annex II 15.31", "annex II 15.32", "annex II 15.33"],
            "annex II 15.31, 15.32 and 15.33",
            "附件二第15.31段、第15.32段、第15.33段",
        ),
        (
            ["annex I 15.4", "annex II 15.4"],
            "annex I 15.4 and annex II 15.4",
            "附件一第15.4段和附件二第15.4段",
        ),
        (["table 15.1", "table 15.3"], "tables 15.1 and 15.3", "表15.1、表15.3"),
        (["table 15.1", "20(d)"], "table 15.1 and paragraph 20(d)", "表15.1和第20(d)段"),
        (["annex II foreword"], "the foreword of annex II", "附件二前言"),
        (["WEB-F1", "A/78/6 Sect. 15"], "WEB-F1 and A/78/6 Sect. 15", "WEB-F1和A/78/6 Sect. 15"),
        (["recommendation 2021/2"], "recommendation 2021/2", "recommendation 2021/2"),
        (["7", "7"], "paragraph 7", "第7段"),
        ([], "", ""),
    ],
)
def test_paragraphs_are_named_as_a_sentence_does(paragraphs: list[str], english: str, chinese: str) -> None:
    said = cited(paragraphs)
    assert (say(said, "en"), say(said, "zh")) == (english, chinese)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("第7段", "7"),
        ("7段", "7"),
        ("第 7(b) 段", "7(b)"),
        ("附件二第15.20段", "annex II 15.20"),
        ("附件一 15.4", "annex I 15.4"),
        ("附件二前言", "annex II foreword"),
        ("表15.1", "table 15.1"),
        ("para. 7(b)", "7(b)"),
        ("Paragraph 15", "15"),
        ("§ 7", "7"),
        ("7(b)", "7(b)"),
    ],
)
def test_paragraphs_are_understood_as_people_write_them(asked: str, meant: str) -> None:
    assert asked_for(asked) == meant
