"""The order of records, keys and files changes no answer."""

import json
import random
import re
from pathlib import Path

import pytest
import yaml

from started import started

pytestmark = pytest.mark.slow

DATA = Path(__file__).parents[2] / "data"
QUESTIONS = [
    ["links", "--lens", "resilience"],
    ["links", "--compare", "--draws", "100"],
    ["gaps", "--unearmarked", "0, 5m, 12m"],
    ["focus", "--lens", "recovery", "--unearmarked", "actual:2021"],
    ["flagships", "--lens", "vulnerability"],
    ["actions", "--lens", "resilience"],
    ["indicators", "--lens", "recovery"],
    ["annotations"],
    ["trace"],
]


def shuffled(value: object, luck: random.Random) -> object:
    """The same mappings with their keys in another order."""
    if isinstance(value, dict):
        items = list(value.items())
        luck.shuffle(items)
        return {key: shuffled(one, luck) for key, one in items}
    return [shuffled(one, luck) for one in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped plan with all records and keys shuffled, spread over other files."""
    luck = random.Random(7)  # noqa: S311 - nobody is to be kept from guessing it
    kinds: dict[str, object] = {}
    for path in DATA.glob("*.yaml"):
        kinds |= yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - all text
    names = sorted(kinds)
    luck.shuffle(names)
    folder = tmp_path_factory.mktemp("mixed")
    for number, name in enumerate(names):
        records = kinds[name]
        if isinstance(records, list):
            luck.shuffle(records)
        text = yaml.safe_dump({name: shuffled(records, luck)}, sort_keys=False, allow_unicode=True)
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    return folder


def answer(plan: Path, question: list[str], form: str) -> str:
    done = started(*question, "--plan", plan, "--format", form, "-q")
    assert done.returncode == 0, done.stderr
    text = re.sub(r'"path": "[^"]+", "line": \d+', '"path": "PLACE"', done.stdout)
    return re.sub(r"[^ |]+\.yaml:\d+", "PLACE", text)


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_no_row_moves(mixed: Path, question: list[str]) -> None:
    assert answer(mixed, question, "markdown") == answer(DATA, question, "markdown")


@pytest.mark.parametrize("question", QUESTIONS[:1] + QUESTIONS[5:8], ids=" ".join)
def test_no_byte_of_json_moves_but_the_names_of_files(mixed: Path, question: list[str]) -> None:
    one, other = (json.loads(answer(plan, question, "json")) for plan in (mixed, DATA))
    for found in (one, other):
        found.pop("inputs", None)
    assert json.dumps(one) == json.dumps(other)
