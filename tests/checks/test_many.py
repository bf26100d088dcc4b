"""Plans in which nearly everything is wrong are told so in a moment: the work grows with the plan."""

from collections.abc import Callable

import pytest

from checks.sketch import locate
from loops import sampled
from realign import checks
from realign.checks.check import MOST
from realign.plan import (
    About,
    Activity,
    Annotation,
    Deliverable,
    Discrepancy,
    Fund,
    Group,
    Link,
    Outcome,
    Plan,
    Source,
)

ABOUT = About(id="p", title="Plan")
MANY = 4_000


LETTERS = "abcdefghijklmnopqrstuvwxyz"


def funds() -> Plan:
    names = [f"{a}{b}{c}ty fund" for a in LETTERS for b in LETTERS for c in "abc"]
    known = (Fund(id=one, kind="soft", title=one) for one in names)
    wrong = (Activity(id=f"A{n}", title=f"t{n}", funds=(f"{chr(0x4E00 + n)}ty fund",)) for n in range(MANY))
    return Plan(about=ABOUT, funds=tuple(known), activities=tuple(wrong))


def symbols() -> Plan:
    known = (Source(id=f"A/RES/{n}", title=f"t{n}") for n in range(1_000))
    named = {"annex": "II", "title": "t", "change": "keep"}
    cites = (
        Annotation(id=f"N{n}", paragraph=f"{n}", cites=(f"A/REP/{n}x",), **named)  # type: ignore[arg-type]  # made from a row of the test
        for n in range(MANY)
    )
    return Plan(about=ABOUT, sources=tuple(known), annotations=tuple(cites))


def paragraphs() -> Plan:
    source = Source(id="S", title="s", paragraphs=tuple(f"{n}" for n in range(50_000)))
    outcomes = (Outcome(id=f"{n}", title=f"t{n}", refs=(f"S x{n}",)) for n in range(MANY))
    return Plan(about=ABOUT, sources=(source,), outcomes=tuple(outcomes))


def lonely() -> Plan:
    link = Link(id="L", from_=("0",), to=("1",), strength=1, basis="analyst")
    outcomes = (Outcome(id=f"{n}", title=f"t{n}") for n in range(3 * MANY))
    return Plan(about=ABOUT, outcomes=tuple(outcomes), links=(link,))


def circles() -> Plan:
    chain = (Activity(id=f"A{n}", title=f"t{n}", requires=("A0", f"A{(n + 1) % MANY}")) for n in range(MANY))
    return Plan(about=ABOUT, activities=tuple(chain))


def columns() -> Plan:
    group = Group(id="G", title="g", stated={f"c{n}": 1 for n in range(MANY)})
    rows = (Deliverable(id=f"D{n}", title=f"t{n}", group="G", quantity={f"c{n}": 7}) for n in range(MANY))
    return Plan(about=ABOUT, groups=(group,), deliverables=tuple(rows))


def discrepancies() -> Plan:
    known = (Discrepancy(id=f"X{n}", refs=(f"S {n}",), says="a", reading="b") for n in range(MANY))
    outcomes = (Outcome(id=f"{n}", title="t", refs=(f"S {n}",)) for n in range(MANY))
    link = Link(id="L", from_=("0",), to=("1",), strength=1, basis="analyst")
    return Plan(about=ABOUT, discrepancies=tuple(known), outcomes=tuple(outcomes), links=(link,))


def judged() -> Plan:
    ends = (Outcome(id="1", title="x" * 1_000_000), Outcome(id="2", title="y"))
    links = (
        Link(id=f"L{n}", from_=("1",), to=("2",), strength=1, basis="analyst", judged_on={"1": "old"})
        for n in range(MANY)
    )
    return Plan(about=ABOUT, outcomes=ends, links=tuple(links))


PLANS = (funds, symbols, paragraphs, lonely, circles, columns, discrepancies, judged)


@pytest.mark.parametrize("plan", sampled(PLANS, 4), ids=lambda one: one.__name__)
def test_thousands_of_slips_are_found(plan: Callable[[], Plan]) -> None:
    found = checks.run(plan(), locate)
    assert len(found) > (1 if plan is circles else MOST)
