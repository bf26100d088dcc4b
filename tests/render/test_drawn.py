"""Pictures as SVG: each figure has its place, names stay text, nothing is fetched and nothing runs."""

from xml.etree import ElementTree as ET

from realign.render.charts import HIGH, LARGEST, WIDE, drawn
from realign.sheets import Column, Curve, Heat, Kind, RenderOptions

SPACE = "{http://www.w3.org/2000/svg}"
MONEY, VALUE = Column("x", "Money", Kind.MONEY), Column("y", "Value", Kind.INTEGER)


def tree(picture: Curve | Heat) -> ET.Element:
    return ET.fromstring(drawn(picture, RenderOptions()))  # noqa: S314


def points(curve: Curve) -> list[tuple[float, float]]:
    line = tree(curve).find(f"{SPACE}polyline")
    assert line is not None
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in line.get("points", "").split())]


def test_a_curve_is_a_step_at_every_point_to_scale() -> None:
    found = points(Curve("c", "Curve", MONEY, VALUE, ((0, 1), (50, 3), (100, 4))))
    left, bottom = found[0]
    places = [((x - left) / WIDE * 100, (bottom - y) / HIGH * 4) for x, y in found]
    wanted = [(0, 0), (0, 0), (0, 1), (50, 1), (50, 3), (100, 3), (100, 4), (100, 4)]
    assert [(round(x, 1), round(y, 1)) for x, y in places] == wanted


def test_amounts_that_were_asked_about_are_marked_and_lie_inside() -> None:
    picture = Curve("c", "Curve", MONEY, VALUE, ((0, 1), (10, 2)), (5, 40))
    dotted = [path for path in tree(picture).iter(f"{SPACE}path") if path.get("stroke-dasharray")]
    assert len(dotted) == 2
    left, far = points(picture)[0][0], points(picture)[-1][0]
    assert far - left == WIDE  # the axis goes as far as the largest amount asked about
    assert dotted[1].get("d", "").startswith(f"M{far:.1f} ")


def test_a_matrix_has_a_square_for_each_figure_darker_for_more_and_red_below_zero() -> None:
    squares = list(
        tree(Heat("h", "Heat", ("a", "b"), ("a", "b"), ((None, 1.0), (-2.0, 0.0)))).iter(f"{SPACE}rect")
    )
    assert [one.get("fill-opacity") for one in squares] == ["0.50", "1.00"]
    assert squares[0].get("fill") != squares[1].get("fill")
    assert ["".join(one.itertext()) for one in squares] == ["1.000", "-2.000"]


def test_names_stay_text_and_nothing_is_fetched() -> None:
    nasty = "</text><script>alert(1)</script>\x1b[31m\u202e"
    text = drawn(Heat("h", nasty, (nasty,), (nasty,), ((1.0,),)), RenderOptions())
    assert "<script" not in text
    assert "\x1b" not in text
    assert "href" not in text
    assert nasty.split("\x1b", maxsplit=1)[0] in "".join(ET.fromstring(text).itertext())  # noqa: S314


def test_what_is_empty_or_too_large_is_not_drawn() -> None:
    many = tuple(map(str, range(LARGEST + 1)))
    assert drawn(Heat("h", "", many, many, ((1.0,) * len(many),) * len(many)), RenderOptions()) == ""
    assert drawn(Heat("h", "", (), (), ()), RenderOptions()) == ""
    assert drawn(Curve("c", "", MONEY, VALUE, ()), RenderOptions()) == ""
