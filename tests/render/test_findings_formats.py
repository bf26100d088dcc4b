"""Findings through each format that is made for them; what plan text may not do there."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, validators

from loops import tries
from realign.documents.lines import Lines
from realign.findings import Finding, Fix, Place, Position, Related, Rule, Severity
from realign.questions.validate import Validation, validate
from realign.render import FINDINGS_ONLY, Format
from realign.render.github import ROOM, SHOWN, summary
from realign.sheets import RenderOptions
from render.sarif_subset import SUBSET

NASTY = "=cmd|'/C calc'!A0 [/x] [resilience] :warning: 增加 \"x\" <b>&amp; ::error::no % [a](http://b)"
ESCAPES = "a\x1b[31mred\x1b]8;;http://x\x07 \u202eright\x00\n::error::next\r\n##[error]"


def finding(line: int = 3, severity: Severity = Severity.WARNING, message: str = "it is odd") -> Finding:
    place = Place("data/a.yaml", Position(line, 5), Position(line, 8))
    return Finding("RA601", severity, message, place, "look at it")


def many(number: int) -> Validation:
    kinds = (Severity.NOTE, Severity.WARNING, Severity.ERROR)
    return validate(replace(finding(line + 1, kinds[line % 3]), message=f"m{line}") for line in range(number))


NASTIEST = Finding(
    "RA999",
    Severity.ERROR,
    NASTY + ESCAPES,
    Place("a b,c:d%/[x](y).yaml", Position(2, 1), Position(2, 4)),
    hint=ESCAPES,
    related=(Related(Place("b.yaml", Position(1, 1), Position(1, 2)), NASTY + ESCAPES),),
    fix=Fix(Place("a b,c:d%/[x](y).yaml", Position(2, 1), Position(2, 4)), "x", NASTY + ESCAPES),
)


def test_many_findings_in_one_very_long_line_are_shown() -> None:
    lines = Lines("a.yaml", "x" * 1_000_000)
    places = (Place("a.yaml", Position(1, at), Position(1, at + 1)) for at in range(900_000, 902_000))
    findings = [Finding("RA601", Severity.WARNING, "odd", place) for place in places]
    text = Format.FULL.render(validate(findings), RenderOptions(lines={"a.yaml": lines}, details=True))
    assert text.count("^") == len(findings)


@pytest.mark.parametrize("format", sorted(FINDINGS_ONLY))
def test_plan_text_is_shown_unchanged_and_commands_no_one(format: Format) -> None:  # noqa: A002
    page = RenderOptions(lines={NASTIEST.place.path: ["first", NASTY + "\x1b[2J\u202e", "last"]})
    text = format.render(validate([NASTIEST]), page)
    assert not set(text) & set("\x1b\x00\x07\r\u202e")
    assert "增加" in text
    assert "[resilience] :warning:" in text
    assert not any(line.startswith(("::error::", "##[")) for line in text.splitlines())


# --- full and concise ---


def test_concise_is_one_line_each_and_silent_when_there_is_nothing() -> None:
    text = Format.CONCISE.render(validate([finding(), finding(9)]), RenderOptions())
    assert text == "data/a.yaml:3:5: RA601 warning: it is odd (and 1 more: line 9)\n"
    text = Format.CONCISE.render(validate([finding(), finding(9)]), RenderOptions(details=True))
    assert text == "data/a.yaml:3:5: RA601 warning: it is odd\ndata/a.yaml:9:5: RA601 warning: it is odd\n"
    assert Format.CONCISE.render(validate([]), RenderOptions()) == ""


def test_full_shows_the_line_a_caret_the_hint_what_is_related_and_the_fix() -> None:
    place = Place("b.yaml", Position(1, 1), Position(1, 2))
    one = replace(finding(), related=(Related(place, "the other"),), fix=Fix(place, "x", "write x"))
    page = RenderOptions(lines={"data/a.yaml": ["", "", "  - Land: 1", ""]})
    assert Format.FULL.render(validate([one]), page) == (
        "data/a.yaml:3:5: RA601 warning: it is odd\n"
        "  3 |   - Land: 1\n"
        "    |     ^^^\n"
        "  hint: look at it\n"
        "  see: b.yaml:1:1: the other\n"
        "  fix: --fix would write x\n"
        "\n"
        "0 errors, 1 warning, 0 notes; --fix mends 1, --fix --diff shows how\n"
    )


def test_a_sound_plan_is_told_so() -> None:
    assert Format.FULL.render(validate([]), RenderOptions()) == "Nothing found.\n"


@pytest.mark.parametrize(
    ("line", "first", "last", "before", "carets"),
    [
        ("标题: 住房", 5, 7, 6, 4),  # each Chinese character takes two columns
        ("\ttitle: x", 2, 7, 1, 5),  # a tab is shown as one space
        ("cafe\u0301: x", 8, 9, 6, 1),  # a combining accent takes none
        ("a\x1bb: x", 3, 4, 7, 1),  # what is shown as \u001b takes six
        ("abc", 3, 99, 2, 1),
        ("abc", 99, 99, 3, 1),
    ],
)
def test_the_caret_stands_under_what_is_meant(
    line: str, first: int, last: int, before: int, carets: int
) -> None:
    one = replace(finding(1), place=Place("f", Position(1, first), Position(1, last)))
    drawn = Format.FULL.render(validate([one]), RenderOptions(lines={"f": [line]})).splitlines()[2]
    assert drawn == "    | " + " " * before + "^" * carets


def test_a_stretch_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    one = replace(finding(1), place=Place("f", Position(1, 3), Position(4, 2)))
    drawn = Format.FULL.render(
        validate([one]), RenderOptions(lines={"f": ["a bcd  ", "e", "f", "g"]})
    ).splitlines()[2]
    assert drawn == "    |   ^^^"


@pytest.mark.parametrize("width", [40, 80, None])
@pytest.mark.parametrize("at", [1, 500, 4990])
def test_of_a_very_long_line_the_part_that_matters_is_shown(width: int | None, at: int) -> None:
    line = "".join(chr(ord("a") + number % 26) for number in range(5000))
    one = replace(finding(1), place=Place("f", Position(1, at), Position(1, at + 3)))
    shown, drawn = Format.FULL.render(
        validate([one]), RenderOptions(lines={"f": [line]}, width=width)
    ).splitlines()[1:3]
    assert len(shown) <= (width or 170)
    assert shown[drawn.index("^") : drawn.index("^") + 3] == line[at - 1 : at + 2]


def test_a_place_beyond_the_file_has_no_excerpt() -> None:
    text = Format.FULL.render(validate([finding(99)]), RenderOptions(lines={"data/a.yaml": ["x"]}))
    assert "|" not in text


def test_colour_comes_only_where_the_page_has_it() -> None:
    page = RenderOptions(lines={"data/a.yaml": ["", "", "  - Land: 1"]})
    assert "\x1b[1;33mwarning:\x1b[0m" in Format.FULL.render(
        validate([finding()]), replace(page, colour=True)
    )


# --- github ---


def test_the_ten_worst_come_first_and_the_rest_is_counted() -> None:
    lines = Format.GITHUB.render(many(30), RenderOptions()).splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == SHOWN == 10
    assert all(line.startswith("::error ") for line in commands)
    assert lines[-2:] == [
        "20 more findings are in the summary of this step",
        "10 errors, 10 warnings, 10 notes",
    ]


def test_a_command_has_the_place_and_escapes_what_would_end_it() -> None:
    line = Format.GITHUB.render(validate([NASTIEST]), RenderOptions()).splitlines()[0]
    head, _, message = line.removeprefix("::").partition("::")
    assert head == (
        "error file=a b%2Cc%3Ad%25/[x](y).yaml,line=2,col=1,endColumn=4,endLine=2,title=realign RA999"
    )
    assert "no %25 [a]" in message
    assert "\\u001b" in message


def test_a_stretch_over_several_lines_has_no_columns() -> None:
    one = replace(finding(), place=Place("f", Position(1, 3), Position(4, 2)))
    assert Format.GITHUB.render(validate([one]), RenderOptions()).startswith(
        "::warning file=f,line=1,endLine=4,title="
    )


def test_the_summary_holds_all_thirty_and_no_markup_of_the_plans() -> None:
    text = summary(many(30), RenderOptions())
    assert sum(line.startswith("| data/a.yaml") for line in text.splitlines()) == 30
    nasty = summary(validate([NASTIEST]), RenderOptions())
    assert "<b>" not in nasty
    assert "](http" not in nasty
    assert len(nasty.splitlines()) == 7


def test_a_summary_too_large_for_github_says_what_it_leaves_out() -> None:
    text = summary(validate(replace(finding(n), message="增" * 3000) for n in range(1, 200)), RenderOptions())
    assert len(text.encode()) < ROOM + 200
    shown = sum(line.startswith("| data/a.yaml") for line in text.splitlines())
    assert f"{199 - shown} more do not fit here" in text


# --- sarif ---


def sarif(report: Validation) -> Any:
    return json.loads(Format.SARIF.render(report, RenderOptions()))


OFFICIAL = json.loads(
    (Path(__file__).parents[1] / "published" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("schema", [OFFICIAL, SUBSET], ids=["official", "stricter"])
@pytest.mark.parametrize("report", [validate([]), validate([NASTIEST, finding()]), many(30)])
def test_sarif_fits_its_schema(schema: Any, report: Validation) -> None:
    checker = validators.validator_for(schema, default=Draft202012Validator)(schema)
    checker.check_schema(schema)
    assert [str(error.message) for error in checker.iter_errors(sarif(report))] == []


def test_sarif_says_that_columns_are_code_points_and_paths_are_relative() -> None:
    run = sarif(validate([NASTIEST]))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    physical = run["results"][0]["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "a%20b%2Cc%3Ad%25/%5Bx%5D%28y%29.yaml"}
    assert physical["region"] == {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 4}
    assert "\\[a\\](http://b)" in run["results"][0]["message"]["text"]


def test_sarif_rules_carry_the_manual() -> None:
    rule = Rule("RA601", Severity.WARNING, "Sum.", "Why.", broken="a: 1", mended="a: 2")
    run = sarif(validate([finding()], rules=[rule]))["runs"][0]
    (told,) = run["tool"]["driver"]["rules"]
    assert told["shortDescription"] == {"text": "Sum."}
    assert (
        told["help"]["markdown"] == "Why.\n\nBroken:\n\n```yaml\na: 1\n```\n\nMended:\n\n```yaml\na: 2\n```"
    )
    assert run["results"][0]["ruleIndex"] == 0


def test_fingerprints_stay_when_lines_move_and_differ_between_twins() -> None:
    def prints(*rows: Finding) -> list[str]:
        results = sarif(validate(rows))["runs"][0]["results"]
        return [one["partialFingerprints"]["realign/v1"] for one in results]

    record = replace(finding(), record="outcomes/2.1")
    assert prints(record) == prints(
        replace(record, place=Place("data/a.yaml", Position(90, 1), Position(90, 2)))
    )
    assert len(set(prints(finding(1), finding(2)))) == 2


def test_a_whole_file_has_no_region() -> None:
    run = sarif(validate([replace(finding(), place=Place("data"))]))["runs"][0]
    assert run["results"][0]["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "data"}}}]


# --- junit ---


def test_junit_fails_for_what_fails() -> None:
    root = ET.fromstring(Format.JUNIT.render(many(3), RenderOptions()))  # noqa: S314 - our own output
    suite = root[0]
    assert suite.attrib == {
        "name": "realign validate",
        "tests": "3",
        "failures": "1",
        "errors": "0",
        "skipped": "0",
    }
    assert [case[0].tag for case in suite] == ["system-out", "system-out", "failure"]
    assert suite[2].attrib["name"] == "RA601 data/a.yaml:3:5"


def test_junit_counts_warnings_as_failures_only_where_they_fail() -> None:
    for strict, failures in ((False, "0"), (True, "1")):
        root = ET.fromstring(Format.JUNIT.render(validate([finding()], strict=strict), RenderOptions()))  # noqa: S314
        assert root.attrib["failures"] == failures


def test_junit_of_a_sound_plan_has_one_case_that_passes() -> None:
    root = ET.fromstring(Format.JUNIT.render(validate([]), RenderOptions()))  # noqa: S314
    assert root.attrib["tests"] == "1"
    assert len(root[0][0]) == 0


# --- laws ---


@dataclass(frozen=True)
class Any1:
    """A report that is nothing but findings."""

    findings: tuple[Finding, ...]
    passed: bool = False

    def sheets(self) -> tuple[()]:
        return ()


@settings(max_examples=tries(60), deadline=None)
@given(st.text(max_size=40), st.text(max_size=40), st.integers(0, 50), st.integers(0, 50), st.booleans())
def test_no_text_breaks_any_format(text: str, line: str, first: int, length: int, unicode: bool) -> None:
    place = Place("f", Position(1, first + 1), Position(1, first + length + 1))
    one = Finding("RA601", Severity.ERROR, text, place, hint=text, related=(Related(place, text),))
    page = RenderOptions(lines={"f": [line]}, unicode=unicode, width=60)
    written = {each: each.render(Any1((one,)), page) for each in FINDINGS_ONLY}
    for each, output in written.items():
        assert "\x1b" not in output, each
        if not unicode:
            output.encode("ascii", "backslashreplace")
    ET.fromstring(written[Format.JUNIT].encode("utf-8", "replace"))  # noqa: S314
    json.loads(written[Format.SARIF])
    assert len(written[Format.CONCISE].splitlines()) == 1
    assert len(written[Format.GITHUB].splitlines()) == 2
