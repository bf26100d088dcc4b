from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from loops import sampled, tries
from realign import documents
from realign.documents import Document
from realign.documents import reader as events
from realign.documents.parser import PythonParser
from realign.findings import Key, Position

PLAN = """\
plan: {id: city, title: {en: City plan, zh: 城市规划}}
outcomes:
  - id: "1.1"
    title: Land   # a comment
    refs: [A 1, 'B ''2''']
  - id: 1.10
    title: >-
      Housing,
      and more
links:
  - {id: L1, from: [1.1], to: ["1.10"], strength: 2, basis: analyst, lenses: {resilience: 0.5}}
x-notes: {a: ~}
"""


@pytest.fixture(params=["C", "Python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every test runs with both YAML parsers."""
    chosen = PythonParser
    if request.param == "C":
        chosen = getattr(yaml, "CSafeLoader", None) or pytest.skip("no libyaml here")
    monkeypatch.setattr(events, "Parser", chosen)
    return str(request.param)


def read(text: str | bytes, *codes: str) -> Document:
    return documents.read(text if isinstance(text, bytes) else text.encode(), "f.yaml", codes)


def told(text: str | bytes, *codes: str) -> list[str]:
    """Code, line and column of each finding."""
    return [
        f"{one.code} {one.place.start.line}:{one.place.start.column}" for one in read(text, *codes).findings
    ]


def place_of(document: Document, *path: str | int) -> tuple[Position, Position, str]:
    assert document.table.root is not None
    node = document.table.find(document.table.root, *path)
    place = document.table.place(node)
    return place.start, place.end, document.table.source(node)


def test_every_scalar_is_text_and_own_keys_are_dropped() -> None:
    document = read(PLAN)
    assert document.findings == ()
    assert document.data == {
        "plan": {"id": "city", "title": {"en": "City plan", "zh": "城市规划"}},
        "outcomes": [
            {"id": "1.1", "title": "Land", "refs": ["A 1", "B '2'"]},
            {"id": "1.10", "title": "Housing, and more"},
        ],
        "links": [
            {
                "id": "L1",
                "from": ["1.1"],
                "to": ["1.10"],
                "strength": "2",
                "basis": "analyst",
                "lenses": {"resilience": "0.5"},
            }
        ],
    }


@pytest.mark.parametrize(
    "word", ["NO", "12:30", "010", "1.10", "1_0", "12e6", "2021-01-01", "0x1f", ".inf", "=", "1.", "y"]
)
def test_words_that_yaml_would_turn_into_something_else_stay_text(word: str) -> None:
    assert read(f"a: {word}\nb: [{word}]\n").data == {"a": word, "b": [word]}


@pytest.mark.parametrize(
    ("path", "line", "source"),
    [
        (("plan", "title", "zh"), 1, "城市规划"),
        (("plan", "title"), 1, "{en: City plan, zh: 城市规划}"),
        (("plan", Key("title")), 1, "title"),
        (("outcomes", 0, "id"), 3, '"1.1"'),
        (("outcomes", 0, "title"), 4, "Land"),
        (("outcomes", 0, "refs", 1), 5, "'B ''2'''"),
        (("outcomes", 0, Key("refs")), 5, "refs"),
        (("links", 0, "to", 0), 11, '"1.10"'),
        (("links", 0, "lenses", "resilience"), 11, "0.5"),
        (("links", 0, "lenses", "recovery"), 11, "{resilience: 0.5}"),
        (("links", 0, "from", 3), 11, "[1.1]"),
    ],
)
def test_the_place_of_every_key_and_value(path: tuple[str | int, ...], line: int, source: str) -> None:
    start, end, written = place_of(read(PLAN), *path)
    column = PLAN.splitlines()[line - 1].index(source) + 1
    assert written == source
    assert start == Position(line, column)
    assert end == Position(line, column + len(source))


def test_places_over_several_lines() -> None:
    document = read(PLAN)
    assert place_of(document, "outcomes", 1, "title")[:2] == (Position(7, 12), Position(9, 15))
    assert place_of(document, "outcomes", 0)[:2] == (Position(3, 5), Position(5, 27))
    assert place_of(document, "outcomes")[:2] == (Position(3, 3), Position(9, 15))


def test_wide_spaces_may_begin_a_paragraph() -> None:
    text = "a: |\n  　　正文\n  　　正文\nb: '\n  \u00a0x'\n"
    assert read(text).findings == ()
    assert read(text).data == {"a": "　　正文\n　　正文\n", "b": " \u00a0x"}
    assert told(text + "　c: 1\n") == ["RA012 6:1"]


def test_a_year_is_a_number_to_the_plan_and_a_key_to_the_file() -> None:
    assert place_of(read("funds:\n - received: {2020: 1, 2021: 7}\n"), "funds", 0, "received", 2021)[2] == "7"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_ends_of_lines_count_once(end: str) -> None:
    document = read(f"a: 1{end}{end}b: x{end}c: y{end}")
    assert document.findings == ()
    assert place_of(document, "c")[0] == Position(4, 4)
    assert list(document.lines) == ["a: 1", "", "b: x", "c: y", ""]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_with_a_mark_are_read(encoding: str) -> None:
    document = read("a: 城市\nb: 1\n".encode(encoding))
    assert document.findings == ()
    assert document.data == {"a": "城市", "b": "1"}
    assert place_of(document, "a")[:2] == (Position(1, 4), Position(1, 6))
    assert place_of(document, "b")[0] == Position(2, 4)


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85"])
def test_line_ends_that_only_unicode_knows_are_no_lines(character: str) -> None:
    document = read(f"a: b{character}c\ne: 1\ne: 2\n")
    assert told(f"a: b{character}c\ne: 1\ne: 2\n") == ["RA009 1:5", "RA014 3:1"]
    assert document.data == {"a": "b c", "e": "1"}


def test_columns_are_code_points() -> None:
    assert told("a: {城市𠮷: 1, b: 2, b: 3}\n") == ["RA014 1:19"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", ["RA014 3:1"]),
        ("a: {b: 1, b: 2, b: 3}\n", ["RA014 1:11", "RA014 1:17"]),
        ('"a": 1\na: 2\n', ["RA014 2:1"]),
        ("a: &x 1\nb: *x\n", ["RA015 1:4"]),
        ("a: &x\n  b: 1\n", ["RA015 1:4"]),
        ("a: &x\n", ["RA015 1:4"]),
        ("a: {<<: {b: 1}}\n", ["RA015 1:5"]),
        ("a: {'<<': 1}\n", []),
        ("a: !!str 1\nb: ! c\n", ["RA016 1:4", "RA016 2:4"]),
        ("a: 1\n---\nb: 2\n", ["RA017 2:1"]),
        ("---\na: 1\n...\n", []),
        ("[a]: 1\n", ["RA020 1:1"]),
        ("? {a: b}\n: 1\n", ["RA020 1:3"]),
        ("a: {? : 2}\n", ["RA020 1:6"]),
        ("*x : 1\n", ["RA015 1:1", "RA020 1:1"]),
        ("- a\n", ["RA027 1:1"]),
        ("just text\n", ["RA027 1:1"]),
        ("", ["RA008 1:1"]),
        ("# only a comment\n", ["RA008 1:1"]),
        ("---\n", ["RA008 1:1"]),
        ("~\n", ["RA008 1:1"]),
        ("%YAML 1.2\n---\na: 1\n", ["RA010 1:1"]),
        ("a: " + "[" * 50 + "]" * 50 + "\n", ["RA018 1:53"]),
        ("a: " + "[" * 49 + "]" * 49 + "\n", []),
        ("a: x\x00y\n", ["RA007 1:5"]),
        ("a: \u202ex\n", ["RA007 1:4"]),
        ("a: 1\n\ufeffb: 2\n", ["RA007 2:1"]),
        ('a: "\\x07"\n', ["RA007 1:4"]),
        ('a: "\\ud800"\n', ["RA010 1:5"]),
        ('a: "\\U00110000"\n', ["RA010 1:5"]),
        ('a: "\\q"\n', ["RA010 1:5"]),
        ('a: "\\xzz"\n', ["RA010 1:5"]),
        ("a:\nb: ''\n", ["RA026 1:1"]),
        ("a: ''\nb:\nc: null\nd: 'null'\n", ["RA026 2:1", "RA026 3:4"]),
        ("a: [~, x]\n", ["RA026 1:5"]),
        ("a:\n  -\n  - x\n", ["RA026 2:4"]),
        ("x-a:\nx-b: {c: , d: [~]}\nb: 1\n", []),
        ("x-a: &q 1\nb: 1\n", ["RA015 1:6"]),
        ("a: {x-b: ~, c: ~}\n", ["RA026 1:16"]),
        ("id: &a 010\n", ["RA015 1:5"]),
        ("id: !!str NO\n", ["RA016 1:5"]),
        ("id: &a “x”\n", ["RA015 1:5"]),
    ],
)
def test_what_yaml_allows_and_a_plan_does_not(text: str, expected: list[str]) -> None:
    assert told(text, "id") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    sampled(
        [
            ("t: Flagship 1: Inclusive\n", "RA013 1:4"),
            ("t: {en: Flagship 1: Inclusive}\n", "RA013 1:19"),
            ("a:\n  b: 1\n\tc: 2\n", "RA012 3:1"),
            ("a:\n\tb: 1\n", "RA012 2:1"),
            ("a: b\n\tc: d\n", "RA012 2:1"),
            ("a:\n\u00a0 b: 1\n", "RA012 2:1"),
            ("a:\n\u3000b: 1\n", "RA012 2:1"),
            ("id：1\ntitle: x\n", "RA022 1:3"),
            ("title:x\nid: 1\n", "RA023 1:6"),
            ("a:\n  - b\n  -c\n  - d\n", "RA023 3:3"),
            ("a: {b:[c]}\n", "RA023 1:6"),
            ("a: >50%\n", "RA021 1:4"),
            ("a: @b\n", "RA021 1:4"),
            ("a: `b`\n", "RA021 1:4"),
            ("a: %b\n", "RA021 1:4"),
            ("a: & b\n", "RA021 1:4"),
            ("a: * b\n", "RA021 1:4"),
            ("a: ]b\n", "RA021 1:4"),
            ("a: 'b\nc: d\n", "RA011 1:4"),
            ('a: "b\nc: "d"\n', "RA011 1:4"),
            ("a: [b, c\nd: e\n", "RA011 1:4"),
            ("a: {b: c\nd: e\n", "RA011 1:4"),
            ("a: [b, {c: [d\n", "RA011 1:12"),
            ("a: b\n  c: d\n", "RA010 2:4"),
            ("a:\n   b: 1\n  c: 2\n", "RA010 3:3"),
            ("a: - b\n", "RA010 1:4"),
            ("a: 'b' c\n", "RA010 1:8"),
            ("a: [b, , c]\n", "RA010 1:8"),
            ("a: [b]]\n", "RA010 1:7"),
            ("a: 1\nb\nc: 2\n", "RA010 2:1"),
            ("a: {b}\n", "RA026 1:5"),
            ("a: {b:c}\n", "RA026 1:5"),
            ("a: #b\n", "RA026 1:1"),
            ("a: b #c\nd: e # f\n", "RA024 1:6"),
            ("a: b\tc\nd:\te\n", "RA009 1:5"),
            ("a:\n  - id: 1\n  – id: 2\n", "RA022 3:3"),
            ("a:\n  – id: 1\n    title: b\n", "RA022 2:3"),
            ("a:\n  - id: 1\n  • id: 2\n", "RA022 3:3"),
            ("a:\n  - id: 1\n  * id: 2\n", "RA022 3:3"),
            ('a: "b",\nc: d\n', "RA010 1:7"),
            ("a: [b], # and more\nc: d\n", "RA010 1:7"),
            ("// of 2030\na: b\n", "RA010 1:1"),
            ("```yaml\na: b\n```\n", "RA021 1:1"),
            ("a: b\n```\n", "RA021 2:1"),
            ("outcomes\na: b\n", "RA010 1:1"),
            ("a:\n  - id: 1\n  2. id: 2\n", "RA022 3:3"),
            ("<!-- of 2030 -->\na: b\n", "RA010 1:1"),
            ('- id: "1" title: Land\n', "RA010 1:11"),
            ('- id: "1", title: Land\n', "RA010 1:10"),
            ("a: *Safe streets\n", "RA015 1:4"),
            ("plan {id: a, title: b}\n", "RA013 1:5"),
            ("a:\n  - title\n    id: 1\n", "RA010 2:5"),
        ],
        2,
    ),
)
def test_slips_of_people_are_told_where_they_were_made(text: str, expected: str) -> None:
    document = read(text)
    assert told(text) == [expected]
    assert all(one.hint for one in document.findings)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("t: Flagship 1: Inclusive\n", 't: "Flagship 1: Inclusive"'),
        ("t: {lens}\n", "[lens]"),
        ("a: 'it's'\n", "''"),
        ("a: {b:c}\n", "b: c"),
        ("a: #1\n", "comment"),
        ("title：x\n", "title: x"),
        ("a: *b\n", "quotes"),
        ("t: a\ntitle Land\n", "write title: Land if"),
        ("t: a\ntitle = Land\n", "write title: Land if"),
        ("outcomes\nt: a\n", "write outcomes: if"),
        ("t:\n  - title\n    id: 1\n", "write title: if"),
        ("t: a\n'title'\n", "a colon and a space before it"),
        ("a: {b: Land, and housing}\n", '"Land, and housing" in quotes'),
        ("a: {b: 1.1, 1.2}\n", "write [1.1, 1.2] for a list"),
        ("a: [b]\na: [c]\n", "move its entries to the list of line 1"),
        ("a: b\na: c\n", "keep one of them"),
        ("```yaml\na: b\n", "delete the line"),
        ('- id: "1", title: Land\n', "a line of its own"),
        ("plan {id: a, title: b}\n", "write plan: {"),
        ("a: {id=b}\n", "id: b"),
        ("a:\n  – id: 1\n  – id: 2\n", "– is no dash to YAML"),
        ("– Land\n", "begin each entry with - and a space"),
    ],
)
def test_the_hint_says_what_to_write(text: str, words: str) -> None:
    assert words in str(read(text).findings[0].hint)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("t: Flagship 1: Inc\\lusive # as printed\n", 't: "Flagship 1: Inc\\\\lusive" # as printed\n'),
        ("title:x\nid: 1\n", "title: x\nid: 1\n"),
        ("id：1\ntitle: x\n", "id: 1\ntitle: x\n"),
        ("a: >50%\n", 'a: ">50%"\n'),
        ("id: 1.10\n", 'id: "1.10"\n'),
        ("a: x\u202ay\n", "a: xy\n"),
        ("id: [1.1，1.2]\n", "id: [1.1, 1.2]\n"),
        ("id: “1.1”\n", 'id: "1.1"\n'),
        ("a:\n\u00a0\u00a0b: 1\n", "a:\n  b: 1\n"),
        ("a:\n  - id: 1\n  – id: 2\n", "a:\n  - id: 1\n  - id: 2\n"),
        ('a: "b",\nc: d\n', 'a: "b"\nc: d\n'),
        ("// of 2030\na: b\n", "# of 2030\na: b\n"),
    ],
)
def test_a_fix_mends_what_it_is_for(text: str, mended: str) -> None:
    document = read(text, "id")
    (finding,) = document.findings
    assert finding.fix
    begin, end = (
        document.lines.begin(spot.line) + spot.column - 1
        for spot in (finding.fix.place.start, finding.fix.place.end)
    )
    assert text[:begin] + finding.fix.replacement + text[end:] == mended
    assert read(mended, "id").findings == ()


@pytest.mark.parametrize(
    "word", ["1.10", "010", "NO", "12:30", "1_0", "1e3", "0x1F", "+1", "1.", "off", ".5"]
)
def test_codes_that_others_would_change_are_pointed_out(word: str) -> None:
    text = (
        f"id: {word}\nto: [{word}]\nlenses: {{{word}: 1}}\nlist:\n  - {word}\nother: {word}\nok: '{word}'\n"
    )
    expected = ["RA025 1:5", "RA025 2:6", "RA025 3:10", "RA025 5:5"]
    assert told(text, "id", "to", "lenses", "list", "ok") == expected


@pytest.mark.parametrize("word", ["1.1", "3", "0", "0.5", "F1", "15.21", "1/2", "nothing", "A-15a"])
def test_codes_that_everybody_reads_alike_are_not(word: str) -> None:
    assert told(f"id: {word}\n", "id") == []


@pytest.mark.parametrize(
    ("raw", "line", "column", "word"),
    [
        ("a: 1\nb: 减少城乡空间不平等\n".encode("gbk"), 2, 4, "GBK"),
        ("a: 1\nb: Café au lait\n".encode("cp1252"), 2, 7, "Windows-1252"),
        ("a: 1\n".encode("utf-16-le"), 1, 1, "save it as UTF-8"),
        (b"\xff\xfea\x00\x00\xd8", 1, 2, "save it as UTF-8"),
        (b"a: \xed\xa0\x80\n", 1, 4, "save it as UTF-8"),
    ],
)
def test_what_is_not_utf_8_is_said_with_its_line(raw: bytes, line: int, column: int, word: str) -> None:
    (finding,) = read(raw).findings
    assert finding.code == "RA006"
    assert finding.place.start == Position(line, column)
    assert word in str(finding.hint)


def test_duplicate_keys_name_both_lines() -> None:
    (finding,) = read("a:\n  b: 1\n  c: 2\n  b: 3\n").findings
    assert "line 2" in str(finding.message)
    assert [one.place.start for one in finding.related] == [Position(2, 3)]


def test_comments_that_silence() -> None:
    document = read(
        "a: 1  # realign: ignore RA204, RA205 because it is meant\n"
        "  # Realign: ignore RA300: the source says so\n"
        "# another comment\n"
        "b: '# realign: ignore RA400'\n"
        "c: |\n  # realign: ignore RA401\n"
        "d: 1 # realign: ignore RA500\n"
        "e: 1 # realign: ignore\n"
    )
    silenced = [(one.place.start.line, one.codes, one.reason) for one in document.suppressions]
    assert silenced == [
        (1, ("RA204", "RA205"), "it is meant"),
        (4, ("RA300",), "the source says so"),
        (7, ("RA500",), ""),
    ]
    assert [(one.code, one.place.start.line) for one in document.findings] == [("RA028", 8)]


def test_many_findings_of_one_kind_are_counted(parser: str) -> None:
    assert parser
    findings = read("a: " + "\u202e" * 1000 + "\n").findings
    assert len(findings) == 20
    assert "980 more" in str(findings[-1].message)


def test_the_number_of_values_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "MOST_NODES", 1000)
    assert told("a: 1\n" * 2) == ["RA014 2:1"]
    assert [one.code for one in read("a: [" + "1, " * 2000 + "1]\n").findings] == ["RA019"]


LAUGHS = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
MERGES = "a0: &a0 {k: v}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 12)
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{" * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "a:\n" + "".join(" " * n + "- a:\n" for n in range(1, 300)),
        "a0: &a0 [lol]\n" + LAUGHS,
        MERGES,
        "a: " + "\t" * 200_000,
        "\t" * 200_000 + "a: 1",
        "a: |\n" + " \n" * 50_000,
        "a: '" + "\n" * 50_000,
        '"' + "x" * 200_000 + '"',
        "x" * 200_000 + ": 1\n",
        "a: " + " #" * 50_000,
        "#" * 200_000,
        "# realign: ignore " * 5_000,
        "&a " * 20_000,
        "a: 1\n---\n" * 10_000,
        ": \n" * 10_000,
        "a: [" + "\u3000," * 20_000,
        "\x00" * 50_000,
        "a: {" + ", ".join("b: 1" for _ in range(5_000)) + "}\n",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_files_are_refused(text: str) -> None:
    document = read(text)
    assert document.findings or document.data == {"a": ""}


def scalars(text: str) -> list[tuple[int, int, str]]:
    """The oracle: offsets and values of all scalars by PyYAML's composer, and by what is written there."""
    found: list[tuple[int, int, str]] = []

    def walk(node: Any) -> None:
        if isinstance(node, yaml.ScalarNode):
            found.append((node.start_mark.index, node.end_mark.index, node.value))
        else:
            for one in node.value:
                for part in one if isinstance(one, tuple) else (one,):
                    walk(part)

    walk(yaml.compose(text, yaml.SafeLoader))
    return sorted(found)


seen = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Zs"))
words = st.text(seen | st.just(" "), min_size=1)
names = st.text("abcdefghij-_ 城市", min_size=1, max_size=8).filter(lambda name: not name.startswith("x-"))
trees = st.recursive(
    words,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(names, inside, max_size=4),
    max_leaves=12,
)


@pytest.mark.slow
@given(
    tree=st.dictionaries(names, trees, min_size=1, max_size=4),
    flow=st.sampled_from([None, True, False]),
    style=st.sampled_from([None, "'", '"', "|", ">"]),
)
@settings(max_examples=tries(60), deadline=None)
def test_data_and_places_agree_with_other_readers(
    tree: dict[str, Any], flow: bool | None, style: str | None
) -> None:
    text = yaml.safe_dump(tree, default_flow_style=flow, default_style=style, allow_unicode=True, width=30)
    for chosen in (PythonParser, getattr(yaml, "CSafeLoader", PythonParser)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(events, "Parser", chosen)
            document = read(text)
        assert document.data == yaml.load(text, yaml.BaseLoader)  # noqa: S506 - all text
        table = document.table
        mine = [(table.starts[node], table.ends[node]) for node, mark in enumerate(table.marks) if mark == 0]
        assert mine == [(start, end) for start, end, _ in scalars(text)]
        for node, (start, end, value) in zip(
            (node for node, mark in enumerate(table.marks) if mark == 0), scalars(text), strict=True
        ):
            place = table.place(node)
            lines = text[:start].split("\n")
            assert place.start == Position(len(lines), len(lines[-1]) + 1)
            assert text[start:end].rstrip(" \n") == table.source(node)
            assert value is not None


def outcome_of(raw: bytes, chosen: Any) -> tuple[Any, ...]:
    """Everything that a reader of a document sees."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "Parser", chosen)
        document = documents.read(raw, "f.yaml", {"id", "refs", "outcomes"})
    table = document.table
    places = [table.span(node) for node, mark in enumerate(table.marks) if mark < 3 and table.source(node)]
    return document.data, document.findings, document.suppressions, places if document.data else ()


@given(st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
@settings(max_examples=tries(60), deadline=None)
def test_any_bytes_give_a_document(raw: bytes) -> None:
    document = read(raw)
    assert document.findings or document.data is not None
    for one in document.findings:
        assert 1 <= one.place.start.line <= len(document.lines)
        assert one.place.start <= one.place.end


SHIPPED = [path.read_text(encoding="utf-8") for path in sorted(Path("data").glob("*.yaml"))] or [PLAN]
SIGNS = [
    *"[]{}:,-?#&*|>'\"%@`~ \n",
    ": ",
    "- ",
    "\n  ",
    "\t",
    "：",
    "，",
    "“",
    "\u00a0",
    "\x00",
    "<<: *a",
    "null",
    "\r\n",
]


@given(data=st.data())
@settings(
    max_examples=tries(60), deadline=None, derandomize=True
)  # one broken text in some thousands differs
def test_a_mutated_plan_is_read_alike_by_both_parsers(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([PLAN, *SHIPPED]))
    begin = text.find("\n", data.draw(st.integers(0, len(text) - 1))) + 1
    text = text[begin : begin + 300]
    for _ in range(data.draw(st.integers(1, 2))):
        spot = data.draw(st.integers(0, len(text)))
        text = text[:spot] + data.draw(st.sampled_from(SIGNS)) + text[spot + data.draw(st.integers(0, 2)) :]
    first = outcome_of(text.encode(), PythonParser)
    assert first == outcome_of(text.encode(), getattr(yaml, "CSafeLoader", PythonParser))


def test_no_manual_is_without_a_remedy_or_a_code_of_its_own() -> None:
    codes = [rule.code for rule in documents.MANUAL]
    assert codes == sorted(set(codes))
    assert all(str(rule.summary).endswith(".") and rule.remedy for rule in documents.MANUAL)


def test_a_comma_in_an_amount_inside_braces_is_explained() -> None:
    (finding,) = documents.read(b"deliverables:\n  - {id: a, cost: 150,000}\n", "x.yaml").findings
    assert str(finding.hint).endswith("write 150 000")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00\xc1\xd3", "a workbook, a document or another packed file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older Office"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
    ],
)
def test_a_file_of_another_program_that_was_renamed_is_no_text_in_an_older_encoding(
    raw: bytes, words: str
) -> None:
    (finding,) = documents.read(raw, "plan.yaml").findings
    assert (finding.code, finding.place.start.line) == ("RA006", 1)
    assert words in str(finding.message)
    assert "realign import" in str(finding.hint)


def test_a_picture_is_one_finding_and_not_a_hundred_thousand() -> None:
    (found,) = read(b"\x89PNG".replace(b"\x89", b"") + bytes(200_000)).findings
    assert (found.code, found.place.start.column) == ("RA006", 4)
    assert "more than 100 000 characters that cannot be seen" in str(found.message)


def test_odd_line_ends_are_counted_up_to_a_limit() -> None:
    *_, last = read("a: b\u2028" + "c\u2028" * 150_000).findings
    assert str(last.message).endswith("(and more than 100 000 more in this file)")
    *_, last = read("a: b\u2028" + "c\u2028" * 29).findings
    assert str(last.message).endswith("(and 10 more in this file)")


def test_a_code_of_ten_thousand_digits_is_no_trouble() -> None:
    findings = read(f"plan: {{id: {'0' * 10_000}7}}", "id").findings
    assert [one.code for one in findings] == ["RA025"]
    assert len(str(findings[0].message)) < 200
    assert findings[0].fix
    assert len(findings[0].fix.replacement) == 10_003


@pytest.mark.parametrize(
    ("text", "filling", "times"),
    sampled(
        [
            ("a: b: c~x: y\n", " ", 30_000),
            ("a~b: c: d\n", " ", 30_000),
            ("a: b: c ~#d", " ", 30_000),
            ("~%", "\n", 300_000),
            ("~a: 'b", "# realign: ignore RA601 because\n", 5_000),
            ("- a: b\n~- e #f\n", "# c # d\n", 50_000),
        ],
        3,
    ),
    ids=["blanks", "blanks in a key", "blanks and a comment", "empty lines", "silencing", "comments"],
)
def test_however_long_a_file_or_a_line_is_its_slips_are_the_same(text: str, filling: str, times: int) -> None:
    codes = [finding.code for finding in read(text.replace("~", filling * (times // 2))).findings]
    assert codes
    assert [finding.code for finding in read(text.replace("~", filling * times)).findings] == codes


@pytest.mark.slow
def test_of_each_kind_ten_thousand_are_told_and_the_last_says_so() -> None:
    for text in ("a: [" + "!b c, " * 10_500 + "]", "- a #b\n" * 10_500):
        findings = [one for one in read(text).findings if one.code in {"RA016", "RA024"}]
        assert len(findings) == 10_001
        assert "is not looked for: 10 000 are found" in str(findings[-1].message)


def test_ten_thousand_comments_of_a_file_are_obeyed() -> None:
    document = read("a: b\n" + "# realign: ignore RA601 because\n" * 10_010)
    assert len(document.suppressions) == 10_000
    assert [one.place.start.line for one in document.findings] == [10_002]
    assert {one.place.start.line for one in document.suppressions} == {10_012}


def test_a_hint_does_not_repeat_a_text_of_many_pages() -> None:
    for text in (f"a: @{'x' * 100_000}", f"a: B: {'x' * 100_000}"):
        (found,) = [one for one in read(text).findings if one.fix]
        assert len(str(found.hint)) + len(str(found.message)) < 500
