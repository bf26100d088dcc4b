import gc
import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loops import nonempty, tries
from realign import loading
from realign.documents.limits import MOST_TOLD
from realign.files import FileSource, shown
from realign.files.paths import _itself, read_regular
from realign.findings import CallError, Finding, Key, Position, Severity
from realign.loading import Loaded, find_plan, folder, load, names
from realign.loading.ignoring import Patterns
from realign.loading.record_subject import did_you_mean
from realign.plan import About, Plan
from realign.text import Wordings, say

ABOUT = "plan: {id: city, title: City plan}\n"
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write files into a folder that is the working directory."""
    monkeypatch.chdir(tmp_path)

    def files(**texts: str | bytes) -> Path:
        for name, text in texts.items():
            path = tmp_path / f"{name}.yaml"
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return Path()

    return files


def codes(loaded: Loaded) -> list[str]:
    return [one.code for one in loaded.findings]


def only(loaded: Loaded) -> Finding:
    (finding,) = loaded.findings
    return finding


def plan_of(loaded: Loaded) -> Plan:
    assert loaded.findings == ()
    assert loaded.plan is not None
    return loaded.plan


# --- what becomes of a folder ---------------------------------------------------------------------


def test_kinds_may_be_spread_over_files(write: Write) -> None:
    plan = plan_of(
        load(
            write(
                a=ABOUT + "outcomes: [{id: 1.10, title: Land}]\n".replace("1.10", "'1.10'"),
                b="outcomes: [{id: '1.2', title: {en: Housing, zh: 住房}, domain: '1'}]\n",
                c="domains: [{id: '1', title: Space}]\n",
            )
        )
    )
    assert [one.id for one in plan.outcomes] == ["1.10", "1.2"]
    assert plan.outcomes[1].title == Wordings(en="Housing", zh="住房")
    assert plan.domains[0].id == "1"
    assert plan.links == ()
    assert isinstance(plan.about, About)


def test_a_plan_is_read_as_pydantic_alone_would_read_it(write: Write) -> None:
    plan = plan_of(
        load(
            write(
                a=ABOUT + "links:\n"
                "  - {id: L1, from: [1.1], to: [1.2], strength: -2.5, basis: stated, lenses: {r: 0.5}, refs: [A 1]}\n"
                "funds: [{id: U, kind: soft, title: Soft, amount: 12m, received: {2021: 2 556 107}}]\n"
                "deliverables: [{id: D, title: Answer, cost: {low: 1k, high: 2e3}, divisible: yes}]\n"
            )
        )
    )
    (link,), (fund,), (item,) = plan.links, plan.funds, plan.deliverables
    assert (link.from_, link.to, link.strength, link.lenses) == (("1.1",), ("1.2",), -2.5, {"r": 0.5})
    assert (fund.amount, fund.received) == (12_000_000, {2021: 2_556_107})
    assert (item.divisible, item.tier) == (True, 1)
    again = Plan(about=plan.about, links=plan.links, funds=plan.funds, deliverables=plan.deliverables)
    assert again == plan


def test_a_plan_of_which_only_the_name_is_known(write: Write) -> None:
    plan = plan_of(load(write(a=ABOUT)))
    assert [list(plan.records()), plan.about.id] == [[], "city"]


def test_own_keys_are_passed_over_at_any_level(write: Write) -> None:
    text = "plan: {id: city, title: City plan, x-a: [~]}\nx-b: {c: [1, {d: ~}]}\n"
    text += "outcomes: [{id: a, title: {en: A, x-c: ~}, x-d: {id: ''}}]\n"
    assert plan_of(load(write(a=text))).outcomes[0].title == {"en": "A"}


def test_only_yaml_files_directly_in_the_folder_are_read(write: Write, tmp_path: Path) -> None:
    write(b=ABOUT, a="outcomes: []\n")
    (tmp_path / "c.YML").write_text("domains: []\n")
    (tmp_path / ".hidden.yaml").write_text("nonsense: [\n")
    (tmp_path / "notes.txt").write_text("nonsense: [\n")
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "d.yaml").write_text("nonsense: [\n")
    loaded = load(tmp_path)
    assert list(loaded.inputs) == ["a.yaml", "b.yaml", "c.YML"]
    assert loaded.inputs["b.yaml"] == hashlib.sha256(ABOUT.encode()).hexdigest()
    assert loaded.findings == ()


def test_a_single_file_may_be_the_plan(write: Write) -> None:
    write(a=ABOUT + "outcomes: [{id: a, title: A}]\n", b="nonsense: [\n")
    assert len(plan_of(load(Path("a.yaml"))).outcomes) == 1
    assert list(load(Path("a.yaml")).inputs) == ["a.yaml"]


def test_all_errors_of_all_files_come_in_one_run(write: Write) -> None:
    loaded = load(
        write(
            a="plan: {id: city}\nlinks:\n  - {id: L, form: [a], to: b, strength: x, basis: y}\n  - text\n",
            b="outcomes:\n  - id: 1\n     title: x\n",
            c=b"\xff\xfe\xff",
            d="",
        )
    )
    assert loaded.plan is None
    assert [f"{one.place.path} {one.code}" for one in loaded.findings] == [
        "a.yaml RA054",
        "a.yaml RA055",
        "a.yaml RA061",
        "a.yaml RA058",
        "a.yaml RA056",
        "a.yaml RA052",
        "b.yaml RA010",
        "c.yaml RA006",
        "d.yaml RA008",
    ]


def test_a_plan_that_cannot_be_found_for_certain_is_not_said_to_be_missing(write: Write) -> None:
    assert codes(load(write(a="outcomes: []\n"))) == ["RA002"]
    assert codes(load(write(b="plan: [\n"))) == ["RA011"]


def test_an_empty_folder(write: Write) -> None:
    assert codes(load(write())) == ["RA001"]


def test_the_collector_sleeps_only_meanwhile(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def watch() -> frozenset[str]:
        seen.append(gc.isenabled())
        return frozenset()

    monkeypatch.setattr(loading, "code_fields", watch)
    here = write(a=ABOUT)
    assert gc.isenabled()
    load(here)
    assert (seen, gc.isenabled()) == ([False], True)
    gc.disable()
    try:
        load(here)
        assert not gc.isenabled()
    finally:
        gc.enable()


# --- files that are none ----------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_ordinary_file_is_not_opened(write: Write, tmp_path: Path) -> None:
    write(a=ABOUT)
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "nowhere.yaml").symlink_to("not-there")
    loaded = load(tmp_path)
    assert codes(loaded) == ["RA003"] * 5
    assert all(one.hint for one in loaded.findings)
    assert find_plan(None, {})[0] == Path()


def linked(folder: Path, **targets: str) -> None:
    for name, target in targets.items():
        (folder / f"{name}.yaml").symlink_to(target)


def test_a_link_is_followed_only_to_a_file_of_the_same_plan(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("token: hunter2\n")
    plan = tmp_path / "plan"
    (plan / ".git").mkdir(parents=True)
    for hidden in (plan / ".git" / "config.yaml", plan / ".hidden.yaml", plan / "notes.txt"):
        hidden.write_text("token: hunter2\n")
    (plan / "a.yaml").write_text(ABOUT)
    (plan / "parts").mkdir()
    (plan / "parts" / "x.yaml").write_text("outcomes: []\n")
    linked(
        plan,
        b="../secret.yaml",
        c="/etc/passwd",
        d="/proc/self/environ",
        e="b.yaml",
        f="../plan/../secret.yaml",
    )
    linked(plan, g=".git/config.yaml", h=".hidden.yaml", i="notes.txt", j="..", k="/dev/stdin")
    linked(plan, y="parts/x.yaml", z="y.yaml")
    loaded = load(plan)
    assert codes(loaded) == ["RA003"] * 10
    assert [Path(finding.place.path).name for finding in loaded.findings] == [
        f"{one}.yaml" for one in "bcdefghijk"
    ]
    assert all("link" in str(finding.message) for finding in loaded.findings)
    assert list(loaded.inputs) == ["a.yaml", "y.yaml", "z.yaml"]
    assert codes(load(plan / "b.yaml")) == ["RA003"]
    assert "hunter2" not in f"{loaded}{loaded.texts}{names(plan, 1 << 20)}"


def test_a_name_below_the_working_folder_stays_there(write: Write, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "hosts.yml").write_text("plan: {id: hunter2}\n")
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "data").symlink_to("../home")
    write()
    os.chdir(tmp_path / "work")
    for word, named in (("data", ""), (str(tmp_path / "work" / "data"), ""), (None, ""), (None, "./data")):
        with pytest.raises(CallError, match="leads out of this folder") as error:
            find_plan(word, {"REALIGN_PLAN": named})
        assert str(error.value.hint) == "name the plan's folder itself: ../home"
    assert find_plan("../home", {})[0] == Path("../home")
    (tmp_path / "work" / "again").symlink_to("here")
    (tmp_path / "work" / "here").mkdir()
    assert find_plan("again", {})[0] == Path("again")
    os.chdir(tmp_path)
    assert find_plan("work/data", {})[0] == Path("work/data")


def test_what_is_shown_leads_to_the_file_that_is_meant(write: Write, tmp_path: Path) -> None:
    write()
    (tmp_path / "real" / "inner").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "link").symlink_to("../real/inner")
    assert shown(Path("other/link/../plan")) == "real/plan"
    assert shown(Path("other/link/plan")) == "other/link/plan"
    assert shown(tmp_path / "real" / ".." / "x") == "x"
    assert shown(Path("../x")) == "../x"
    assert shown(Path("..")) == ".."
    assert shown(Path()) == "."
    odd = ("a\nb", "a\\nb", "a\ufffdb", "a\u202eb", os.fsdecode(b"a\xffb"), "a\x85b", "a\\x85b")
    assert len({shown(Path(name)) for name in odd}) == len(odd)
    assert all(shown(Path(name)).isprintable() for name in odd)


def test_where_a_file_really_is_and_what_was_read(write: Write, tmp_path: Path) -> None:
    here = write(a=ABOUT)
    linked(here, b="c.yaml")
    (here / "c.yaml").write_text("outcomes: []\n")
    sources = load(Path()).sources
    assert list(sources) == ["a.yaml", "b.yaml", "c.yaml"]
    home = tmp_path.resolve()
    assert sources["a.yaml"] == FileSource(home / "a.yaml", home, hashlib.sha256(ABOUT.encode()).hexdigest())
    assert sources["b.yaml"] == sources["c.yaml"]


def test_a_file_that_may_not_be_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    here = write(a=ABOUT, b="outcomes: []\n")
    opened = os.open

    def refuse(path: str, flags: int) -> int:
        if path == "b.yaml":
            raise PermissionError(13, "Permission denied", path)
        return opened(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    loaded = load(here)
    assert (only(loaded).code, only(loaded).place.path) == ("RA004", "b.yaml")
    assert loaded.plan is None


def test_a_file_larger_than_any_plan(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    here = write(a=ABOUT, b="# " + "x" * 2000)
    monkeypatch.setattr(folder, "MOST_BYTES", 1000)
    assert codes(load(here)) == ["RA005"]


def test_a_million_deliverables_fit() -> None:
    assert loading.MOST_BYTES > 1_000_000 * 200


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names of files must be text here")
def test_a_name_that_is_no_text(write: Write, tmp_path: Path) -> None:
    write(a=ABOUT)
    (tmp_path / os.fsdecode(b"b\xff\x1b[31m.yaml")).write_text("outcomes: [{}]\n")
    loaded = load(tmp_path)
    assert codes(loaded) == ["RA054", "RA054"]
    assert loaded.findings[0].place.path == "b\\udcff\\x1b[31m.yaml"
    assert list(loaded.inputs)[1].isprintable()
    assert loaded.lines(loaded.findings[0].place.path)[0] == "outcomes: [{}]"


# --- where things stand -----------------------------------------------------------------------------

LINKS = """\
links:
  - strength: 2
    id: L1
    from: ["1.1"]
    to:
      - "1.2"
      - "1.3"
    basis: stated
    lenses: {resilience: 0.5}
  - {id: L2, from: ["1.1"], to: ["1.4"], strength: 1, basis: stated}
"""


@pytest.mark.parametrize(
    ("where", "line", "column"),
    [
        (("links", "L1"), 3, 9),
        (("links", "L1", "strength"), 2, 15),
        (("links", "L1", "to", 1), 7, 9),
        (("links", "L1", "to", 9), 6, 7),
        (("links", "L1", "from_", 0), 4, 12),
        (("links", "L1", "from", 0), 4, 12),
        (("links", "L1", "lenses", "resilience"), 9, 26),
        (("links", "L1", "lenses", Key("resilience")), 9, 14),
        (("links", "L1", "says"), 3, 9),
        (("links", "L2", "to", 0), 10, 34),
        (("links", "L3"), 2, 3),
    ],
)
def test_the_place_of_a_value(write: Write, where: tuple[str, ...], line: int, column: int) -> None:
    loaded = load(write(a=ABOUT, links=LINKS))
    place = loaded.locate(*where)
    assert (place.path, place.start) == ("links.yaml", Position(line, column))


def test_the_place_of_what_the_plan_says_and_of_what_it_has_not(write: Write) -> None:
    loaded = load(write(a=ABOUT, b="links: []\n"))
    assert str(loaded.locate("plan", "", "title")) == "a.yaml:1"
    assert loaded.locate("plan", "", "title").start == Position(1, 25)
    assert loaded.locate("plan", "", "scale").start == Position(1, 12)
    assert str(loaded.locate("links", "L1")) == "b.yaml:1"
    assert loaded.locate("funds", "U").path == "."


def test_records_of_several_files_keep_their_places(write: Write) -> None:
    loaded = load(
        write(
            a=ABOUT + "funds:\n- {id: A, kind: soft, title: A}\n- {id: B, kind: soft, title: B}\n",
            b="\nfunds:\n- {id: C, kind: soft, title: C}\n",
        )
    )
    assert [str(loaded.locate("funds", name)) for name in "ABC"] == ["a.yaml:3", "a.yaml:4", "b.yaml:3"]


def test_paths_are_shown_as_short_as_possible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.yaml").write_text("plan: {}\n")
    monkeypatch.chdir(tmp_path)
    assert {one.place.path for one in load(tmp_path / "data").findings} == {"data/a.yaml"}
    assert {one.place.path for one in load(Path("data")).findings} == {"data/a.yaml"}
    monkeypatch.chdir(tmp_path / "data")
    assert {one.place.path for one in load(tmp_path / "data").findings} == {"a.yaml"}
    assert list(load(tmp_path / "data").inputs) == ["a.yaml"]


def test_lines_are_those_of_the_editor(write: Write) -> None:
    loaded = load(write(a="plan:\r\n  id: a\u2028b\r\n  titel: x\r\n"))
    path = loaded.findings[0].place.path
    assert list(loaded.lines(path)) == ["plan:", "  id: a\u2028b", "  titel: x", ""]
    assert [one.place.start.line for one in loaded.findings] == [2, 3]
    assert loaded.lines("other.yaml") == ()


# --- shape ------------------------------------------------------------------------------------------


def shaped(write: Write, text: str) -> tuple[Finding, ...]:
    return load(write(a=ABOUT, b=text)).findings


def test_an_unknown_field_is_pointed_at_by_its_key(write: Write) -> None:
    (finding,) = shaped(write, "outcomes:\n  - id: a\n    titel: A\n")
    assert (finding.code, finding.place.start, finding.place.end) == (
        "RA055",
        Position(3, 5),
        Position(3, 10),
    )
    assert "did you mean 'title'?" in str(finding.hint)
    assert finding.fix
    assert (finding.fix.replacement, finding.fix.place) == ("title", finding.place)
    assert (finding.record, finding.field) == ("outcomes/a", "titel")


@pytest.mark.parametrize(
    ("value", "guess", "fixed"),
    [
        ("Stated", "stated", True),
        ("impled", "implied", True),
        ("implicit", "", False),
        ("zzz", "", False),
    ],
)
def test_a_word_that_is_not_allowed(write: Write, value: str, guess: str, fixed: bool) -> None:
    (finding,) = shaped(write, f"links: [{{id: L, from: [a], to: [b], strength: 1, basis: {value}}}]\n")
    assert finding.code == "RA056"
    assert "allowed are stated, implied, analyst" in str(finding.hint)
    assert (f"did you mean '{guess}'" in str(finding.hint)) is bool(guess)
    assert (finding.fix is not None) is fixed


def test_alternatives_become_one_message(write: Write) -> None:
    (finding,) = shaped(write, "outcomes: [{id: a, title: [A]}]\n")
    assert "must be a text, or a mapping of languages such as {en: …, zh: …}; here it is a list" in str(
        str(finding.message)
    )
    (finding,) = shaped(write, "deliverables: [{id: a, title: A, cost: [1]}]\n")
    assert "an amount of money such as 12m or 12 000 000, or a mapping with the fields low, high" in str(
        str(finding.message)
    )


@pytest.mark.parametrize(
    ("cost", "field", "code"),
    [
        ("{low: 1}", "cost.high", "RA054"),
        ("{low: 1, high: x}", "cost.high", "RA059"),
        ("{low: 1, hihg: 2}", "cost.hihg", "RA055"),
        ("'12,5'", "cost", "RA059"),
        ("12.000", "cost", "RA059"),
        ("-3", "cost", "RA059"),
    ],
)
def test_the_alternative_that_was_meant_speaks(write: Write, cost: str, field: str, code: str) -> None:
    (finding,) = shaped(write, f"deliverables: [{{id: a, title: A, cost: {cost}}}]\n")
    assert (finding.code, finding.field) == (code, field)


@pytest.mark.parametrize(
    ("source", "mended"),
    [
        ("1.1", "[1.1]"),
        ("'1.1'", "['1.1']"),
        ("'1.1, 1.2'", '["1.1", "1.2"]'),
        ("1.1，1.2", '["1.1", "1.2"]'),
    ],
)
def test_one_value_where_a_list_belongs(write: Write, source: str, mended: str) -> None:
    (finding,) = shaped(
        write, f"flagships:\n  - id: F\n    kind: global\n    title: T\n    outcomes: {source}\n"
    )
    assert finding.code == "RA061"
    assert finding.fix
    assert (finding.fix.replacement, finding.place.start) == (mended, Position(5, 15))


def test_ids_are_unique_in_their_kind_and_both_places_are_named(write: Write) -> None:
    loaded = load(
        write(
            a=ABOUT + "outcomes: [{id: a, title: A}]\n",
            b="domains: [{id: a, title: A}]\noutcomes: [{id: b, title: B}, {id: a, title: A}, {id: b}]\n",
        )
    )
    assert codes(loaded) == ["RA053", "RA053", "RA054"]
    assert "a.yaml:2" in str(loaded.findings[0].message)
    assert str(loaded.findings[0].related[0].place) == "a.yaml:2"
    assert str(loaded.findings[1].related[0].place) == "b.yaml:2"


def test_plan_twice(write: Write) -> None:
    finding = only(load(write(a=ABOUT, b=ABOUT)))
    assert (finding.code, str(finding.place), str(finding.related[0].place)) == (
        "RA051",
        "b.yaml:1",
        "a.yaml:1",
    )


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("outcome: []\n", "RA050", "did you mean 'outcomes'?"),
        ("Links: []\n", "RA050", "did you mean 'links'?"),
        ("links:L\nfunds: []\n", "RA023", "links: L"),
        ("outcomes: {id: a, title: A}\n", "RA052", "dash"),
        ("outcomes:\n  -id: a\n", "RA052", "space after each dash"),
        ("outcomes: none\n", "RA052", "dash"),
        ("outcomes: [id：a]\n", "RA052", "write id: a"),
        ("outcomes:\n  - id:a\n", "RA052", "write id: a"),
        ("flagships: [{id: F, kind: global, title: {Flagship 1: A}}]\n", "RA062", "quotes"),
        ("flagships: [{id: F, kind: global, title: T, refs: [7(b): x]}]\n", "RA057", '"7(b): x"'),
        ("outcomes: [{id: a, title: ''}]\n", "RA060", "fill it"),
        ("lenses: [{id: a, title: A, default_relevance: '0,5'}]\n", "RA058", "point"),
    ],
)
def test_the_hint_for_a_slip_of_shape(write: Write, text: str, code: str, word: str) -> None:
    (finding,) = shaped(write, text)
    assert finding.code == code
    assert word in str(finding.hint)


def test_no_word_of_pydantic_comes_through() -> None:
    broken = Path(__file__).parent / "plans" / "broken"
    for path in nonempty(sorted(broken.glob("RA0[56]*"))):
        for one in nonempty(load(path).findings):
            said = f"{one.message} {one.hint}"
            for word in (
                "Input should",
                "pydantic",
                "input_value",
                "_type",
                "keyword",
                "tuple",
                "dict",
                "Value error",
            ):
                assert word not in said, (path.name, said)


def test_values_that_are_missing_are_said_once(write: Write) -> None:
    findings = shaped(
        write, "links: [{id: L, from: [a, ~], to: , strength: ~, basis: stated, lenses: {r}}]\n"
    )
    assert {one.code for one in findings} == {"RA026"}
    assert len(findings) == 4


def test_many_records_keep_their_numbers(write: Write) -> None:
    records = "".join(f"- {{id: D{number}, title: T}}\n" for number in range(2500))
    text = "deliverables:\n" + records.replace("{id: D2100, title: T}", "{id: D2100, title: [T]}")
    (finding,) = shaped(write, text)
    assert (finding.record, finding.place.start.line) == ("deliverables/D2100", 2102)


# --- which plan -------------------------------------------------------------------------------------


def test_the_plan_that_is_named(write: Write, tmp_path: Path) -> None:
    write(a=ABOUT)
    assert find_plan(str(tmp_path), {"REALIGN_PLAN": "elsewhere"}) == (tmp_path, "")
    found, note = find_plan(None, {"REALIGN_PLAN": str(tmp_path)})
    assert found == tmp_path
    assert "REALIGN_PLAN" in str(note)
    assert find_plan(str(tmp_path / "a.yaml"), {})[0] == tmp_path / "a.yaml"


def test_the_plan_that_lies_here(write: Write, tmp_path: Path) -> None:
    write()
    assert find_plan(None, {})[0] == loading.shipped()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.yml").write_text("outcomes: []\n# no plan:\n")
    found, note = find_plan(None, {})
    assert found == loading.shipped()
    assert "shipped" in str(note)
    (tmp_path / "data" / "y.yaml").write_text('outcomes: []\n"plan" : {id: a}\n')
    found, note = find_plan(None, {})
    assert found == Path("data")
    assert "data" in str(note)
    write(a=b"\xef\xbb\xbf" + ABOUT.encode())
    assert find_plan(None, {})[0] == Path()


@pytest.mark.parametrize("name", ["nowhere", "a.txt", "\0", "x" * 5000, "a.yaml/b"])
def test_a_plan_that_cannot_be_read_is_a_wrong_call(write: Write, tmp_path: Path, name: str) -> None:
    write(a=ABOUT)
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(CallError) as error:
        find_plan(name, {})
    assert error.value.hint
    assert error.value.message.isprintable()


def test_the_shipped_plan_is_sound() -> None:
    loaded = load(loading.shipped())
    assert loaded.plan is not None
    assert [one for one in loaded.findings if one.severity is not Severity.NOTE] == []


# --- anything at all --------------------------------------------------------------------------------

PIECES = [
    "plan:",
    "outcomes:",
    "links:",
    "funds:",
    "\n",
    "\n  - ",
    " id: ",
    "a",
    "{",
    "}",
    "[",
    "]",
    ", ",
    ": ",
]
PIECES += [
    "title: ",
    "from: ",
    "cost: ",
    "~",
    "1",
    "-",
    "'",
    '"',
    "x-",
    "{en: A}",
    "lenses: ",
    "#",
    "：",
    "&a",
    "*a",
]
SOUND = ABOUT + LINKS + "funds: [{id: U, kind: soft, title: {en: U, zh: U}, received: {2021: 12m}}]\n"


def loads(raw: bytes, where: Path) -> None:
    (where / "a.yaml").write_bytes(raw)
    loaded = load(where)
    errors = [one for one in loaded.findings if one.severity is Severity.ERROR]
    assert (loaded.plan is None) is bool(errors)
    assert [one for one in loaded.findings if not str(one.message).isprintable()] == []
    assert [one for one in loaded.findings if not one.place.start <= one.place.end] == []


@given(
    st.binary(max_size=120)
    | st.lists(st.sampled_from(PIECES), max_size=30).map(lambda parts: "".join(parts).encode())
)
@settings(max_examples=tries(60), deadline=None)
def test_any_file_gives_a_plan_or_findings(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    loads(raw, tmp_path_factory.mktemp("any"))


@given(data=st.data())
@settings(max_examples=tries(60), deadline=None)
def test_a_mutated_plan_gives_a_plan_or_findings(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    text = SOUND
    for _ in range(data.draw(st.integers(1, 4))):
        spot = data.draw(st.integers(0, len(text)))
        text = text[:spot] + data.draw(st.sampled_from(PIECES)) + text[spot + data.draw(st.integers(0, 6)) :]
    loads(text.encode(), tmp_path_factory.mktemp("any"))


def test_no_code_of_the_manual_is_used_twice() -> None:
    found = [rule.code for rule in loading.MANUAL]
    assert len(found) == len(set(found))
    assert all("RA001" <= code <= "RA099" for code in found)


def test_a_word_is_never_taken_for_its_opposite() -> None:
    assert did_you_mean("earmarked", ("regular", "unearmarked", "soft", "hard")) == ("", False)
    assert did_you_mean("unearmaked", ("regular", "unearmarked", "soft", "hard")) == ("unearmarked", True)


def put(folder: Path, **files: str) -> None:
    """Write files; two underscores in a name are a slash."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_a_plan_may_be_spread_over_folders(tmp_path: Path) -> None:
    put(
        tmp_path,
        plan=ABOUT,
        outcomes__a="outcomes: [{id: a, title: A}]\n",
        links__far__a="links: [{id: L, from: [a], to: [b], strength: 2, basis: analyst}]\n",
        examples__town="plan: {id: town, title: Town}\noutcomes: [{id: a, title: Other}]\n",
        examples__deep__b="outcomes: [{id: z, title: Z}]\n",
        deploy__compose="services: {web: {image: x}}\n",
        old__a="outcomes: [{id: a, title: Once}]\n",
        node_modules__m="outcomes: [{id: a, title: Once}]\n",
    )
    put(tmp_path / ".git", config="outcomes: [{id: a, title: Hidden}]\n")
    (tmp_path / ".realignignore").write_text("# what was\nold/\n")
    loaded = load(tmp_path)
    assert codes(loaded) == []
    assert list(loaded.inputs) == ["plan.yaml", "links/far/a.yaml", "outcomes/a.yaml"]
    assert {part.what: f"{part.why}" for part in loaded.left_out} == {
        "node_modules": "it holds the modules of a program",
        "old/a.yaml": ".realignignore names it",
        "examples/town.yaml": "examples holds a plan of its own",
        "examples/deep/b.yaml": "examples holds a plan of its own",
        "deploy/compose.yaml": "it holds no kind of records",
    }
    assert loaded.locate("links", "L").path.endswith("links/far/a.yaml")


@pytest.mark.parametrize(
    ("patterns", "path", "found"),
    [
        ("old/", "old/a.yaml", True),
        ("old/", "x/old/a.yaml", True),
        ("old/", "old.yaml", False),
        ("/old", "x/old/a.yaml", False),
        ("*.draft.yaml", "x/a.draft.yaml", True),
        ("x/*.yaml\n!x/b.yaml", "x/b.yaml", False),
        ("x/*.yaml\n!x/b.yaml", "x/a.yaml", True),
        ("# x\n\n", "x", False),
        ("x/*.yaml", "x/y/a.yaml", False),
        ("x/**", "x/y/a.yaml", True),
        ("x/**/a.yaml", "x/a.yaml", True),
        ("**/a.yaml", "x/y/a.yaml", True),
        ("**/old/*.yaml", "x/old/y/a.yaml", False),
        ("drafts/*\n!drafts/final.yaml", "drafts/final.yaml", False),
        ("drafts/*\n!drafts/final.yaml", "drafts/a.yaml", True),
        ("a?.yaml", "ab.yaml", True),
        ("[ab].yaml", "c.yaml", False),
        ("城市/", "城市/a.yaml", True),
        ("//old", "old/a.yaml", True),
        ("x/y", "x/y/a.yaml", True),
        ("x/y", "z/x/y/a.yaml", False),
        ("x/y/", "x/y", False),
        ("a.yaml\n!*", "x/a.yaml", False),
        ("!*\na.yaml", "x/a.yaml", True),
        ("x/\n!a.yaml", "x/a.yaml", False),
        ("!x/\n*.yaml", "x/a.yaml", True),
    ],
)
def test_patterns_leave_files_out(patterns: str, path: str, found: bool) -> None:
    assert Patterns(patterns).name(path) is found


def test_files_that_may_belong_to_the_plan_and_are_not_read_are_named(tmp_path: Path) -> None:
    put(tmp_path, plan=f"{ABOUT}outcomes: [{{id: a, title: A}}]\n", more__b="outcomes: [{id: b, title: B}]\n")
    others = {
        "budget.xlsx": "a workbook",
        "more/budget.ods": "a workbook",
        "links.csv": "a table",
        "links.TSV": "a table",
        "plan.json": "data in another form",
        "report.pdf": "a document",
        ".plan.yaml": "its name begins with a point",
        "plan.yaml.bak": "a copy or a draft: it does not end in .yaml",
        "plan.yml~": "a copy or a draft: it does not end in .yaml",
        "plan.yaml.orig": "a copy or a draft: it does not end in .yaml",
        "#plan.yaml#": "a copy or a draft: it does not end in .yaml",
        ".plan.yaml.swp": "a copy or a draft: it does not end in .yaml",
        "more/b.yaml.txt": "a copy or a draft: it does not end in .yaml",
        "drafts/x.csv": ".realignignore names it",
    }
    for name in (*others, "README.md", "LICENSE", "Makefile", ".gitignore"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.csv").write_text("x")
    (tmp_path / ".realignignore").write_text("drafts/\n")
    loaded = load(tmp_path)
    assert codes(loaded) == []
    assert {part.what: f"{part.why}" for part in loaded.left_out} == others


def test_a_plan_of_one_file_names_nothing_beside_it(tmp_path: Path) -> None:
    put(tmp_path, plan=f"{ABOUT}outcomes: [{{id: a, title: A}}]\n")
    (tmp_path / "budget.xlsx").write_text("x")
    assert load(tmp_path / "plan.yaml").left_out == ()


@pytest.mark.parametrize("years", ["{2022: 100, 2023: 200}", '{"2022": 100}', "{2022-23: 100, 2024: 5}"])
def test_a_cost_by_year_is_one_finding_that_says_what_to_write(tmp_path: Path, years: str) -> None:
    text = f"outcomes: [{{id: a, title: A}}]\ndeliverables: [{{id: D, title: D, outcomes: [a], cost: {years}}}]\n"
    put(tmp_path, plan=f"{ABOUT}{text}")
    (finding,) = [one for one in load(tmp_path).findings if one.severity is Severity.ERROR]
    assert finding.code == "RA057"
    assert "is given by year" in finding.sentence
    assert "low, high" in f"{finding.hint}"


@pytest.mark.parametrize(
    ("work", "says"),
    [
        (
            "[{id: A, title: A}, {id: B, title: B, tier: 2}]",
            ["A states no tier, so it comes first, with tier 1"],
        ),
        (
            "[{id: A, title: A}, {id: C, title: C}, {id: B, title: B, tier: 2}]",
            ["2 pieces of work, such as A, state no tier, so they come first, with tier 1"],
        ),
        ("[{id: A, title: A, tier: 1}, {id: B, title: B, tier: 2}]", []),
        ("[{id: A, title: A, tier: 1}, {id: B, title: B}]", []),
        ("[{id: A, title: A}, {id: B, title: B}]", []),
    ],
)
def test_work_without_a_tier_beside_work_of_a_lower_one_is_told(
    tmp_path: Path, work: str, says: list[str]
) -> None:
    (tmp_path / "plan.yaml").write_text(f"plan: {{id: p, title: P}}\nactivities: {work}\n", encoding="utf-8")
    found = [say(one.message, "en") for one in load(tmp_path).findings if one.code == "RA064"]
    assert found == says


HARD = "/".join(["**", "x*"] * 20)


@pytest.mark.slow
@pytest.mark.parametrize(
    "patterns",
    [
        "[" * 300_000,
        "*" * 300_000,
        "[a-" * 100_000,
        "*a\n" * 1_001,
        "a\n" * 600_000,
        "\n".join(f"{HARD}{number}" for number in range(900)),
    ],
    ids=["brackets", "stars", "ranges", "many", "long", "deep"],
)
def test_patterns_without_end_are_refused_soon(tmp_path: Path, patterns: str) -> None:
    (tmp_path / "plan.yaml").write_text("plan: {id: p, title: P}\n")
    folder = tmp_path.joinpath(*["x"] * 18)
    folder.mkdir(parents=True)
    for number in range(60):
        (folder / f"x{number}.yaml").write_text("outcomes: []\n")
    (tmp_path / ".realignignore").write_text(patterns)
    loaded = load(tmp_path)
    assert loaded.plan is None
    assert [(one.code, Path(one.place.path).name) for one in loaded.findings] == [("RA005", ".realignignore")]


def test_very_many_names_and_a_few_patterns_are_compared(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("plan: {id: p, title: P}\n")
    (tmp_path / "old").mkdir()
    for number in range(50):
        (tmp_path / "old" / f"{number}.yaml").write_text("outcomes: []\n")
    names = [f"/old/{number}.yaml" for number in range(20_000)]
    (tmp_path / ".realignignore").write_text("\n".join([*names, "!*9.yaml"]))
    loaded = load(tmp_path)
    assert {Path(name).name for name in loaded.inputs} == {
        "plan.yaml",
        *(f"{one}9.yaml" for one in ["", *"1234"]),
    }


def test_of_unknown_kinds_ten_thousand_are_told_and_what_is_known_is_read(tmp_path: Path) -> None:
    lines = "".join(f"k{number}: 1\n" for number in range(MOST_TOLD + 500))
    (tmp_path / "plan.yaml").write_text(f"plan: {{id: p, title: P}}\n{lines}outcomes: [{{id: a}}]\n")
    found = load(tmp_path).findings
    told = [one for one in found if one.code == "RA050"]
    assert len(told) == MOST_TOLD + 1
    assert "not looked for" in str(told[-1].message)
    assert any(one.code == "RA054" for one in found), "an outcome has no title"


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="this system follows every link")
def test_a_link_that_takes_the_place_of_a_file_in_this_moment_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hunter2: 1\n")
    (tmp_path / "o.yaml").symlink_to("secret")
    assert read_regular(tmp_path / "o.yaml") == b"hunter2: 1\n"
    assert read_regular(tmp_path / "o.yaml", follow=False) is None
    with pytest.raises(OSError, match=r"o\.yaml"):
        _itself(str(tmp_path / "o.yaml"), os.O_RDONLY)
