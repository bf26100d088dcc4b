"""Where outcomes lie between influence and dependence: the totals of the ranking, and what the draws span."""

import numpy as np
import pytest

from linked import link, plan_of
from loops import nonempty
from realign.models.influence.graph import LinkGraph
from realign.models.influence.methods import read_method
from realign.models.influence.positions import positions_of
from realign.models.influence.ranking import study
from realign.models.influence.results import rank_outcomes
from realign.models.influence.sampling import CERTAIN

LINKS = (
    link("L1", "a", "b", 3),
    link("L2", "b", "c", 2, direction="unstated", basis="analyst"),
    link("L3", "c", "a", 1, direction="mutual"),
    link("L4", "a", "d", -2),
)


def test_a_position_is_what_the_ranking_says_the_outcome_drives_and_depends_on() -> None:
    plan = plan_of(LINKS)
    found = study(LinkGraph.of(plan), read_method("influence"), draws=200)
    ranked = {one.id: one for one in rank_outcomes(plan, found)}
    for one in nonempty(positions_of(found)):
        assert one.drive == pytest.approx(ranked[one.id].drive)
        assert one.dependence == pytest.approx(ranked[one.id].dependence)


def test_without_doubt_the_range_is_the_point() -> None:
    found = study(LinkGraph.of(plan_of(LINKS)), read_method("influence"), draws=50, doubt=CERTAIN)
    for one in nonempty(positions_of(found, CERTAIN)):
        assert (one.drive_low, one.drive_high) == pytest.approx((one.drive, one.drive))
        assert (one.dependence_low, one.dependence_high) == pytest.approx((one.dependence, one.dependence))


def test_with_doubt_nine_draws_in_ten_lie_within_and_both_totals_are_shared_out_alike() -> None:
    found = study(LinkGraph.of(plan_of(LINKS[:3])), read_method("influence"), draws=400)
    positions = positions_of(found)
    assert any(one.drive_low != one.drive_high for one in positions)
    for one in nonempty(positions):
        assert (one.drive_low or 0) <= (one.drive_high or 0)
        assert (one.dependence_low or 0) <= (one.dependence_high or 0)
    assert np.sum([one.drive for one in positions]) == pytest.approx(
        np.sum([one.dependence for one in positions])
    )


def test_nothing_drawn_leaves_the_point_alone() -> None:
    found = study(LinkGraph.of(plan_of(LINKS)), read_method("influence"), draws=0)
    assert {one.drive_low for one in positions_of(found)} == {None}
