"""Humanitarian requirements and funding as the Financial Tracking Service publishes them, by cluster."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from realign.exchange.foreign import (
    PlanReading,
    Reader,
    RefusedFileError,
    figure_of,
    guarded,
    plan_id,
    text_of,
    words,
)
from realign.exchange.rules import WRONG_VALUE, slip
from realign.exchange.sums import names_total
from realign.findings import Place, Position
from realign.text import join, message

Row = Mapping[str, str]
_CERTAIN = ("paid", "commitment")
_FLOW = frozenset(("amountusd", "status"))
_REQUIREMENTS = frozenset(("requirements", "funding"))


def looks_like_fts(header: Sequence[str]) -> bool:
    """Whether the first row of a CSV file names the columns of such a file."""
    names = {name.strip().casefold() for name in header}
    return names >= _FLOW or names >= _REQUIREMENTS


@guarded
def read_fts(raw: bytes, path: str) -> PlanReading:
    """Make a plan of requirements and funding by cluster or plan, or of single flows.

    A cluster becomes a deliverable: what it requires is its cost, what it was given is money for it alone. Of
    flows what is paid or committed makes one fund of a cluster, what is pledged another. Money for no
    cluster, or for several, is soft and may pay for all. Amounts are US dollars.
    """
    rows = [*_rows(text_of(raw, path), path)]
    if not rows or not looks_like_fts([*rows[0][1]]):
        raise RefusedFileError(
            path,
            message("this CSV has neither `requirements` and `funding` nor `amountUSD` and `status`"),
            message("export requirements or flows from FTS, or name the kind of file that it is"),
        )
    reader = Reader(path)
    rows = [
        (line, row) for line, row in rows if not all(value.startswith("#") for value in row.values() if value)
    ]
    title = next((row["name"] for _, row in rows if row.get("name")), "") or "Humanitarian funding"
    currency = _currency(rows, path)
    reader.kinds["plan"] = [{"id": plan_id(title), "title": title, "currency": currency}]
    if rows and "requirements" in rows[0][1]:
        _requirements(reader, rows)
    else:
        _flows(reader, rows)
    if reader.kinds.get("deliverables"):
        title = "Unearmarked money"
        reader.add("funds", {"id": "unearmarked", "kind": "unearmarked", "title": title})
    else:
        reader.kinds.pop("funds", None)
    return reader.result(message("no row names a cluster or a plan"))


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


def _tags(row: Row) -> bool:
    """Whether a row holds the HXL tags of the columns."""
    return all(value.startswith("#") for value in row.values() if value)


def _requirements(reader: Reader, rows: Sequence[tuple[int, Row]]) -> None:
    """A row is a cluster, or a plan where the file has no clusters; what has no code is money for all."""
    shared: dict[str, Decimal] = {}
    for line, row in rows:
        title = words(row.get("cluster") or row.get("name"))
        code = words(row.get("clustercode") if "clustercode" in row else row.get("id"))
        if names_total(title):
            reader.leave_out(message("line {line}", line=line), message("a total: {title}", title=title))
            continue
        required, funding = (_amount(reader, line, row.get(name)) for name in ("requirements", "funding"))
        if (code or required) and (required or funding):
            _work(reader, code or plan_id(title), title, required, {"": funding} if funding else {})
        elif funding:
            shared[title] = shared.get(title, Decimal(0)) + Decimal(funding)
    for title, total in shared.items():
        _share(reader, f"shared-{plan_id(title)}", title, f"{total:f}")


def _flows(reader: Reader, rows: Sequence[tuple[int, Row]]) -> None:
    """Flows by cluster and by how certain they are; those to several clusters or to none are soft."""
    sums = _sums(reader, rows)
    for cluster in sorted({cluster for cluster, _ in sums} - {""}):
        held = {sort: f"{total:f}" for (one, sort), total in sums.items() if one == cluster}
        _work(reader, plan_id(cluster), cluster, None, held)
    for sort in sorted(sort for cluster, sort in sums if not cluster):
        name = "shared-pledged" if sort else "shared"
        title = "Pledged, for several clusters or none" if sort else "For several clusters or none"
        _share(reader, name, title, f"{sums['', sort]:f}")
    reader.tells.append(message("the file gives no requirements, so the work has no cost"))


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


def _share(reader: Reader, name: str, title: str, amount: str) -> None:
    """Money that may pay for every cluster."""
    reader.add("funds", {"id": name, "kind": "soft", "title": title, "amount": amount})
    for work in reader.kinds.get("deliverables", ()):
        work["funds"] = [*work["funds"][:-1], name, "unearmarked"]


def _work(reader: Reader, code: str, title: str, cost: str | None, held: Mapping[str, str]) -> None:
    """A cluster as a deliverable, with the money that was given for it alone."""
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
    reader.add("deliverables", record)


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


def _rows(text: str, path: str) -> Iterator[tuple[int, Row]]:
    """The rows as column -> value, columns in small letters, with the lines that they end in."""
    reader = csv.reader(text.splitlines(keepends=True))
    try:
        header = [name.strip().casefold() for name in next(reader, [])]
        for row in reader:
            if any(value.strip() for value in row):
                yield reader.line_num, dict(zip(header, row, strict=False))
    except csv.Error as error:
        raise RefusedFileError(path, message("this is no whole CSV: {why}", why=f"{error}")) from error
