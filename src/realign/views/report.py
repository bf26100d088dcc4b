"""A report for those who decide: its summary, the decisions side by side, every chapter."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from realign import views
from realign.models.funding.results import Level
from realign.models.influence.results import RankedLink
from realign.money import in_currency
from realign.questions.actions import Actions
from realign.questions.annotations import Annotations
from realign.questions.flagships import Flagships
from realign.questions.focus import Programme
from realign.questions.gaps import Gaps
from realign.questions.indicators import Indicators
from realign.questions.lens_comparison import Lenses
from realign.questions.links import Links
from realign.questions.report import Chapter, Paper
from realign.questions.trace import Trace
from realign.questions.validate import Validation
from realign.sheets import Column, Heat, Kind, Part, Sheet
from realign.text import Sentence, Text, fill, join, message
from realign.views import Wording
from realign.views.cut_short import cut_short
from realign.views.focus_notes import tallied
from realign.views.focus_words import FOCUS
from realign.views.gaps_now import in_each_state
from realign.views.lens_comparison import notes as lens_notes
from realign.views.links_held import held_in_words
from realign.views.naming import JUDGEMENTS

LONG = frozenset(
    {
        "findings.findings",
        "focus.links",
        "lenses.outcomes",
        "links.agreement",
        "trace.figures",
        "trace.paragraphs",
        "trace.records",
    }
)
"""Tables that those who decide can do without."""
LEADING = 3
"""So many links are named in the summary."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a chapter begins with: the question, and what its answer comes to in a sentence or two."""

    title: Text
    says: tuple[Text, ...]
    summed: bool = False
    """Whether the summary repeats what it comes to."""


def sheets(answer: Paper) -> Iterator[Part]:
    """The summary, the decisions side by side, every chapter with the tables of its answer."""
    yield Sheet("summary", answer.title, (), (), tuple(_summary(answer)), chapter=True)
    programmes = [one.answer for one in answer.chapters if isinstance(one.answer, Programme)]
    if len(programmes) > 1:
        yield _side_by_side(programmes)
    for chapter in answer.chapters:
        opening = opened(chapter)
        yield Sheet(chapter.name, opening.title, (), (), opening.says, chapter=True)
        for part in sorted(views.sheets(chapter.answer), key=lambda part: isinstance(part, Heat)):
            named = replace(part, name=f"{chapter.name}.{part.name}")
            kind = f"{chapter.name.partition('-')[0]}.{part.name}"
            if isinstance(named, Sheet) and kind in LONG:
                named = replace(named, detail=True)
            yield named
    yield _files(answer)


def wording(answer: Paper) -> Wording:
    """The question of each chapter, and what its answer comes to."""
    openings = [opened(chapter) for chapter in answer.chapters]
    return {
        "chapters.title": tuple(opening.title for opening in openings),
        "chapters.says": tuple(opening.says for opening in openings),
    }


def opened(chapter: Chapter) -> Opening:
    """What a chapter begins with."""
    return _OPENINGS[type(chapter.answer)](chapter.answer)


def _summary(paper: Paper) -> Iterator[Text]:
    """Whose plan it is, through which lens it is seen, and what the chapters come to."""
    if paper.organisation:
        yield paper.organisation
    if paper.period:
        yield "–".join(map(str, paper.period))
    if paper.lens:
        yield fill(message("Seen through the lens: {lens}."), lens=paper.lens)
    for chapter in paper.chapters:
        opening = opened(chapter)
        if opening.summed:
            yield from opening.says
    ranking = next((chapter.answer for chapter in paper.chapters if isinstance(chapter.answer, Links)), None)
    if ranking and ranking.links:
        yield Sentence((JUDGEMENTS[ranking.judged],))
    yield from cut_short(
        paper.cut_short_after, money=any(isinstance(one.answer, Gaps) for one in paper.chapters)
    )


def _side_by_side(programmes: Sequence[Programme]) -> Sheet:
    """What is decided about each piece of work at each amount; those that never change last."""
    decided = [[FOCUS[one.decision] for one in each.programme] for each in programmes]
    rows = [
        (piece.id, piece.title, *decisions)
        for piece, *decisions in zip(programmes[0].programme, *decided, strict=True)
    ]
    steady = [row for row in rows if all(one == row[2] for one in row[2:])]
    note = fill(
        message("The first {moved} hang on the money; the other {steady} are decided alike at every amount."),
        moved=len(rows) - len(steady),
        steady=len(steady),
    )
    return Sheet(
        "decisions",
        message("What becomes of the work at each amount of unearmarked money"),
        (
            Column("id", message("Id"), Kind.CODE),
            Column("title", message("What")),
            *(
                Column(f"at_{each.unearmarked}", _unbroken(each.currency, each.unearmarked), Kind.STATE)
                for each in programmes
            ),
        ),
        tuple(sorted(rows, key=lambda row: row in steady)),
        (note, *([JUDGEMENTS[programmes[0].judged]] if programmes[0].links else [])),
    )


def _files(paper: Paper) -> Sheet:
    columns = (
        Column("file", message("File"), Kind.CODE),
        Column("sha256", "SHA-256", Kind.CODE),
    )
    title = message("The files that all this rests on")
    return Sheet("files", title, columns, tuple(paper.inputs.items()), detail=True)


def _on_links(answer: Links) -> Opening:
    """Which links matter most, and how sure that is."""
    title = message("Which links between outcomes matter most?")
    first: Sequence[RankedLink] = answer.links[:LEADING]
    names = [f"{one.source}–{one.target}" for one in first]
    called = {one.id: one.title for one in answer.outcomes}
    says: list[Text] = [*held_in_words(answer)]
    if first and not says:
        template = message(
            "Of {total} links that the plan records, {links} come first. {link} ties “{source}” to "
            "“{target}”."
        )
        ends = {"source": called[first[0].source], "target": called[first[0].target]}
        listing = join(names)
        says.append(fill(template, total=answer.counts.links, links=listing, link=names[0], **ends))
    alone = [one.id for one in answer.outcomes if one.alone]
    if alone:
        template = message(
            "No link touches {codes}: no statement makes one, which does not mean that there is none."
        )
        says.append(fill(template, codes=join(alone)))
    return Opening(title, tuple(says), summed=True)


def _on_lenses(answer: Lenses) -> Opening:
    """How the lenses differ."""
    title = message("What changes from lens to lens?")
    return Opening(title, lens_notes(answer))


def _on_money(answer: Gaps) -> Opening:
    """What each amount covers."""
    title = message("What does the money leave uncovered?")
    template = message(
        "With {money} of unearmarked money{short}: covered: {covered}; proved to be uncovered: "
        "{uncovered}; open, since the plan does not say enough: {open}{heard}."
    )
    heard = message("; of all of them, read from what the source says of {years}, {states}")
    short = message(" ({money} short of what is required)")
    says = tuple(
        fill(
            template,
            money=_money(answer.currency, level.unearmarked),
            covered=len(level.covered),
            open=len(level.open),
            uncovered=len(level.uncovered),
            heard=fill(heard, years=_years(level), states=in_each_state(level)) if level.now else "",
            short=fill(short, money=_money(answer.currency, level.shortfall)) if level.shortfall else "",
        )
        for level in answer.levels
    )
    return Opening(title, says, summed=True)


def _years(level: Level) -> str:
    """The years that the source speaks of."""
    return ", ".join(str(year) for year in sorted({item.now.year for item in level.items if item.now}))


def _on_focus(answer: Programme) -> Opening:
    """What is kept, adjusted, reduced, deferred at one amount."""
    title = message("What is kept, adjusted, reduced or goes short with {money}?")
    money = _money(answer.currency, answer.unearmarked)
    template = message("With {money} of unearmarked money, of {all} pieces of work: {tally}.")
    tally = tallied([one.decision for one in answer.programme])
    says = fill(template, money=money, all=len(answer.programme), tally=tally)
    return Opening(fill(title, money=money), (says,), summed=True)


def _on_flagships(answer: Flagships) -> Opening:
    """What the programmes carry, and what nobody carries."""
    title = message("What do the programmes carry?")
    template = message("Carried by no programme: {count} of {top} priority links{codes}.")
    codes = fill(message(": {links}"), links=join(answer.uncarried))
    says = fill(
        template, top=answer.top, count=len(answer.uncarried), codes=codes if answer.uncarried else ""
    )
    return Opening(title, (says,), summed=True)


def _on_actions(answer: Actions) -> Opening:
    """Which links lack norms, programmes, partnerships, capacities."""
    title = message("Where is nothing done?")
    template = message(
        "Norms, integrated programmes, partnerships and capacities are held against the {links} priority "
        "links, which makes {all} places: at {tied} an action names both ends, at {half} one end, at {other} "
        "only what is tagged with other lenses names an end, and at {hole} there is nothing."
    )
    states = [cell.state for row in answer.matrix for cell in row.cells]
    says = fill(
        template,
        links=len(answer.matrix),
        all=len(states),
        tied=states.count("tied"),
        half=states.count("half"),
        other=states.count("other lens"),
        hole=states.count("hole"),
    )
    return Opening(title, (says,), summed=True)


def _on_indicators(answer: Indicators) -> Opening:
    """Which indicators show the effect, and where there is none."""
    title = message("Which indicators show the effect?")
    template = message("Indicators that show the effect: {count}; outcomes without one: {missing}.")
    says = fill(template, count=len(answer.indicators), missing=len(answer.missing))
    return Opening(title, (says,), summed=True)


def _on_annotations(answer: Annotations) -> Opening:
    """What changes in the work programme."""
    title = message("What changes in the work programme, paragraph by paragraph?")
    template = message("Annotated paragraphs of the work programme: {count}.")
    return Opening(title, (fill(template, count=len(answer.annotations)),))


def _on_trace(answer: Trace) -> Opening:
    """What rests on which paragraph."""
    title = message("What does it all rest on?")
    template = message(
        "Records: {records}; paragraphs: {paragraphs}, of which neither coded nor set aside with a "
        "reason: {unexplained}."
    )
    says = fill(
        template,
        records=len(answer.records),
        paragraphs=len(answer.paragraphs),
        unexplained=len(answer.unexplained),
    )
    return Opening(title, (says,))


def _on_findings(answer: Validation) -> Opening:
    """What is still wrong with the plan, and which slips of the sources it knows of."""
    title = message("What is to be mended, and what is known to be odd?")
    counts = answer.counts
    template = message(
        "What the checks of the data say: errors {errors}, warnings {warnings}, notes {notes}."
    )
    says = fill(template, errors=counts.error, warnings=counts.warning, notes=counts.note)
    return Opening(title, (says,))


def _money(currency: str, amount: int) -> str:
    """An amount with its currency."""
    return in_currency(currency, amount)


def _unbroken(currency: str, amount: int) -> str:
    """The same as a heading that no line may break."""
    return _money(currency, amount).replace(" ", "\N{NO-BREAK SPACE}")


_OPENINGS: Mapping[type, Callable[[Any], Opening]] = {
    Links: _on_links,
    Lenses: _on_lenses,
    Gaps: _on_money,
    Programme: _on_focus,
    Flagships: _on_flagships,
    Actions: _on_actions,
    Indicators: _on_indicators,
    Annotations: _on_annotations,
    Trace: _on_trace,
    Validation: _on_findings,
}
