import pytest

from loops import nonempty
from realign import checks
from realign.findings import CallError, Severity
from realign.questions import validate as validation
from realign.questions.explain import explain
from realign.render import Format
from realign.sheets import RenderOptions
from realign.text import say

RULES = (*checks.MANUAL, *validation.MANUAL)


def test_without_a_code_all_codes_are_listed_in_order() -> None:
    codes = [rule.code for rule in explain(RULES).rules]
    assert codes == sorted(codes)
    assert len(codes) == len(set(codes)) == len(RULES)


@pytest.mark.parametrize("code", ["RA401", "ra401", " 401"])
def test_a_code_is_found_however_it_is_written(code: str) -> None:
    text = Format.TABLE.render(explain(RULES, code), RenderOptions())
    assert "A printed subtotal is not the sum of its rows." in text
    assert "Broken" in text
    assert "Mended" in text
    assert "    groups: [{id: G1, title: Meetings, stated: {planned_2022: 17}}]" in text


def test_a_warning_may_be_listed_as_a_note_and_nothing_else_may() -> None:
    for rule in nonempty(RULES):
        text = Format.TABLE.render(explain(RULES, rule.code), RenderOptions())
        assert ("is listed as a note where" in text) == (rule.severity is Severity.WARNING), rule.code


def test_what_looks_like_an_id_leads_to_the_record() -> None:
    with pytest.raises(CallError) as caught:
        explain(RULES, "A-18a-iii")
    assert say(caught.value.hint, "en").startswith("realign show A-18a-iii shows the record")


def test_an_unknown_code_is_a_wrong_call_that_lists_its_family() -> None:
    with pytest.raises(CallError) as caught:
        explain(RULES, "RA499")
    assert caught.value.hint.startswith("there is RA401, RA402,")


def test_every_code_is_a_sentence_a_remedy_and_two_examples() -> None:
    for rule in nonempty(RULES):
        assert str(rule.summary).endswith("."), rule.code
        assert len(str(rule.summary)) < 120, rule.code
        assert len(str(rule.remedy)) > 10, rule.code
        assert rule.broken, rule.code
        assert rule.mended, rule.code
        assert rule.broken != rule.mended, rule.code
