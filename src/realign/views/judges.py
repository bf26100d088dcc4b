"""How far the judges agree: what to discuss first, then every link, each judge left out, the groups."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from realign.models.influence.judges import RankMove
from realign.questions.judges import JudgedLink, Judges, JudgeStanding
from realign.sheets import Cell, Column, Kind, Sheet
from realign.text import Text, fill, in_digits, join, message, message_in, plural
from realign.views.ranks import number

SHOWN = 10
"""So many links are shown at first."""
RELIABLE, TENTATIVE = 0.8, 0.667
"""From these alphas on scores are relied on, or relied on with care (Krippendorff 2004, p. 241)."""
_LINKS = (
    Column("link", message("Link"), Kind.CODE),
    Column("median", message_in("scores", "Median"), Kind.CODE),
    Column("range", message_in("scores", "Range"), Kind.CODE),
    Column("agreement", message("Agreement"), Kind.NUMBER),
    Column("worth_share", message("Worth settling"), Kind.SHARE),
    Column("n", message("Judges"), Kind.INTEGER),
    Column("both_signs", message("Both signs"), Kind.STATE),
)
_JUDGES = (
    Column("id", message("Judge"), Kind.CODE),
    Column("group", message_in("judges", "Group"), Kind.CODE),
    Column("scored", message("Links scored"), Kind.INTEGER),
    Column("alpha_without", message("Alpha without"), Kind.NUMBER),
    Column("tau", message("Tau without"), Kind.NUMBER),
    Column("moves", message("Moves most")),
)
_GROUPS = (
    Column("id", message_in("judges", "Group"), Kind.CODE),
    Column("judges", message("Judges"), Kind.INTEGER),
    Column("alpha", message("Alpha"), Kind.NUMBER),
)


def sheets(answer: Judges) -> Iterator[Sheet]:
    """What to discuss first with alpha under it, the judges, the groups, and behind them every link."""
    first = [one for one in answer.links if (one.discuss or 0.0) > 0 or one.both_signs][:SHOWN]
    first = first or [one for one in answer.links if (one.agreement or 0.0) < 1][:SHOWN]
    title = message("Discuss these first") if first else message("Nothing to discuss: all agree")
    brief = ("link", "median", "range", "agreement", "worth_share")
    yield Sheet("discuss", title, _LINKS, tuple(map(_link, first)), tuple(_notes(answer)), brief=brief)
    told = message("The answer without each judge")
    shown = ("id", "scored", "alpha_without", "tau", "moves")
    yield Sheet("judges", told, _JUDGES, tuple(map(_judge, answer.judges)), brief=shown)
    if answer.groups:
        rows = tuple((one.id, one.judges, one.alpha) for one in answer.groups)
        yield Sheet("groups", message("How far each group agrees by itself"), _GROUPS, rows)
    every = Sheet("links", message("Every link that was scored"), _LINKS, tuple(map(_link, answer.links)))
    yield replace(every, detail=True)


def _link(one: JudgedLink) -> tuple[Cell, ...]:
    """A link as a row."""
    low, high = number(one.low), number(one.high)
    return (
        f"{one.source}–{one.target}",
        number(one.median),
        low if low == high else message("{low} to {high}", low=low, high=high),
        one.agreement,
        one.worth_share,
        one.n,
        message("both signs") if one.both_signs else None,
    )


def _judge(one: JudgeStanding) -> tuple[Cell, ...]:
    """A judge as a row."""
    return one.id, one.group, one.scored, one.alpha_without, one.tau, _moves(one.moves)


def _moves(moves: Sequence[RankMove]) -> Text | None:
    """The links that a judge moves most, in words."""
    told = [
        fill(
            message("{link}: {rank} → {rank_without}"),
            link=one.link.replace("-", "–", 1),
            rank="–" if one.rank is None else number(one.rank),
            rank_without="–" if one.rank_without is None else number(one.rank_without),
        )
        for one in moves[:1]
    ]
    return join(told) if told else None


def _notes(answer: Judges) -> Iterator[Text]:
    """Alpha and what it means, then what the columns are."""
    judges = plural("one judge", "{count} judges", len(answer.judges))
    links = plural("one link", "{count} links", len(answer.links))
    if answer.alpha is None:
        nothing = message("{judges}, {links}: nothing could differ, so there is no alpha")
        yield fill(nothing, judges=judges, links=links)
    else:
        yield message(
            "{judges}, {links}: Krippendorff's alpha (ordinal) is {alpha}: {means}",
            judges=judges,
            links=links,
            alpha=in_digits(answer.alpha, ".2f"),
            means=_means(answer.alpha),
        )
    if answer.both_signs:
        yield plural(
            "of one link some say push and some say hold",
            "of {count} links some say push and some say hold",
            answer.both_signs,
        )
    yield message(
        "agreement: 1 where all give the same score, 0 where they differ as any two scores do; worth "
        "settling: the part of all there is to know before {count} links are chosen",
        count=answer.choose,
    )


def _means(alpha: float) -> Text:
    """What an alpha means by the usual bounds."""
    if alpha >= RELIABLE:
        return message("scores to rely on")
    if alpha >= TENTATIVE:
        return message("scores for tentative conclusions")
    return message("too little to rely on single scores; discuss, and score again")
