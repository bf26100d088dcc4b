"""A new plan is sound from the first minute, and its schema agrees with the loader."""

import json
from pathlib import Path

import pytest
import yaml

from editors import complaints
from loops import nonempty
from realign.exchange.scaffold import TEMPLATES, scaffold
from realign.findings import CallError


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
    for name, text in nonempty(scaffold(template).items()):
        if name.startswith("data/"):
            assert not complaints(text), name


def test_the_example_says_in_every_file_that_it_is_invented() -> None:
    for name, text in nonempty(scaffold("city").items()):
        if name.startswith("data/"):
            assert "AN EXAMPLE" in text, name


def test_no_file_of_a_template_installs_a_stranger_of_the_same_name() -> None:
    for text in nonempty(scaffold("city").values()):
        assert "pip install realign" not in text


def test_an_unknown_template_is_a_wrong_call() -> None:
    with pytest.raises(CallError, match="no template 'village'"):
        scaffold("village")


def test_the_folder_of_templates_holds_what_the_table_of_contents_says() -> None:
    import realign.exchange

    home = Path(realign.exchange.__file__).parent / "templates"
    assert {one.name for one in home.iterdir()} == {"common", *TEMPLATES}
