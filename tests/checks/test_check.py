from collections.abc import Iterator

import pytest

from checks.sketch import found, locate, sketch
from loops import nonempty
from realign import checks
from realign.checks.check import MOST, Complaint, check
from realign.findings import Severity
from realign.plan import Plan


def test_a_check_is_a_code_a_sentence_and_a_remedy() -> None:
    @check("RA199", Severity.NOTE)
    def odd(plan: Plan) -> Iterator[Complaint]:
        """It is odd, which takes
        two lines to say.

        Make it even.

        Broken:
            a: 1
            b: [2]

        Mended:
            a: 2
        """
        yield Complaint("plan", plan.about.id, ("title",), "odd")

    assert str(odd.rule.summary) == "It is odd, which takes two lines to say."
    assert str(odd.rule.remedy) == "Make it even."
    assert (odd.rule.broken, odd.rule.mended) == ("a: 1\nb: [2]", "a: 2")
    (one,) = odd.run(sketch(""), locate)
    assert (one.code, one.severity, one.record, one.field) == ("RA199", Severity.NOTE, "plan/p", "title")


@pytest.mark.parametrize("code", ["RA1", "ra101", "X101", "RA1011"])
def test_a_code_is_ra_and_three_digits(code: str) -> None:
    with pytest.raises(ValueError, match="three digits"):
        check(code)


def test_a_check_without_a_remedy_is_refused() -> None:
    with pytest.raises(ValueError, match="remedy"):

        @check("RA199")
        def silent(plan: Plan) -> Iterator[Complaint]:
            """It is odd."""
            yield Complaint("plan", plan.about.id, (), "odd")


def test_after_a_thousand_complaints_the_rest_is_counted() -> None:
    rows = "\n".join(f"  - {{id: A{number}, title: t{number}, funds: [x]}}" for number in range(MOST + 5))
    some = found(f"activities:\n{rows}\n", "RA104")
    assert len(some) == MOST + 1
    assert [str(one.message) for one in some if one.record == ""] == [
        "5 more of RA104 are not listed: A record names a fund that the plan does not have."
    ]


def test_the_order_of_records_changes_no_finding_but_its_place() -> None:
    records = [
        "{id: L1, from: ['1'], to: ['9'], strength: 9, basis: stated}",
        "{id: L2, from: ['8'], to: ['2'], strength: 0, basis: implied}",
    ]
    outcomes = "outcomes: [{id: '1', title: a}, {id: '2', title: b}]\n"
    one, other = (found(f"{outcomes}links: [{', '.join(rows)}]") for rows in (records, records[::-1]))
    assert one == other


def test_the_checks_are_sorted_by_family_and_code() -> None:
    for family in nonempty(checks.FAMILIES):
        codes = [one.rule.code for one in checks.CHECKS if vars(family).get(one.complaints.__name__) is one]
        assert codes == sorted(codes)
