"""Signs, arrows and directions of other people's lists of links; none is guessed without a word."""

import pytest

from loops import nonempty
from realign.exchange.edges import read_links
from realign.exchange.link_words import direction_of, negative_sign, unknown_words

HEAD = "from,to,strength,sign,direction\n"
YED = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d10" yfiles.type="edgegraphics"/>
<graph edgedefault="directed" id="G">
<node id="n0"><data key="d6"><y:ShapeNode><y:NodeLabel>A</y:NodeLabel></y:ShapeNode></data></node>
<node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel>B</y:NodeLabel></y:ShapeNode></data></node>
<node id="n2"><data key="d6"><y:ShapeNode><y:NodeLabel>{third}</y:NodeLabel></y:ShapeNode></data></node>
<edge id="e0" source="n0" target="n1"><data key="d10"><y:PolyLineEdge>
<y:Arrows source="none" target="standard"/><y:EdgeLabel>-2</y:EdgeLabel></y:PolyLineEdge></data></edge>
<edge id="e1" source="n1" target="n2"><data key="d10"><y:PolyLineEdge>
<y:Arrows source="standard" target="none"/><y:EdgeLabel>-</y:EdgeLabel></y:PolyLineEdge></data></edge>
<edge id="e2" source="n0" target="n2"><data key="d10"><y:PolyLineEdge>
<y:Arrows source="standard" target="standard"/></y:PolyLineEdge></data></edge>
</graph></graphml>"""


def read(text: str, name: str = "l.csv") -> list[tuple[str, str, float, str]]:
    links = read_links(text.encode(), name).kinds["links"]
    return [(one["from"][0], one["to"][0], float(one["strength"]), one["direction"]) for one in links]


@pytest.mark.parametrize(
    "sign", ["-", "(-)", "−", "-1", "neg", "decreases", "inhibits", "↓", "négatif", "inverse"]
)
def test_what_holds_back_is_negative(sign: str) -> None:
    assert negative_sign(sign) is True
    assert read(f"{HEAD}A,B,3,{sign},\n") == [("A", "B", -3.0, "directed")]


@pytest.mark.parametrize("sign", ["", "+", "(+)", "1", "increases", "Positive", "↑"])
def test_what_helps_is_positive(sign: str) -> None:
    assert read(f"{HEAD}A,B,3,{sign},\n") == [("A", "B", 3.0, "directed")]


def test_an_unknown_sign_or_direction_is_said_once() -> None:
    reading = read_links(f"{HEAD}A,B,3,blue,\nB,A,2,blue,sideways\n".encode(), "l.csv")
    told = [str(one) for one in nonempty(reading.tells)]
    assert sum("blue" in one for one in told) == sum("sideways" in one for one in told) == 1
    assert not unknown_words([], [])


@pytest.mark.parametrize(
    ("word", "link"),
    [
        ("->", ("A", "B", 3.0, "directed")),
        ("<-", ("B", "A", 3.0, "directed")),
        ("backward", ("B", "A", 3.0, "directed")),
        ("<->", ("A", "B", 3.0, "mutual")),
        ("Undirected", ("A", "B", 3.0, "unstated")),
    ],
)
def test_arrows_say_the_direction(word: str, link: tuple[str, str, float, str]) -> None:
    assert direction_of(word) is not None
    assert read(f"{HEAD}A,B,3,,{word}\n") == [link]


def test_a_type_of_gephi_is_a_direction_not_a_sign() -> None:
    text = "Source\tTarget\tType\tWeight\nA\tB\tDirected\t1\nB\tC\tUndirected\t2\n"
    assert read(text, "l.tsv") == [("A", "B", 1.0, "directed"), ("B", "C", 2.0, "unstated")]


def test_tips_and_labels_of_yed_are_read() -> None:
    found = read(YED.format(third="C"), "l.graphml")
    assert sorted(found) == [
        ("A", "B", -2.0, "directed"),
        ("A", "C", 1.0, "mutual"),
        ("C", "B", -1.0, "directed"),
    ]


def test_two_nodes_of_one_name_stay_two() -> None:
    reading = read_links(YED.format(third="A").encode(), "l.graphml")
    assert sorted(one["title"] for one in reading.kinds["outcomes"]) == ["A", "A", "B"]
