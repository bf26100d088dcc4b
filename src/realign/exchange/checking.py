"""The script that recomputes a ranking and checks a funding answer, with the figures of a plan inside."""

import json
from collections.abc import Mapping
from importlib import resources
from typing import TYPE_CHECKING, Any

from realign.plan import Link, Plan
from realign.plan.lookup import find_lens

if TYPE_CHECKING:
    from realign.questions.gaps import Gaps
    from realign.questions.links import Links

_PLACE = 'DATA = json.loads("{}")'


def check_file(plan: Plan, ranking: "Links", funding: "Gaps | None") -> str:
    """The text of `check.py`: the script, a plan, its ranking and its funding answer."""
    data: dict[str, Any] = {"links": _links(plan, ranking)}
    if funding:
        data["money"] = {"levels": [_level(plan, funding, level) for level in funding.levels]}
    text = json.dumps(data, indent=1, ensure_ascii=True, sort_keys=True)
    text = text.replace("'", "\\u0027")  # a name of the plan must not end the text of the script
    script = (resources.files("realign.exchange") / "check_script.txt").read_text(encoding="utf-8")
    return script.replace(_PLACE, f"DATA = json.loads(r'''\n{text}\n''')")


def _links(plan: Plan, ranking: "Links") -> dict[str, Any]:
    """What the ranking rests on, and what it says."""
    lens = find_lens(plan, ranking.lens) if ranking.lens else None
    weights = (lens.outcomes if lens else None) or {}
    codes = [one.id for one in plan.outcomes]
    return {
        "outcomes": codes,
        "scale": plan.about.scale,
        "delta": ranking.delta,
        "destinations": [weights.get(code, 1.0) for code in codes],
        "records": [_record(plan, link, ranking.lens) for link in plan.links],
        "drive": {one.id: one.drive for one in ranking.outcomes},
        "links": [
            {
                "source": one.source,
                "target": one.target,
                "whole": one.back_upstream is not None,
                "loss": one.loss,
                "rank": one.rank,
            }
            for one in ranking.links
        ],
    }


def _record(plan: Plan, link: Link, lens: str | None) -> dict[str, Any]:
    """A record of a link as it stands in the plan."""
    weights = plan.weights
    judged = [vote.strength for vote in link.votes(weights)]
    told: dict[str, Any] = {
        "from": link.from_,
        "to": link.to,
        "direction": link.way(weights),
        "strength": link.score(weights),
        "judged": judged,
        "basis": link.basis,
        "relevance": _relevance(plan, link, lens),
        "refs": [" ".join(ref.split()) for ref in link.refs] or [link.id],
    }
    if judged and weights:
        told["scores"] = _weighed(plan, link)
    return told


def _weighed(plan: Plan, link: Link) -> list[tuple[float, float]]:
    """Strengths and how sure they are, where judges do not count alike."""
    from realign.models.influence.statements import statements_of

    found: Mapping[float, float] = {
        one.strength: one.confidence for one in statements_of(link, None, plan.weights)
    }
    return [(strength, sure) for strength, sure in found.items() if strength]


def _relevance(plan: Plan, link: Link, lens: str | None) -> float:
    """How much a record counts through the lens."""
    if lens is None:
        return 1.0
    if lens in link.lenses:
        return link.lenses[lens] if isinstance(link.lenses, dict) else 1.0
    return find_lens(plan, lens).default_relevance


def _level(plan: Plan, funding: "Gaps", level: Any) -> dict[str, Any]:
    """One amount: the pots, the work, who pays for it."""
    work = {one.id: one for one in plan.fundables}
    pots = {fund.id: level.unearmarked if fund.id == funding.fund else fund.amount for fund in plan.funds}
    inner = {fund.id: getattr(fund, "within", None) for fund in plan.funds}
    for name, outer in inner.items():
        if outer and pots.get(outer) is not None:
            pots[outer] = (pots[outer] or 0) - (pots[name] or 0)
    return {
        "unearmarked": level.unearmarked,
        "certified": level.proof == "certified",
        "pots": pots,
        "covered": list(level.covered),
        "spent": dict(level.spent),
        "items": [
            {
                "id": one.id,
                "state": one.state,
                "cost": one.cost if isinstance(one.cost, int) else None,
                "paid": one.paid or 0,
                "paid_by": dict(one.paid_by),
                "funds": list(one.funds),
                "tier": one.tier,
                "value": one.value,
                "divisible": bool(getattr(work.get(one.id), "divisible", False)),
                "requires": list(getattr(work.get(one.id), "requires", ())),
            }
            for one in level.items
            if not one.same_as  # the same work under another name counts once
        ],
    }
