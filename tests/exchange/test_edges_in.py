"""Lists of links become a plan: tables, maps of Kumu, GraphML; what is not read is said."""

import io
import json
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pytest

from loops import nonempty, sampled
from realign.exchange.edges import read_links
from realign.exchange.foreign import PlanReading
from realign.exchange.graphs import write_graph
from realign.exchange.typed import plan_files
from realign.face import load
from realign.questions.links import links
from realign.text import say

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples" / "kumu"


def ends(reading: PlanReading) -> list[tuple[str, str, str, str]]:
    assert reading.kinds, [str(one.message) for one in reading.findings]
    titles = {one["id"]: one["title"] for one in reading.kinds["outcomes"]}
    return [
        (titles[one["from"][0]], titles[one["to"][0]], one["strength"], one["direction"])
        for one in reading.kinds["links"]
    ]


EXPECTED = [("housing", "transport", "2", "directed"), ("housing", "parks", "-1", "directed")]


def book(**sheets: list[list[object]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


KUMU = {
    "elements": [{"_id": "e1", "attributes": {"label": "housing"}}, {"_id": "e2", "attributes": {"label": "transport"}}, {"_id": "e3", "label": "parks"}],
    "connections": [
        {"_id": "c1", "direction": "directed", "from": "e1", "to": "e2", "attributes": {"strength": 2}},
        {"_id": "c2", "direction": "directed", "from": "e1", "to": "e3", "attributes": {"strength": "1", "connection type": "-"}},
    ],
}  # fmt: skip
GRAPHML = b"""<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d0" for="edge" attr.name="strength" attr.type="double"/><key id="d1" for="node" attr.name="label" attr.type="string"/>
  <graph edgedefault="directed">
    <node id="n1"><data key="d1">housing</data></node><node id="n2"><data key="d1">transport</data></node><node id="n3"><data key="d1">parks</data></node>
    <edge source="n1" target="n2"><data key="d0">2</data></edge>
    <edge source="n1" target="n3"><data key="d0">-1</data></edge>
  </graph>
</graphml>
"""
FORMS: dict[str, bytes] = {
    "csv": b"From,To,Strength\nhousing,transport,2\nhousing,parks,-1\n",
    "semicolons, other heads": b"Source;Target;Weight\nhousing;transport;2\nhousing;parks;-1\n",
    "sign": b"from,to,strength,sign\nhousing,transport,2,+\nhousing,parks,1,-\n",
    "french": "de\tà\tforce\nhousing\ttransport\t2\nhousing\tparks\t-1\n".encode(),
    "chinese": "从,到,强度\nhousing,transport,2\nhousing,parks,-1\n".encode(),
    "title above": b"Links of the workshop,,\nFrom,To,Strength\nhousing,transport,2\nhousing,parks,-1\n",
    "xlsx": book(Links=[["From", "To", "Score"], ["housing", "transport", 2], ["housing", "parks", -1]]),
    "kumu sheets": book(
        Elements=[["Label", "Type"], ["housing", "A"], ["transport", "A"], ["parks", "B"]],
        Connections=[["From", "To", "Strength"], ["housing", "transport", 2], ["housing", "parks", -1]],
    ),
    "kumu": json.dumps(KUMU).encode(),
    "graphml": GRAPHML,
}


@pytest.mark.parametrize("form", FORMS)
def test_a_list_of_links_is_read(form: str, tmp_path: Path) -> None:
    reading = read_links(FORMS[form], "l")
    assert ends(reading) == EXPECTED
    for name, text in plan_files(reading.kinds, "l").items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    plan = load(tmp_path)
    assert plan.about.scale == 2
    assert [one.strength for one in plan.links] == [2, -1]


def test_directions_are_those_of_the_file() -> None:
    raw = b"from,to,strength,direction\na,b,1,directed\nb,c,2,mutual\nc,d,1,undirected\nd,a,3,\n"
    assert [one[3] for one in ends(read_links(raw, "l.csv"))] == [
        "directed",
        "mutual",
        "unstated",
        "directed",
    ]
    graph = GRAPHML.replace(b'edgedefault="directed"', b'edgedefault="undirected"')
    assert {one[3] for one in ends(read_links(graph, "l"))} == {"unstated"}


def test_lenses_reasons_and_references_are_kept() -> None:
    raw = b"from,to,strength,lens,reason,reference\na,b,1,heat;rain,rents follow,p. 3\n"
    reading = read_links(raw, "l.csv")
    (link,) = reading.kinds["links"]
    assert link["lenses"] == ["heat", "rain"]
    assert link["says"] == "rents follow; p. 3"
    assert [one["id"] for one in reading.kinds["lenses"]] == ["heat", "rain"]


def test_what_is_not_read_is_said() -> None:
    raw = b"from,to,strength,colour\na,b,2,red\na,,1,red\nb,b,1,red\nb,a,strong,red\nc,a,,blue\n"
    reading = read_links(raw, "l.csv")
    assert len(reading.kinds["links"]) == 2
    why = [str(one.why) for one in reading.left_out]
    assert why == [
        "no record has a field for that",
        "one of its ends is blank",
        "'strong' is no strength",
        "it links b to itself",
    ]
    assert any("1 link has no strength; it counts 1" in say(one, "en") for one in reading.tells)


@pytest.mark.parametrize(
    "raw",
    [
        b"a,b\n1,2\n",
        b"from,to\n",
        b'{"elements": [], "connections": []}',
        b'{"nodes": []}',
        b"<html/>",
        b"<graphml><graph edgedefault='directed'/></graphml>",
        b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><graphml/>",
        b"<graphml><graph><edge source='a'/></graph></graphml>",
        b"from,to\na,a\n",
        b"",
        b"PK\x03\x04",
    ],
)
def test_nothing_read_is_no_success(raw: bytes) -> None:
    reading = read_links(raw, "l")
    assert not reading.kinds
    assert any(one.severity == "error" for one in reading.findings)


@pytest.mark.parametrize("name", sampled(["map.graphml", "map.csv", "kumu.json"], 3))
def test_what_is_exported_comes_back(name: str) -> None:
    answer = links(load(ROOT / "data"), draws=0)
    text = write_graph(answer, name, "en")
    reading = read_links(text.encode(), name)
    found = sorted(float(one["strength"]) for one in reading.kinds["links"])
    assert found == pytest.approx(sorted(one.strength for one in answer.links))
    assert len(reading.kinds["links"]) == len(answer.links)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
def test_real_maps_of_kumu() -> None:
    backup: Any = read_links((SAMPLES / "kumu-changelabs-template.json").read_bytes(), "k.json")
    sheets = read_links((SAMPLES / "snap-to-tutorial-data.xlsx").read_bytes(), "s.xlsx")
    for reading, count in nonempty([(backup, 11), (sheets, 113)]):
        assert len(reading.kinds["links"]) + len(reading.left_out) >= count


PLAN = """plan: {id: p, title: P, scale: 3}
outcomes:
  - {id: H, title: Sound homes}
  - {id: R, title: {en: Fair rents, fr: Loyers justes}}
  - {id: S, title: Streets}
links:
  - {id: L1, from: [H], to: [S], direction: directed, strength: 3, basis: stated}
"""


def beside(tmp_path: Path, text: str, **more: Any) -> PlanReading:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    plan = load(tmp_path)
    return read_links(text.encode(), "more.csv", plan=plan, **more)


@pytest.mark.parametrize(
    "rows",
    [
        "H,R,2\nR,S,-1\n",
        "Sound homes,Fair rents,2\nLoyers justes,S,-1\n",
        "sound homes,R,2\nfair rents,STREETS,-1\n",
    ],
)
def test_ends_are_ids_or_titles_of_the_plan_that_is_there(tmp_path: Path, rows: str) -> None:
    reading = beside(tmp_path, f"from,to,strength\n{rows}")
    assert "outcomes" not in reading.kinds
    links = [(one["id"], one["from"], one["to"], one["strength"]) for one in reading.kinds["links"]]
    assert links == [("more-L1", ["H"], ["R"], "2"), ("more-L2", ["R"], ["S"], "-1")]


def test_what_a_plan_does_not_have_yet_is_added_and_said(tmp_path: Path) -> None:
    reading = beside(tmp_path, "from,to\nSound homes,Wages\nStreets,S\n")
    assert [one["id"] for one in reading.kinds["outcomes"]] == ["Wages"]
    assert "outcomes that the plan does not have yet: “Wages”" in [say(one, "en") for one in reading.tells]
    assert [str(one.why) for one in reading.left_out] == ["it links Streets to itself"]


def test_a_link_beyond_the_scale_of_the_plan_is_an_error(tmp_path: Path) -> None:
    reading = beside(tmp_path, "from,to,strength\nH,R,5\nR,S,2\nS,H,-4\n")
    assert not reading.kinds
    assert [str(one.message) for one in reading.findings] == [
        "more.csv row 2: 5 is beyond the plan's scale of 3 (2 links)"
    ]


def graph_of(kind: Any, *edges: tuple[Any, Any, dict[str, Any]], named_keys: bool = False) -> bytes:
    """A graph as networkx writes it: attributes under the keys d0, d1 …, unless `named_keys`."""
    graph = kind()
    graph.add_edges_from(edges)
    stream = io.BytesIO()
    nx.write_graphml(graph, stream, named_key_ids=named_keys)
    return stream.getvalue()


@pytest.mark.parametrize("named_keys", [True, False])
@pytest.mark.parametrize(
    ("kind", "edges", "wanted"),
    [
        (
            nx.DiGraph,
            [("a", "b", {"weight": 2.0, "sign": "-"}), ("b", "c", {"weight": 1.0})],
            [("a", "b", "-2", "directed"), ("b", "c", "1", "directed")],
        ),
        (
            nx.Graph,
            [("a", "b", {"weight": 2.0}), ("b", "c", {"weight": -1.5})],
            [("a", "b", "2", "unstated"), ("b", "c", "-1.5", "unstated")],
        ),
        (
            nx.MultiDiGraph,
            [("a", "b", {"weight": 2}), ("a", "b", {"weight": -1}), ("b", "a", {})],
            [("a", "b", "2", "directed"), ("a", "b", "-1", "directed"), ("b", "a", "1", "directed")],
        ),
        (nx.DiGraph, [(1, 2, {"strength": 3})], [("1", "2", "3", "directed")]),
    ],
)
def test_graphs_as_networkx_writes_them(kind: Any, edges: Any, wanted: Any, *, named_keys: bool) -> None:
    assert ends(read_links(graph_of(kind, *edges, named_keys=named_keys), "g.graphml")) == wanted


def test_edges_in_a_group_of_yed_are_read_and_those_folded_away_are_said() -> None:
    inner = '<graph id="n1:" edgedefault="directed"><node id="n1::n0"/><node id="n1::n1"/><edge id="e2" source="n1::n0" target="n1::n1"/></graph>'
    for folder, read, away in (("group", 2, 0), ("folder", 1, 1)):
        raw = (
            '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed"><node id="n0"/>'
            f'<node id="n1" yfiles.foldertype="{folder}">{inner}</node>'
            '<edge id="e1" source="n0" target="n1"/></graph></graphml>'
        )
        reading = read_links(raw.encode(), "y.graphml")
        assert len(reading.kinds["links"]) == read
        assert len(reading.left_out) == away


def test_a_graph_with_edges_of_both_sorts_is_called_so() -> None:
    raw = (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="undirected"><node id="a"/>'
        '<node id="b"/><edge source="a" target="b"/><edge source="b" target="a" directed="true"/></graph></graphml>'
    )
    reading = read_links(raw.encode(), "g.graphml")
    assert [str(one.message) for one in reading.findings] == [
        "the graph has directed edges and undirected ones"
    ]
