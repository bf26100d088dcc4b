"""The table that decides about a piece of work by what its source, the money and the links say.

The first row that fits decides. Money is *missing* where none reaches the work, *part* where some unearmarked
money comes but not what is required, *full* where that comes and nothing shows that it reaches this work.
*Now* is what the source says happens at the time of its writing, at amounts up to what came in then.

| Row | Work | The source decides | Money | And | Comes to |
|---|---|---|---|---|---|
| 1 | | reduce or defer | | its ground stands | as the source |
| 9 | | reduce or defer | | it was for want of money that comes | keep |
| 2 | activity | | not there | stopped or delayed now | waits |
| 3 | activity | | not there | limited now | goes short |
| 2 | activity | | proved not to reach it | stops or waits without | waits |
| 3 | activity | | proved not to reach it | | goes short |
| 8 | activity | | not there | | open |
| 3 | other | | missing or part | nothing else may pay; the source has a rule for other tables | goes short |
| 3 | other | | missing or part | nothing else may pay | reduce |
| 4 | other | | missing or part | soft or hard money may pay | adjust: shape it for that money |
| 5 | | keep, adjust or no change | | | as the source |
| 3 | flagship | | missing or part | nothing else may pay | goes short |
| 8 | flagship | | missing or part | | open |
| 8 | | | full | | open |
| 6 | | | | serves links | adjust: turn it to those links |
| 10 | flagship | | | the source decides nothing | no decision |
| 7 | | | | | keep |

An activity suffers or not; no source decides about it, so it goes short or waits and is never reduced. Row 3
reduces by the rule of a source (annex II 15.20 for table 15.1) only what that rule speaks of. What links and
money alone say leaves the source out.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from realign.plan import Decision, Effect

Focus = Literal["keep", "adjust", "reduce", "defer", "short", "wait", "open", "none"]
"""The first four are decisions; `short`, `wait`: the work goes short or waits, which nobody decides; `open`:
nobody can tell; `none`: nobody decides anything."""
Money = Literal["there", "part", "full", "missing", "unknown"]
"""`there`: it is paid for; `part`: some unearmarked money comes; `full`: all that is required comes, and
nothing shows that it reaches this; `missing`: none reaches it; `unknown`: the plan names no money that the
amount would decide about."""
CostedItem = Literal["activity", "flagship", "other"]
Ruled = Literal["here", "elsewhere"]
"""Whether a rule of the source for work that lacks money speaks of this work, or of other work only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionCase:
    """What is known of a piece of work when it is decided about."""

    source: Decision | None = None
    """What the source itself decides."""
    money: Money
    work: CostedItem = "other"
    alternative: bool = False
    """Whether soft or hard money may pay for it, and is not proved to fall short."""
    late: bool = False
    """Whether the source says that it stops or waits without the money."""
    serves: bool = False
    """Whether it works on an outcome at the end of a priority link."""
    lapsed: bool = False
    """Whether the source cuts it for want of money that comes at this amount."""
    ruled: Ruled | None = None
    """None: no source has such a rule."""
    settled: bool = False
    """Whether it is proved that the money does not reach it."""
    now: Effect | None = None
    """What the source says happens at the time of its writing, where that was with no less money."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """A row of the table; what is `None` does not matter."""

    number: int
    decision: Focus | None
    """`None`: as the source."""
    source: AbstractSet[Decision] | None = None
    money: AbstractSet[Money] | None = None
    work: AbstractSet[CostedItem] | None = None
    now: AbstractSet[Effect] | None = None
    ruled: AbstractSet[Ruled] | None = None
    alternative: bool | None = None
    late: bool | None = None
    serves: bool | None = None
    lapsed: bool | None = None
    settled: bool | None = None

    def fits(self, case: DecisionCase) -> bool:
        """Whether the row decides the case."""
        several = (
            (self.source, case.source),
            (self.money, case.money),
            (self.work, case.work),
            (self.now, case.now),
            (self.ruled, case.ruled),
        )
        flags = (
            (self.alternative, case.alternative),
            (self.late, case.late),
            (self.serves, case.serves),
            (self.lapsed, case.lapsed),
            (self.settled, case.settled),
        )
        return all(wanted is None or found in wanted for wanted, found in several) and all(
            wanted is None or found == wanted for wanted, found in flags
        )


SHORT: AbstractSet[Money] = frozenset({"missing", "part"})
ABSENT: AbstractSet[Money] = frozenset({"missing", "part", "full", "unknown"})
CUT: AbstractSet[Decision] = frozenset({"reduce", "defer"})
ACTIVITY: AbstractSet[CostedItem] = frozenset({"activity"})
OTHER: AbstractSet[CostedItem] = frozenset({"other"})

TABLE = (
    DecisionRow(number=1, decision=None, source=CUT, lapsed=False),
    DecisionRow(number=9, decision="keep", source=CUT, lapsed=True),
    DecisionRow(number=2, decision="wait", work=ACTIVITY, money=ABSENT, now={"stopped", "delayed"}),
    DecisionRow(number=3, decision="short", work=ACTIVITY, money=ABSENT, now={"limited"}),
    DecisionRow(number=2, decision="wait", work=ACTIVITY, money=ABSENT, settled=True, late=True),
    DecisionRow(number=3, decision="short", work=ACTIVITY, money=ABSENT, settled=True),
    DecisionRow(number=8, decision="open", work=ACTIVITY, money=ABSENT),
    DecisionRow(number=3, decision="short", work=OTHER, money=SHORT, alternative=False, ruled={"elsewhere"}),
    DecisionRow(number=3, decision="reduce", work=OTHER, money=SHORT, alternative=False),
    DecisionRow(number=4, decision="adjust", work=OTHER, money=SHORT, alternative=True),
    DecisionRow(number=5, decision=None, source={"keep", "adjust", "none"}),
    DecisionRow(number=3, decision="short", money=SHORT, alternative=False),
    DecisionRow(number=8, decision="open", money=SHORT),
    DecisionRow(number=8, decision="open", money={"full"}),
    DecisionRow(number=6, decision="adjust", serves=True),
    DecisionRow(number=10, decision="none", work={"flagship"}),
    DecisionRow(number=7, decision="keep"),
)
"""The table, row by row; the last one always fits."""
BY_LINKS = frozenset({6, 7, 10})
"""Rows that are reached only where source and money decide nothing, so that the links do."""


@lru_cache(maxsize=1024)  # large plans have few different cases
def decide(case: DecisionCase) -> tuple[Focus, int]:
    """The decision, and the number of the row that makes it."""
    row = next(row for row in TABLE if row.fits(case))
    return row.decision or as_focus(case.source) or "keep", row.number


def as_focus(source: Decision | None) -> Focus | None:
    """What a source decides in the words of the programme; `none` means that nothing changes."""
    match source:
        case "none":
            return "keep"
        case "keep" | "adjust" | "reduce" | "defer":
            return source
        case _:
            return None
