"""What the page says of links is said in words, with the way a link runs, and the map agrees with its table."""

import re
from collections.abc import Iterable
from itertools import pairwise

from linked import link, plan_of
from loops import nonempty
from realign.models.influence.positions import MapPosition
from realign.questions._page import page_of
from realign.questions.report import report
from realign.text import say
from realign.views.page.drawing import Stroke
from realign.views.page.links import lens_links
from realign.views.page.names import PageNames
from realign.views.page.quadrants import MOST, corner, quadrants


def test_what_to_settle_is_named_by_its_outcomes_where_no_paragraph_is() -> None:
    codes = "abcdefgh"
    pairs = [*pairwise(codes), *zip(codes, codes[2:], strict=False)]
    plan = plan_of(
        [
            link(f"L{number}", *ends, 1 + number % 3, direction="unstated", basis="analyst", refs=[])
            for number, ends in enumerate(pairs)
        ],
        " ".join(codes),
    )
    (told,) = lens_links(page_of(report(plan), plan), PageNames.of(plan))
    first = say(nonempty(told.settle)[0], "en")
    named = re.match(r"The statement “L(\d+)” on (.) Outcome . – (.) Outcome .: to settle it", first)
    assert named, first
    assert pairs[int(named[1])] == (named[2], named[3])


def test_a_trade_off_says_which_outcome_holds_back_which() -> None:
    plan = plan_of([link("L1", "d", "a", -2), link("L2", "a", "b"), link("L3", "b", "c")])
    (told,) = lens_links(page_of(report(plan), plan), PageNames.of(plan))
    assert [say(one, "en") for one in told.tradeoffs] == ["d Outcome d → a Outcome a holds back"]


def marks_of(marks: Iterable[Stroke]) -> list[Stroke]:
    return [inner for one in marks for inner in (one, *marks_of(one.inside))]


def test_the_lines_of_the_map_run_through_the_means_of_all_outcomes_also_of_those_not_drawn() -> None:
    codes = [f"o{number}" for number in range(3 * MOST)]
    plan = plan_of([], " ".join(codes))
    every = [
        MapPosition(code, 10.0 * at, 10.0 * (at * 7 % len(codes)), None, None, None, None)
        for at, code in enumerate(codes)
    ]
    drawn = quadrants(every, PageNames.of(plan))
    assert drawn is not None
    (cut,) = [one for one in drawn.marks if one.at.get("class") == "cut"]
    x, y = re.findall(r"M(\S+) \S+V\S+M\S+ (\S+)H", str(cut.at["d"]))[0]
    (dots,) = [one for one in drawn.shared if one.at.get("class") == "dots"]
    places = [
        (float(across), float(down)) for across, down in re.findall(r"M(\S+) (\S+)h", str(dots.at["d"]))
    ]
    shown = sorted(every, key=lambda one: -one.drive)[:MOST]
    for one, (across, down) in nonempty(zip(shown, places, strict=True)):
        quadrant = corner(one, every)
        assert (across >= float(x) - 0.5) == (not quadrant.left), one
        assert (down <= float(y) + 0.5) == quadrant.up, one


def test_no_dot_of_the_map_lies_on_the_names_of_the_quadrants() -> None:
    every = [
        MapPosition(code, 100.0 + at, 50.0 + at, None, None, None, None) for at, code in enumerate("abc")
    ]
    drawn = quadrants(every, PageNames.of(plan_of([], "a b c")))
    assert drawn is not None
    (dots,) = [one for one in drawn.shared if one.at.get("class") == "dots"]
    names = [one for one in marks_of(drawn.marks) if "corner" in str(one.at.get("class", ""))]
    lowest = min(float(str(one.at["y"])) for one in nonempty(names))  # the names at the top
    assert all(float(down) - 5 > lowest for down in nonempty(re.findall(r"M\S+ (\S+)h", str(dots.at["d"]))))
