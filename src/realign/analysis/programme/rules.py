"""What a source, the money and the links say of a piece of work in; keep, adjust, reduce or defer out.

The first row that fits decides. `Part`: some unearmarked money comes, but it is not shown to be enough.

| Row | The source decides | Money | Soft or hard may pay | Stops or waits without | Serves links | Decision |
|---|---|---|---|---|---|---|
| 1 | reduce or defer | | | | | as the source |
| 2 | | missing | | yes | | defer |
| 2 | | part | no | yes | | defer |
| 3 | | missing or part | no | | | reduce |
| 4 | | missing or part | yes | | | adjust: shape it for that money |
| 5 | keep, adjust or no change | | | | | as the source |
| 6 | | | | | yes | adjust: turn it to those links |
| 7 | | | | | | keep |

Row 3 is the rule that annex II 15.20 proposes for table 15.1, row 4 what 15.16 proposes. Row 2: what the
source says cannot be done at all, such as a minimum presence where there is none, cannot be reduced either.
What we would decide without the source leaves rows 1 and 5 out.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from realign.plan import Decision

Focus = Literal["keep", "adjust", "reduce", "defer"]
Money = Literal["there", "part", "missing", "unknown"]
"""`there`: it is paid for, or as good as sure to be; `part`: some unearmarked money comes; `missing`:
none reaches it; `unknown`: the plan names no money that the amount would decide about."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of a piece of work when it is decided about."""

    source: Decision | None
    """What the source itself decides."""
    money: Money
    alternative: bool
    """Whether soft or hard money may pay for it."""
    late: bool
    """Whether the source says that it stops or waits without the money."""
    serves: bool
    """Whether it works on an outcome at the end of a priority link."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table; what is `None` does not matter."""

    number: int
    decision: Focus | None
    """`None`: as the source."""
    source: AbstractSet[Decision] | None = None
    money: AbstractSet[Money] | None = None
    alternative: bool | None = None
    late: bool | None = None
    serves: bool | None = None

    def fits(self, case: Case) -> bool:
        """Whether the row decides the case."""
        return (
            (self.source is None or case.source in self.source)
            and (self.money is None or case.money in self.money)
            and self.alternative in {None, case.alternative}
            and self.late in {None, case.late}
            and self.serves in {None, case.serves}
        )


SHORT: AbstractSet[Money] = frozenset({"missing", "part"})

TABLE = (
    Row(1, None, source={"reduce", "defer"}),
    Row(2, "defer", money={"missing"}, late=True),
    Row(2, "defer", money={"part"}, alternative=False, late=True),
    Row(3, "reduce", money=SHORT, alternative=False),
    Row(4, "adjust", money=SHORT, alternative=True),
    Row(5, None, source={"keep", "adjust", "none"}),
    Row(6, "adjust", serves=True),
    Row(7, "keep"),
)
"""The table, row by row; the last one always fits."""
BY_LINKS = frozenset({6, 7})
"""Rows that are reached only where source and money decide nothing, so that the links do."""


def decide(case: Case) -> tuple[Focus, int]:
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
