"""What files of links have in common that are brought into a plan which is there."""

from collections import Counter
from collections.abc import Mapping, Sequence

from realign.exchange.names import folded
from realign.exchange.typed import Record
from realign.plan import Plan


def outcome_names(plan: Plan) -> dict[str, str]:
    """Ids and titles of the outcomes, folded -> id; a title that two outcomes have stands for neither."""
    titles: list[tuple[str, str]] = []
    for one in plan.outcomes:
        said = [one.title] if isinstance(one.title, str) else one.title.values()
        titles += {(folded(text), one.id) for text in said}
    often = Counter(text for text, _ in titles)
    return {
        **{text: id_ for text, id_ in titles if often[text] == 1},
        **{folded(one.id): one.id for one in plan.outcomes},
    }


def links_apart(plan: Plan, kinds: Mapping[str, list[Record]]) -> dict[str, list[Record]]:
    """The records with ids that no link of another source has in the plan."""
    found = {kind: records for kind, records in kinds.items() if records}
    source = str(kinds["sources"][0]["id"])
    cited = f"{source} "
    others = {one.id for one in plan.links if not any(f"{ref} ".startswith(cited) for ref in one.refs)}
    links: Sequence[Record] = kinds.get("links", ())
    if any(one["id"] in others for one in links):
        found["links"] = [{**one, "id": f"{source}-{one['id']}"} for one in links]
    return found
