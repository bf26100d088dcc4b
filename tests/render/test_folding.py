"""Lines of a given width: nothing is lost, and no word, id, date or amount is divided."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realign.render.cells import width
from realign.render.folding import fold

TEXTS = st.text(st.sampled_from("ab19.,() /-–年月段号，。《》“”«»:%\xa0?"), max_size=60)


@given(text=TEXTS, room=st.integers(1, 40))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, room: int) -> None:
    lines = fold(text, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= max(room, 2) for line in lines)


@pytest.mark.parametrize("room", range(16, 60))
def test_chinese_keeps_ids_dates_and_amounts_whole(room: int) -> None:
    text = "在2021年3月，HSP/EB.2021/19第9(e)(i)段提到12 000 000美元，其中“核心”资金占5 %，见A-18a-ii-1。"
    lines = fold(text, room)
    for whole in ("2021年", "3月", "HSP/EB.2021/19", "第9(e)(i)", "12 000 000", "5 %", "A-18a-ii-1"):
        assert any(whole in line for line in lines)
    assert not any(line[0] in "，。、”）%" or line[-1] in "（“" for line in lines)


@pytest.mark.parametrize("room", range(14, 50))
def test_french_signs_stay_with_their_word(room: int) -> None:
    lines = fold("Le montant : USD 500 000 est « bon » ? Oui ; 5 % de 12 000 000 !", room)
    assert not any(re.match(r"[:;!?»%]", line) or line.endswith("«") for line in lines)
    assert any("500 000" in line for line in lines)


def test_an_address_is_divided_at_its_joints() -> None:
    lines = fold("https://new.unhabitat.org/highlights-for-friday-31-may-2019-un-habitat-assembly", 32)
    assert all(line[-1] in "/-" for line in lines[:-1])
