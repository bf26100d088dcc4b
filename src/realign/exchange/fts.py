"""Humanitarian requirements and funding as the Financial Tracking Service publishes them, by cluster."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from realign.exchange.foreign import (
    PlanReading,
    Reader,
    RefusedFileError,
    figure_of,
    guarded,
    plan_id,
    words,
)
from realign.exchange.rules import WRONG_VALUE, slip
from realign.exchange.sums import names_total
from realign.exchange.table import Table, TableError, read_table
from realign.exchange.typed import Record
from realign.findings import Place, Position
from realign.text import Text, fill, join, message, plural

Row = Mapping[str, str]
_CERTAIN = ("paid", "commitment")
_FLOW = frozenset(("amountusd", "status"))
_REQUIREMENTS = frozenset(("requirements", "funding"))
_ALIKE = {
    "requirements_usd": "requirements",
    "funding_usd": "funding",
    "appeal_name": "name",
    "appeal_code": "id",
    "location_code": "countrycode",
}
"""Columns of the same data as other services publish them."""
_READ = {
    True: frozenset(
        ("id", "name", "clustercode", "cluster", "countrycode", "year", "currency", *_REQUIREMENTS)
    ),
    False: frozenset((*_FLOW, "boundary", "destglobalclusters")),
}
"""Whether the file gives requirements -> the columns that are read."""
_NAMELESS = frozenset(("", "not specified"))
"""Codes of money that is for no plan of its own."""
_ADDED_UP = {
    "destusageyearstart": message("the money of several years is added up: {some}"),
    "destlocations": message("the money of several countries is added up: {some}"),
}
"""Column of flows -> what is said where it has several values."""
_SEARCHED = 20
"""Rows among which the headings are sought."""
_NAMED = 8
"""Years and countries that are named."""


def looks_like_fts(header: Sequence[str]) -> bool:
    """Whether the first row of a CSV file names the columns of such a file."""
    names = {_column(name) for name in header}
    return names >= _FLOW or names >= _REQUIREMENTS


@guarded
def read_fts(raw: bytes, path: str) -> PlanReading:
    """Make a plan of requirements and funding by cluster or plan, or of single flows.

    A cluster becomes a deliverable: what it requires is its cost, what it was given is money for it alone. Of
    flows what is paid or committed makes one fund of a cluster, what is pledged another. Money for no
    cluster, or for several, is soft and may pay for all. Amounts are US dollars.
    """
    try:
        heads, cells = _parts(read_table(raw, path))
    except TableError as error:
        return PlanReading({}, (error.finding,))
    if not cells or not looks_like_fts(heads):
        raise RefusedFileError(
            path,
            message("this CSV has neither `requirements` and `funding` nor `amountUSD` and `status`"),
            message("export requirements or flows from FTS, or name the kind of file that it is"),
        )
    reader = Reader(path)
    columns = [_column(name) for name in heads]
    for line, row in cells:
        reader.must_fit(line, row, heads)
    rows = [(line, dict(zip(columns, row, strict=False))) for line, row in cells]
    gives = "requirements" in columns
    title, currency = _title(rows), _currency(rows, path)
    reader.kinds["plan"] = [{"id": plan_id(title), "title": title, "currency": currency}]
    reader.pass_over(name for name in heads if _column(name) not in _READ[gives])
    if gives:
        _requirements(reader, rows)
    else:
        _flows(reader, rows)
    if reader.kinds.get("deliverables"):
        title = "Unearmarked money"
        reader.add("funds", {"id": "unearmarked", "kind": "unearmarked", "title": title})
    else:
        reader.kinds.pop("funds", None)
    return reader.result(
        message("no row names a cluster or a plan")
        if gives
        else message("no flow that counts names a cluster")
    )


def _title(rows: Sequence[tuple[int, Row]]) -> str:
    """The name of the one plan that the rows are about; a general one for several."""
    names = {row["name"] for _, row in rows if row.get("name") and _plan(row)}
    return names.pop() if len(names) == 1 else "Humanitarian funding"


def _currency(rows: Sequence[tuple[int, Row]], path: str) -> str:
    """The currency of requirements that name one, else US dollars; raises for several."""
    named = {words(row.get("currency")).upper() for _, row in rows if "requirements" in row} - {""}
    if len(named) > 1:
        raise RefusedFileError(
            path,
            message("the amounts are in several currencies: {some}", some=join(sorted(named))),
            message("convert them into one, and say so in the column currency"),
        )
    return next(iter(named), "USD")


def _code(row: Row) -> str:
    """The code of the plan that a row is about; empty for none."""
    code = words(row.get("id"))
    return "" if code.casefold() in _NAMELESS else code


def _requirements(reader: Reader, rows: Sequence[tuple[int, Row]]) -> None:
    """A row is a cluster, or a plan where the file has no clusters; what has no code is money for all.

    Of several plans each keeps its clusters, and money for none of them may pay for those of its plan alone.
    """
    several = len({*map(_group, dict(rows).values())} - {("", "")}) > 1
    if several:
        says = message("money for no cluster or plan may pay for those of the same plan, country and year")
        reader.tells.append(says)
    shared: dict[tuple[str, ...], Decimal] = {}
    held: dict[tuple[str, str], list[Record]] = {}
    for line, row in rows:
        title, code = words(row.get("cluster") or row.get("name")), _work_code(row)
        required, funding = (_amount(reader, line, row.get(name)) for name in ("requirements", "funding"))
        if why := _no_work(title, code, required, funding):
            reader.leave_out(message("line {line}", line=line), why)
        elif code or required:
            name = code or plan_id(title)
            if several and "clustercode" in row:
                name, title = f"{plan_id(_plan(row))}-{name}", f"{title} ({words(row.get('name'))})"
            made = _work(reader, name, title, required, {"": funding} if funding else {})
            held.setdefault(_group(row), []).append(made)
        elif funding:
            key = (*_group(row), title)
            shared[key] = shared.get(key, Decimal(0)) + Decimal(funding)
    for (country, plan, title), total in shared.items():
        parts = [*filter(None, (country, plan, title))] if several else [title]
        fund = f"shared-{plan_id('-'.join(parts))}"
        _share(reader, fund, ", ".join(parts[::-1]), f"{total:f}", held.get((country, plan), []))


def _no_work(title: str, code: str, required: str | None, funding: str | None) -> Text:
    """Why a row is no cluster and no money; empty for one that is."""
    if names_total(title):
        return message("a total: {title}", title=title)
    if (title or code) and not required and not funding:
        return message("{title}: neither requirements nor funding", title=title or code)
    return ""


def _work_code(row: Row) -> str:
    """The code of the cluster of a row, or of its plan where the file has no clusters; empty for none."""
    return words(row.get("clustercode")) if "clustercode" in row else _code(row)


def _plan(row: Row) -> str:
    """The plan that a row is about, by its code or its name; empty for none."""
    name = words(row.get("name"))
    return _code(row) if "id" in row else "" if name.casefold() in _NAMELESS else name


def _group(row: Row) -> tuple[str, str]:
    """Country and plan of a row; country and year where the file has no clusters."""
    return words(row.get("countrycode")), _plan(row) if "clustercode" in row else words(row.get("year"))


def _flows(reader: Reader, rows: Sequence[tuple[int, Row]]) -> None:
    """Flows by cluster and by how certain they are; those to several clusters or to none are soft."""
    sums = _sums(reader, _coming_in(reader, rows))
    for cluster in sorted({cluster for cluster, _ in sums} - {""}):
        held = {sort: f"{total:f}" for (one, sort), total in sums.items() if one == cluster}
        _work(reader, plan_id(cluster), cluster, None, held)
    for sort in sorted(sort for cluster, sort in sums if not cluster):
        name = "shared-pledged" if sort else "shared"
        title = "Pledged, for several clusters or none" if sort else "For several clusters or none"
        _share(reader, name, title, f"{sums['', sort]:f}", reader.kinds.get("deliverables", []))
    for column, template in _ADDED_UP.items():
        named = sorted({part for _, row in rows for part in words(row.get(column)).split(",") if part})
        if len(named) > 1:
            reader.tells.append(fill(template, some=join(named[:_NAMED])))
    reader.tells.append(message("the file gives no requirements, so the work has no cost"))


def _coming_in(reader: Reader, rows: Sequence[tuple[int, Row]]) -> Sequence[tuple[int, Row]]:
    """The flows from outside; what is passed on inside came in before, and what goes out pays for nothing."""
    by_way: dict[str, list[tuple[int, Row]]] = {}
    for line, row in rows:
        by_way.setdefault(words(row.get("boundary")).casefold(), []).append((line, row))
    gone = by_way.pop("outgoing", [])
    if gone:
        reader.leave_out(_flows_of(gone), message("the money goes out"))
    inside = by_way.pop("internal", [])
    if by_way and inside:
        why = message("they pass on money that came in before")
        reader.leave_out(_flows_of(inside), why)
    elif inside:
        says = message("all flows pass on money that came in before; do not add it to what came in")
        reader.tells.append(says)
        return inside
    return [one for some in by_way.values() for one in some]


def _flows_of(some: Sequence[object]) -> Text:
    """How many flows they are."""
    return plural("1 flow", "{count} flows", len(some))


def _sums(reader: Reader, rows: Sequence[tuple[int, Row]]) -> dict[tuple[str, str], Decimal]:
    """(cluster, empty or `pledge`) -> what was given; the cluster is empty for several or none."""
    sums: dict[tuple[str, str], Decimal] = {}
    for line, row in rows:
        amount, status = _amount(reader, line, row.get("amountusd")), row.get("status", "").casefold()
        if amount is None or status not in (*_CERTAIN, "pledge"):
            reader.leave_out(
                message("line {line}", line=line), message("no amount, or no status that is known")
            )
            continue
        clusters = [one.strip() for one in row.get("destglobalclusters", "").split(",") if one.strip()]
        cluster = clusters[0] if len(clusters) == 1 else ""
        key = (cluster, "" if status in _CERTAIN else "pledge")
        sums[key] = sums.get(key, Decimal(0)) + Decimal(amount)
    return {key: total for key, total in sums.items() if total > 0}


def _share(reader: Reader, name: str, title: str, amount: str, works: Sequence[Record]) -> None:
    """Money that may pay for some clusters."""
    reader.add("funds", {"id": name, "kind": "soft", "title": title, "amount": amount})
    for work in works:
        work["funds"] = [*work["funds"][:-1], name, "unearmarked"]


def _work(reader: Reader, code: str, title: str, cost: str | None, held: Mapping[str, str]) -> Record:
    """A cluster as a deliverable, with the money that was given for it alone; gives its record."""
    funds = []
    for sort, amount in sorted(held.items()):
        name = f"for-{code}-pledged" if sort else f"for-{code}"
        what = f"Pledged for {title}" if sort else f"Given for {title}"
        reader.add("funds", {"id": name, "kind": "hard", "title": what, "amount": amount})
        funds.append(name)
    record = {
        "id": code,
        "title": title,
        "cost": cost,
        "funds": [*funds, "unearmarked"],
        "funds_basis": "implied",
    }
    return reader.add("deliverables", record)


def _amount(reader: Reader, line: int, text: str | None) -> str | None:
    """An amount of money that is not negative; what is none is said at its line."""
    if not (text or "").strip():
        return None
    number = figure_of(text)
    if number is not None and number >= 0:
        return f"{number:f}"
    says = message("{text} is no amount of money", text=text or "")
    reader.findings.append(slip(WRONG_VALUE, Place(reader.path, Position(line, 1)), says))
    return None


def _column(name: str) -> str:
    """The name of a column in small letters, as the Financial Tracking Service calls it."""
    small = name.strip().casefold()
    return _ALIKE.get(small, small)


def _parts(table: Table) -> tuple[list[str], list[tuple[int, tuple[str, ...]]]]:
    """The headings, and the rows below without the one that holds the HXL tags of the columns."""
    rows = [row for row in table.rows if not row.blank]
    at = next((at for at, row in enumerate(rows[:_SEARCHED]) if looks_like_fts(row.cells)), 0)
    tags = (all(value.startswith("#") for value in row.cells if value) for row in rows[at + 1 :])
    below = [(row.number, row.cells) for row, tagged in zip(rows[at + 1 :], tags, strict=True) if not tagged]
    return [*rows[at].cells], below
