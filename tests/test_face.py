"""What a program gets from `import realign` is what the command line gives."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

import realign
from linked import plan_of
from loops import sampled
from realign.cli import app
from realign.exchange.scaffold import scaffold
from realign.loading import shipped
from realign.render.answer_schema import ANSWERS, answer_schema

TOWN = Path(__file__).parent / "plans" / "town"
DRAWS = ("--draws", "20")
LENSES = {"shipped": "resilience", "town": "heat", "city": "heat"}
Ask = Callable[[realign.Plan, str], Any]
QUESTIONS: dict[str, tuple[tuple[str, ...], Ask]] = {
    "links": (("links", "-l", "LENS", *DRAWS), lambda plan, lens: realign.links(plan, lens, draws=20)),
    "links --compare": (
        ("links", "--compare", "--top", "5", *DRAWS),
        lambda plan, _: realign.compare_lenses(plan, top=5, draws=20),
    ),
    "why": (
        ("why", "1.1", "1.2", "-l", "LENS", *DRAWS),
        lambda plan, lens: realign.why(plan, "1.1", "1.2", lens, draws=20),
    ),
    "gaps": (
        ("gaps", "-u", "0; required; 5m", "-l", "LENS", "--by", "lens"),
        lambda plan, lens: realign.gaps(plan, [0, "required", 5e6], lens, by="lens"),
    ),
    "focus": (
        ("focus", "-u", "300000", "-l", "LENS", "--top", "3", *DRAWS),
        lambda plan, lens: realign.focus(plan, 300_000, lens, top=3, draws=20),
    ),
    "flagships": (
        ("flagships", "-l", "LENS", *DRAWS),
        lambda plan, lens: realign.flagships(plan, lens, draws=20),
    ),
    "actions": (
        ("actions", "-l", "LENS", "--kind", "Norm", *DRAWS),
        lambda plan, lens: realign.actions(plan, lens, kind="Norm", draws=20),
    ),
    "indicators": (
        ("indicators", "-l", "LENS", *DRAWS),
        lambda plan, lens: realign.indicators(plan, lens, draws=20),
    ),
    "annotations": (("annotations",), lambda plan, _: realign.annotations(plan)),
    "trace": (("trace",), lambda plan, _: realign.trace(plan)),
    "find": (("find", "housing"), lambda plan, _: realign.find(plan, "housing")),
    "show": (("show", "1.1"), lambda plan, _: realign.show(plan, "1.1")),
    "review": (("review",), lambda plan, _: realign.review(plan)),
    "briefing": (
        ("report", "--brief", "-u", "0", "-l", "LENS", *DRAWS),
        lambda plan, lens: realign.briefing(plan, lens, 0, draws=20),
    ),
    "report": (
        ("report", "-u", "0", "-l", "LENS", *DRAWS),
        lambda plan, lens: realign.report(plan, lens, 0, draws=20),
    ),
}


WITHOUT_SENTENCES = {"indicators", "annotations", "trace", "find", "show", "review"}
"""Questions whose answers are figures and the plan's own words only."""


def made(data: object, place: str = "") -> Iterator[tuple[str, tuple[object, object]]]:
    """Each field of an answer that has its parts beside it: where it is -> what is said, and the parts."""
    if isinstance(data, list):
        for at, one in enumerate(data):
            yield from made(one, f"{place}/{at}")
    if isinstance(data, dict):
        for key, one in data.items():
            if key.endswith("_message") and not place.endswith("_message"):
                yield f"{place}/{key}", (data[key.removesuffix("_message")], one)
            else:
                yield from made(one, f"{place}/{key}")


def spoken(parts: Any, said: object) -> object:
    """The English of parts, put together by what the manual says of them; `said` where there are none."""
    if isinstance(parts, list):
        assert isinstance(said, list)
        return [spoken(part, one) for part, one in zip(parts, said, strict=True)]
    if parts is None or not isinstance(parts, dict):
        return said
    if "template" not in parts and isinstance(said, dict):
        return {key: spoken(part, said[key]) for key, part in parts.items()}
    return english_of(parts)


def english_of(parts: Any) -> Any:
    """One sentence of parts."""
    match parts:
        case {"template": template, "arguments": arguments}:
            several = "several" in parts and arguments["count"] != 1
            filled = {name: english_of(one) for name, one in arguments.items()}
            return (parts["several"] if several else template).format(**filled)
        case {"joined": joined, "separator": separator}:
            return english_of(separator).join(english_of(one) for one in joined)
        case {"sentences": sentences}:
            clauses = [english_of(one).rstrip(" .") for one in sentences]
            return " ".join(f"{one[:1].upper()}{one[1:]}." for one in clauses)
        case {"capitalised": text}:
            return f"{english_of(text)[:1].upper()}{english_of(text)[1:]}"
        case dict():
            return parts.get("en") or next(iter(parts.values()), "")
    return parts


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    home = tmp_path_factory.mktemp("plans")
    shutil.copytree(TOWN, home / "town", ignore=shutil.ignore_patterns("divisible.yaml"))
    for name, text in scaffold("city").items():
        file = home / "city" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return {"shipped": shipped(), "town": home / "town", "city": home / "city" / "data"}


@pytest.fixture(scope="module")
def plans(folders: Mapping[str, Path]) -> Mapping[str, realign.Plan]:
    return {name: realign.load(folder) for name, folder in folders.items()}


def told(*words: str) -> dict[str, Any]:
    """What the command line writes as JSON."""
    done = CliRunner().invoke(app, [*words, "--format", "json", "-q"])
    assert done.exit_code in {0, 1}, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", LENSES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_is_that_of_the_command_line(
    folders: Mapping[str, Path], plans: Mapping[str, realign.Plan], question: str, name: str
) -> None:
    words, ask = QUESTIONS[question]
    call = [LENSES[name] if word == "LENS" else word for word in words]
    answer = ask(plans[name], LENSES[name])
    expected = told(*call, "--plan", str(folders[name]))
    assert expected["schema"].startswith("realign/")
    assert json.loads(json.dumps(answer.to_dict())) == expected
    form = expected["schema"].split("/")[1]
    jsonschema.Draft202012Validator(answer_schema(form)).validate(expected)


@pytest.mark.parametrize("name", sampled(LENSES, 3))
@pytest.mark.parametrize("question", QUESTIONS)
def test_beside_each_sentence_stands_what_it_is_made_of(
    plans: Mapping[str, realign.Plan], name: str, question: str
) -> None:
    answer = QUESTIONS[question][1](plans[name], LENSES[name])
    english, chinese = answer.to_dict(), answer.to_dict("zh")
    found = dict(made(english))
    assert found or question in WITHOUT_SENTENCES
    for place, (said, parts) in found.items():
        assert said == spoken(parts, said), place
    there = dict(made(chinese))
    assert {place: parts for place, (_, parts) in found.items()} == {
        place: parts for place, (_, parts) in there.items()
    }


@pytest.mark.parametrize("name", sampled([*ANSWERS], 4))
def test_a_schema_of_an_answer_is_sound_and_says_what_its_fields_mean(name: str) -> None:
    schema = json.loads(CliRunner().invoke(app, ["schema", "--answer", name]).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"]["const"] == f"realign/{'compare' if name == 'diff' else name}/1"
    assert schema["description"]
    assert {"type": "object"} not in [schema, *schema["$defs"].values()]


def test_an_unknown_answer_is_named_with_those_that_there_are() -> None:
    done = CliRunner().invoke(app, ["schema", "--answer", "gap"])
    assert done.exit_code == 2
    assert "did you mean gaps?" in done.stderr
    assert CliRunner().invoke(app, ["schema", "links", "--answer", "links"]).exit_code == 2


@pytest.mark.parametrize("name", LENSES)
def test_validate_says_what_the_command_line_says(folders: Mapping[str, Path], name: str) -> None:
    assert realign.validate(folders[name]).to_dict() == told("validate", "--plan", str(folders[name]))


def test_compare_says_what_diff_says(folders: Mapping[str, Path], tmp_path: Path) -> None:
    other = shutil.copytree(folders["city"], tmp_path / "other")
    links = other / "links.yaml"
    links.write_text(links.read_text("utf-8").replace("strength: 3", "strength: 1", 1), encoding="utf-8")
    expected = told("diff", str(folders["city"]), str(other), "-u", "0; 5m")
    assert expected["moves"]
    found = realign.compare(
        realign.load(folders["city"]),
        realign.load(other),
        [0, "5m"],
        names=(str(folders["city"]), str(other)),
    )
    assert json.loads(json.dumps(found.to_dict())) == expected
    jsonschema.Draft202012Validator(answer_schema("diff")).validate(expected)


def test_every_question_of_the_command_line_has_a_function() -> None:
    from realign.cli import COMMANDS

    others = {"diff", "explain", "init", "import", "export", "schema"}
    assert set(COMMANDS) - others <= set(realign.__all__)


def test_nothing_is_imported_before_it_is_asked_for() -> None:
    heavy = ["numpy", "networkx", "pydantic", "pydantic_core", "typer", "yaml", "rich", "typing"]
    code = f"import sys, realign; dir(realign); print(*(set({heavy!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(Path(realign.__file__).parents[1])},
    )
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


def test_every_name_is_there_and_no_other() -> None:
    assert len(realign.__all__) <= 30
    assert set(realign.__all__) <= set(dir(realign))
    for name in realign.__all__:
        if name != "__version__":
            assert getattr(realign, name).__doc__, name
    with pytest.raises(AttributeError, match="no attribute 'linx'"):
        _ = realign.linx  # type: ignore[attr-defined]


def test_an_unsound_plan_raises_with_its_findings_and_validate_never_does(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(
        "plan: {id: p, title: P}\nlinks: [{id: L, from: ['9'], to: ['8'], strength: 1, direction: directed, basis: analyst}]\n"
    )
    with pytest.raises(realign.UnsoundPlan, match="error") as caught:
        realign.load(tmp_path)
    assert any("outcome 9" in str(finding.message) for finding in caught.value.findings)
    assert not realign.validate(tmp_path).passed
    nowhere = realign.validate(tmp_path / "nowhere")
    assert not nowhere.passed
    assert nowhere.findings
    with pytest.raises(realign.CallError):
        realign.load(tmp_path / "nowhere")


def test_a_plan_made_in_memory_stands_in_no_file() -> None:
    plan = plan_of(
        [{"id": "L", "from": ["a"], "to": ["b"], "strength": 2, "basis": "stated", "refs": ["DOC 1"]}], "a b"
    )
    answer = realign.why(plan, "a", "b", draws=0)
    assert answer.to_dict()["inputs"] == {}
    assert {term["place"] for term in answer.to_dict()["terms"]} == {""}


def test_a_ranking_is_drawn_once_whoever_asks_and_goes_with_its_plan(
    folders: Mapping[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    import gc

    from realign.models.influence import monte_carlo, ranking
    from realign.questions import _studies

    drawn: list[object] = []
    simulate = monte_carlo.simulate

    def counted(*given: Any, **more: Any) -> Any:
        drawn.append(given[4:] or more.get("missing"))
        return simulate(*given, **more)

    monkeypatch.setattr(ranking, "simulate", counted)
    plan = realign.load(folders["city"])
    realign.report(plan, "heat", [0, 1_000], draws=20)
    usual = [missing for missing in drawn if not missing]
    assert len(usual) == len(plan.lenses) + 1, "each lens and the plan without a lens"
    key = id(plan)
    assert key in _studies._KEPT
    del plan
    gc.collect()
    assert key not in _studies._KEPT


def test_a_table_as_a_data_frame(plans: Mapping[str, realign.Plan], monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, tuple[list[object], str]] = {}

    def series(values: list[object], dtype: str) -> tuple[list[object], str]:
        return values, dtype

    fake = SimpleNamespace(Series=series, DataFrame=made.update)
    monkeypatch.setitem(sys.modules, "pandas", fake)
    answer = realign.links(plans["city"], "heat", draws=0)
    answer.frame("links")
    assert made["source"][0][0] == answer.links[0].source
    assert made["source"][1] == "object"
    assert made["loss"] == ([link.loss for link in answer.links], "Float64")
    with pytest.raises(realign.CallError, match="no table 'nothing'"):
        answer.frame("nothing")


def test_without_pandas_a_data_frame_is_a_clear_error(
    plans: Mapping[str, realign.Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(realign.CallError, match="pandas"):
        realign.review(plans["city"]).frame()


@pytest.mark.parametrize("ending", [".md", ".csv", ".json", ".html", ".xlsx", ".txt"])
def test_a_saved_answer_is_the_file_of_the_command_line(
    folders: Mapping[str, Path], plans: Mapping[str, realign.Plan], tmp_path: Path, ending: str
) -> None:
    ours = realign.gaps(plans["city"], [0, "5m"], "heat").save(tmp_path / f"ours{ending}")
    theirs = tmp_path / f"theirs{ending}"
    call = ["gaps", "-u", "0; 5m", "-l", "heat", "--plan", str(folders["city"]), "--output", str(theirs)]
    assert CliRunner().invoke(app, call).exit_code == 0
    assert ours.read_bytes() == theirs.read_bytes()


def test_a_file_that_exists_or_has_no_known_ending_is_not_written(
    plans: Mapping[str, realign.Plan], tmp_path: Path
) -> None:
    answer = realign.review(plans["city"])
    with pytest.raises(realign.CallError, match=r"\.odt"):
        answer.save(tmp_path / "a.odt")
    answer.save(tmp_path / "a.md")
    with pytest.raises(realign.CallError):
        answer.save(tmp_path / "a.md")
    assert answer.save(tmp_path / "a.md", force=True) == tmp_path / "a.md"


def test_the_graph_has_the_outcomes_and_links_of_the_plan(plans: Mapping[str, realign.Plan]) -> None:
    graph = realign.graph(plans["city"], "heat")
    assert set(graph) == {outcome.id for outcome in plans["city"].outcomes}
    links = realign.links(plans["city"], "heat", draws=0).links
    assert links
    assert {frozenset(edge) for edge in graph.edges} == {
        frozenset((link.source, link.target)) for link in links
    }


def test_every_question_has_a_schema() -> None:
    from realign import questions

    home = Path(questions.__path__[0])
    modules = {file.stem for file in home.glob("*.py") if not file.stem.startswith("_")}
    assert {place.partition(".")[0] for place in ANSWERS.values()} == modules
