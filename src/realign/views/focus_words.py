"""What decisions, kinds of work and states of the money are called."""

from collections.abc import Mapping

from realign.models.programme.decision_table import Focus, Money
from realign.models.programme.work_items import Sort
from realign.text import Message, message

FOCUS: Mapping[Focus, Message] = {
    "keep": message("keep"),
    "adjust": message("adjust"),
    "reduce": message("reduce"),
    "defer": message("defer"),
    "short": message("goes short"),
    "wait": message("waits"),
    "open": message("open"),
    "none": message("no decision"),
}
BECOMES: Mapping[Focus, Message] = {
    "keep": message("is kept"),
    "adjust": message("is adjusted"),
    "reduce": message("is reduced"),
    "defer": message("is deferred"),
    "short": message("goes short"),
    "wait": message("waits"),
    "open": message("is open"),
    "none": message("is without a decision"),
}
MANY_BECOME: Mapping[Focus, Message] = {
    "keep": message("are kept"),
    "adjust": message("are adjusted"),
    "reduce": message("are reduced"),
    "defer": message("are deferred"),
    "short": message("go short"),
    "wait": message("wait"),
    "open": message("are open"),
    "none": message("are without a decision"),
}
COUNTED: Mapping[Focus, Message] = {
    "keep": message("{count} kept"),
    "adjust": message("{count} adjusted"),
    "reduce": message("{count} reduced"),
    "defer": message("{count} deferred"),
    "short": message("{count} short of money"),
    "wait": message("{count} waiting for money"),
    "open": message("{count} open"),
    "none": message("{count} without a decision"),
}
KEPT_BUT = message("keep, but adjust")
"""What a source says of a table that stays while its substance changes."""
SORTS: Mapping[Sort, Message] = {
    "table": message("table"),
    "deliverable": message("deliverable"),
    "strategy": message("strategy"),
    "flagship": message("programme"),
    "activity": message("activity"),
}
SORTS_MANY: Mapping[Sort, Message] = {
    "table": message("tables"),
    "deliverable": message("deliverables"),
    "strategy": message("strategies"),
    "flagship": message("programmes"),
    "activity": message("activities"),
}
MONEY_STATES: Mapping[Money, Message] = {
    "there": message("there"),
    "part": message("part"),
    "full": message("all required, unsure here"),
    "missing": message("missing"),
    "unknown": message("not known"),
}
