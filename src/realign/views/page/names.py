"""What the page calls domains, outcomes, links, lenses and funds: never by a code alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from realign.plan import Plan
from realign.plan.judging import Direction
from realign.text import LANGUAGES, Text, join, message, say
from realign.views.links_tables import SIGNS
from realign.views.naming import funds_named, lens_named
from realign.views.paragraphs import Paragraphs
from realign.views.terms import shortened

SHORT = 46
"""A name that is one of two in a line has at most so many characters."""
NO_LENS = message("no lens: every link counts alike")


@dataclass(frozen=True)
class PageNames:
    """Names by id."""

    outcomes: Mapping[str, Text]
    """`1.2 Housing`."""
    short: Mapping[str, Text]
    """The same, shortened."""
    domains: Mapping[str, Text]
    domains_short: Mapping[str, Text]
    lenses: Mapping[str | None, Text]
    lenses_short: Mapping[str, Text]
    """As one types them in English, by their names in other languages."""
    funds: Mapping[str, Text]
    paragraphs: Paragraphs

    @classmethod
    def of(cls, plan: Plan) -> "PageNames":
        """Gather the names of a plan."""
        return cls(
            {one.id: coded(one.id, one.title) for one in plan.outcomes},
            {one.id: coded(one.id, shortened(one.title, SHORT)) for one in plan.outcomes},
            {one.id: coded(one.id, one.title) for one in plan.domains},
            {one.id: coded(one.id, shortened(one.title, SHORT)) for one in plan.domains},
            {None: NO_LENS, **{one.id: one.title for one in plan.lenses}},
            {one.id: lens_named(one.id, one.title) for one in plan.lenses},
            funds_named(plan.funds),
            Paragraphs(plan.main_source, [one.id for one in plan.sources]),
        )

    def refs(self, refs: Sequence[str]) -> tuple[tuple[str, Text], ...]:
        """Paragraphs as the plan writes them, and as people do: those of the main source by their numbers."""
        return tuple((ref, self.paragraphs([ref])) for ref in refs)

    def link(self, source: str, target: str, direction: Direction = "unstated") -> Text:
        """A link by its two ends and the way it runs."""
        ends = (self.short.get(source, source), self.short.get(target, target))
        return join(ends, f" {SIGNS[direction]} ")

    def domain(self, code: str, *, short: bool = False) -> Text:
        """A domain by its name."""
        return (self.domains_short if short else self.domains).get(code, code)


def coded(code: str, title: Text) -> Text:
    """A name behind its code; alone where the title is the code, in small letters or capitals."""
    same = {say(title, language).casefold() for language in LANGUAGES}
    return title if code.casefold() in same else join([code, title], " ")
