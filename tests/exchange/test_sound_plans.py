"""What `import` and `init` make is a plan that loads, is sound and can be analysed."""

from pathlib import Path

import pytest

from realign import checks
from realign.exchange.folder import write_folder
from realign.exchange.matrix import read_matrix
from realign.exchange.matrix_plan import matrix_plan
from realign.exchange.records import workbook_plan
from realign.exchange.scaffold import TEMPLATES, scaffold
from realign.exchange.tabulation import plan_sheets
from realign.findings import Finding
from realign.loading import load
from realign.plan import Plan
from realign.questions.links import links
from realign.render.xlsx import write_workbook
from realign.sheets import RenderOptions

NASTY = [
    "NO", "1.10", "010", "12:30", "1e3", "null", "~", "yes", "2020-01-01", "<<", "?", "-", "a  b",
    "a: b", "a #b", "#1", "- x", "&c", "*d", "!t", "%e", "@f", "`g", "{a}", "[b]", "a, b", "'q'", 'say "hi"',
    "back\\slash", "=cmd|' /C calc'!A0", "住房（新）", "🌱", "👩‍🔧", "Ünï", "row NO", "x" * 190, "a\tb",
]  # fmt: skip


def csv_of(names: list[str], scores: dict[tuple[int, int], str]) -> bytes:
    quoted = ['"' + name.replace('"', '""') + '"' for name in names]
    lines = [",".join(["", *quoted])]
    lines += [
        ",".join([quoted[row], *(scores.get((row, column), "") for column in range(len(names)))])
        for row in range(len(names))
    ]
    return "\n".join(lines).encode()


def loaded(folder: Path) -> tuple[Plan, tuple[Finding, ...]]:
    found = load(folder)
    assert found.plan is not None, found.findings
    return found.plan, (*found.findings, *checks.run(found.plan, found.locate))


def imported(raw: bytes, folder: Path) -> tuple[Plan, tuple[Finding, ...]]:
    reading = read_matrix(raw, "m.csv")
    assert reading.matrix is not None, reading.findings
    write_folder(folder / "plan", matrix_plan(reading.matrix, "m.csv"), alone=True)
    return loaded(folder / "plan")


def test_names_and_numbers_survive_all_the_way_to_the_answer(tmp_path: Path) -> None:
    names = [name for name in NASTY if "\t" not in name]
    scores = {(at, (at * 7 + 1) % len(names)): f"-{at}.50e-1" for at in range(1, len(names))}
    scores = {pair: score for pair, score in scores.items() if pair[0] != pair[1]}
    plan, findings = imported(csv_of(names, scores), tmp_path)
    assert not [one for one in findings if one.severity == "error"], findings
    called = {one.id: str(one.title) for one in plan.outcomes}  # long names are titles, beside a code
    ends = {(called[one.from_[0]], called[one.to[0]]): one.strength for one in plan.links}
    assert {(names.index(one), names.index(other)): strength for (one, other), strength in ends.items()} == {
        pair: float(score) for pair, score in scores.items()
    }
    answer = links(plan, draws=0)
    assert {called[one.id] for one in answer.outcomes} == set(names)
    ranked = {(called[one.source], called[one.target]) for one in answer.links}
    assert ranked == {(names[a], names[b]) for a, b in scores}


@pytest.mark.parametrize("scores", [{(0, 1): "2"}, {(0, 1): "0.0001", (1, 0): "-40"}])
def test_a_small_matrix_is_a_sound_plan(tmp_path: Path, scores: dict[tuple[int, int], str]) -> None:
    _, findings = imported(csv_of(["a", "b"], scores), tmp_path)
    assert not findings


def test_a_row_without_scores_is_set_aside_and_an_outcome_without_links_pointed_out(tmp_path: Path) -> None:
    _, findings = imported(csv_of(["a", "b", "c"], {(0, 1): "2"}), tmp_path)
    assert {one.code for one in findings} == {"RA601"}


def test_a_matrix_of_zeros_is_a_plan_without_links(tmp_path: Path) -> None:
    plan, findings = imported(csv_of(["a", "b"], {(0, 1): "0"}), tmp_path)
    assert not plan.links
    assert not [one for one in findings if one.severity == "error"]


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_new_plan_is_sound_and_has_links(tmp_path: Path, template: str) -> None:
    write_folder(tmp_path / "new", scaffold(template))
    plan, findings = loaded(tmp_path / "new" / "data")
    assert not findings
    for lens in (None, *(one.id for one in plan.lenses)):
        assert links(plan, lens, draws=0).links


def test_a_plan_that_went_through_a_workbook_loads_as_the_same(tmp_path: Path) -> None:
    write_folder(tmp_path / "city", scaffold("city"))
    plan, _ = loaded(tmp_path / "city" / "data")
    reading = workbook_plan(write_workbook(plan_sheets(plan), RenderOptions()), "city.xlsx")
    assert reading.files is not None
    write_folder(tmp_path / "again", reading.files)
    again, findings = loaded(tmp_path / "again")
    assert again == plan
    assert not findings
