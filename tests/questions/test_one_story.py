"""Two answers never disagree: on random changes of a plan every question tells the same figures and states."""

import random
from pathlib import Path
from typing import Any

import pytest

import realign
from loops import nonempty
from realign.findings import CallError
from realign.plan import Plan

TOWN = Path(__file__).parents[1] / "plans" / "town"
KINDS = ("deliverables", "activities", "links", "flagships", "actions")
STATES = {"covered": {"there"}, "uncovered": {"missing"}, "open": {"part", "full", "missing"}}
"""State in `gaps` -> what `focus` says of the money."""


def changed(plan: Plan, luck: random.Random) -> Plan | None:
    """The plan without a few records and with other costs; none where that cannot be."""
    ids = [record.id for kind in KINDS for record in getattr(plan, kind)]
    gone = luck.sample(ids, luck.choice([0, 1, 2]))
    works = [work.id for work in luck.sample(plan.deliverables, 2) if work.id not in gone]
    try:
        return realign.what_if(plan, gone, [f"{work}.cost={luck.randrange(1, 9) * 50_000}" for work in works])
    except CallError:
        return None


def ends(links: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(link["source"], link["target"]) for link in links]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_every_question_tells_the_same_story(seed: int) -> None:
    luck = random.Random(seed)  # noqa: S311 - no secret
    plans = [found for _ in range(3) if (found := changed(realign.load(TOWN), luck))]
    for plan in nonempty(plans):
        lens, amount = luck.choice([None, "heat", "recovery"]), luck.choice([0, 100_000, 200_000, 1_200_000])
        gaps = realign.gaps(plan, amount, lens=lens).to_dict()
        focus = realign.focus(plan, amount, lens, draws=0).to_dict()
        (level,) = gaps["levels"]
        assert level["required"] == focus["required"]

        money = {work["id"]: work for work in focus["programme"]}
        for item in nonempty(level["items"]):
            work = money[item["id"]]
            assert work["funding"]["money"] in STATES[item["state"]]
            assert work["money_state"] == work["funding"]["money"]
            assert not (item["state"] == "uncovered" and work["decision"] == "adjust")
        counted = [sum(item["state"] == state for item in level["items"]) for state in STATES]
        assert counted == [len(level[state]) for state in STATES]

        links = realign.links(plan, lens, draws=0).to_dict()
        first = ends(links["links"])[: focus["top"]]
        assert [f"{source}–{target}" for source, target in first] == [link["link"] for link in focus["links"]]
        actions = realign.actions(plan, lens, draws=0).to_dict()
        flagships = realign.flagships(plan, lens, draws=0).to_dict()
        assert ends(actions["matrix"]) == first
        carried = {link for one in flagships["flagships"] for link in one["carries"]}
        assert carried.isdisjoint(flagships["uncarried"])
        assert carried | {*flagships["uncarried"]} == {f"{source}–{target}" for source, target in first}

        paper = realign.report(plan, lens, amount, draws=0).to_dict()
        answers = {"gaps": gaps, f"focus-{amount}": focus, "links": links, "actions": actions}
        answers["flagships"] = flagships
        for chapter in nonempty(paper["chapters"]):
            alone = answers.get(chapter["name"], {})
            differ = {
                name
                for name in alone.keys() & chapter["answer"].keys()
                if alone[name] != chapter["answer"][name]
            }
            assert not differ, (chapter["name"], differ)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6, 9))
def test_cards_and_traces_tell_what_the_answers_count_with(seed: int) -> None:
    plan = changed(realign.load(TOWN), random.Random(seed)) or realign.load(TOWN)  # noqa: S311 - no secret
    trace = realign.trace(plan).to_dict()
    traced = {f"{one['kind']}/{one['id']}": one for one in trace["records"]}
    costs = {f"{one['kind']}/{one['id']}": one["value"] for one in trace["figures"] if one["field"] == "cost"}
    (level,) = realign.gaps(plan, 100_000).to_dict()["levels"]
    for item in nonempty(level["items"]):
        name = f"{item['kind']}/{item['id']}"
        (card,) = realign.show(plan, name).to_dict()["cards"]
        fields = {value["field"]: value["value"] for value in card["values"]}
        assert fields.get("cost", item["cost"]) == costs.get(name, item["cost"]) == item["cost"]
        assert sorted(fields.get("funds", [])) == sorted(item["funds"])
        assert {rest["ref"] for rest in card["rests_on"]} == {*item["refs"]} == {*traced[name]["refs"]}

    ranked = realign.links(plan, draws=0).to_dict()["links"]
    for link in nonempty(ranked):
        cards = [realign.show(plan, f"links/{record}").to_dict()["cards"][0] for record in link["records"]]
        bases = {value["value"] for card in cards for value in card["values"] if value["field"] == "basis"}
        assert link["basis"] in bases
        said = {rest["ref"] for card in cards for rest in card["rests_on"]}
        assert {*link["refs"]} <= said
        assert {*link["records"]} == {card["id"] for card in cards}
        (outcome,) = realign.show(plan, f"outcomes/{link['source']}").to_dict()["cards"]
        ties = {tie["record"] for tie in outcome["links"] if tie["other"] == link["target"]}
        assert {*link["records"]} <= ties
        assert all(f"links/{record}" in traced for record in link["records"])
