"""Which fields of which records name records of another kind."""

from collections.abc import Iterator, Mapping

from realign.plan import Plan, Record

USES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "outcomes": {
        "lenses": ("outcomes",),
        "links": ("from_", "to", "called", "judged_on"),
        "flagships": ("outcomes",),
        "actions": ("outcomes",),
        "indicators": ("outcomes",),
        "annotations": ("outcomes",),
        "deliverables": ("outcomes",),
        "activities": ("outcomes",),
    },
    "domains": {
        "outcomes": ("domain",),
        "groups": ("domain",),
        "annotations": ("domain", "filed_under"),
    },
    "lenses": {
        **dict.fromkeys(("links", "flagships", "actions", "indicators"), ("lenses",)),
        "annotations": ("lenses", "quotes"),
    },
    "funds": {
        **dict.fromkeys(("flagships", "actions", "annotations", "deliverables", "activities"), ("funds",)),
        "funds": ("within",),
    },
    "groups": {"annotations": ("groups",), "deliverables": ("group",)},
    "partners": {"actions": ("partners",)},
    "flagships": {"flagships": ("drives",), "annotations": ("flagships",)},
    "resolutions": {"activities": ("resolution",)},
    "deliverables": {"deliverables": ("within",)},
    "fundables": {
        "deliverables": ("requires", "same_as"),
        "activities": ("requires", "same_as"),
        "funds": ("covers",),
    },
}
"""Kind -> where in the plan its records are named: other kind -> fields; `fundables` are deliverables and
activities."""


def kinds_named(user: str, field: str) -> Iterator[str]:
    """The kinds whose records a field of the kind `user` names."""
    for kind, uses in USES.items():
        if field in {name.rstrip("_") for name in uses.get(user, ())}:
            yield from ("deliverables", "activities") if kind == "fundables" else (kind,)


def users(plan: Plan, kind: str, id_: str) -> Iterator[tuple[str, Record, str]]:
    """Kind, record and field of every place that names the record `id_` of `kind`; each pair once."""
    seen: set[tuple[str, str, str]] = set()
    kinds = (kind, "fundables") if kind in {"deliverables", "activities"} else (kind,)
    for uses in (USES.get(each, {}) for each in kinds):
        for user, fields in uses.items():
            for record in getattr(plan, user):
                for field in fields:
                    named = getattr(record, field)
                    if named and (named == id_ if isinstance(named, str) else id_ in named):
                        place = (user, record.id, field.rstrip("_"))
                        if place not in seen:
                            seen.add(place)
                            yield user, record, field.rstrip("_")
