"""Does every name in the plan lead somewhere?"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from operator import attrgetter

from realign.checks.check import Advice, Complaint, Path, as_yaml, check
from realign.checks.names import called, choices, listing, several, siblings, singular
from realign.findings import Key
from realign.plan import Plan
from realign.plan.uses import USES
from realign.suggest import Suggestions
from realign.text import message

Named = tuple[str, str, Path, str, Collection[str]]
"""Kind, record and path of a place in the plan that names something, the name, and all names there."""
_Names = str | Collection[str] | None
"""What a field that names records may hold."""


@check("RA101")
def unknown_outcome(plan: Plan) -> Iterator[Complaint]:
    """A record names an outcome that the plan does not have.

    Links, money and programmes are tied to outcomes by their codes; a code that leads nowhere
    would silently drop that tie from every ranking. Codes are never guessed: correct the
    code, or add the outcome.

    Broken:
        outcomes: [{id: "3.1", title: Lower emissions}, {id: "3.2", title: Green cities}]
        links: [{id: L1, from: ["3.1"], to: ["3.9"], strength: 2, basis: analyst}]

    Mended:
        outcomes: [{id: "3.1", title: Lower emissions}, {id: "3.2", title: Green cities}]
        links: [{id: L1, from: ["3.1"], to: ["3.2"], strength: 2, basis: analyst}]
    """
    yield from _misnamed(plan, "outcomes")


@check("RA102")
def unknown_domain(plan: Plan) -> Iterator[Complaint]:
    """A record names a domain that the plan does not have.

    The outcome, table or annotation would belong nowhere. Correct the code, or add the domain.

    Broken:
        domains: [{id: "1", title: Homes}]
        outcomes: [{id: "2.1", domain: "2", title: Jobs}]

    Mended:
        domains: [{id: "1", title: Homes}, {id: "2", title: Work}]
        outcomes: [{id: "1.1", domain: "1", title: Land}, {id: "2.1", domain: "2", title: Jobs}]
    """
    yield from _misnamed(plan, "domains")


@check("RA103")
def unknown_lens(plan: Plan) -> Iterator[Complaint]:
    """A record is tagged with a lens that the plan does not have.

    Through no lens would the tag ever count. Correct the name, or add the lens.

    Broken:
        outcomes: [{id: "1.1", title: Homes}, {id: "1.2", title: Jobs}]
        lenses: [{id: resilience, title: Resilience}]
        links: [{id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst, lenses: [resilence]}]

    Mended:
        outcomes: [{id: "1.1", title: Homes}, {id: "1.2", title: Jobs}]
        lenses: [{id: resilience, title: Resilience}]
        links: [{id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst, lenses: [resilience]}]
    """
    yield from _misnamed(plan, "lenses")


@check("RA104")
def unknown_fund(plan: Plan) -> Iterator[Complaint]:
    """A record names a fund that the plan does not have.

    The money could never pay for it, and the gap would look larger than it is. Correct the name, or
    add the fund.

    Broken:
        funds: [{id: core, kind: unearmarked, title: Core fund}]
        activities: [{id: A1, title: Yearly report, funds: [coer]}]

    Mended:
        funds: [{id: core, kind: unearmarked, title: Core fund}]
        activities: [{id: A1, title: Yearly report, funds: [core]}]
    """
    yield from _misnamed(plan, "funds")


@check("RA105")
def unknown_group(plan: Plan) -> Iterator[Complaint]:
    """A record names a group of deliverables that the plan does not have.

    Its figures would be missing from every subtotal. Correct the name, or add the group.

    Broken:
        groups: [{id: meetings, title: Meetings}]
        deliverables: [{id: D1, title: Board meetings, group: meeting}]

    Mended:
        groups: [{id: meetings, title: Meetings}]
        deliverables: [{id: D1, title: Board meetings, group: meetings}]
    """
    yield from _misnamed(plan, "groups")


@check("RA106")
def unknown_partner(plan: Plan) -> Iterator[Complaint]:
    """An action names a partner that the plan does not have.

    Correct the name, or add the partner.

    Broken:
        partners: [{id: UNICEF, title: United Nations Children's Fund}]
        actions: [{id: AC1, kind: partnership, title: Safe schools, partners: [UNICFE]}]

    Mended:
        partners: [{id: UNICEF, title: United Nations Children's Fund}]
        actions: [{id: AC1, kind: partnership, title: Safe schools, partners: [UNICEF]}]
    """
    yield from _misnamed(plan, "partners")


@check("RA107")
def unknown_programme(plan: Plan) -> Iterator[Complaint]:
    """A record names a flagship or global programme that the plan does not have.

    Correct the name, or add the programme under `flagships`.

    Broken:
        flagships: [{id: F1, kind: flagship, title: Lively streets, drives: [F2]}]

    Mended:
        flagships:
          - {id: F1, kind: flagship, title: Lively streets, drives: [F2]}
          - {id: F2, kind: flagship, title: Smart cities}
    """
    yield from _misnamed(plan, "flagships")


@check("RA108")
def unknown_resolution(plan: Plan) -> Iterator[Complaint]:
    """An activity answers to a resolution that the plan does not have.

    The gaps by resolution could not say how far it is carried out. Correct the
    number, or add the resolution.

    Broken:
        resolutions: [{id: "1/2", title: Safer cities}]
        activities: [{id: A1, title: Safety monitor, resolution: "1/6"}]

    Mended:
        resolutions: [{id: "1/2", title: Safer cities}]
        activities: [{id: A1, title: Safety monitor, resolution: "1/2"}]
    """
    yield from _misnamed(plan, "resolutions")


@check("RA109")
def unknown_whole(plan: Plan) -> Iterator[Complaint]:
    """A deliverable says that another one already counts it, and that one is not in the plan.

    Correct the id behind `within`, or add the deliverable.

    Broken:
        deliverables: [{id: D2, title: World report, within: D1}]

    Mended:
        deliverables: [{id: D1, title: Flagship reports}, {id: D2, title: World report, within: D1}]
    """
    yield from _misnamed(plan, "deliverables")


@check("RA110")
def unknown_requirement(plan: Plan) -> Iterator[Complaint]:
    """A record names a piece of work that the plan does not have.

    What `requires` it could never count as covered; what is the same (`same_as`) would never be paid for; a
    stated requirement (`covers`) would vouch for nothing. Correct the id, or add the deliverable or
    activity.

    Broken:
        activities: [{id: A1, title: Training, requires: [A2]}]

    Mended:
        activities: [{id: A1, title: Training, requires: [A2]}, {id: A2, title: Handbook}]
    """
    yield from _misnamed(plan, "fundables")


@check("RA111")
def shared_id(plan: Plan) -> Iterator[Complaint]:
    """A deliverable and an activity have the same id.

    Both are things that money can be spent on, and the answers about money name them by id alone. Give
    one of them another id.

    Broken:
        deliverables: [{id: X1, title: Yearly report}]
        activities: [{id: X1, title: Training}]

    Mended:
        deliverables: [{id: D1, title: Yearly report}]
        activities: [{id: A1, title: Training}]
    """
    if not plan.activities:
        return
    taken = _ids(plan, "activities")
    for one in plan.deliverables:
        if one.id in taken:
            yield Complaint(
                "deliverables",
                one.id,
                ("id",),
                message("{id} is the id of a deliverable and of an activity", id=one.id),
                message("give one of them another id; answers about money name both by id"),
                related=((("activities", one.id, ("id",)), message("activity {id}", id=one.id)),),
            )


_DIVIDERS = re.compile("[,;，、；/]")
_INSIDE: Mapping[str, Path] = {"covers": ("required", "covers")}
"""Fields that stand inside another one in the files, and their paths."""


def _misnamed(plan: Plan, kind: str) -> Iterator[Complaint]:
    """Complain of every place that names a record of `kind` that is not there."""
    if not _is_named(plan, kind):
        return
    known = _ids(plan, kind)
    what = singular(kind)

    names = Suggestions(known)

    def advice(name: str, path: Path, others: Collection[str]) -> Advice:
        hint, near = _advice(plan, kind, known, name, names)
        twice = isinstance(path[-1], Key) and near in others
        return hint, None if twice else near

    for user, record, path, name, others in _named(plan, kind, known):
        says = message(
            "{record} names {what} {name}, which the plan does not have",
            record=called(user, record),
            what=what,
            name=name,
        )
        yield Complaint(user, record, path, says, advice=partial(advice, name, path, others))


def _advice(plan: Plan, kind: str, known: Mapping[str, None], name: str, names: Suggestions) -> Advice:
    """What to do about a name that leads nowhere, and the name that is certain enough to write."""
    if not known:
        return message(
            "the plan has no {kinds} yet; add them under `{kind}:`", kinds=several(kind), kind=kind
        ), None
    parts = [part.strip() for part in _DIVIDERS.split(name) if part.strip()]
    if len(parts) > 1 and all(part in known for part in parts):
        return message("these are several: write [{parts}]", parts=", ".join(map(as_yaml, parts))), None
    if kind != "outcomes" and (near := names.near(name)):
        return message("did you mean '{near}'?", near=near), names.certain(name)
    family = siblings(name, known) if kind == "outcomes" else []
    stem = name.rpartition(".")[0]
    if family and any(one.id == stem for one in plan.domains):
        return message(
            "domain {domain} has {names}; correct the code, or add the outcome",
            domain=stem,
            names=listing(family),
        ), None
    return choices(kind, family or known), None


def _is_named(plan: Plan, kind: str) -> bool:
    """Whether any record names one of `kind`; a cheap question before a million ids are collected."""
    return any(
        any(map(attrgetter(field), getattr(plan, user)))
        for user, fields in USES[kind].items()
        for field in fields
    )


def _ids(plan: Plan, kind: str) -> dict[str, None]:
    """The ids of a kind in the order of the plan; `fundables` are deliverables and activities."""
    return dict.fromkeys(one.id for one in getattr(plan, kind))


def _named(plan: Plan, kind: str, known: Mapping[str, None]) -> Iterator[Named]:
    """Every place that names a record of `kind` that is not among `known`."""
    covers = frozenset(known).issuperset
    for user, fields in USES[kind].items():
        records = getattr(plan, user)
        wrong = [field for field in fields if not _all_covered(map(attrgetter(field), records), covers)]
        for one in records if wrong else ():
            for field in wrong:
                names = getattr(one, field)
                if not names:
                    continue
                place = _INSIDE.get(field, (field.rstrip("_"),))
                if isinstance(names, str):
                    if names not in known:
                        yield user, one.id, place, names, ()
                elif not covers(names):
                    for index, name in enumerate(names):
                        if name not in known:
                            step = Key(name) if isinstance(names, Mapping) else index
                            yield user, one.id, (*place, step), name, names


def _all_covered(values: Iterable[_Names], covers: Callable[[Iterable[str]], bool]) -> bool:
    """Whether all that the values of a field name is there; the same value is looked up once."""
    try:
        different: Collection[_Names] = set(values)
    except TypeError:  # a mapping has no hash; fields that are mappings are few
        return False
    return all(covers((one,) if isinstance(one, str) else one) for one in different if one)
