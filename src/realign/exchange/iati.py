"""Activities as the International Aid Transparency Initiative has them: budgets, money that came, results."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from xml.etree.ElementTree import Element

from realign.exchange.foreign import (
    PlanReading,
    Reader,
    RefusedFileError,
    figure_of,
    guarded,
    named,
    plan_id,
    words,
    xml_of,
)
from realign.exchange.iati_results import indicator_figures, year_of
from realign.exchange.typed import Record
from realign.text import Text, message

_GOALS = {("tag", "2"), ("sector", "7")}
"""Elements and vocabularies whose code is the number of a Sustainable Development Goal."""
_RECEIVED, _COMMITTED = "1", "11"
_KINDS = {"1": "unearmarked", "2": "soft", "3": "hard", "4": "hard"}
"""Earmarking category (vocabulary 2 of the aid type) -> kind of fund."""
_REVISED = "2"
_CANCELLED = "5"
_PARENT = "1"
"""The type of a related activity that holds this one."""
_READ = frozenset(
    (
        *("iati-identifier", "reporting-org", "title", "activity-status", "budget", "transaction", "result"),
        *("default-aid-type", "related-activity"),
    )
)
"""Elements of an activity that are read."""


def looks_like_iati(root: Element) -> bool:
    """Whether the root of an XML file is that of a list of activities."""
    return root.tag == "iati-activities"


@guarded
def read_iati(raw: bytes, path: str, currency: str | None = None) -> PlanReading:
    """Make a plan of IATI 2.0x: an activity becomes a deliverable that costs the sum of its budgets.

    What came in is its own fund: soft or hard by its earmarking category, unearmarked where that says so.
    Results become indicators with baseline, targets and actuals; goals of its tags are outcomes it serves.
    The plan counts in the one currency that is used, or in `currency`; amounts in others keep their code.
    """
    root = xml_of(raw, path)
    if not looks_like_iati(root):
        raise RefusedFileError(
            path,
            message("this XML is no list of activities: its root is <{tag}>", tag=root.tag),
            message("export `iati-activities`, or name the kind of file that it is"),
        )
    activities = root.findall("iati-activity")
    used = {unit for one in activities for unit, _ in _amounts(one)}
    default = next((one.get("default-currency") for one in activities if one.get("default-currency")), None)
    unit = currency or (next(iter(used)) if len(used) == 1 else default)
    reader = Reader(path)
    title = next((found for one in activities if (found := _title(one.find("reporting-org")))), "Activities")
    name = title if isinstance(title, str) else next(iter(title.values()))
    about = {"id": plan_id(name), "title": title, "currency": unit}
    reader.kinds["plan"] = [{key: value for key, value in about.items() if value}]
    for number, activity in enumerate(activities, start=1):
        _activity(reader, number, activity, unit or "")
    _say_unread(reader, activities)
    _say_twice(reader, activities)
    if reader.kinds.get("deliverables"):
        free = {"id": "unearmarked", "kind": "unearmarked", "title": "Unearmarked money"}
        reader.add("funds", {**free, "received": _unearmarked(reader, activities, unit or "")})
    return reader.result(message("no activity has a title"))


def _activity(reader: Reader, number: int, activity: Element, unit: str) -> None:
    """An activity with its cost, its money, its goals and its results."""
    name = words(activity.findtext("iati-identifier")) or f"activity-{number}"
    title = _title(activity)
    if not title:
        reader.leave_out(name, message("the activity has no title"))
        return
    if _cancelled(activity):
        reader.leave_out(name, message("the activity is cancelled"))
        return
    _no_amounts(reader, name, activity)
    goals = sorted(set(_goals(activity)), key=int)
    if goals and "domains" not in reader.kinds:
        reader.add("domains", {"id": "SDG", "title": "Sustainable Development Goals"})
    there = {one["id"] for one in reader.kinds.get("outcomes", ())}
    for goal in goals:
        if f"SDG {goal}" not in there:
            outcome = {"id": f"SDG {goal}", "domain": "SDG", "title": f"Sustainable Development Goal {goal}"}
            reader.add("outcomes", outcome)
    outcomes = [f"SDG {goal}" for goal in goals]
    funds = [*_funds(reader, name, title, activity, unit), "unearmarked"]
    cost = _sum(reader, name, message("budgets"), _budgets(activity), unit)
    reader.add(
        "deliverables",
        {"id": name, "title": title, "cost": cost, "funds": funds, "outcomes": outcomes, "basis": "stated"},
    )
    for place, indicator in enumerate(activity.iterfind("result/indicator"), start=1):
        _indicator(reader, f"{name}-I{place}", indicator, outcomes)


def _no_amounts(reader: Reader, name: str, activity: Element) -> None:
    """Say which values of an activity are no amounts."""
    for text in [words(one.text) for one in activity.iter("value")]:
        if text and figure_of(text) is None:
            reader.leave_out(name, message("{text} is no amount of money", text=text))


def _funds(reader: Reader, name: str, title: object, activity: Element, unit: str) -> Iterator[str]:
    """The funds of what came in for an activity: received, or committed where nothing is said of receipts."""
    for kind in ("hard", "soft"):
        amounts = [(one, amount) for sort, _, one, amount in _receipts(activity) if sort == kind]
        total = _sum(reader, name, message("transactions"), amounts, unit)
        if total:
            fund = f"for-{name}-{kind}" if kind == "soft" else f"for-{name}"
            reader.add("funds", {"id": fund, "kind": kind, "title": title, "amount": total})
            yield fund


def _unearmarked(reader: Reader, activities: list[Element], unit: str) -> dict[str, str]:
    """Year -> unearmarked money that came in."""
    sums: dict[str, Decimal] = {}
    lost: dict[str, Decimal] = {}
    for activity in activities:
        if _cancelled(activity) or not _title(activity):
            continue
        for kind, year, one, amount in _receipts(activity):
            if kind != "unearmarked":
                continue
            if year and one == unit:
                sums[year] = sums.get(year, Decimal(0)) + amount
            else:
                lost[one] = lost.get(one, Decimal(0)) + amount
    for one, total in lost.items():
        why = message("unearmarked money of no year, or in another currency than the plan's")
        reader.leave_out(f"{one} {total:f}".strip(), why)
    return {year: f"{total:f}" for year, total in sorted(sums.items())}


def _cancelled(activity: Element) -> bool:
    """Whether an activity is cancelled."""
    status = activity.find("activity-status")
    return status is not None and status.get("code") == _CANCELLED


def _say_unread(reader: Reader, activities: list[Element]) -> None:
    """Say which elements and transactions are not read."""
    names = []
    for activity in activities:
        wanted = _RECEIVED if _RECEIVED in _sorts(activity) else _COMMITTED
        for one in activity:
            if one.tag == "transaction":
                kind = one.find("transaction-type")
                code = kind.get("code") if kind is not None else None
                names += [f"transaction-type {code or '?'}"] if code != wanted else []
            elif one.tag not in _READ and (one.tag, one.get("vocabulary")) not in _GOALS:
                names.append(one.tag)
    reader.pass_over(f"{name} ({count})" for name, count in Counter(names).items())


def _say_twice(reader: Reader, activities: list[Element]) -> None:
    """Say which activities have a budget though the one that they are a part of has one, too."""
    budgets = {words(one.findtext("iati-identifier")) for one in activities if one.find("budget") is not None}
    for activity in activities:
        name = words(activity.findtext("iati-identifier"))
        for other in activity.iterfind("related-activity"):
            whole = words(other.get("ref"))
            if other.get("type") == _PARENT and {name, whole} <= budgets and name != whole:
                says = message(
                    "{name} is a part of {whole}; both have budgets, and both count", name=name, whole=whole
                )
                reader.tells.append(says)


def _receipts(activity: Element) -> Iterator[tuple[str, str, str, Decimal]]:
    """Kind of fund, year, currency and amount of what came in."""
    found = [(one.find("transaction-type"), one) for one in activity.iterfind("transaction")]
    wanted = _RECEIVED if _RECEIVED in _sorts(activity) else _COMMITTED
    for kind, one in found:
        if kind is None or kind.get("code") != wanted:
            continue
        marks = [*one.iterfind("aid-type"), *activity.iterfind("default-aid-type")]
        category = next((mark.get("code") for mark in marks if mark.get("vocabulary") == "2"), "")
        day = one.find("transaction-date")
        for unit, amount in _values(one, activity):
            yield _KINDS.get(category or "", "hard"), year_of(day), unit, amount


def _sorts(activity: Element) -> set[str]:
    """The types of the transactions of an activity."""
    return {one.get("code") or "" for one in activity.iterfind("transaction/transaction-type")}


def _budgets(activity: Element) -> list[tuple[str, Decimal]]:
    """The budgets by currency; revised ones stand for the originals of the same period.

    Several of one type for one period are its parts.
    """
    by_period: dict[tuple[str | None, ...], tuple[str, list[tuple[str, Decimal]]]] = {}
    for budget in activity.iterfind("budget"):
        ends = (budget.find("period-start"), budget.find("period-end"))
        period = tuple(end.get("iso-date") if end is not None else None for end in ends)
        sort = budget.get("type") or "1"
        before, parts = by_period.get(period, (sort, []))
        if sort == before:
            by_period[period] = (sort, [*parts, *_values(budget, activity)])
        elif sort == _REVISED:
            by_period[period] = (sort, [*_values(budget, activity)])
    return [pair for _, pairs in by_period.values() for pair in pairs]


def _sum(reader: Reader, name: str, what: Text, amounts: list[tuple[str, Decimal]], unit: str) -> str | None:
    """A sum as the plan writes it; amounts in several currencies have none, and that is said."""
    units = {one for one, _ in amounts}
    if len(units) > 1:
        why = message("amounts in {units} are not added up", units=", ".join(sorted(units)))
        reader.leave_out(message("{name}: {what}", name=name, what=what), why)
        return None
    total = sum((amount for _, amount in amounts), Decimal(0))
    if not amounts or not total:
        return None
    if total < 0:
        why = message("they come to {total}, less than nothing", total=f"{total:f}")
        reader.leave_out(message("{name}: {what}", name=name, what=what), why)
        return None
    code = next(iter(units))
    return f"{total:f}" if code in ("", unit) else f"{code} {total:f}"


def _amounts(activity: Element) -> Iterator[tuple[str, Decimal]]:
    """Every amount that counts."""
    yield from _budgets(activity)
    yield from ((unit, amount) for _, _, unit, amount in _receipts(activity))


def _values(parent: Element, activity: Element) -> Iterator[tuple[str, Decimal]]:
    for value in parent.iterfind("value"):
        amount = figure_of(words(value.text))
        if amount is not None:
            yield value.get("currency") or activity.get("default-currency") or "", amount


def _goals(activity: Element) -> Iterator[str]:
    """Numbers of the Sustainable Development Goals that an activity is tagged with."""
    for element, vocabulary in _GOALS:
        for one in activity.iterfind(element):
            code = (one.get("code") or "").strip()
            if one.get("vocabulary") == vocabulary and re.fullmatch("0?[1-9]|1[0-7]", code):
                yield code.lstrip("0")


def _indicator(reader: Reader, name: str, indicator: Element, outcomes: list[str]) -> None:
    """An indicator with its figures by year."""
    title = _title(indicator)
    if not title:
        reader.leave_out(name, message("the indicator has no title"))
        return
    figures, says = indicator_figures(indicator)
    for why in says:
        reader.leave_out(name, why)
    record: Record = {"id": name, "title": title, "outcomes": outcomes, "basis": "implied", **figures}
    reader.add("indicators", record)


def _title(parent: Element | None) -> str | dict[str, str] | None:
    """The title of an element, or its own wordings, in each language."""
    if parent is None:
        return None
    title = parent.find("title")
    place = title if title is not None else parent
    narratives = place.findall("narrative")
    return named((one.get("lang") or "en", one.text or "") for one in narratives)
