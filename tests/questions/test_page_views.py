"""What the page of a report says through each lens, at each amount, is what the commands say."""

from pathlib import Path

import pytest

import realign
from loops import nonempty
from realign.loading import load
from realign.plan import Plan
from realign.questions._page import View, page_of
from realign.questions.report import report

ROOT = Path(__file__).parents[2]
CITY = ROOT / "src" / "realign" / "exchange" / "templates" / "city" / "data"


@pytest.fixture(scope="module")
def city() -> Plan:
    plan = load(CITY).plan
    assert plan is not None
    return plan


@pytest.fixture(scope="module")
def views(city: Plan) -> tuple[View, ...]:
    return page_of(report(city, lens="climate", unearmarked="250000"), city).views


@pytest.mark.slow
def test_the_work_is_decided_as_focus_decides_it(city: Plan, views: tuple[View, ...]) -> None:
    # five links are chosen in `links`, ten are priority links: the page once took five for both
    for view in nonempty(views):
        assert view.steps is not None
        for programme in nonempty(view.steps.programmes):
            answer = realign.focus(city, programme.unearmarked, view.lens)
            assert {item.id: item.decision for item in programme.programme} == {
                item.id: item.decision for item in answer.programme
            }


def test_programmes_and_actions_serve_the_links_that_the_commands_name(
    city: Plan, views: tuple[View, ...]
) -> None:
    for view in nonempty(views):
        assert view.flagships is not None
        assert view.actions is not None
        assert view.flagships.uncarried == realign.flagships(city, view.lens).uncarried
        assert [(one.source, one.target, one.class_) for one in view.actions.matrix] == [
            (one.source, one.target, one.class_) for one in realign.actions(city, view.lens).matrix
        ]
