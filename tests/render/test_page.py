"""The page of a report in a real browser: what it says, how it moves, that nothing leaves it and everybody can use it."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from typer.testing import CliRunner

from hostile import EVIL, LENS, TEXTS, hostile_town
from loops import nonempty
from realign.cli import app

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if CHROMIUM is None:
    pytest.skip("no chromium is installed", allow_module_level=True)

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
TOWN = ROOT / "tests" / "plans" / "town"
AMOUNTS = "actual:2021,12e6"
"""The amounts that the page is made for."""


def run(*words: str) -> str:
    done = CliRunner().invoke(app, [*words, "-q"])
    assert done.exit_code == 0, done.output
    return done.stdout


def asked(*words: str, plan: Path) -> Any:
    return json.loads(run(*words, "--plan", str(plan), "--format", "json"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


class Pages:
    """Pages of one module; what the browser complains about or asks for is kept."""

    def __init__(self, browser: Any, room: Path) -> None:
        self._browser, self._room = browser, room
        self.noises: list[str] = []
        self.requests: list[str] = []
        self._files: dict[tuple[str, ...], Path] = {}

    def file(self, *words: str) -> Path:
        if words not in self._files:
            self._files[words] = self._room / f"{len(self._files)}.html"
            run("report", *words, "--output", str(self._files[words]))
        return self._files[words]

    def open(self, file: Path, fragment: str = "", **context: Any) -> Any:
        size = {"width": context.pop("width", 1280), "height": 900}
        page = self._browser.new_context(viewport=size, **context).new_page()
        page.on("console", lambda message: self.noises.append(message.text))
        page.on("pageerror", lambda error: self.noises.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(f"file://{file}{fragment}")
        if context.get("java_script_enabled", True):
            page.wait_for_function("document.documentElement.classList.contains('ready')")
        return page


@pytest.fixture(scope="module")
def pages(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    found = Pages(browser, tmp_path_factory.mktemp("pages"))
    yield found
    assert found.noises == []
    assert {url.partition("#")[0] for url in found.requests} <= {
        f"file://{file}" for file in found._files.values()
    }


@pytest.fixture(scope="module")
def shipped(pages: Pages) -> Path:
    return pages.file("--plan", str(ROOT / "data"), "--lens", "resilience", "-u", AMOUNTS)


@pytest.fixture(scope="module")
def costed(pages: Pages) -> Path:
    return pages.file("--plan", str(COSTED), "--lens", "heat", "-u", "500 000")


COSTED = TOWN


def test_it_is_small_and_the_same_twice(shipped: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.html"
    run("report", "--plan", str(ROOT / "data"), "--lens", "resilience", "-u", AMOUNTS, "--output", str(again))
    assert again.read_bytes() == shipped.read_bytes()
    assert len(again.read_bytes()) <= 200 * 1024
    every = tmp_path / "every.html"
    run("report", "--plan", str(ROOT / "data"), "-u", AMOUNTS, "--output", str(every))
    assert every.stat().st_size <= 200 * 1024  # four views; each holds ten priority links
    script = re.search(r"<script>(.*?)</script>", again.read_text(encoding="utf-8"), re.DOTALL)
    assert script
    assert len(script[1].encode()) <= 15 * 1024


def test_its_policy_allows_its_own_script_and_style_by_hash_and_nothing_else(shipped: Path) -> None:
    text = shipped.read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy[1]
    assert not re.search(r"\sstyle=|\son\w+=", text.partition("<body>")[2].partition("<script")[0])


def test_it_has_one_title_and_fourteen_screens_at_most(pages: Pages, shipped: Path) -> None:
    page = pages.open(shipped)
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollHeight") <= 14 * 900


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing(pages: Pages, shipped: Path, width: int, colours: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = pages.open(shipped, width=width, color_scheme=colours, bypass_csp=True)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    found = axe.run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_came_in_stands_in_the_order_of_years(pages: Pages, shipped: Path) -> None:
    page = pages.open(shipped)
    years = re.findall(r"\d{4}", page.locator(".chips").inner_text())
    assert years == sorted(nonempty(years))


def test_what_can_be_pressed_is_large_enough(pages: Pages, shipped: Path) -> None:
    page = pages.open(shipped, width=390)
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, summary, nav a")]
        .map((one) => [one.outerHTML.slice(0, 80), one.closest("label") || one])
        .map(([name, one]) => [name, one.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.height < 24 || box.width < 24)).map(([name]) => name)"""
    )
    assert small == []


def test_a_phone_shows_every_picture_and_table_whole(pages: Pages, shipped: Path) -> None:
    page = pages.open(shipped, width=390)
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".frame, .scroll")].filter((one) => one.checkVisibility())
        .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent.slice(0, 40))"""
    )
    assert cut == []
    letters = page.evaluate(
        """() => [...document.querySelectorAll(".frame text")].filter((one) => one.checkVisibility())
        .map((one) => one.closest("svg")).map((one) => one.getBoundingClientRect().width / one.viewBox.baseVal.width)"""
    )
    assert min(nonempty(letters)) > 0.9  # names are drawn 12 or 13 dots high
    drawn = page.evaluate(
        """() => [...document.querySelectorAll(".network path, #v1 path")].filter((one) => one.checkVisibility()).length"""
    )
    assert drawn == 0  # the wide picture is not there
    assert page.locator("svg.network.narrow:visible").count() == 1


def address(page: Any) -> str:
    """The address as it stands now; what playwright says of it comes a moment later."""
    found: str = page.evaluate("location.href")
    return found


def shown_links(page: Any) -> dict[str, dict[str, str]]:
    """What the table of all links says under the lens that is chosen."""
    rows = page.evaluate(
        """() => [...document.querySelectorAll("#every > tbody > tr")].map((row) => [
            row.id.slice(2), row.querySelector("td.here").textContent])"""
    )
    return {name: _figures(cell) for name, cell in rows}


def _figures(cell: str) -> dict[str, str]:
    found = re.fullmatch(r"(\w+) (.+) %([\d.]+) \(([\d.]+)–([\d.]+)\) · (\S+) % · (\d+) %", cell.strip())
    assert found, cell
    return dict(
        zip(("class", "among_first", "rank", "low", "high", "part", "present"), found.groups(), strict=True)
    )


def test_the_figures_of_the_links_are_those_of_links_through_every_lens(pages: Pages, shipped: Path) -> None:
    page = pages.open(shipped)
    for lens in nonempty(
        page.evaluate("[...document.querySelectorAll('input[name=lens]')].map((one) => one.value)")
    ):
        page.locator(f"input[name=lens][value='{lens}']").check()
        name = dict(pair.split("=") for pair in address(page).partition("#")[2].split("&"))["lens"]
        answer = asked("links", "--lens", name, plan=ROOT / "data")
        total = sum(one["drive"] for one in answer["outcomes"])
        assert shown_links(page) == {
            f"{one['source']}-{one['target']}": {
                "class": one["class"],
                "among_first": f"{100 * one['among_first']:.0f}",
                "rank": f"{one['rank']:g}",
                "low": f"{one['rank_low']:g}",
                "high": f"{one['rank_high']:g}",
                "part": f"{100 * one['loss'] / total:.1f}",
                "present": f"{100 * one['present']:.0f}",
            }
            for one in answer["links"]
        }
        assert list(shown_links(page)) == [f"{one['source']}-{one['target']}" for one in answer["links"]]


def shown_money(page: Any) -> dict[str, Any]:
    """What the page says of the money at the step that the slider is at."""
    return {
        "amount": page.locator("#f-amount").inner_text(),
        "counts": [int(page.locator(f"#n-{sign}").inner_text()) for sign in "cou"],
        "states": page.evaluate(
            """() => Object.fromEntries([...document.querySelectorAll("#pieces > tbody > tr")].map((row) => [
                row.id.slice(2), [row.cells[2].textContent, row.cells[3].firstChild ? row.cells[3].firstChild.textContent : ""]]))"""
        ),
    }


@pytest.mark.parametrize(("plan", "lens"), [(ROOT / "data", "resilience"), (TOWN, "heat")])
def test_the_figures_at_every_step_of_the_slider_are_those_of_gaps_and_focus(
    pages: Pages, shipped: Path, costed: Path, plan: Path, lens: str
) -> None:
    page = pages.open(shipped if plan == ROOT / "data" else costed)
    slider = page.locator("#step")
    slider.focus()
    slider.press("Home")
    words = {"goes short": "short", "waits": "wait", "no decision": "none", "without money": "uncovered"}
    for _ in nonempty(range(int(slider.get_attribute("max") or 0) + 1)):
        amount = dict(pair.split("=") for pair in address(page).partition("#")[2].split("&"))["u"]
        (level,) = asked("gaps", "-u", amount, "--lens", lens, plan=plan)["levels"]
        told = shown_money(page)
        assert told["amount"].split(" ", 1)[-1].replace(" ", "") == amount or amount == "0"
        assert told["counts"] == [len(level[state]) for state in ("covered", "open", "uncovered")]
        states = {one["id"].rpartition("/")[2]: one["state"] for one in level["items"]}
        assert {name: words.get(said, said) for name, (_, said) in told["states"].items() if said} == states
        programme = asked("focus", "-u", amount, "--lens", lens, plan=plan)["programme"]
        assert {name: words.get(said, said) for name, (said, _) in told["states"].items()} == {
            one["id"]: one["decision"] for one in programme
        }
        slider.press("ArrowRight")
    assert slider.input_value() == slider.get_attribute("max")


def test_an_amount_that_is_typed_is_read_at_the_step_below(pages: Pages, shipped: Path) -> None:
    page = pages.open(shipped)
    field = page.locator("#typed")
    for text, amount in (("3m", "3000000"), ("7 564 381", "7564381"), ("12e6", "12000000"), ("0", "0")):
        field.fill(text)
        field.press("Enter")
        assert f"u={amount}" in address(page)
        (level,) = asked("gaps", "-u", amount, plan=ROOT / "data")["levels"]
        assert shown_money(page)["counts"] == [
            len(level[state]) for state in ("covered", "open", "uncovered")
        ]
    field.fill("much")
    field.press("Enter")
    assert "u=0" in address(page)


def test_the_address_brings_lens_amount_language_and_place_back(pages: Pages, shipped: Path) -> None:
    page = pages.open(shipped, "#lens=recovery&u=7564381&lang=fr&at=l-1.1-2.2")
    assert page.locator("input[name=lens]:checked").get_attribute("value") == "0"
    assert page.locator("#typed").input_value() == "7 564 381"
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert page.locator("#l-1\\.1-2\\.2 details").get_attribute("open") is not None
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0


@pytest.mark.parametrize("language", ["zh", "fr"])
def test_another_language_says_what_a_page_made_in_it_says(
    pages: Pages, shipped: Path, language: str
) -> None:
    page = pages.open(shipped)
    page.select_option("#lang", language)
    made = pages.open(
        pages.file("--plan", str(ROOT / "data"), "--lens", "resilience", "-u", AMOUNTS, "--lang", language)
    )
    texts = "document.querySelector('main').textContent.replace(/\\\\s+/g, ' ')"
    assert page.evaluate("document.documentElement.lang") == language
    assert page.evaluate(texts) == made.evaluate(texts)
    page.select_option("#lang", "en")
    assert page.evaluate(texts) == pages.open(shipped).evaluate(texts)


def test_search_finds_in_every_section_and_n_and_p_go_on(pages: Pages, shipped: Path) -> None:
    page = pages.open(shipped)
    page.keyboard.press("/")
    page.keyboard.type("flagship")
    hits = page.locator("#hits li").count()
    assert hits > 3
    page.keyboard.press("Enter")
    first = address(page)
    assert "at=" in first
    page.keyboard.press("n")
    assert address(page) != first
    page.keyboard.press("p")
    assert address(page) == first
    page.fill("#search", "no such word anywhere")
    assert page.locator("#hits").inner_text() == "Nothing found."


def test_keys_move_money_and_lens_and_can_be_switched_off(pages: Pages, shipped: Path) -> None:
    page = pages.open(shipped)
    page.keyboard.press("ArrowRight")
    assert "u=4403561" in address(page)
    page.keyboard.press("p")
    assert "u=2556107" in address(page)
    page.keyboard.press("3")
    assert "lens=vulnerability" in address(page)
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.locator("#keyed").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    assert "lens=vulnerability" in address(page)


def test_the_filter_and_the_comparison_of_two_amounts(pages: Pages, shipped: Path) -> None:
    page = pages.open(shipped)
    page.select_option("#filter", label="reduce")
    shown = page.evaluate(
        "[...document.querySelectorAll('#pieces > tbody > tr:not([hidden])')].map((row) => row.cells[2].textContent)"
    )
    assert set(shown) == {"reduce"}
    page.select_option("#filter", label="all")
    page.select_option("#against", "12000000")
    here, there = (
        {one["id"]: one["state"] for one in level["items"]}
        for level in asked("gaps", "-u", AMOUNTS, plan=ROOT / "data")["levels"]
    )
    decided = [
        {
            one["id"]: one["decision"]
            for one in asked("focus", "-u", amount, "--lens", "resilience", plan=ROOT / "data")["programme"]
        }
        for amount in ("2556107", "12e6")
    ]
    moved = {name for name in decided[0] if decided[0][name] != decided[1][name]} | {
        name for name in here if here[name] != there[name]
    }
    assert page.locator("#changes li").count() == len(moved)


def test_the_filter_shows_what_the_money_covers_leaves_open_or_misses(pages: Pages, costed: Path) -> None:
    page = pages.open(costed)
    (level,) = asked("gaps", "-u", "500 000", "--lens", "heat", plan=TOWN)["levels"]
    for state, name in nonempty((("covered", "covered"), ("open", "open"), ("uncovered", "without money"))):
        page.select_option("#filter", label=f"money: {name}")
        assert page.locator("#pieces > tbody > tr:visible").count() == len(level[state]) > 0


def test_every_head_of_a_row_is_one_to_who_cannot_see_it(pages: Pages, shipped: Path) -> None:
    page = pages.open(shipped)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    for table in nonempty(page.locator("table:has(thead):visible").all()):
        told = table.aria_snapshot().splitlines()
        bodies = [at for at, line in enumerate(told) if line.strip() == "- rowgroup:"][1:]
        assert not [line for line in told[nonempty(bodies)[0] :] if "columnheader" in line]
        assert [line for line in told[bodies[0] :] if "rowheader" in line]


def test_without_scripts_everything_stands_and_the_tools_are_hidden(pages: Pages, shipped: Path) -> None:
    page = pages.open(shipped, java_script_enabled=False)
    assert page.locator("#controls").is_hidden()
    assert page.locator("table").count() >= 8
    assert page.locator(".view:visible").count() == page.locator(".view").count()
    heads = page.locator("#pieces thead").inner_text().replace("\u00a0", " ")
    assert "2 556 107" in heads
    assert "12 000 000" in heads
    lens = page.locator("#glance .through")  # with scripts the switch says it
    assert lens.inner_text() == "Lens Function and form of cities for resilience and climate"
    moved = pages.open(shipped, "#lens=recovery")
    assert moved.locator("#s-lens").is_hidden()
    moved.emulate_media(media="print")
    assert moved.locator("#s-lens").inner_text() == "Long-term social and economic recovery"


def test_it_prints_with_heads_and_no_table_cut(pages: Pages, shipped: Path) -> None:
    printed = pages.open(shipped).pdf()
    count = len(re.findall(rb"/Type\s*/Page[^s]", printed))
    assert 5 < count <= 30


def test_the_words_of_every_link_are_printed(pages: Pages, shipped: Path) -> None:
    page = pages.open(shipped)
    every = page.locator("#every details")
    assert every.count() >= 20
    shut = page.locator("#every details:not([open])")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert shut.count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert shut.count() == every.count()


def test_a_supposed_change_is_said_at_the_top_and_moves_what_stands_below(
    pages: Pages, shipped: Path
) -> None:
    words = ("--plan", str(ROOT / "data"), "--lens", "resilience")
    supposed = ("--without", "HSP/EB.2021/19 9(e)(i)")
    page = pages.open(pages.file(*words, "-u", AMOUNTS, *supposed))
    told = page.locator("#supposed").inner_text()
    assert "What if: --without HSP/EB.2021/19 9(e)(i)" in told
    assert "22 records differ" in told
    assert "Through resilience" in told  # what moves through the lens of the page
    assert page.locator("#s-holds").inner_text() != pages.open(shipped).locator("#s-holds").inner_text()
    links = asked("links", *supposed, "--lens", "resilience", plan=ROOT / "data")["links"]
    assert page.locator("#every > tbody > tr").count() >= len(links)
    assert pages.open(shipped).locator("#supposed").count() == 0


def test_of_much_work_the_price_of_earmarks_is_left_to_the_command(pages: Pages, tmp_path: Path) -> None:
    work = "".join(
        f"  - {{id: D{number}, title: Work {number}, cost: 10, funds: [{'s' if number % 2 else 'u'}]}}\n"
        for number in range(61)
    )
    (tmp_path / "plan.yaml").write_text(
        "plan: {id: p, title: P, currency: EUR}\noutcomes: [{id: a, title: A}]\nfunds:\n"
        "  - {id: u, kind: unearmarked, title: Open}\n  - {id: s, kind: soft, title: Soft, amount: 100}\n"
        f"deliverables:\n{work}",
        encoding="utf-8",
    )
    page = pages.open(pages.file("--plan", str(tmp_path), "-u", "100"))
    assert "not worked out here for more than 60 pieces of work" in page.locator("#money").inner_text()


HOSTILE = "</script><b>x</b> <!-- ]]> &amp; עברית =cmd| {{data}} {{head}} \\u0022"


def test_a_hostile_title_stays_text(pages: Pages, tmp_path: Path) -> None:
    quoted = json.dumps(HOSTILE)
    (tmp_path / "plan.yaml").write_text(
        f"""
plan: {{id: p, title: {quoted}, organisation: {quoted}, currency: EUR}}
sources: [{{id: S, title: {quoted}, url: "javascript:alert(1)", paragraphs: ["1"]}}]
domains: [{{id: "1", title: {quoted}}}]
lenses: [{{id: heat, title: {quoted}}}]
outcomes: [{{id: "1.1", title: {quoted}, domain: "1"}}, {{id: "1.2", title: {quoted}}}]
links: [{{id: L1, from: ["1.1"], to: ["1.2"], direction: directed, strength: 2, basis: stated, says: {quoted}, refs: [S 1]}}]
funds: [{{id: free, kind: unearmarked, title: {quoted}}}]
flagships: [{{id: F1, kind: flagship, title: {quoted}, outcomes: ["1.1"]}}]
actions: [{{id: A1, kind: norm, title: {quoted}, outcomes: ["1.1"]}}]
deliverables: [{{id: D1, title: {quoted}, cost: 5, value: 1, funds: [free], outcomes: ["1.1"]}}]
""",
        encoding="utf-8",
    )
    file = pages.file("--plan", str(tmp_path), "--lens", "heat", "-u", "5")
    text = file.read_text(encoding="utf-8")
    assert text.count("<script") == 2
    packed = re.search(r"id=.?data.?>(.*?)</script>", text, re.DOTALL)
    assert packed
    assert set(json.loads(packed[1])) == {"size", "text"}
    assert not set("<>&#") & set(packed[1])
    page = pages.open(file)
    assert page.locator("h1").inner_text() == HOSTILE
    assert page.locator("main b:text-is('x')").count() == 0
    assert page.locator("#pieces summary").first.inner_text() == HOSTILE
    assert page.locator("a[href^=javascript]").count() == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_no_text_and_no_id_of_a_plan_commands_the_page(pages: Pages, tmp_path: Path, width: int) -> None:
    page = pages.open(
        pages.file("--plan", str(hostile_town(tmp_path)), "--lens", LENS, "-u", "500 000"), width=width
    )
    for language in ("zh", "fr", "en"):
        page.select_option("#lang", language)
        for lens in nonempty(page.locator("input[name=lens]").all()):
            lens.check()
            page.keyboard.press("ArrowRight")
    assert page.locator(f"{EVIL}, [onload], iframe, img").count() == 0
    assert page.locator("script").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    said = page.locator("body").text_content()
    for text in nonempty(TEXTS[:1] + TEXTS[2:4] + TEXTS[5:7]):
        assert text in said
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    for link in nonempty(page.locator("#links ol.plain a:visible, .grid tbody a:visible").all()):
        link.click()  # the ids lead to rows of their own
        assert page.evaluate("document.activeElement.closest('#every tr') !== null")
    found = page.evaluate("new URLSearchParams(location.hash.slice(1)).get('at')")
    again = pages.open(
        Path(address(page).partition("#")[0].removeprefix("file://")), f"#at={quote(found)}", width=width
    )
    assert again.evaluate("document.activeElement.closest('#every tr').id") == found


def test_names_of_a_map_lie_within_it_through_every_lens(pages: Pages, shipped: Path) -> None:
    page = pages.open(shipped)
    for lens in nonempty(page.locator("input[name=lens]").all()):
        lens.check()
        cut = page.evaluate(
            """() => [...document.querySelectorAll("svg.map.wide")].filter((one) => one.checkVisibility())
            .flatMap((one) => [...one.querySelectorAll("text, use")].map((inner) => [one, inner]))
            .map(([one, inner]) => [inner, one.getBoundingClientRect(), inner.getBoundingClientRect()])
            .filter(([, box, inner]) => inner.right > box.right + 1 || inner.left < box.left - 1)
            .map(([one]) => one.outerHTML.slice(0, 80))"""
        )
        assert cut == []


@pytest.mark.parametrize("work", ["costed", "divisible", "ranges", "uncosted"])
def test_a_plan_without_lenses_moves_too_whatever_is_known_of_its_costs(
    pages: Pages, tmp_path: Path, work: str
) -> None:
    for name in ("frame", "funds", work):
        shutil.copy(TOWN / f"{name}.yaml", tmp_path)
    page = pages.open(pages.file("--plan", str(tmp_path), "-u", "500 000"))
    last = int(page.locator("#step").get_attribute("max") or 0)
    assert last > 1
    page.locator("#step").focus()
    page.keyboard.press("Home")
    page.keyboard.press("End")
    told = shown_money(page)
    amount = address(page).partition("u=")[2].partition("&")[0]
    (level,) = asked("gaps", "-u", amount, plan=tmp_path)["levels"]
    assert told["counts"] == [len(level[state]) for state in ("covered", "open", "uncovered")]


def test_a_plan_of_one_outcome_has_every_section(pages: Pages, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(
        'plan: {id: p, title: P}\noutcomes:\n  - {id: "1.1", title: A}\n', encoding="utf-8"
    )
    page = pages.open(pages.file("--plan", str(tmp_path)))
    assert page.locator("section").count() == 6
    assert page.locator("#step").count() == 0


def large() -> str:
    """500 pieces of work, 169 targets of 17 goals, 300 links."""
    goals = "".join(f"  - {{id: g{at}, title: Goal {at}}}\n" for at in range(17))
    targets = "".join(f"  - {{id: t{at}, domain: g{at % 17}, title: Target {at}}}\n" for at in range(169))
    work = "".join(
        f"  - {{id: D{at}, title: Work {at}, cost: {1000 + at * 37 % 5000}, value: {1 + at % 9}, funds: [free], "
        f"outcomes: [t{at % 169}]}}\n"
        for at in range(500)
    )
    links = "".join(
        f"  - {{id: L{at}, from: [t{at % 169}], to: [t{(at * 7 + 1 + at // 169) % 169}], direction: directed, "
        f"strength: {1 + at % 3}, basis: stated}}\n"
        for at in range(300)
        if at % 169 != (at * 7 + 1 + at // 169) % 169
    )
    return (
        "plan: {id: large, title: Large, currency: USD}\nlenses: [{id: heat, title: Heat}]\n"
        f"domains:\n{goals}outcomes:\n{targets}funds: [{{id: free, kind: unearmarked, title: Free}}]\n"
        f"deliverables:\n{work}links:\n{links}"
    )


def test_a_large_plan_is_one_megabyte_at_most_and_says_what_is_left_out(pages: Pages, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(large(), encoding="utf-8")
    file = pages.file("--plan", str(tmp_path), "--lens", "heat", "-u", "200 000")
    assert file.stat().st_size <= 2**20
    page = pages.open(file)
    text = page.locator("main").inner_text()
    for words in (
        r"\d+ of \d+ links are drawn",
        r"\d+ more are not listed",
        r"40 of 169 outcomes stand on the map",
        r"further steps, which were not looked for|leaves \d+ breakpoints out",
    ):
        assert re.search(words, text), words
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_long_tables_fold_and_open_for_print_search_filter_and_where_no_script_runs(
    pages: Pages, tmp_path: Path
) -> None:
    (tmp_path / "plan.yaml").write_text(large(), encoding="utf-8")
    file = pages.file("--plan", str(tmp_path), "--lens", "heat", "-u", "200 000")
    page = pages.open(file)
    assert page.evaluate("document.documentElement.scrollHeight") <= 14 * 900
    folded, shut = page.locator("details.long"), page.locator("details.long:not([open])")
    assert folded.count() == shut.count() == 3
    assert "517 rows" in folded.nth(1).locator("> summary").inner_text()
    page.fill("#search", "Work 499")
    page.keyboard.press("Enter")
    assert page.locator("#w-D499").is_visible()
    assert shut.count() == 2
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert shut.count() == 0
    again = pages.open(file)
    again.select_option("#filter", "r")
    assert again.locator("#pieces > tbody > tr:visible").count() > 100
    still = pages.open(file, java_script_enabled=False)
    assert still.locator("#pieces > tbody > tr:visible").count() == 517
    assert still.locator("details.long:not([open])").count() == 0
