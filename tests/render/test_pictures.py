"""The picture of an answer in a file of its own: the same as on the page, told in words, text that stays text."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from hostile import EVIL, LENS, hostile_town
from loops import nonempty
from realign.cli import app
from realign.render import ENDINGS

ROOT = Path(__file__).parents[2]
DATA, TOWN = ROOT / "data", ROOT / "tests" / "plans" / "town"
SPACE = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title></svg><script>alert(1)</script> <!-- ]]> &amp; עברית =cmd| {{data}}"


def made(tmp_path: Path, *words: str, name: str = "x.svg") -> Path:
    file = tmp_path / name
    done = CliRunner().invoke(app, [*words, "--output", str(file), "--force", "-q"])
    assert done.exit_code == 0, done.output
    return file


def read(file: Path) -> ET.Element:
    return ET.fromstring(file.read_text(encoding="utf-8"))  # noqa: S314 - our own output


def texts(picture: ET.Element, tag: str = "text") -> list[str]:
    return [one.text or "" for one in picture.iter(f"{SPACE}{tag}")]


def links_drawn(svg: str, paths: dict[str, str]) -> list[tuple[str, str, str]]:
    """Path, class and width of each link; `paths`: those that the page draws once, by their number."""
    found, around, wide = [], "", ""
    for tag in re.findall("<(?:path|use|g)[^>]+>", svg):
        at = {
            name: quoted or bare
            for name, quoted, bare in re.findall(r'([a-z-]+)=(?:"([^"]*)"|([^\s"/>]+))', tag)
        }
        if tag.startswith("<g"):
            around = at.get("class", around)  # lines in a row that look alike share their looks
            wide = at.get("stroke-width", wide)
            if f"#{at.get('id')}" in paths:  # drawn here for the first time
                found.append((paths[f"#{at['id']}"], around, wide))
        elif "stroke-width" in at:
            path = at["d"] if "d" in at else paths[at["href"]]
            found.append((path, at.get("class", around), at["stroke-width"]))
    return found


@pytest.mark.slow
def test_the_network_has_a_line_for_each_link_as_wide_and_at_the_same_place_as_on_the_page(
    tmp_path: Path,
) -> None:
    words = ("--plan", str(DATA), "--lens", "resilience")
    alone = made(tmp_path, "links", *words).read_text(encoding="utf-8")
    page = made(tmp_path, "report", *words, name="x.html").read_text(encoding="utf-8")
    links = json.loads(CliRunner().invoke(app, ["links", *words, "--format", "json", "-q"]).stdout)["links"]
    drawn = [link for link in links_drawn(alone, {}) if "c" in link[0]]
    assert len(drawn) == len(links)
    paths = {
        f"#{number}": path.replace(",", " ")
        for number, path in re.findall(r"<g id=(c\d+)><path [^>]*narrow[^>]*><path d=([^ >]+)", page)
    }
    begin = page.index('class="network wide"', page.index("data-view=1>"))  # the lens of the call
    assert links_drawn(page[begin : page.index("</svg>", begin)], paths) == drawn


def test_the_curve_tells_what_is_covered_at_each_amount(tmp_path: Path) -> None:
    words = ("--plan", str(ROOT / "examples" / "country-framework"))
    picture = read(made(tmp_path, "gaps", *words))
    done = CliRunner().invoke(app, ["gaps", *words, "--format", "json", "-q"])
    curve = json.loads(done.stdout)["curve"]
    (told,) = texts(picture, "desc")
    for step in nonempty(curve):
        amount = f"{step['unearmarked']:,}".replace(",", " ")
        assert f"{amount}: {len(step['covered'])}" in told


@pytest.mark.slow
def test_the_bands_of_the_curve_are_what_is_covered_and_what_is_open(tmp_path: Path) -> None:
    words = ("--plan", str(TOWN), "-u", "0,250000,1200000")
    picture = read(made(tmp_path, "gaps", *words))
    done = CliRunner().invoke(app, ["gaps", *words, "--format", "json", "-q"])
    levels = {level["unearmarked"]: level for level in json.loads(done.stdout)["levels"]}
    bands = {one.get("class"): one.get("d", "") for one in picture.iter(f"{SPACE}path")}
    (back,) = [
        one for one in picture.iter(f"{SPACE}rect") if one.get("class") == "u" and one.get("x") != "0"
    ][:1]
    top, high = float(back.get("y", "")), float(back.get("height", ""))
    first = levels[0]
    everything = len(first["covered"]) + len(first["open"]) + len(first["uncovered"])

    heights = {looks: re.findall(r"H(\d+)V(\d+)", bands[looks]) for looks in ("c", "o")}
    assert len(heights["c"]) == len(heights["o"]) >= len(levels)
    reach = {
        looks: [round((top + high - float(y)) / high * everything) for _, y in nonempty(found)]
        for looks, found in heights.items()
    }
    assert reach["c"][0] == len(first["covered"])
    assert reach["o"][0] == len(first["covered"]) + len(first["open"])
    last = levels[1_200_000]
    assert last["unearmarked"] == max(levels)
    assert len(last["covered"]) in reach["c"]
    assert len(last["covered"]) + len(last["open"]) in reach["o"]


def test_the_name_of_the_picture_its_words_and_its_key_are_in_the_language_asked_for(tmp_path: Path) -> None:
    found = {
        language: read(made(tmp_path, "links", "--plan", str(TOWN), "--lang", language))
        for language in ("en", "zh", "fr")
    }
    assert len({texts(one, "title")[0] for one in found.values()}) == 3
    assert len({texts(one, "desc")[0] for one in found.values()}) == 3
    key = {language: set(texts(one)) for language, one in found.items()}
    assert "holds back" in key["en"] - key["zh"] - key["fr"]


def test_by_outcome_the_map_is_drawn(tmp_path: Path) -> None:
    picture = read(made(tmp_path, "links", "--by", "outcome", "--plan", str(TOWN)))
    assert picture.get("class") == "map"
    assert any("drivers" in text for text in texts(picture))


def test_a_table_that_is_a_picture_is_drawn_by_its_name(tmp_path: Path) -> None:
    picture = read(made(tmp_path, "links", "--sheet", "matrix", "--plan", str(TOWN)))
    assert len(list(picture.iter(f"{SPACE}rect"))) > 1


@pytest.mark.parametrize(
    ("command", "plan"), [("links", TOWN), ("gaps", ROOT / "examples" / "country-framework")]
)
def test_the_same_plan_gives_the_same_bytes(command: str, plan: Path, tmp_path: Path) -> None:
    one, two = (
        made(tmp_path, command, "--plan", str(plan), name=name).read_bytes() for name in ("1.svg", "2.svg")
    )
    assert one == two


@pytest.mark.slow
@pytest.mark.parametrize("command", ["links", "gaps"])
def test_the_same_plan_gives_the_same_bytes_of_an_image(command: str, tmp_path: Path) -> None:
    one, two = (
        made(tmp_path, command, "--plan", str(TOWN), name=name).read_bytes() for name in ("1.png", "2.png")
    )
    assert one == two
    assert one.startswith(b"\x89PNG")


@pytest.mark.slow
def test_a_supposed_change_is_drawn(tmp_path: Path) -> None:
    links = json.loads(
        (CliRunner().invoke(app, ["links", "--plan", str(TOWN), "--format", "json", "-q"])).stdout
    )
    record = links["links"][0]["records"][0]
    before = made(tmp_path, "links", "--plan", str(TOWN)).read_bytes()
    assert made(tmp_path, "links", "--plan", str(TOWN), "--without", record).read_bytes() != before


def test_hostile_titles_stay_text_and_nothing_is_fetched(tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    plan.mkdir()
    said = json.dumps(HOSTILE)
    (plan / "plan.yaml").write_text(
        f"""plan: {{id: p, title: {said}, currency: EUR}}
domains: [{{id: "1", title: {said}}}]
lenses: [{{id: heat, title: {said}}}]
outcomes:
  - {{id: "1.1", title: {said}, domain: "1"}}
  - {{id: "1.2", title: {said}, domain: "1"}}
links:
  - {{id: L1, from: ["1.1"], to: ["1.2"], strength: -2, basis: analyst, lenses: [heat]}}
funds: [{{id: u, kind: unearmarked, title: {said}, required: 100}}]
deliverables: [{{id: D1, title: {said}, outcomes: ["1.1"], funds: [u], cost: 50}}]
""",
        encoding="utf-8",
    )
    for command in ("links", "gaps"):
        words = (command, "--plan", str(plan), "--lens", "heat")
        picture = read(made(tmp_path, *words))
        assert {one.tag.removeprefix(SPACE) for one in picture.iter()} <= {
            *(
                "svg",
                "style",
                "defs",
                "marker",
                "path",
                "rect",
                "title",
                "desc",
                "text",
                "g",
                "circle",
                "line",
            )
        }
        assert any("<script>alert(1)</script>" in text for text in texts(picture))
        raw = made(tmp_path, *words).read_text(encoding="utf-8")
        assert not re.search(r"(?:href|src)=|url\((?!#)|@import", raw)
        assert made(tmp_path, *words, name="x.png").read_bytes().startswith(b"\x89PNG")


def test_an_answer_without_a_picture_and_an_ending_that_no_format_has_say_what_there_is(
    tmp_path: Path,
) -> None:
    done = CliRunner().invoke(app, ["trace", "--plan", str(TOWN), "--output", str(tmp_path / "x.svg"), "-q"])
    assert done.exit_code == 2
    assert "no picture" in done.stderr
    assert "links --by outcome" in done.stderr
    assert not (tmp_path / "x.svg").exists()
    done = CliRunner().invoke(app, ["links", "--plan", str(TOWN), "--output", str(tmp_path / "x.gif"), "-q"])
    assert done.exit_code == 2
    for ending in nonempty(list(ENDINGS)):
        assert ending in done.stderr


@pytest.mark.slow
def test_no_text_and_no_id_of_a_plan_commands_a_picture(tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    plan.mkdir()
    hostile_town(plan)
    for command in (("links",), ("links", "--by", "outcome"), ("gaps", "-u", "500 000")):
        file = made(tmp_path, *command, "--plan", str(plan), "--lens", LENS)
        tags = {one.tag.removeprefix(SPACE) for one in read(file).iter()}
        assert {"svg", "title", "text"} <= tags
        assert not tags & {"script", "foreignObject", "image", EVIL}
        assert not [name for one in read(file).iter() for name in one.attrib if name.startswith("on")]
