"""A UN cooperation framework as UN INFO publishes it: priorities, outcomes, outputs and their money."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from realign.exchange.foreign import (
    PlanReading,
    Reader,
    RefusedFileError,
    figure_of,
    guarded,
    json_of,
    plan_id,
    words,
)
from realign.exchange.foreign_rules import OTHER_SUM
from realign.exchange.rules import slip
from realign.exchange.vocabulary import FRAMEWORK_WORDS
from realign.findings import Place
from realign.text import message

_LEVELS = ("strategic priority", "priority", "outcome", "output")
_LABEL = re.compile(rf"(?:{'|'.join(_LEVELS)})\s+(?P<code>[\w.]+)\s*[-–—:]\s*(?P<title>.+)", re.IGNORECASE)
_MONEY = ("required", "available", "spent")
_READ = frozenset(("workspace_id", "name", "totals", "framework"))
"""Parts of a framework that are read, or say nothing of it."""


def looks_like_uninfo(data: object) -> bool:
    """Whether JSON data is such a framework."""
    tree = data.get("framework") if isinstance(data, dict) else None
    return isinstance(tree, list) and any(isinstance(one, dict) and "required" in one for one in tree)


@guarded
def read_uninfo(raw: bytes, path: str, currency: str | None = None) -> PlanReading:
    """Make a plan of a framework: an output becomes a deliverable that costs what is `required`.

    What is `available` is money for that output alone (a `hard` fund); one unearmarked fund may pay for
    every output. `spent` stays beside it as `x-spent`. Amounts keep their cents; loading says how they are
    rounded.
    """
    data = json_of(raw, path)
    if not looks_like_uninfo(data):
        raise RefusedFileError(
            path,
            message("this JSON is no cooperation framework: no list `framework` with `required`"),
            message("download it from UN INFO, or name the kind of file that it is"),
        )
    reader = Reader(path)
    name = words(data.get("name")) or "Framework"
    about = {"id": plan_id(name), "title": name, "currency": currency, "words": FRAMEWORK_WORDS}
    reader.kinds["plan"] = [{key: value for key, value in about.items() if value}]
    for number, priority in _numbered(data["framework"]):
        _priority(reader, number, priority)
    reader.pass_over(
        f"{name} ({len(part)})" if isinstance(part, list) else name
        for name, part in data.items()
        if name not in _READ and part not in (None, "", [], {})
    )
    _compare(
        reader,
        name,
        {**data.get("totals", {}), "children": data["framework"]}
        if isinstance(data.get("totals"), dict)
        else {},
    )
    if reader.kinds.get("deliverables"):
        reader.add("funds", {"id": "unearmarked", "kind": "unearmarked", "title": "Unearmarked money"})
        reader.tells.append(
            message(
                "each output costs what is required; what is available may pay for that output alone, "
                "unearmarked money for all"
            )
        )
    return reader.result(message("no priority has outcomes with outputs"))


def _priority(reader: Reader, number: int, priority: Mapping[str, Any]) -> None:
    """A priority with its outcomes and outputs; one without outputs is left out and named."""
    code, title = _label(priority, f"{number}")
    if not any(_children(outcome) for _, outcome in _numbered(priority.get("children"))):
        reader.leave_out(title, message("the file lists no outputs of it"))
        return
    reader.add("domains", {"id": code, "title": title})
    _compare(reader, code, priority)
    for place, outcome in _numbered(priority.get("children")):
        own, name = _label(outcome, f"{code}.{place}")
        own = own if own.startswith(f"{code}.") else f"{code}.{place}"
        reader.add("outcomes", {"id": own, "domain": code, "title": name})
        _compare(reader, own, outcome)
        for position, output in _numbered(outcome.get("children")):
            _output(reader, own, position, output)


def _output(reader: Reader, outcome: str, position: int, output: Mapping[str, Any]) -> None:
    """An output as a deliverable, and the money that is there for it."""
    code, title = _label(output, f"{outcome}.{position}")
    code = code if "." in code else f"{outcome}.{position}"
    required, available, spent = (_amount(output.get(field)) for field in _MONEY)
    available = available if available and Decimal(available) else None
    name, fund = f"O{code}", f"for-O{code}"
    record = {
        "id": name,
        "title": title,
        "outcomes": [outcome],
        "basis": "stated",
        "cost": required,
        "funds": [fund, "unearmarked"] if available else ["unearmarked"],
        "says": words(output.get("description")) or None,
        "x-spent": spent,
    }
    reader.add("deliverables", record)
    if available:
        what = {"id": fund, "kind": "hard", "title": f"Available for output {code}", "amount": available}
        reader.add("funds", what)
    for field in _MONEY:
        given = output.get(field)
        if given is not None and _amount(given) is None:
            says = message("{text} is no amount of money", text=words(str(given))[:40])
            reader.leave_out(f"{name}: {field}", says)
    if required is None:
        reader.leave_out(f"{name}: required", message("no amount is given, so its cost is unknown"))


def _compare(reader: Reader, code: str, level: Mapping[str, Any]) -> None:
    """Say where the parts of a level do not add up to what it says itself."""
    for field in _MONEY[:2]:
        stated = _amount(level.get(field))
        parts = [_amount(child.get(field)) for child in _children(level)]
        if stated is None or not parts or None in parts:
            continue
        total = sum(Decimal(part) for part in parts if part is not None)
        if abs(total - Decimal(stated)) >= 1:
            says = message(
                "{field} of {code} is {stated}, but its parts add up to {total}; the parts are read",
                field=field,
                code=code,
                stated=stated,
                total=f"{total}",
            )
            reader.findings.append(slip(OTHER_SUM, Place(reader.path), says))


def _label(level: Mapping[str, Any], default: str) -> tuple[str, str]:
    """Code and title: "Output 1.1.2 - Better services" has both."""
    name = words(level.get("name")) or default
    found = _LABEL.match(name)
    if found:
        return found["code"], found["title"]
    code = words(level.get("code"))
    return (code if re.fullmatch(r"[\w.-]{1,40}", code) else default), name


def _amount(given: object) -> str | None:
    """An amount of money that is not negative, as it is written; None for anything else."""
    number = figure_of(given)
    return None if number is None or number < 0 else f"{number:f}"


def _children(level: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [child for _, child in _numbered(level.get("children"))]


def _numbered(given: object) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The parts of a level, counted from 1; what is no mapping is passed over."""
    if isinstance(given, list):
        yield from ((number, one) for number, one in enumerate(given, start=1) if isinstance(one, dict))
