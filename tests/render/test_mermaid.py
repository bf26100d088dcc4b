"""The network in Markdown: each link shown is an arrow, names stay text, what is left out is said."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from loops import nonempty, sampled
from realign.cli import app
from realign.render import markdown

TOWN = Path(__file__).parents[1] / "plans" / "town"
ARROW = re.compile(r'^  (n\d+) (<-->|-->|---|<-\.->|-\.->|-\.-)\|"([-\d.]+)"\| (n\d+)$', re.MULTILINE)


def asked(*words: str, plan: Path = TOWN) -> str:
    done = CliRunner().invoke(app, [*words, "--plan", str(plan), "-q"])
    assert done.exit_code == 0, done.output
    return done.stdout


def block(text: str) -> str:
    (found,) = re.findall(r"^```mermaid\n(.*?)\n```$", text, re.DOTALL | re.MULTILINE)
    return str(found)


@pytest.mark.parametrize("command", sampled(["links", "report"], 2))
def test_each_link_is_an_arrow_from_end_to_end_with_its_strength(command: str) -> None:
    drawn = block(asked(command, "--format", "markdown"))
    names = {
        name: label.split()[0] for name, label in re.findall(r'^  (n\d+)\["(.*)"\]$', drawn, re.MULTILINE)
    }
    links = json.loads(asked("links", "--format", "json"))["links"]
    arrows = [(names[a], names[b], float(weight)) for a, _, weight, b in ARROW.findall(drawn)]
    assert arrows == [(one["source"], one["target"], one["strength"]) for one in links]
    signs = [arrow for _, arrow, _, _ in ARROW.findall(drawn)]
    for sign, link in nonempty(zip(signs, links, strict=True)):
        assert ("." in sign) == (link["strength"] < 0)
        assert ("<" in sign, ">" in sign) == {
            "directed": (False, True),
            "mutual": (True, True),
            "unstated": (False, False),
        }[link["direction"]]


def test_of_many_links_the_first_are_drawn_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "DRAWN", 2)
    text = asked("links", "--format", "markdown")
    assert len(ARROW.findall(block(text))) == 2
    assert "2 of 4 links drawn" in text


def test_a_hostile_title_stays_text(tmp_path: Path) -> None:
    hostile = '``` </script> "]; click n1 "javascript:alert(1)" %%{init: {}}%% <!-- | עברית'
    (tmp_path / "plan.yaml").write_text(
        f"""plan: {{id: p, title: t}}
outcomes:
  - {{id: a, title: {json.dumps(hostile)}}}
  - {{id: b, title: {json.dumps(hostile)}}}
links: [{{id: L, from: [a], to: [b], strength: -1, basis: analyst}}]
""",
        encoding="utf-8",
    )
    drawn = block(asked("links", "--format", "markdown", plan=tmp_path))
    labels = re.findall(r'^  n\d+\["(.*)"\]$', drawn, re.MULTILINE)
    assert [re.sub(r"#(\d+);", lambda code: chr(int(code[1])), one) for one in labels] == [
        f"a {hostile}",
        f"b {hostile}",
    ]
    assert not re.search(r"[<>`%\"|]", "".join(labels))


def test_one_table_alone_has_no_picture() -> None:
    assert "mermaid" not in asked("links", "--format", "markdown", "--sheet", "groups")
