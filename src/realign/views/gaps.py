"""What each amount of unearmarked money covers, as people read it."""

from collections.abc import Iterator

from realign.questions.gaps import Gaps
from realign.sheets import Part
from realign.views import Wording
from realign.views.conversions import conversions_sheet
from realign.views.gaps_items import items_sheet, said_sheet, side_by_side
from realign.views.gaps_levels import levels_sheet
from realign.views.gaps_notes import notes
from realign.views.gaps_now import how_sure
from realign.views.gaps_tables import (
    curve_parts,
    earmarks_sheet,
    funds_sheet,
    group_sheet,
    group_title,
    history_sheet,
    ladder_sheet,
)
from realign.views.naming import funds_named


def sheets(answer: Gaps) -> Iterator[Part]:
    """The amounts, the items, the next steps, funds, groups, what came in over the years, the curve."""
    levels, titles = answer.levels, funds_named(answer.fund_names)
    yield levels_sheet(levels, answer.fund, titles, tuple(notes(answer)), answer.with_nothing)
    if any(level.earmarks for level in levels):
        yield earmarks_sheet(levels, {fund.id: fund.title for fund in answer.fund_names})
    if answer.by:
        yield group_sheet(answer.groups, answer.by)
    yield items_sheet(levels[0], titles) if len(levels) == 1 else side_by_side(levels)
    yield from said_sheet(levels)
    if any(level.ladder for level in levels):
        yield ladder_sheet(levels)
    if answer.funds:
        yield funds_sheet(answer.funds)
    if answer.history:
        yield history_sheet(answer.history)
    if answer.conversions:
        yield conversions_sheet(answer.conversions)
    if len(answer.curve) > 1:
        yield from curve_parts(answer.curve, levels)


def wording(answer: Gaps) -> Wording:
    """The notes, the names of funds and groups, and how sure the amount of a year is."""
    by = answer.by
    return {
        "notes": tuple(notes(answer)),
        "fund_titles": funds_named(answer.fund_names),
        "groups.title": tuple(group_title(group, by) for group in answer.groups) if by else (),
        "levels.source.sure": tuple(how_sure(level.source) for level in answer.levels if level.source),
    }
