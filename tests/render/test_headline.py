"""JSON begins with the sentence that people read first, in every language, with its template."""

import pytest

from asked import answers
from loops import nonempty
from realign.findings import CallError
from realign.loading import load, shipped
from realign.plan import Plan
from realign.questions.validate import Validation
from realign.render.json import fields_of
from realign.render.table import render
from realign.sheets import RenderOptions
from realign.text import LANGUAGES


@pytest.fixture(scope="module")
def plan() -> Plan:
    found = load(shipped()).plan
    assert found
    return found


def normal(text: str) -> str:
    return "".join(text.split())


@pytest.mark.slow
def test_the_headline_of_json_is_the_first_line_of_the_screen(plan: Plan) -> None:
    seen = 0
    for ask in nonempty(answers(plan)):
        try:
            answer = ask()
        except CallError:
            continue
        for language in nonempty(LANGUAGES):
            data = fields_of(answer, language)
            assert [*data][:2] == ["schema", "headline"]
            assert data["headline"]
            assert isinstance(data.get("headline_message", {}), dict)
            if not isinstance(answer, Validation):  # which has a screen of its own
                screen = render(answer, RenderOptions(language=language, width=100, brief=True))
                assert normal(screen).startswith(normal(str(data["headline"])))
                seen += 1
    assert seen > 40
