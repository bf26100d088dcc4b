"""Links go out to network programs whole, and plan text stays text there."""

import csv
import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from pydantic import TypeAdapter

from loops import nonempty, sampled
from realign.exchange.graphs import WRITERS, write_graph
from realign.findings import CallError
from realign.plan import Plan
from realign.questions.links import Links, links

NASTY = [
    'a "quoted" <b>&amp;</b>',
    "back\\slash \\n",
    "=cmd|' /C calc'!A0",
    "]];--> end %%{init}%%",
    "`code` #35; 住房 🌱",
    "1.10",
]


def answer(titles: list[str] = NASTY) -> Links:
    records = {
        "plan": {"id": "p", "title": "P"},
        "outcomes": [{"id": one, "title": {"en": f"About {one}", "zh": f"关于 {one}"}} for one in titles],
        "links": [
            {"id": "L1", "from": [titles[0]], "to": [titles[1]], "direction": "directed", "strength": 3, "basis": "stated", "refs": ['S "1"']},
            {"id": "L2", "from": [titles[1]], "to": [titles[2]], "direction": "mutual", "strength": -2, "basis": "stated", "refs": ["S 2"]},
            {"id": "L3", "from": [titles[2]], "to": [titles[3]], "strength": 1.5, "basis": "analyst", "refs": ["S <3>"]},
        ],
    }  # fmt: skip
    return links(TypeAdapter(Plan).validate_python(records), draws=50)


def test_graphml_reads_back_as_the_same_network() -> None:
    ours = answer()
    network = nx.parse_graphml(write_graph(ours, "x.graphml"))
    assert set(network) == set(NASTY)
    assert {pair: data["weight"] for *pair_, data in network.edges(data=True) for pair in [tuple(pair_)]} == {
        (one.source, one.target): one.loss for one in ours.links
    }
    assert network.nodes[NASTY[0]]["title"] == f"About {NASTY[0]}"
    assert {data["direction"] for *_, data in network.edges(data=True)} == {"directed", "mutual", "unstated"}


def test_graphml_declares_every_attribute_with_its_type() -> None:
    root = ET.fromstring(write_graph(answer(), "x.graphml"))  # noqa: S314
    space = "{http://graphml.graphdrawing.org/xmlns}"
    declared = {key.get("id"): key.get("attr.type") for key in root.iter(f"{space}key")}
    assert set(declared.values()) == {"double", "string"}
    for data in root.iter(f"{space}data"):
        if declared[data.get("key")] == "double":
            float(data.text or "")


def test_gexf_reads_back_as_the_same_network() -> None:
    ours = answer()
    network = nx.read_gexf(
        io.BytesIO(
            write_graph(ours, "x.gexf")
            .replace("gexf.net/1.3", "www.gexf.net/1.2draft")
            .replace('"1.3"', '"1.2"')
            .encode()
        )
    )
    assert set(network) == set(NASTY)
    assert {(source, target): data["rank"] for source, target, data in network.edges(data=True)} == {
        (one.source, one.target): one.rank for one in ours.links
    }
    assert network.nodes[NASTY[0]]["title"] == network.nodes[NASTY[0]]["label"] == f"About {NASTY[0]}"
    assert all(data["weight"] >= 0 for *_, data in network.edges(data=True))


def test_the_list_of_links_has_the_headings_that_gephi_looks_for() -> None:
    ours = answer()
    rows = list(csv.DictReader(io.StringIO(write_graph(ours, "x.csv"))))
    assert list(rows[0])[:4] == ["Source", "Target", "Type", "Weight"]
    assert [float(row["Weight"]) for row in rows] == [one.loss for one in ours.links]
    assert {row["Type"] for row in rows} == {"Directed", "Undirected"}
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_dot_quotes_everything_that_is_text() -> None:
    text = write_graph(answer(), "x.dot")
    for line in nonempty(text.splitlines()[3:-1]):
        bare = re.sub(r'"(?:[^"\\]|\\.)*"', "T", line)
        assert re.fullmatch(
            r"  T \[label=T\];|  T -> T \[dir=\w+, penwidth=[\d.]+(, style=dashed)?, tooltip=T\];", bare
        ), line
    assert "style=dashed" in text
    assert r"back\\slash \\n" in text


def test_mermaid_text_cannot_become_markup() -> None:
    text = write_graph(answer(), "x.mmd")
    labels = re.findall(r'^  n\d+\["(.*)"\]$', text, re.MULTILINE)
    assert len(labels) == len(NASTY)
    decoded = [re.sub(r"#(\d+);", lambda found: chr(int(found[1])), label) for label in labels]
    assert sorted(decoded) == sorted(f"{one} About {one}" for one in NASTY)
    assert not re.search(r"[<>`%\"\[\]{}|]", "".join(labels))
    assert re.findall(r" (<?-\.?->|---|-\.-|<-\.->)\|", text).__len__() == 3


def test_kumu_connects_labels_that_exist() -> None:
    network = json.loads(write_graph(answer(), "kumu.json"))
    names = [one["label"] for one in network["elements"]]
    assert len(set(names)) == len(NASTY)
    assert {end for one in network["connections"] for end in (one["from"], one["to"])} <= set(names)
    assert {one["direction"] for one in network["connections"]} == {"directed", "mutual", "undirected"}
    assert [one["type"] for one in network["connections"]].count("hold") == 1


@pytest.mark.slow
def test_titles_are_written_in_the_language_asked_for() -> None:
    for ending in (".graphml", ".dot", ".mmd", "kumu.json"):
        assert "关于" in write_graph(answer(), f"x{ending}", "zh")
        assert "关于" not in write_graph(answer(), f"x{ending}", "en")


@pytest.mark.parametrize("ending", sampled(WRITERS, 3))
def test_an_answer_without_figures_or_links_can_be_written(ending: str) -> None:
    full = answer()
    bare = replace(full.outcomes[0], title="a\nb\u202e\x07", rank=None, drive=None, dependence=None)
    empty = replace(full, outcomes=(bare,), links=())
    text = write_graph(empty, f"some.folder/{ending}")
    assert "\u202e" not in text
    assert "\x07" not in text
    assert text == write_graph(empty, ending.upper())


@pytest.mark.parametrize("ending", sampled(WRITERS, 3))
def test_a_method_without_an_answer_still_gives_the_network(ending: str) -> None:
    ring = [{"id": f"L{a}", "from": [a], "to": [b], "direction": "mutual", "strength": 1, "basis": "stated"} for a, b in ("ab", "bc", "ca")]  # fmt: skip
    records = {
        "plan": {"id": "p", "title": "P"},
        "outcomes": [{"id": one, "title": one} for one in "abc"],
        "links": ring,
    }
    silent = links(TypeAdapter(Plan).validate_python(records), method="dematel", draws=0)
    assert not silent.passed
    assert write_graph(silent, ending)


@pytest.mark.parametrize(
    ("name", "hint"), [("plan.json", "kumu.json"), ("plan.png", "graphml"), ("plan", "dot")]
)
def test_an_unknown_ending_lists_the_known_ones(name: str, hint: str) -> None:
    with pytest.raises(CallError) as caught:
        write_graph(answer(), name)
    assert hint in caught.value.hint
