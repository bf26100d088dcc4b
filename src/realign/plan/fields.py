"""What stands in the fields of a record, path by path, and which of it are figures."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from itertools import chain
from operator import attrgetter
from typing import Any

from realign.plan import KINDS, Fund, Plan, Record, Requirement, code_order
from realign.plan.structure import About, Basis

Path = tuple[str, ...]
"""Where in a record: the field, then keys."""

_FIGURES: Mapping[str, Mapping[str, Basis | None]] = {
    "plan": {"scale": "analyst", "structure": "stated"},
    "lenses": {"default_relevance": "analyst", "outcomes": "analyst"},
    "links": {"strength": "analyst"},
    "funds": {"amount": "stated", "required": "stated", "received": "stated"},
    "groups": {"stated": "stated"},
    "deliverables": {"quantity": "stated", "first_planned": "stated", "cost": None, "value": "analyst"},
    "activities": {"cost": None, "value": "analyst"},
}
"""Kind -> field -> where figures of that sort come from; `None`: as the record says.

A strength is always a judgement, whatever the basis of the statement."""


_refs_of = attrgetter("refs")
_INSIDE: Mapping[str, tuple[Path, Callable[[Any], tuple[str, ...]]]] = {
    **dict.fromkeys(("links", "actions", "annotations"), (("via",), attrgetter("via"))),
    **dict.fromkeys(
        ("deliverables", "activities"), (("now", "refs"), lambda one: one.now.refs if one.now else ())
    ),
    "funds": (
        ("required", "refs"),
        lambda one: one.required.refs if isinstance(one.required, Requirement) else (),
    ),
}
"""Kind -> where its records hold references beside `refs`, and how to get them."""


@dataclass(frozen=True, slots=True)
class MoneyFigure:
    """A number that stands in a plan."""

    kind: str
    id: str
    path: Path
    value: float
    basis: Basis | None
    refs: tuple[str, ...]


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every value inside a record that is given, with its path as YAML spells it.

    A list is one value; a list of wordings in several languages is one for each language, and of records
    each has its first field as its key.
    """
    if value is None:
        return
    if is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name), (*path, field.name.rstrip("_")))
    elif isinstance(value, Mapping):
        for key, one in sorted(value.items(), key=lambda item: code_order(str(item[0]))):
            yield from leaves(one, (*path, str(key)))
    elif isinstance(value, tuple):
        yield from _leaves_of_list(value, path)
    else:
        yield path, value


def _leaves_of_list(values: tuple[object, ...], path: Path) -> Iterator[tuple[Path, object]]:
    """The values of a list: those of its records, of its wordings in each language, or the list itself."""
    if values and is_dataclass(values[0]):
        for one in filter(is_dataclass, values):
            key, *rest = ((field.name.rstrip("_"), getattr(one, field.name)) for field in fields(one))
            for name, inner in rest:
                yield from leaves(inner, (*path, str(key[1]), name))
        return
    spoken = [one for one in values if isinstance(one, Mapping)]
    if not spoken:
        yield path, values
    for language in sorted(set().union(*spoken)):
        said = (one.get(language, str(one)) if isinstance(one, Mapping) else one for one in values)
        yield (*path, language), tuple(said)


def figures(plan: Plan) -> Iterator[MoneyFigure]:
    """Every figure of the plan, in the order of its records."""
    for kind, one in (("plan", plan.about), *plan.records()):
        for field, basis in _FIGURES.get(kind, {}).items():
            origin = basis or getattr(one, "basis", None)
            for path, value in leaves(getattr(one, field), (field,)):
                if isinstance(value, int | float):
                    yield MoneyFigure(kind, one.id, path, value, origin, _refs(one, path))


def citations(kind: str, one: Record | About) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Every list of references in a record of a kind, with its path as YAML spells it."""
    yield ("ref" if kind == "discrepancies" else "refs",), one.refs
    inside = _INSIDE.get(kind)
    if inside:
        path, refs_in = inside
        yield path, refs_in(one)


def references(plan: Plan) -> set[str]:
    """Every reference of the plan, each once."""
    kinds = (map(_refs_of, getattr(plan, kind)) for kind in KINDS)
    inside = (refs for _, _, refs in references_inside(plan))
    return set(chain(plan.about.refs, chain.from_iterable(chain(*kinds, inside))))


def references_inside(plan: Plan) -> Iterator[tuple[str, Record, tuple[str, ...]]]:
    """Kind, record and references of what is cited elsewhere than in `refs`."""
    for kind, (_, refs_in) in _INSIDE.items():
        for one in getattr(plan, kind):
            refs = refs_in(one)
            if refs:
                yield kind, one, refs


def refs_of_year(fund: Fund, year: int | str) -> tuple[str, ...]:
    """Where it stands what a fund received in a year: the references that end with the year, else all."""
    return tuple(ref for ref in fund.refs if ref.endswith(str(year))) or fund.refs


def _refs(one: Record | About, path: Path) -> tuple[str, ...]:
    """Where a figure stands: of a fund, the reference of a year stands for what came in that year alone."""
    if path[0] == "required" and isinstance(one, Fund) and isinstance(one.required, Requirement):
        return one.required.refs or one.refs
    if not isinstance(one, Fund) or not one.received:
        return one.refs
    if path[0] == "received":
        return refs_of_year(one, path[-1])
    years = tuple(map(str, one.received))
    return tuple(ref for ref in one.refs if not ref.endswith(years)) or one.refs
