"""A new plan is sound from the first minute, and its schema agrees with the loader."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from realign.exchange.scaffold import TEMPLATES, scaffold
from realign.exchange.schema import kind_schema, plan_schema, write_schema
from realign.findings import CallError
from realign.plan import KINDS

SHIPPED = sorted((Path(__file__).parents[2] / "data").glob("*.yaml"))


class AsEditorsDo(yaml.SafeLoader):
    """YAML 1.2 as editors read it: a date is text."""


AsEditorsDo.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in known if not tag.endswith("timestamp")]
    for letter, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def complaints(text: str) -> list[str]:
    errors = Draft202012Validator(plan_schema()).iter_errors(yaml.load(text, AsEditorsDo))  # noqa: S506
    return [f"{error.json_path}: {error.message}" for error in errors]


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_new_plan_has_everything_that_a_team_needs(template: str) -> None:
    files = scaffold(template)
    assert {"README.md", ".pre-commit-config.yaml", "schema/plan.schema.json"} <= files.keys()
    assert {".vscode/settings.json", ".github/workflows/plan.yml", "data/outcomes.yaml"} <= files.keys()
    for name, text in files.items():
        if name.endswith(".json"):
            json.loads(text)
        elif name.endswith((".yaml", ".yml")):
            assert yaml.safe_load(text)
        if name.startswith("data/"):
            assert text.startswith("# yaml-language-server: $schema=../schema/plan.schema.json\n")


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_data_of_a_new_plan_fit_its_schema(template: str) -> None:
    for name, text in scaffold(template).items():
        if name.startswith("data/"):
            assert not complaints(text), name


def test_the_example_says_in_every_file_that_it_is_invented() -> None:
    for name, text in scaffold("city").items():
        if name.startswith("data/"):
            assert "AN EXAMPLE" in text, name


def test_no_file_of_a_template_installs_a_stranger_of_the_same_name() -> None:
    for text in scaffold("city").values():
        assert "pip install realign" not in text


def test_an_unknown_template_is_a_wrong_call() -> None:
    with pytest.raises(CallError, match="no template 'village'"):
        scaffold("village")


def test_the_folder_of_templates_holds_what_the_table_of_contents_says() -> None:
    import realign.exchange

    home = Path(realign.exchange.__file__).parent / "templates"
    assert {one.name for one in home.iterdir()} == {"common", *TEMPLATES}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_shipped_plan_fits_the_schema(path: Path) -> None:
    assert not complaints(path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("outcomes: [{id: 1.1, title: Land}]", "1.1 is not of type 'string'"),
        ("outcomes: [{id: '1.1', titel: Land}]", "'titel' does not match any of the regexes: '^x-'"),
        ("outcomes: [{id: '1.1'}]", "'title' is a required property"),
        ("links: [{id: L, from: [a], to: [b], strength: 2, basis: guess}]", "'guess' is not one of"),
        ("outcome: []", "'outcome' does not match any of the regexes"),
        ("funds: [{id: f, kind: soft, title: F, amount: -3}]", "-3 is not valid under any of"),
        ("funds: [{id: f, kind: soft, title: F, amount: null}]", "None is not valid under any of"),
    ],
)
def test_the_schema_underlines_slips(text: str, says: str) -> None:
    assert any(says in one for one in complaints(text)), complaints(text)


def test_the_schema_takes_money_as_people_write_it_and_keys_of_ones_own() -> None:
    assert not complaints("x-note: ours\nfunds: [{id: f, kind: soft, title: F, amount: 12m, x-by: me}]")


def test_the_schema_itself_is_one_and_the_same_each_time() -> None:
    Draft202012Validator.check_schema(plan_schema())
    assert write_schema(plan_schema()) == write_schema(plan_schema())


def described(schema: dict[str, Any]) -> bool:
    return all("description" in field for field in schema.get("properties", {}).values())


@pytest.mark.parametrize("kind", ["plan", *KINDS])
def test_the_schema_of_a_kind_stands_alone_and_explains_every_field(kind: str) -> None:
    schema = kind_schema(kind)
    Draft202012Validator.check_schema(schema)
    assert list(schema["properties"]) == [kind]
    assert all(described(one) for one in schema["$defs"].values())


def test_an_unknown_kind_is_a_wrong_call() -> None:
    with pytest.raises(CallError, match="no kind 'outcome'"):
        kind_schema("outcome")
