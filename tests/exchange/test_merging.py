"""A second import into a plan: what is new is added, what differs is shown, and written where that is asked."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loops import nonempty, tries
from realign.documents import read
from realign.exchange.in_place import applied, edits
from realign.exchange.joining import JoinedPlan, join_plan
from realign.exchange.typed import plan_files, written
from realign.exchange.writing import Numeral, write_value
from realign.findings import CallError
from realign.loading import load
from realign.plan.data import as_data
from started import started
from workbooks import by_openpyxl

PLAN = """# The plan of a town.
plan: {id: town, title: Town, currency: USD}
outcomes: # two of them
  - {id: "1.1", title: {en: Homes, zh: 住房}} # first
  # the second is longer
  - id: "1.2"
    title: Parks  # and gardens
    x-owner: Ada
funds:
  - {id: core, title: Core, kind: regular, amount: 100, received: {2020: 40, 2021: 50}}
deliverables:
- id: D1   # a list that is not indented
  title: >-
    Shade for
    streets
  outcomes:
  - "1.1"
  - "1.2"
  cost: {low: 10, high: 20}  # dear
  funds: [core]
- {id: D2, title: Water, cost: 5, funds: [core]}
"""


def town(folder: Path, text: str = PLAN, newline: str = "\n") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "plan.yaml").write_bytes(text.replace("\n", newline).encode())
    return folder


def joined(folder: Path, kinds: dict[str, list[dict[str, Any]]]) -> JoinedPlan:
    return join_plan(load(folder), folder, kinds, Path("b.csv"), ["plan.yaml"], update=True)


def bring(folder: Path, kinds: dict[str, list[dict[str, Any]]]) -> JoinedPlan:
    """Write what the import would."""
    done = joined(folder, kinds)
    for source, raw in done.over.items():
        source.path.write_bytes(raw)
    for number, text in enumerate(done.files.values()):
        (folder / f"more{number}.yaml").write_text(text, encoding="utf-8")
    return done


def records(folder: Path) -> dict[tuple[str, str], dict[str, Any]]:
    plan = load(folder).plan
    assert plan is not None, load(folder).findings
    return {(kind, one.id): as_data(one) for kind, one in plan.records()}


def comments(text: str) -> list[str]:
    return [line.partition("#")[2] for line in text.splitlines() if "#" in line]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_each_field_is_changed_where_it_stands_and_all_else_stays(tmp_path: Path, newline: str) -> None:
    folder = town(tmp_path / "p", newline=newline)
    before = records(folder)
    done = bring(
        folder,
        {
            "outcomes": [
                {"id": "1.1", "title": "Good homes"},
                {"id": "1.2", "title": "1.2", "x-owner": "Bo"},
            ],
            "funds": [{"id": "core", "received": {"2021": "55", "2022": "60"}, "required": "80"}],
            "deliverables": [
                {"id": "D1", "title": "Trees", "outcomes": ["1.2"], "tier": "2"},
                {"id": "D2", "cost": "7", "divisible": "yes"},
                {"id": "D3", "title": "Paths", "cost": "1"},
            ],
        },
    )
    text = (folder / "plan.yaml").read_bytes().decode()
    assert comments(text) == comments(PLAN.replace("\n", newline))
    assert newline == "\n" or "\n" not in text.replace("\r\n", "")
    after = records(folder)
    assert after["outcomes", "1.1"]["title"] == {"en": "Good homes", "zh": "住房"}
    assert after["outcomes", "1.2"]["title"] == "Parks"
    assert "x-owner: Bo" in text
    assert after["funds", "core"] == {
        **before["funds", "core"],
        "received": {2020: 40, 2021: 55, 2022: 60},
        "required": after["funds", "core"]["required"],
    }
    assert after["deliverables", "D1"] == {
        **before["deliverables", "D1"],
        "title": "Trees",
        "outcomes": ["1.2"],
        "tier": 2,
    }
    assert after["deliverables", "D2"] == {**before["deliverables", "D2"], "cost": 7, "divisible": True}
    assert after["deliverables", "D3"]["title"] == "Paths"
    told = {(one.kind, one.id, one.field) for one in done.changes}
    assert ("outcomes", "1.2", "x-owner") in told
    assert ("deliverables", "D2", "cost") in told
    assert ("outcomes", "1.2", "title") not in told
    assert all(text.splitlines()[one.line - 1] for one in nonempty(done.changes))


LABELS = st.text(alphabet="abcxyz :#'\"{}[],&*!|>%@-住 ", min_size=1, max_size=12).map(str.strip).filter(bool)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "title": st.one_of(
            LABELS, st.fixed_dictionaries({"zh": LABELS}, optional={"en": LABELS, "fr": LABELS})
        ),
        "cost": st.one_of(
            st.integers(0, 10**9).map(str),
            st.fixed_dictionaries({"low": st.just("1"), "high": st.integers(1, 99).map(str)}),
        ),
        "tier": st.integers(1, 9).map(str),
        "funds": st.lists(st.sampled_from(["f1", "f2", "f3"]), unique=True, max_size=3),
        "divisible": st.sampled_from(["yes", "false"]),
        "note": LABELS,
        "x-mine": LABELS,
    },
)
"""Fields of a deliverable that a file may carry; `title` and `cost` are there in every plan."""
NEEDED = {"title": "needed", "cost": "1"}
WORK = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), VALUES, min_size=1)


def as_block(one: dict[str, Any], comment: str) -> str:
    """A record over several lines, with comments between them."""
    pairs = [f"{name}: {write_value(value)}" for name, value in written(one, "deliverables").items()]
    return f"# {comment}\n  - " + f" # {comment}\n    ".join(pairs) + "\n"


@pytest.mark.slow
@settings(max_examples=tries(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=WORK, second=WORK, block=st.booleans())
def test_a_file_on_a_plan_gives_its_own_fields_and_leaves_the_others(
    tmp_path_factory: pytest.TempPathFactory,
    first: dict[str, dict[str, Any]],
    second: dict[str, dict[str, Any]],
    block: bool,
) -> None:
    folder = tmp_path_factory.mktemp("plan")
    old = [{"id": name, **NEEDED, **values} for name, values in first.items()]
    texts = plan_files({"plan": [{"id": "p", "title": "P"}], "deliverables": old}, "a.csv")
    if block:
        texts["deliverables.yaml"] = "deliverables:\n" + "".join(
            "  " + as_block(one, "of " + one["id"]) for one in old
        )
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    before = records(folder)
    new = [
        {"id": name, **(values if name in first else {**NEEDED, **values})} for name, values in second.items()
    ]
    done = bring(folder, {"deliverables": new})
    assert not [one for one in done.findings if one.severity.value == "error"]
    after = records(folder)
    alone = tmp_path_factory.mktemp("alone")
    for name, text in plan_files(
        {"plan": [{"id": "p", "title": "P"}], "deliverables": [{**NEEDED, **one} for one in new]}, "b.csv"
    ).items():
        (alone / name).write_text(text, encoding="utf-8")
    theirs = records(alone)
    for (kind, name), record in nonempty(after.items()):
        given_here = set(second.get(name, {})) if name in first else set(record)
        for field, value in nonempty(record.items()):
            if field in given_here:
                wanted = theirs[kind, name][field]
                if isinstance(value, dict) and field == "title":
                    told = wanted if isinstance(wanted, dict) else {"en": wanted}
                    assert {**value, **told} == value
                else:
                    assert value == wanted
            else:
                assert value == before[kind, name][field]
    assert set(after) == {*before, *(("deliverables", name) for name in second)}
    if block:
        kept = (folder / "deliverables.yaml").read_text(encoding="utf-8")
        assert kept.count("# of a") == texts["deliverables.yaml"].count("# of a")
    again = joined(folder, {"deliverables": new})
    assert (again.files, again.rewritten, again.changes, again.same) == ({}, {}, (), len(new))


def test_the_command_shows_what_differs_and_writes_it_only_when_asked(tmp_path: Path) -> None:
    folder = town(tmp_path / "p")
    file = tmp_path / "costs.xlsx"
    file.write_bytes(by_openpyxl(Deliverables=[["id", "cost"], ["D1", 30], ["D2", 5]]))
    before = (folder / "plan.yaml").read_bytes()
    shown = started("import", file, "--to", folder)
    said = " ".join(shown.stdout.split())
    assert shown.returncode == 1
    assert "RA833 error" in said
    assert "cost.low 10 → none" in said or "cost" in said
    assert "add --update to write them" in said
    assert (folder / "plan.yaml").read_bytes() == before
    done = started("import", file, "--to", folder, "--update")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "RA834 note" in done.stdout
    assert records(folder)["deliverables", "D1"]["cost"] == 30
    after = (folder / "plan.yaml").read_bytes()
    for words in nonempty(([], ["--update"])):
        again = started("import", file, "--to", folder, *words)
        assert again.returncode == 0, again.stdout + again.stderr
        assert "the plan has all of it already; nothing was written" in " ".join(again.stderr.split())
    assert (folder / "plan.yaml").read_bytes() == after
    assert {path.name for path in folder.iterdir()} == {"plan.yaml"}


def test_the_answer_lists_every_change_with_its_place(tmp_path: Path) -> None:
    folder = town(tmp_path / "p")
    (tmp_path / "d.csv").write_text("id,title,cost\nD2,Clean water,9\n", encoding="utf-8")
    done = started(
        "import",
        "csv",
        tmp_path / "d.csv",
        "--kind",
        "deliverables",
        "--to",
        folder,
        "--format",
        "json",
        "-q",
    )
    answer = json.loads(done.stdout)
    assert not answer["passed"]
    found = {
        one["field"]: (one["old"], one["new"], one["kind"] + "/" + one["id"]) for one in answer["changes"]
    }
    assert found == {
        "title": ("Water", "Clean water", "deliverables/D2"),
        "cost": ("5", "9", "deliverables/D2"),
    }


def test_money_of_another_currency_is_not_mixed_in(tmp_path: Path) -> None:
    folder = town(tmp_path / "p")
    kinds = {"plan": [{"id": "x", "title": "X", "currency": "EUR"}], "funds": [{"id": "n", "title": "N"}]}
    (wrong,) = joined(folder, kinds).findings
    assert (wrong.code, str(wrong.severity.value)) == ("RA835", "error")
    bare = town(tmp_path / "q", PLAN.replace(", currency: USD", ""))
    bring(bare, {"plan": kinds["plan"]})
    assert load(bare).plan.about.currency == "EUR"  # type: ignore[union-attr]


def test_a_record_with_an_anchor_is_left_and_said(tmp_path: Path) -> None:
    text = PLAN.replace("{low: 10, high: 20}", "10").replace('"1.2"\n    title', '"1.2"\n    title')
    folder = town(tmp_path / "p", text.replace("cost: 5", '"c\\u006fst": 5'))
    before = (folder / "plan.yaml").read_bytes()
    done = joined(folder, {"deliverables": [{"id": "D2", "cost": "6"}]})
    (wrong,) = done.findings
    assert wrong.code == "RA833"
    assert "cannot be changed in their place" in str(wrong.message)
    assert not done.rewritten
    assert (folder / "plan.yaml").read_bytes() == before


def test_an_unsound_plan_is_not_added_to(tmp_path: Path) -> None:
    folder = town(tmp_path / "p", "outcomes: [{id: x}]\n")
    with pytest.raises(CallError, match="has errors; nothing was written"):
        joined(folder, {"outcomes": [{"id": "y", "title": "Y"}]})


def test_a_matrix_that_has_changed_updates_its_links(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text(",a,b\na,,1\nb,2,\n", encoding="utf-8")
    assert started("import", tmp_path / "m.csv", "--to", tmp_path / "p").returncode == 0
    text = (tmp_path / "p" / "outcomes.yaml").read_text(encoding="utf-8")
    (tmp_path / "p" / "outcomes.yaml").write_text(text.replace("title: a", "title: Alpha"), encoding="utf-8")
    (tmp_path / "m.csv").write_text(",a,b\na,,1\nb,1,\n", encoding="utf-8")
    done = started("import", tmp_path / "m.csv", "--to", tmp_path / "p", "--update")
    assert done.returncode == 0, done.stdout + done.stderr
    after = records(tmp_path / "p")
    assert after["outcomes", "a"]["title"] == "Alpha"
    assert [one["strength"] for (kind, _), one in after.items() if kind == "links"] == [1, 1]


def test_text_is_changed_at_the_same_place_only() -> None:
    table = read(b"a: {b: 1, c: [x, y]} # z\n", "f").table
    found = edits(
        table, table.root or 0, {"a": {"b": "1", "c": ["x", "y"]}}, {"a": {"b": Numeral("2"), "d": "e"}}
    )
    assert applied(table.lines.text, [*found]) == "a: {b: 2, c: [x, y], d: e} # z\n"
