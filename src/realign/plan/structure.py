"""What the plan is made of: domains, outcomes, the lenses it is seen through, indicators."""

from collections.abc import Mapping
from dataclasses import fields
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from realign.money import MoneyReader
from realign.plan.record import Id, Ids, Refs, Share, Title, record
from realign.plan.validators import Called, Limits
from realign.text import LANGUAGES
from realign.vocabulary import OwnWord, Vocabulary

if not TYPE_CHECKING:
    from realign.plan.record import Language, Wording

LARGEST_SCALE = 1e9
"""Sums of stronger links would lose their last digits."""

Basis = Literal["stated", "implied", "analyst"]
"""`stated`: the paragraph names the codes; `implied`: it names a theme that another paragraph
gives the code of; `analyst`: our judgement."""


@record
class Period:
    """The years that the plan runs."""

    from_: Annotated[int, Called("from"), Limits(ge=1900, le=2200)]
    """First year."""
    to: Annotated[int, Limits(ge=1900, le=2200)]
    """Last year."""


@record
class Structure:
    """How many domains and outcomes the plan has and keeps: a realignment changes neither."""

    domains: Annotated[int, Limits(ge=0)]
    """Number of domains."""
    outcomes: Annotated[int, Limits(ge=0)]
    """Number of outcomes."""


@record
class OneAndMany:
    """What one record of a kind is called, and several."""

    one: Annotated[str, Limits(min_length=1)]
    """One: priority."""
    many: Annotated[str, Limits(min_length=1)]
    """Several: priorities."""


if TYPE_CHECKING:
    Name: TypeAlias = str | OneAndMany | Mapping[str, str | OneAndMany]
else:
    Name = OneAndMany | Wording | dict[Language, Wording | OneAndMany]
"""What a kind is called: a word, one and several of it, or either in each language."""


@record
class Words:
    """What the plan calls its kinds; answers say it so. The keys of files and of JSON stay as they are."""

    domain: Name | None = None
    """A domain, such as Goal."""
    outcome: Name | None = None
    """An outcome, such as Objective."""
    lens: Name | None = None
    """A lens, such as Focus."""
    flagship: Name | None = None
    """A flagship or global programme, such as Initiative."""
    deliverable: Name | None = None
    """A deliverable, such as Output."""
    activity: Name | None = None
    """An activity, such as Task."""
    indicator: Name | None = None
    """An indicator, such as Measure."""
    resolution: Name | None = None
    """A resolution, such as Decision."""
    partner: Name | None = None
    """A partner, such as Contributor."""


def _word(language: str, term: Name) -> OwnWord:
    """A word in a language, else in English, else in the first language there is."""
    if isinstance(term, Mapping):
        term = term.get(language) or term.get("en") or next(iter(term.values()))
    return OwnWord.of(language, term) if isinstance(term, str) else OwnWord.of(language, term.one, term.many)


Currency = Annotated[str, Limits(pattern=r"^[A-Z]{3}$")]


@record
class Rate:
    """What one unit of another currency is worth; amounts are converted by it exactly."""

    rate: Annotated[str, Limits(pattern=r"^(0*[1-9][0-9]*(\.[0-9]+)?|0+\.[0-9]*[1-9][0-9]*)$", max_length=24)]
    """Units of the plan's currency, as a decimal: 1.08; text, so that no digit is lost."""
    date: str | None = None
    """The day of the rate."""
    source: str | None = None
    """Who says so."""


@record
class About:
    """What the plan is, and the scales that its records use."""

    id: Id
    """Short name of the plan."""
    title: Title
    """Name of the plan."""
    organisation: Title | None = None
    """Whose plan it is."""
    period: Period | None = None
    """The years it runs."""
    currency: Currency = ""
    """ISO 4217 code of the currency of all amounts, such as USD; empty where the plan does not say."""
    rates: dict[Currency, Rate] | None = None
    """Other currencies that amounts may be written in: code -> what one unit of it is worth."""
    scale: Annotated[float, Limits(gt=0, le=LARGEST_SCALE, allow_inf_nan=False)] = 3
    """The strongest strength that a link may have, either way; the default is that of Nilsson et al. 2016."""
    rubric: dict[str, Title] | None = None
    """What each strength means: strength -> meaning."""
    headings: dict[str, Title] | None = None
    """Headings that activities stand under: as they name it, such as `A` -> the heading in words."""
    words: Words | None = None
    """What the plan calls its kinds, such as `domain: Goal`: answers, reports and pages say it so."""
    structure: Structure | None = None
    """The number of domains and outcomes, which the realignment must keep."""
    refs: Refs = ()
    """Where that is laid down."""

    def reader(self) -> MoneyReader:
        """What reads amounts in the plan's currency, and in others by the rates that it states."""
        rates = {code: Fraction(one.rate) for code, one in (self.rates or {}).items()}
        return MoneyReader(self.currency, rates)

    def vocabulary(self) -> Vocabulary | None:
        """What puts the plan's own words into our sentences, in every language; none where it has none."""
        if self.words is None:
            return None
        given = {one.name: term for one in fields(self.words) if (term := getattr(self.words, one.name))}
        return Vocabulary(
            {
                language: {kind: _word(language, term) for kind, term in given.items()}
                for language in LANGUAGES
            }
        )


@record
class Domain:
    """A domain of change; the budget calls it a subprogramme."""

    id: Id
    """Code, such as `1`."""
    title: Title
    """Name."""
    paragraphs: tuple[Id, ...] = ()
    """The first and the last paragraph of the work programme that belong to the domain."""
    refs: Refs = ()
    """Where the domain is laid down."""


@record
class Outcome:
    """A result that the plan wants; the point between which links run."""

    id: Id
    """Code, such as `1.1`; text, so that `1.10` stays what it is."""
    domain: Id | None = None
    """The domain it belongs to."""
    title: Title
    """Name."""
    themes: dict[str, Title] | None = None
    """Words by which the sources call this outcome and no other: theme -> wording."""
    refs: Refs = ()
    """Where the outcome is laid down."""


@record
class Lens:
    """A point of view that the board asked to see the whole plan through."""

    id: Id
    """Short name, such as `resilience`."""
    title: Title
    """Name."""
    printed: str | None = None
    """The words by which the source itself calls it, where others quote them."""
    says: Title | None = None
    """What the source says of it, close to its words."""
    default_relevance: Share = 0.5
    """How much a link counts that is not tagged with the lens, 0 to 1."""
    outcomes: dict[Id, Share] | None = None
    """Weight of an outcome as a destination of influence, 0 to 1; 1 where it is not given."""
    basis: Basis = "analyst"
    """Where `default_relevance` and the weights come from."""
    refs: Refs = ()
    """Where the lens is laid down."""


Number = Annotated[float, Limits(allow_inf_nan=False)]
"""A figure that is measured, in the unit of its indicator."""
Reading = Number | dict[int, Number]
"""One figure, or one for each year."""


@record
class Indicator:
    """A measure of an outcome, and the lenses whose effect it shows."""

    id: Id
    """Code, such as `11.1.1`."""
    title: Title
    """What is measured."""
    outcomes: Ids = ()
    """The outcomes it measures."""
    lenses: Ids = ()
    """The lenses whose effect it shows."""
    unit: Title | None = None
    """What is counted, such as per cent of households."""
    baseline: Reading | None = None
    """Where it stood at the start: a number, or year -> number."""
    milestones: dict[int, Number] | None = None
    """Year -> where it is to stand on the way."""
    target: Reading | None = None
    """Where it is to stand in the end: a number, or year -> number."""
    actual: Reading | None = None
    """Where it stands: a number, or year -> number, of which the last year counts."""
    verification: Title | None = None
    """Where the figures come from: the source of verification."""
    owner: Title | None = None
    """Who collects them."""
    standin: bool = False
    """True where it stands in for an indicator of the plan's own framework that is not public."""
    basis: Basis = "analyst"
    """Where the tie to outcomes and lenses comes from."""
    says: Title | None = None
    """Why it shows the effect of those lenses."""
    refs: Refs = ()
    """Where it is laid down."""


def fingerprint(title: str | Mapping[str, str]) -> str:
    """Eight hexadecimal digits that change when a title does: of the SHA-256 of its wordings by language."""
    wordings = [title] if isinstance(title, str) else [f"{key}\t{title[key]}" for key in sorted(title)]
    return sha256("\n".join(wordings).encode()).hexdigest()[:8]
