"""How far an indicator has come, by hand and by law."""

from hypothesis import given
from hypothesis import strategies as st

from realign.models.programme.progress import Measure, progress
from realign.plan import Indicator

NUMBERS = st.integers(-1000, 1000)


def test_by_hand() -> None:
    """40 to 60 is 20 of way, 52 is 12 of them; 50 was due in 2022."""
    one = Indicator(
        id="I",
        title="i",
        baseline={2019: 40},
        milestones={2021: 45, 2022: 50},
        target={2023: 60},
        actual={2021: 44, 2022: 52},
    )
    found = progress(one)
    assert (found.way, found.behind, found.due) == (0.6, False, Measure(2022, 50))
    assert (found.baseline, found.actual, found.target) == (
        Measure(2019, 40),
        Measure(2022, 52),
        Measure(2023, 60),
    )


def test_less_is_better_where_the_target_is_below_the_baseline() -> None:
    late = Indicator(id="I", title="i", baseline={2019: 30}, target={2022: 20}, actual={2022: 25})
    assert (progress(late).way, progress(late).behind) == (0.5, True)


def test_without_a_year_or_a_figure_nothing_is_said_to_be_behind() -> None:
    assert progress(Indicator(id="I", title="i", baseline=1, target=2, actual=1.5)).behind is None
    bare = progress(Indicator(id="I", title="i", target=2))
    assert (bare.way, bare.behind, bare.actual) == (None, None, None)
    assert progress(Indicator(id="I", title="i", baseline=2, target=2, actual=2)).way is None


@given(NUMBERS, NUMBERS, NUMBERS, st.integers(-50, 50))
def test_neither_the_zero_nor_the_unit_of_the_scale_matters(
    start: int, end: int, now: int, shift: int
) -> None:
    plain = progress(Indicator(id="I", title="i", baseline=start, target=end, actual=now)).way
    moved = Indicator(
        id="I", title="i", baseline=2 * start + shift, target=2 * end + shift, actual=2 * now + shift
    )
    assert plain == progress(moved).way
    if start != end:
        assert progress(Indicator(id="I", title="i", baseline=start, target=end, actual=start)).way == 0
        assert progress(Indicator(id="I", title="i", baseline=start, target=end, actual=end)).way == 1
