"""Documents → the plan they make, or what keeps them from making one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from pydantic_core import ValidationError

from realign.checks.names import singular
from realign.documents import Document, misreading
from realign.documents.limits import MOST_TOLD, no_more
from realign.findings import Finding, Fix, Place, Related
from realign.loading.fields import kinds
from realign.loading.locations import KindInFile, Places
from realign.loading.record_subject import Subject, did_you_mean, short
from realign.loading.rules import BAD_MONEY, NO_PLAN, ROUNDED, SAME_ID, TWO_PLANS, UNKNOWN_KIND, WRONG_SHAPE
from realign.loading.unstated import unstated_tiers
from realign.money import MoneyReader
from realign.plan import KINDS, About, Plan
from realign.plan.validators import checker
from realign.text import Text, join, message

_HANDFUL = 1000
"""Records that are checked together; their plain data is let go at once, which halves the memory."""


@dataclass(slots=True)
class Shaped:
    """What became of the documents."""

    plan: Plan | None
    findings: list[Finding]
    places: Places
    money: MoneyReader
    """What has read the amounts; it knows what it rounded and converted."""
    misshapen: list[Place]
    """What stands where a list of records belongs."""


@dataclass(slots=True)
class _Work:
    """What has been gathered so far."""

    about: list[tuple[Document, int, int]] = field(default_factory=list)
    """Every `plan:` with its key and its value."""
    pieces: dict[str, list[KindInFile]] = field(default_factory=dict)
    names: dict[str, list[str | None]] = field(default_factory=dict)
    records: dict[str, list[Any]] = field(default_factory=dict)
    tierless: dict[str, list[Any]] = field(default_factory=dict)
    """Records whose file states no tier, by kind."""
    findings: list[Finding] = field(default_factory=list)
    misshapen: list[Place] = field(default_factory=list)
    money: MoneyReader = field(default_factory=MoneyReader)


def shape(documents: Iterable[Document], folder: Place, *, whole: bool) -> Shaped:
    """Join the kinds that are spread over `documents` into one plan.

    `whole` says whether every file could be read; only then is it certain that `plan:` is missing.
    The data of the documents is used up.
    """
    work = _Work()
    readable = [one for one in documents if one.data is not None and one.table.root is not None]
    for document in readable:
        _plan_first(document, work)
    about = _about(work, folder, whole=whole)
    work.money = about.reader() if about else MoneyReader(None)
    for document in readable:
        _sort(document, work)
    first = (work.about[0][0], work.about[0][2]) if work.about else None
    places = Places(folder, first, work.pieces, work.names)
    for kind in work.pieces:
        work.findings += _same_ids(kind, work.names[kind], places)
    plan = None
    if about is not None:
        plan = Plan.of(about, **{kind: tuple(records) for kind, records in work.records.items()})
    if about is not None:
        work.findings += _odd_rates(about, places)
    if about is not None and work.money.rounded:
        work.findings.append(_rounded(work.money, places, readable))
    if plan is not None:
        work.findings += unstated_tiers(plan, work.tierless, places)
    return Shaped(plan, work.findings, places, work.money, work.misshapen)


def _nodes(document: Document) -> dict[str, tuple[int, int]]:
    """The keys of a file with their nodes: of the key and of the value."""
    table = document.table
    steps: dict[str, tuple[int, int]] = {}
    for key, node in table.pairs(table.root or 0):
        steps.setdefault(table.word(key), (key, node))
    return steps


def _plan_first(document: Document, work: _Work) -> None:
    """Take out of a document what the plan says of itself: its currency is needed to read amounts."""
    data = document.data or {}
    if "plan" in data:
        root = document.table.root or 0
        value = data.pop("plan")
        key, node = _nodes(document).get("plan", (root, root))  # a name with an escape is not found
        work.about.append((document, key, node))
        if value is not None:
            work.records.setdefault("plan", []).append(_plan_itself(document, node, value, work))


def _sort(document: Document, work: _Work) -> None:
    """Take one document apart by kinds."""
    data, root = document.data or {}, document.table.root or 0
    steps = _nodes(document)
    unknown = 0
    for name in list(data):
        value = data.pop(name)
        key, node = steps.get(name, (root, root))
        if name not in KINDS:
            unknown += 1
            if unknown <= MOST_TOLD:
                work.findings.append(_unknown_kind(document, key, name))
            elif unknown == MOST_TOLD + 1:
                work.findings.append(no_more(UNKNOWN_KIND, document.table.place(key)))
        elif isinstance(value, list):
            piece = KindInFile(document, node, len(value))
            work.pieces.setdefault(name, []).append(piece)
            _records(name, piece, value, work)
        elif value is not None:
            work.findings.append(_no_list(document, key, name, value))
            work.misshapen.append(document.table.place(node))


def _plan_itself(document: Document, node: int, value: Any, work: _Work) -> About | None:
    """What the plan says of itself."""
    about: About
    try:
        (about,) = checker(About).validate_python([value])
    except ValidationError as error:
        if isinstance(value, dict):
            work.findings += _explain_all(error, [Subject(document, node, "plan", About, value)])
        else:
            hint = misreading(value) if isinstance(value, str) else ""
            says = message("'plan' must be a mapping with the fields id and title")
            work.findings.append(
                WRONG_SHAPE.finding(
                    document.table.place(node), says, hint or message("write plan: {{id: …, title: …}}")
                )
            )
        return None
    return about


def _records(kind: str, piece: KindInFile, items: list[Any], work: _Work) -> None:
    """Check the records of a kind that stand in one file, a handful at a time."""
    record = kinds()[kind]
    names, records = work.names.setdefault(kind, []), work.records.setdefault(kind, [])
    nodes: list[int] = []
    for begin in range(0, len(items), _HANDFUL):
        handful = items[begin : begin + _HANDFUL]
        try:
            made = checker(record).validate_python(handful, context=work.money)
            records += made
            names += [one.id for one in made]
            if kind in {"deliverables", "activities"}:
                work.tierless.setdefault(kind, []).extend(
                    one for one, item in zip(made, handful, strict=True) if "tier" not in item
                )
        except ValidationError as error:
            names += [_name(item) for item in handful]
            nodes = nodes or list(piece.document.table.children(piece.node))
            about = [
                Subject(piece.document, node, kind, record, item, number)
                for number, (node, item) in enumerate(zip(nodes[begin:], handful, strict=False), begin + 1)
            ]
            work.findings += _explain_all(error, about)
        items[begin : begin + _HANDFUL] = [None] * len(handful)


def _name(item: Any) -> str | None:
    """The id of a record that has not been checked yet."""
    found = item.get("id") if isinstance(item, dict) else None
    return found if isinstance(found, str) else None


def _explain_all(error: ValidationError, subjects: list[Subject]) -> Iterator[Finding]:
    """Say what is wrong with some of the records."""
    from realign.loading.record_errors import explain  # a plan without faults does not wait for it

    errors = error.errors(include_url=False)
    for number, group in groupby(errors, key=lambda one: int(one["loc"][0])):
        yield from explain([{**one, "loc": one["loc"][1:]} for one in group], subjects[number])


def _about(work: _Work, folder: Place, *, whole: bool) -> About | None:
    """What the plan says of itself, if it says so once."""
    if not work.about:
        if whole:
            hint = message("add `plan: {{id: …, title: …}}` to one of the files")
            work.findings.append(NO_PLAN.finding(folder, message("no file has the field `plan:`"), hint))
        return None
    first, key, _ = work.about[0]
    for document, other, _ in work.about[1:]:
        there = first.table.place(key)
        says = message("`plan:` is given twice; the first time at {there}", there=f"{there}")
        related = (Related(there, message("`plan:` stands here, too")),)
        work.findings.append(
            TWO_PLANS.finding(document.table.place(other), says, message("keep one of them"), related=related)
        )
    found: list[About | None] = work.records.pop("plan", [])
    return found[0] if len(found) == 1 else None


def _unknown_kind(document: Document, key: int, name: str) -> Finding:
    """A key that is no kind."""
    known = ("plan", *KINDS)
    guess, sure = did_you_mean(name, known)
    place = document.table.place(key)
    says = message("'{name}' is no kind that realign knows", name=short(name))
    hint = (
        message("did you mean '{guess}'?", guess=guess)
        if guess
        else misreading(name) or message("known are {known}", known=join(known))
    )
    fix = Fix(place, guess, message("write {guess}", guess=guess)) if sure else None
    return UNKNOWN_KIND.finding(place, says, hint, fix=fix)


def _no_list(document: Document, key: int, name: str, value: Any) -> Finding:
    """A kind that is not a list."""
    hint: Text = message("begin each record with a dash and a space: - id: …")
    if isinstance(value, str):
        hint = misreading(value) or hint
    elif any(word.startswith("-") for word in value):
        hint = message("write a space after each dash: - id: …")
    else:
        hint = misreading(next(iter(value), "")) or hint
    what = (
        message("a mapping") if isinstance(value, dict) else message("the text '{value}'", value=short(value))
    )
    says = message("'{name}' must be a list of records; here it is {what}", name=name, what=what)
    return WRONG_SHAPE.finding(document.table.place(key), says, hint)


def _odd_rates(about: About, places: Places) -> Iterator[Finding]:
    """Rates that convert nothing: of the plan's own currency, or into none."""
    place = places("plan", "", "rates")
    if about.rates and not about.currency:
        says = message("the plan states rates, but no currency to convert into")
        yield BAD_MONEY.finding(
            place, says, message("add `currency:` to `plan:`"), record="plan", field="rates"
        )
    elif about.rates and about.currency in about.rates:
        says = message(
            "the plan states a rate for {currency}, which is its own currency", currency=about.currency
        )
        yield BAD_MONEY.finding(place, says, message("leave it out"), record="plan", field="rates")


def _rounded(money: MoneyReader, places: Places, read: Iterable[Document]) -> Finding:
    """Say once that amounts were no whole units, and which way they were rounded."""
    says = message(
        "amounts with parts of a unit, such as '{rounded}', are rounded: costs up, funds down",
        rounded=money.rounded,
    )
    hint = message("nothing need be done; whole units keep the figures as they are written")
    place = next(_written_at(money.rounded, read), places("plan", "", "currency"))
    return ROUNDED.finding(place, says, hint, record="plan", field="currency")


def _written_at(text: str, read: Iterable[Document]) -> Iterator[Place]:
    """Where an amount stands, as it is written."""
    for document in read:
        table, start = document.table, document.lines.text.find(text)
        while start >= 0:
            node = table.scalar_at(start)
            if node is not None and table.word(node) == text:
                yield table.place(node)
            start = document.lines.text.find(text, start + 1)


def _same_ids(kind: str, names: list[str | None], places: Places) -> Iterator[Finding]:
    """Records of one kind that share an id."""
    if len(set(names)) == len(names):
        return
    first: dict[str, int] = {}
    for number, name in enumerate(names):
        if name is None:
            continue
        if name not in first:
            first[name] = number
            continue
        earlier = places.inside(*places.record(kind, first[name]))
        noun = singular(kind)
        says = message(
            "{noun} {name} is defined twice; the first time at {earlier}",
            noun=noun,
            name=short(name),
            earlier=f"{earlier}",
        )
        related = (
            Related(earlier, message("{noun} {name} is defined here, too", noun=noun, name=short(name))),
        )
        here = places.inside(*places.record(kind, number))
        hint = message("give one of them another id, or delete it")
        yield SAME_ID.finding(here, says, hint, related=related, record=f"{kind}/{name}", field="id")
