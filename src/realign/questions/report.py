"""Everything that was asked, as one document for those who decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from realign.findings import Finding
from realign.models.clock import limited
from realign.models.funding.amounts import Amounts, read_amounts
from realign.models.influence.ranking import DRAWS
from realign.models.programme.priority_links import TOP
from realign.plan import Plan
from realign.plan.lookup import lens_id
from realign.plan.record import Title
from realign.questions._asking import question
from realign.questions._manual import manual
from realign.questions._studies import opposition, ranked_links
from realign.questions.actions import actions
from realign.questions.annotations import annotations
from realign.questions.flagships import flagships
from realign.questions.focus import decide
from realign.questions.gaps import Received, gaps
from realign.questions.indicators import indicators
from realign.questions.lens_comparison import compare_lenses
from realign.questions.links import links
from realign.questions.trace import trace
from realign.questions.validate import examine
from realign.sheets import Answer, Faultless


@dataclass(frozen=True, slots=True)
class Chapter:
    """One question's answer, under the name of its chapter."""

    name: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Paper(Faultless):
    """A report: what it is about, in short, and chapter by chapter."""

    title: Title
    organisation: Title | None
    period: tuple[int, int] | None
    lens: Title | None
    """The lens that all is seen through, by its name; `None`: without one."""
    chapters: tuple[Chapter, ...]
    cut_short_after: float | None = None
    """The limit of time, in seconds, that cut the work short, so that another run may answer otherwise."""
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Files of the plan and their SHA-256."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the chapters have to say about lines of the plan."""
        return tuple(finding for chapter in self.chapters for finding in chapter.answer.findings)


@question
def report(
    plan: Plan,
    lens: str | None = None,
    unearmarked: Amounts | None = None,
    *,
    top: int = TOP,
    draws: int = DRAWS,
    time_limit: float | None = None,
) -> Paper:
    """Answer every question that the plan has records for, as one document.

    `unearmarked`: the amounts to report on; without them nothing is said of money. `time_limit`: after so
    many seconds nothing more is searched for or drawn. Raises `CallError`
    for a lens or an amount that cannot be understood.
    """
    lens, about = lens_id(plan, lens), plan.about
    amounts = None if unearmarked is None else read_amounts(plan, unearmarked)
    with limited(time_limit) as limit:
        chapters = (
            *(() if amounts is None else _on_money(plan, lens, amounts, top, draws)),
            *_on_links(plan, lens, top, draws),
            *_on_sources(plan),
            Chapter("findings", examine(plan, plan.origin, rules=manual())),
        )
    period = (about.period.from_, about.period.to) if about.period else None
    seen = next((one.title for one in plan.lenses if one.id == lens), None)
    return Paper(
        about.title, about.organisation, period, seen, chapters, limit.cut_short_after, plan.origin.inputs
    )


def _on_money(
    plan: Plan, lens: str | None, amounts: Sequence[int | Received], top: int, draws: int
) -> Iterator[Chapter]:
    """What the amounts cover, and the programme at each of them."""
    answer = gaps(plan, amounts, lens)
    yield Chapter("gaps", answer)
    links = ranked_links(plan, lens, draws=draws, choose=top)
    opposed = opposition(plan, lens, draws=draws)
    for level in answer.levels:
        programme = decide(plan, lens, links, level, plan.origin.locate, top=top, opposed=opposed)
        yield Chapter(f"focus-{level.unearmarked}", programme)


def _on_links(plan: Plan, lens: str | None, top: int, draws: int) -> Iterator[Chapter]:
    """What the links say: the ranking, the lenses, the programmes, the actions, the indicators."""
    yield Chapter("links", links(plan, lens, draws=draws))
    if plan.flagships:
        yield Chapter("flagships", flagships(plan, lens, top=top, draws=draws))
    if plan.actions:
        yield Chapter("actions", actions(plan, lens, top=top, draws=draws))
    if plan.indicators:
        yield Chapter("indicators", indicators(plan, lens, top=top, draws=draws))
    if len(plan.lenses) > 1:
        yield Chapter("lenses", compare_lenses(plan, draws=draws))


def _on_sources(plan: Plan) -> Iterator[Chapter]:
    """What the annexes change, and what everything rests on."""
    if plan.annotations:
        yield Chapter("annotations", annotations(plan))
    if plan.sources:
        yield Chapter("trace", trace(plan))
