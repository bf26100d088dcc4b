"""A matrix goes beside the outcomes of a plan that is there; programmes may have several judges, too."""

from pathlib import Path

import pytest
import yaml

from loops import nonempty, sampled
from realign.exchange.matrix import read_matrices
from realign.exchange.matrix_plan import matrix_plan
from realign.face import load, validate
from started import started

PLAN = """
plan: {id: city, title: City plan, scale: 3}
domains: [{id: "1", title: Homes}, {id: "2", title: Streets}]
outcomes:
  - {id: "1.1", domain: "1", title: Repaired homes}
  - {id: "1.10", domain: "1", title: Fair rents}
  - {id: "2.2", domain: "2", title: {en: Safe crossings, fr: Passages protégés}}
"""
FIRST = ",1.1,1.10,2.2\n1.1,,3,0\n1.10,-2,,0\n2.2,0,1,\n"
SECOND = ",1.1,1.10,2.2\n1.1,,1,2\n1.10,-2,,0\n2.2,0,1,\n"


def run(folder: Path, *words: str) -> tuple[int, str]:
    done = started(*words, cwd=folder)
    return done.returncode, " ".join((done.stdout + done.stderr).split())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "g1.csv").write_text(FIRST, encoding="utf-8")
    (tmp_path / "g2.csv").write_text(SECOND, encoding="utf-8")
    return tmp_path


@pytest.mark.subprocess
def test_judges_are_added_to_the_outcomes_of_a_plan(home: Path) -> None:
    code, said = run(home, "import", "matrix", "g1.csv", "g2.csv", "--judge", "file", "--to", "plan")
    assert code == 0, said
    assert "read: 2 judges, 1 source, 6 links" in said
    assert (home / "plan" / "plan.yaml").read_text(encoding="utf-8") == PLAN
    plan = load(home / "plan")
    assert [one.domain for one in plan.outcomes] == ["1", "1", "2"]
    assert [one.id for one in plan.judges] == ["g1", "g2"]
    scores = {(one.from_[0], target): one.score({}) for one in plan.links for target in one.to}
    assert {pair: score for pair, score in scores.items() if score} == {
        ("1.1", "1.10"): 1,
        ("1.10", "1.1"): -2,
        ("2.2", "1.10"): 1,
    }
    assert not [one for one in validate(home / "plan").findings if one.code == "RA132"]
    code, said = run(home, "import", "matrix", "g1.csv", "g2.csv", "--judge", "file", "--to", "plan")
    assert code == 0
    assert "records are in the plan just so" in said
    assert len(load(home / "plan").links) == len(plan.links)


@pytest.mark.subprocess
def test_titles_name_outcomes_and_new_names_are_told(home: Path) -> None:
    titled = ",Repaired homes,Passages protégés,Clean air\n"
    titled += "Repaired homes,,2,1\nPassages protégés,3,,0\nClean air,0,1,\n"
    (home / "t.csv").write_text(titled, encoding="utf-8")
    code, said = run(home, "import", "t.csv", "--to", "plan")
    assert code == 0, said
    assert "outcomes that the plan does not have yet: “Clean air”" in said
    plan = load(home / "plan")
    assert [one.id for one in plan.outcomes] == ["1.1", "1.10", "2.2", "Clean air"]
    assert {(one.from_[0], one.to[0]) for one in plan.links} == {
        ("1.1", "2.2"),
        ("1.1", "Clean air"),
        ("2.2", "1.1"),
        ("Clean air", "2.2"),
    }


@pytest.mark.subprocess
def test_a_second_matrix_does_not_take_the_ids_of_the_first(home: Path) -> None:
    for name in ("g1.csv", "g2.csv", "g1.csv"):
        code, said = run(home, "import", "matrix", name, "--to", "plan")
        assert code == 0, said
    links = load(home / "plan").links
    assert len(links) == len({one.id for one in links}) == 3 + 4
    for one in nonempty(links):
        assert one.id.startswith("L-") == one.refs[0].startswith("g1 ")


@pytest.mark.subprocess
@pytest.mark.parametrize(
    ("text", "more", "code", "says"),
    sampled(
        [
            (",x,y\nx,,1\ny,2,\n", (), 2, "no name is an outcome of the plan: “x”, “y”"),
            (FIRST, ("--scale", "5"), 2, "the plan counts up to 3, not 5"),
            (FIRST.replace("3", "4"), (), 1, "RA812"),
            (",1.1,Repaired homes\n1.1,,1\nRepaired homes,2,\n", (), 1, "stand for the same outcome, 1.1"),
        ],
        2,
    ),
)
def test_what_does_not_fit_the_plan_is_refused(
    home: Path, text: str, more: tuple[str, ...], code: int, says: str
) -> None:
    (home / "w.csv").write_text(text, encoding="utf-8")
    found, said = run(home, "import", "matrix", "w.csv", "--to", "plan", *more)
    assert (found, says in said) == (code, True), said
    assert [path.name for path in (home / "plan").iterdir()] == ["plan.yaml"]


@pytest.mark.subprocess
def test_with_force_the_matrix_takes_the_place_of_the_plan(home: Path) -> None:
    code, said = run(home, "import", "matrix", "g1.csv", "--to", "plan", "--force")
    assert code == 0, said
    assert [one.title for one in load(home / "plan").outcomes] == ["1.1", "1.10", "2.2"]


HEAD = ",SDG1,SDG2,SDG3\n"
ONE = f"{HEAD}Cash transfers,3,2,0\nSchool meals,1,-1,0\n"
TWO = f"{HEAD}Cash transfers,1,2,-3\nSchool meals,1,2,0\n"
THREE = f"{HEAD}School meals,0,2,1\nCash transfers,2,2,-1\n"


@pytest.mark.parametrize(
    "files",
    [
        [ONE, TWO, THREE],
        [f"{ONE}\n{TWO}\n{THREE}"],
        [f"{ONE}{TWO}{THREE}"],
        [f"Judge A\n{ONE}\nJudge B\n{TWO}Judge C\n{THREE}"],
    ],
)
def test_programmes_that_several_judges_score_have_the_median(files: list[str], tmp_path: Path) -> None:
    """3 1 2 | 2 2 2 | 0 -3 -1 and 1 1 0 | -1 2 2 | 0 0 1: the medians are 2, 2, -1 and 1, 2, 0."""
    reading = read_matrices([(text.encode(), f"{at}.csv") for at, text in enumerate(files)])
    assert reading.matrix is not None, [str(one.message) for one in reading.findings]
    written = matrix_plan(reading.matrix, "m.csv")
    told = {one["id"]: one for one in yaml.safe_load(written["flagships.yaml"])["flagships"]}
    assert told["Cash transfers"]["outcomes"] == ["SDG1", "SDG2"]
    assert told["Cash transfers"]["x-scores"] == {"SDG1": 2, "SDG2": 2, "SDG3": -1}
    assert told["School meals"]["outcomes"] == ["SDG1", "SDG2"]
    assert told["School meals"]["x-scores"] == {"SDG1": 1, "SDG2": 2, "SDG3": 0}
    assert told["School meals"]["x-judges"]["g3"] == {"SDG1": 0, "SDG2": 2, "SDG3": 1}
    for name, text in written.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [one.id for one in load(tmp_path).judges] == ["g1", "g2", "g3"]
