"""Which indicators show the effect of a lens: outcomes by rank, each with its indicators or none."""

from collections.abc import Iterator, Mapping, Sequence

from realign.citations import refs_in_words
from realign.models.programme.progress import IndicatorProgress, Measure
from realign.questions.indicators import Indicators, Measured, Shown
from realign.sheets import Cell, Column, Kind, Sheet
from realign.text import Message, Text, fill, in_digits, join, message
from realign.views import Wording
from realign.views.lacking import to_add
from realign.views.naming import Names, with_judgement
from realign.views.ranks import CLASS, CLASSES, REFS, TIES
from realign.views.terms import BASES

_STANDIN = message("STAND-IN")
_OWN = message("own")
_NONE = message("NO INDICATOR")
_UNLINKED = message("no link")
_OTHER = message("not for this lens")


@with_judgement
def sheets(answer: Indicators) -> Iterator[Sheet]:
    """One table: outcomes by rank, each with its indicators or the lack of them."""
    position = {indicator.id: number for number, indicator in enumerate(answer.indicators)}
    yield Sheet(
        "indicators",
        _headline(answer),
        _COLUMNS,
        tuple(row for outcome in answer.outcomes for row in _rows(outcome, position, answer.indicators)),
        tuple(_notes(answer)),
        brief=("outcome", "class", "indicator", "status", "title"),
    )
    if any(_told(indicator.progress) for indicator in answer.indicators):
        yield _figures(answer.indicators)


def wording(answer: Indicators) -> Wording:
    """What lenses, funds and partners are called."""
    return {"names": Names.of(answer.names)}


_COLUMNS = (
    Column("outcome", message("Outcome"), Kind.CODE),
    CLASS,
    Column("links", message("Priority links at it"), Kind.CODE),
    Column("indicator", message("Indicator"), Kind.CODE),
    Column("status", message("Status"), Kind.STATE),
    Column("title", message("What is measured")),
    Column("says", message("Why it shows the effect")),
    TIES,
    REFS,
)


def _rows(
    outcome: Measured, position: Mapping[str, int], shown: Sequence[Shown]
) -> Iterator[tuple[Cell, ...]]:
    """The rows of one outcome: its indicators, or one that says that there is none.

    `position`: where in `shown` each indicator is.
    """
    standing = (None if outcome.class_ is None else CLASSES[outcome.class_], outcome.links or None)
    if outcome.alone:
        standing = (_UNLINKED, None)
    for number in sorted(position[code] for code in outcome.indicators):
        indicator = shown[number]
        yield (
            outcome.id,
            *standing,
            indicator.id,
            _STANDIN if indicator.standin else _OWN,
            indicator.title,
            indicator.says,
            BASES[indicator.basis],
            refs_in_words(indicator.refs),
        )
    if not outcome.indicators:
        status = _OTHER if outcome.other_indicators else _NONE
        yield outcome.id, *standing, None, status, outcome.title, _lack(outcome), None, ()


def _told(progress: IndicatorProgress) -> bool:
    """Whether the plan gives a figure at all."""
    return any((progress.baseline, progress.target, progress.actual))


def _figures(indicators: Sequence[Shown]) -> Sheet:
    """Target against actual, for the indicators that have figures."""
    return Sheet(
        "progress",
        message("Target and actual"),
        (
            Column("indicator", message("Indicator"), Kind.CODE),
            Column("title", message("What is measured")),
            Column("unit", message("Unit")),
            Column("baseline", message("Baseline"), Kind.CODE),
            Column("due", message("Due by then"), Kind.CODE),
            Column("actual", message("Actual"), Kind.CODE),
            Column("target", message("Target"), Kind.CODE),
            Column("way", message("Way done"), Kind.SHARE),
            Column("status", message("Status"), Kind.STATE),
            Column("verification", message("Source of verification")),
            Column("owner", message("Who collects")),
        ),
        tuple(
            (
                one.id,
                one.title,
                one.unit,
                figure(one.progress.baseline),
                figure(one.progress.due),
                figure(one.progress.actual),
                figure(one.progress.target),
                one.progress.way,
                standing(one.progress),
                one.verification,
                one.owner,
            )
            for one in indicators
            if _told(one.progress)
        ),
        brief=("indicator", "title", "actual", "target", "status"),
    )


def figure(measure: Measure | None) -> Text | None:
    """A figure with its year."""
    if measure is None:
        return None
    value = in_digits(measure.value, "g")
    if measure.year is None:
        return value
    return fill(message("{value} ({name})"), value=value, name=str(measure.year))


def standing(progress: IndicatorProgress) -> Message | None:
    """In a word: where the indicator stands."""
    if progress.actual is None:
        return message("not measured")
    if progress.way is not None and progress.way >= 1:
        return message("target reached")
    if progress.behind is None:
        return None
    return message("behind") if progress.behind else message("on track")


def _lack(outcome: Measured) -> Message:
    """What is missing for an outcome."""
    if not outcome.other_indicators:
        return message("nothing in the data measures this outcome")
    return fill(
        message("measured by {others}, tagged with other lenses only"),
        others=join(outcome.other_indicators),
    )


def _headline(answer: Indicators) -> Message:
    """How many indicators there are, and for how many outcomes there is none."""
    if not answer.indicators:
        return message("No indicator; outcomes without one: {missing}", missing=len(answer.missing))
    template = message("{title}: {count}; outcomes without one: {missing}")
    title = _title(answer.lens, Names.of(answer.names))
    return fill(template, title=title, count=len(answer.indicators), missing=len(answer.missing))


def _title(lens: str | None, names: Names) -> Message:
    """What the table shows."""
    if lens is None:
        return message("All indicators, by the rank of their outcomes")
    return fill(
        message("Indicators that show the effect of the lens {lens}"),
        lens=names.lens(lens),
    )


def _notes(answer: Indicators) -> Iterator[Message]:
    """The warning about stand-ins, and the outcomes without an indicator."""
    if not answer.indicators:
        yield to_add("indicators")
    if answer.standins:
        yield fill(
            message(
                "STAND-INS among the {all} indicators: {count}. The plan's own are not public, and what "
                "stands in was tied to outcomes and lenses by us."
            ),
            count=answer.standins,
            all=len(answer.indicators),
        )
    if answer.missing:
        yield fill(
            message("No indicator shows the effect on {codes}."),
            codes=join(answer.missing),
        )
