"""The example with simulated judges holds what its story says, and was made as the story says."""

import csv
import json
import os
import random
import re
import shlex
import statistics
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from loops import nonempty
from realign.face import load, validate
from realign.models.influence.ranks import tau_b

ROOT = Path(__file__).parents[1]
HOME = ROOT / "examples" / "sdg-targets"
STORY = (ROOT / "docs" / "examples.md").read_text(encoding="utf-8").partition("## Five judges")[2]
JUDGES = ("s1", "s2", "s3", "s4", "s5")

Scores = dict[tuple[str, str], int]


def scores(path: Path) -> Scores:
    with path.open(encoding="utf-8") as file:
        (_, *targets), *rows = csv.reader(file)
    return {
        (source, target): int(cell)
        for source, *cells in rows
        for target, cell in zip(targets, cells, strict=True)
        if cell
    }


PUBLISHED = scores(ROOT / "tests" / "published" / "weitz-2018-sweden.csv")
ROOM = {name: scores(HOME / "scores" / f"{name}.csv") for name in JUDGES}


@pytest.mark.parametrize("number", range(1, 6))
def test_a_judge_is_a_step_off_in_two_fifths_of_the_published_scores(number: int) -> None:
    luck = random.Random(number)  # noqa: S311 - no secret
    made = {}
    for pair, score in nonempty(PUBLISHED.items()):
        off = luck.choice([-1, 1]) if luck.random() < 0.4 else 0
        made[pair] = max(-3, min(3, score + off))
    assert ROOM[f"s{number}"] == made
    differ = [made[pair] != score for pair, score in PUBLISHED.items()]
    assert 0.33 < statistics.mean(differ) < 0.45


def test_the_plan_holds_the_scores_and_their_medians() -> None:
    assert validate(HOME / "plan").findings == ()
    plan = load(HOME / "plan")
    assert [(one.id, one.group) for one in plan.judges] == [(name, "simulated") for name in JUDGES]
    found: dict[tuple[str, str], float] = {}
    for link in nonempty(plan.links):
        for target in nonempty(link.to):
            pair = (link.from_[0], target)
            assert pair not in found
            given = {one.by: one.strength for one in link.judgements}
            assert given == {name: room[pair] for name, room in ROOM.items()}
            found[pair] = link.score({})
    assert found == {pair: statistics.median(room[pair] for room in ROOM.values()) for pair in PUBLISHED}


@pytest.mark.slow
@pytest.mark.subprocess
def test_importing_the_scores_gives_the_plan(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    first = (HOME / "plan" / "plan.yaml").read_bytes()
    (tmp_path / "plan" / "plan.yaml").write_bytes(first)
    call = next(call for call in calls() if call.startswith("realign import"))
    words = [
        str(HOME / word) if word.endswith(".csv") else word
        for word in shlex.split(call.replace("examples/sdg-targets/", ""))
    ]
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    made = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "plan").iterdir()}
    there = {path.name: path.read_text(encoding="utf-8") for path in (HOME / "plan").iterdir()}
    assert made.keys() == there.keys()
    for name, text in nonempty(made.items()):
        assert text.partition("\n")[2] == there[name].partition("\n")[2]  # the first line names the file


def calls() -> list[str]:
    return re.findall(r"^\$ (realign .*)$", STORY, flags=re.MULTILINE)


def answer(call: str, *more: str) -> str:
    environ = {name: text for name, text in os.environ.items() if name != "REALIGN_PLAN"}
    words = [sys.executable, "-m", *shlex.split(call), *more]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, env=environ)
    assert done.returncode == 0, f"{call}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.mark.slow
@pytest.mark.subprocess
def test_the_commands_of_the_story_say_what_it_says(tmp_path: Path) -> None:
    told = calls()
    assert [call.split()[1] for call in told] == [
        "import",
        "validate",
        "judges",
        "links",
        "links",
        "report",
        "report",
    ]
    assert json.loads(answer(told[1], "--format", "json", "-q"))["counts"]["error"] == 0
    room = json.loads(answer(told[2], "--format", "json", "-q"))
    assert f"alpha is {room['alpha']:.2f}" in flat(STORY)
    assert f"in {room['both_signs']} links" in flat(STORY)
    first = room["links"][0]
    assert f"`{first['source']}–{first['target']}`" in flat(STORY)
    agreed, published = (json.loads(answer(call, "--format", "json", "-q")) for call in told[3:5])
    for links in nonempty([agreed, published]):
        assert f"{100 * links['choice']['share']:.0f} %" in flat(STORY)
        assert f"{100 * links['choice']['worst_tenth']:.0f} %" in flat(STORY)
    both = [one for one in agreed["choice"]["links"] if one in published["choice"]["links"]]
    assert len(both) == 3
    for one in nonempty(both):
        assert one.replace("-", "–") in flat(STORY)
    core = [f"{one['source']}–{one['target']}" for one in agreed["links"] if one["class"] == "core"]
    assert core == ["12.1–8.4"]
    for call, name in nonempty(zip(told[5:], ("page.html", "brief.docx"), strict=True)):
        assert call.endswith(f"--output {name}")
        answer(call.replace(name, str(tmp_path / name)))
        assert (tmp_path / name).stat().st_size > 5_000


@pytest.mark.slow
def test_the_room_finds_the_published_order_nearly() -> None:
    """Both rankings by numpy alone: drives of the medians and of the published scores."""
    names = list(dict.fromkeys(source for source, _ in PUBLISHED))
    drives = []
    for told in (
        PUBLISHED,
        {pair: statistics.median(room[pair] for room in ROOM.values()) for pair in PUBLISHED},
    ):
        matrix = np.array([[told.get((a, b), 0) for b in names] for a in names], dtype=float) / 3
        norm = max(np.abs(matrix).sum(axis=0).max(), np.abs(matrix).sum(axis=1).max())
        x = matrix / norm
        drives.append((x @ np.linalg.inv(np.eye(len(x)) - x / 2)).sum(axis=1))
    tau = tau_b(*drives)
    assert tau is not None
    assert f"tau {tau:.2f}" in flat(STORY)


def test_the_story_counts_right() -> None:
    middle = {pair: statistics.median(room[pair] for room in ROOM.values()) for pair in nonempty(PUBLISHED)}
    differ = [pair for pair, score in PUBLISHED.items() if middle[pair] != score]
    ghosts = [pair for pair in differ if PUBLISHED[pair] == 0]
    alone = [sum(room[pair] != score for pair, score in PUBLISHED.items()) for room in ROOM.values()]
    assert {abs(middle[pair]) for pair in ghosts} == {1}
    assert f"in {len(differ)} of 1 122 cells" in flat(STORY)
    assert f"in {len(ghosts)} cells where nothing was published" in flat(STORY)
    assert round(statistics.mean(alone), -1) == 430


def flat(text: str) -> str:
    return " ".join(text.split())
