"""Every question to a plan, for tests that look at all answers."""

from collections.abc import Callable, Iterator

from realign.plan import Plan
from realign.questions.actions import actions
from realign.questions.annotations import annotations
from realign.questions.compare import compare
from realign.questions.find import find
from realign.questions.flagships import flagships
from realign.questions.focus import focus
from realign.questions.gaps import gaps
from realign.questions.indicators import indicators
from realign.questions.lens_comparison import compare_lenses
from realign.questions.links import links
from realign.questions.review import review
from realign.questions.show import show
from realign.questions.trace import trace
from realign.questions.validate import examine
from realign.questions.why import why
from realign.sheets import Answer


def answers(plan: Plan) -> Iterator[Callable[[], Answer]]:
    """Every question to a plan; one that it has no records for is a wrong call."""
    lens = plan.lenses[0].id if plan.lenses else None
    one, other = next((link.from_[0], link.to[0]) for link in plan.links)
    pairs = [f"{link.from_[0]}-{link.to[0]}" for link in plan.links]
    yield lambda: gaps(plan)
    yield lambda: gaps(plan, "100 000", lens, by="heading")
    yield lambda: gaps(plan, "100 000", lens, by="outcome")
    yield lambda: gaps(plan, "100 000", lens, rule="priority", earmarks=True)
    yield lambda: focus(plan, None, lens, draws=40)
    yield lambda: links(plan, lens, draws=40)
    yield lambda: links(plan, lens, draws=40, purpose="build")
    yield lambda: compare_lenses(plan, draws=40)
    yield lambda: why(plan, one, other, lens, draws=40)
    yield lambda: why(plan, pairs[0], next(pair for pair in pairs if pair != pairs[0]), lens, draws=40)
    yield lambda: flagships(plan, lens, draws=40)
    yield lambda: actions(plan, lens, draws=40)
    yield lambda: indicators(plan, lens, draws=40)
    yield lambda: annotations(plan)
    yield lambda: trace(plan)
    yield lambda: review(plan)
    yield lambda: find(plan, "e")
    yield lambda: show(plan, one)
    yield lambda: compare(plan, plan)
    yield lambda: examine(plan, plan.origin)
