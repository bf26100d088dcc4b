"""Links whose outcomes have been reworded, and the edit that confirms them."""

from pathlib import Path

import pytest

from realign.findings import CallError
from realign.loading import Loaded, load
from realign.plan import fingerprint
from realign.questions.review import accept, review
from realign.text import say
from realign.views.review import sheets

HEAD = """plan: {id: p, title: A plan}
outcomes:
  - {id: "1.1", title: Homes}
  - {id: "1.2", title: {en: Streets, zh: 街道}}
"""
NOW = {"1.1": fingerprint("Homes"), "1.2": fingerprint({"en": "Streets", "zh": "街道"})}


def loaded(folder: Path, links: str) -> Loaded:
    (folder / "plan.yaml").write_text(HEAD + links, encoding="utf-8")
    found = load(folder)
    assert found.plan, found.findings
    return found


def accepted(folder: Path, links: str, *ids: str) -> str:
    """The file after its links were accepted."""
    before = loaded(folder, links)
    assert before.plan
    for file in accept(before.plan, before.sources, ids):
        Path(file.path).write_bytes(file.raw)
    after = load(folder)
    assert after.plan, after.findings
    states = [one.state for one in review(after.plan, ids).links]
    assert states == ["judged"] * len(ids)
    return (folder / "plan.yaml").read_text(encoding="utf-8")[len(HEAD) :]


BLOCK = """links:
  # the first
  - id: L1
    from: ["1.1"]
    to: ["1.2"]
    strength: 2 # why
    basis: analyst
  - {id: L2, from: ["1.2"], to: ["1.1"], strength: 1, basis: analyst}
"""


def test_links_without_a_fingerprint_are_listed(tmp_path: Path) -> None:
    found = loaded(tmp_path, BLOCK)
    assert found.plan
    answer = review(found.plan)
    assert [(one.id, one.state, one.unknown) for one in answer.links] == [
        ("L1", "unjudged", ("1.1", "1.2")),
        ("L2", "unjudged", ("1.1", "1.2")),
    ]
    assert answer.counts == {"judged": 0, "suspect": 0, "unjudged": 2}


def test_the_title_does_not_ask_to_read_again_what_was_judged(tmp_path: Path) -> None:
    judged = f'judged_on: {{"1.1": "{NOW["1.1"]}", "1.2": "{NOW["1.2"]}"}}'
    line = f'links: [{{id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst, {judged}}}]\n'
    found = loaded(tmp_path, line)
    assert found.plan
    titles = {ids: next(sheets(review(found.plan, ids))).title for ids in ((), ("L1",))}
    assert say(titles[()], "en") == "Links to read again: 0 of 1"
    assert say(titles["L1",], "en") == "Links, and whether their judgement stands: 0 of 1"


def test_a_reworded_outcome_makes_the_link_suspect(tmp_path: Path) -> None:
    line = f'links: [{{id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst, judged_on: {{"1.1": "00000000", "1.2": "{NOW["1.2"]}"}}}}]\n'
    found = loaded(tmp_path, line)
    assert found.plan
    answer = review(found.plan)
    assert [(one.state, one.changed, one.unknown) for one in answer.links] == [("suspect", ("1.1",), ())]
    assert accepted(tmp_path, line, "L1") == line.replace("00000000", NOW["1.1"])


def test_accepting_adds_one_line_and_leaves_comments_alone(tmp_path: Path) -> None:
    judged = f'judged_on: {{"1.1": "{NOW["1.1"]}", "1.2": "{NOW["1.2"]}"}}'
    assert accepted(tmp_path, BLOCK, "L1") == BLOCK.replace(
        "    basis: analyst\n  - {", f"    {judged}\n    basis: analyst\n  - {{"
    )
    assert accepted(tmp_path, BLOCK, "L2", "L1").count(judged) == 2


@pytest.mark.parametrize(
    "links",
    [
        'links:\n  - basis: analyst\n    id: L1\n    from: ["1.1"]\n    to: ["1.2"]\n    strength: 2\n',
        'links: [{"basis": analyst, id: L1, from: ["1.1"], to: ["1.2"], strength: 2}]\n',
        'links:\n  - id: L1\n    from: ["1.1"]\n    to: ["1.2"]\n    strength: 2\n    basis: analyst\n    judged_on: {}\n',
        'links:\n  - id: L1\n    from: ["1.1"]\n    to: ["1.2"]\n    strength: 2\n    basis: analyst\n    judged_on:\n      "1.2": "00000000" # old\n',
        'links:\n  - {id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst, judged_on: {"1.2": "00000000"}}\n',
    ],
)
def test_however_the_record_is_written(tmp_path: Path, links: str) -> None:
    after = accepted(tmp_path, links, "L1")
    assert after.count("#") == links.count("#")
    assert accepted(tmp_path, after, "L1") == after, "a second time changes nothing"


def test_what_cannot_be_edited_safely_is_refused(tmp_path: Path) -> None:
    odd = 'links:\n  - {id: L1, from: ["1.1"], to: ["1.2"], strength: 2,\n     basis: analyst}\n'
    with pytest.raises(CallError, match="cannot be edited safely"):
        accepted(tmp_path, odd, "L1")


def test_an_unknown_id_is_a_wrong_call(tmp_path: Path) -> None:
    found = loaded(tmp_path, BLOCK)
    assert found.plan
    with pytest.raises(CallError, match="no link is called 'L3'"):
        review(found.plan, ["L3"])
