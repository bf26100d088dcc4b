"""References in the cells of tables, in every language."""

import pytest

from realign.citations import ref_in_words
from realign.text import say


@pytest.mark.parametrize(
    ("ref", "chinese"),
    [
        ("A/1 annex II 15.20", "A/1 附件二第15.20段"),
        ("annex I 15.4", "附件一第15.4段"),
        ("A/1 annex II foreword", "A/1 附件二前言"),
        ("A/1 annex X", "A/1 附件十"),
        ("A/1 table 15.1", "A/1 表15.1"),
        ("HSP/OECPR.2021/8 recommendation 2021/2", "HSP/OECPR.2021/8 建议2021/2"),
        ("HSP/EB.2021/12 item 6 (a)", "HSP/EB.2021/12 项目6 (a)"),
        ("A/1 7(b)", "A/1 7(b)"),
        ("The annex II of ours 3", "The annex II of ours 3"),
        ("tablet 5", "tablet 5"),
        ("", ""),
    ],
)
def test_a_reference_reads_in_chinese(ref: str, chinese: str) -> None:
    assert say(ref_in_words(ref), "zh") == chinese
    assert say(ref_in_words(ref), "en") == ref
