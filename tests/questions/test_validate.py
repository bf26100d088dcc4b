import json
from dataclasses import replace

import pytest

from realign.findings import Finding, Fix, Place, Position, Related, Rule, Severity, Suppression
from realign.questions.validate import validate
from realign.render import Format
from realign.sheets import RenderOptions


def finding(
    code: str = "RA601", line: int = 1, severity: Severity = Severity.WARNING, path: str = "a.yaml"
) -> Finding:
    return Finding(code, severity, f"{code} on {line}", Place(path, Position(line, 3), Position(line, 9)))


ERROR = finding("RA101", 2, Severity.ERROR)
NOTE = finding("RA304", 3, Severity.NOTE)


@pytest.mark.parametrize(
    ("findings", "strict", "passed"),
    [
        ([], True, True),
        ([NOTE], True, True),
        ([finding()], False, True),
        ([finding()], True, False),
        ([ERROR], False, False),
    ],
)
def test_only_errors_fail_and_warnings_where_they_are_told_to(
    findings: list[Finding], strict: bool, passed: bool
) -> None:
    assert validate(findings, strict=strict).passed is passed


def test_findings_are_sorted_by_place_then_code_and_said_once() -> None:
    rows = [
        finding("RA701", 5),
        finding("RA601", 5),
        finding("RA601", 40),
        finding("RA601", 5),
        finding(path="A.yaml"),
    ]
    told = [(one.place.path, one.place.start.line, one.code) for one in validate(rows).findings]
    assert told == [
        ("A.yaml", 1, "RA601"),
        ("a.yaml", 5, "RA601"),
        ("a.yaml", 5, "RA701"),
        ("a.yaml", 40, "RA601"),
    ]


def suppressed(*codes: str, line: int = 1, reason: str = "it is new") -> Suppression:
    return Suppression(Place("a.yaml", Position(line, 20), Position(line, 60)), codes, reason)


def test_a_comment_silences_the_code_on_its_line_and_nothing_else() -> None:
    rows = [finding(), finding(line=2), finding("RA602")]
    answer = validate(rows, suppressions=[suppressed("RA601")])
    assert [(one.code, one.place.start.line) for one in answer.findings] == [("RA602", 1), ("RA601", 2)]
    assert answer.silenced == 1


def test_a_comment_that_silences_nothing_is_noted_for_each_code() -> None:
    answer = validate([finding()], suppressions=[suppressed("RA601", "RA602")])
    (one,) = answer.findings
    assert (one.code, one.severity, str(one.message)) == (
        "RA902",
        Severity.NOTE,
        "there is no RA602 on line 1 to silence",
    )


def test_an_error_cannot_be_silenced() -> None:
    answer = validate([ERROR], suppressions=[suppressed("RA101", line=2)])
    assert [one.code for one in answer.findings] == ["RA101", "RA903"]
    assert not answer.passed
    assert answer.silenced == 0


def test_a_reason_is_asked_for() -> None:
    answer = validate([finding()], suppressions=[suppressed("RA601", reason="")])
    assert [one.code for one in answer.findings] == ["RA904"]
    assert answer.silenced == 1


def test_the_answer_keeps_the_manual_of_the_codes_that_were_found() -> None:
    rules = [Rule(code, Severity.WARNING, "s", "r") for code in ("RA602", "RA601", "RA101")]
    assert [rule.code for rule in validate([finding(), finding("RA602")], rules=rules).rules] == [
        "RA601",
        "RA602",
    ]


def test_json_has_the_names_that_scripts_depend_on() -> None:
    place = Place("b.yaml", Position(7, 2), Position(7, 5))
    full = replace(finding(), hint="h", fix=Fix(place, "x", "write x"), related=(Related(place, "there"),))
    data = json.loads(Format.JSON.render(validate([full]), RenderOptions()))
    assert set(data) >= {"findings", "counts", "passed"}
    assert data["counts"] == {"error": 0, "warning": 1, "note": 0}
    (one,) = data["findings"]
    wanted = {"code": "RA601", "severity": "warning", "message": "RA601 on 1", "path": "a.yaml", "line": 1}
    wanted |= {"column": 3, "end_line": 1, "end_column": 9, "hint": "h"}
    assert {key: one[key] for key in wanted} == wanted
    assert one["fix"]["line"] == 7
    assert one["related"][0]["path"] == "b.yaml"


@pytest.mark.parametrize("format", [Format.TABLE, Format.CSV, Format.MARKDOWN, Format.HTML])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_can_be_read_in_every_format(format: Format, language: str) -> None:  # noqa: A002
    text = format.render(validate([finding(), ERROR]), RenderOptions(language=language))
    assert "RA101" in text
    assert "a.yaml:2" in text


def test_a_thousand_of_a_code_are_listed_and_the_rest_counted() -> None:
    rows = [finding("RA025", line) for line in range(1, 1_203)] + [ERROR]
    whole = validate(rows)
    listed = whole.listed()
    assert len(whole.findings) == 1_203
    assert [one for one in listed.findings if one.code == "RA101"] == [ERROR]
    first, *_, last = [one for one in listed.findings if one.code == "RA025"]
    assert (first, last.place.start.line) == (rows[0], 1_001)
    assert str(last.message) == "202 more findings RA025 from here on are not listed"
    assert (listed.counts.error, listed.counts.warning, listed.passed) == (1, 1_001, False)


def test_what_a_check_says_of_those_it_does_not_list_is_kept() -> None:
    rows = [finding("RA101", line) for line in range(1, 1_002)]
    assert validate(rows).listed().findings == tuple(rows)


def test_a_sentence_of_many_pages_is_cut_and_its_fix_is_whole() -> None:
    fix = Fix(ERROR.place, "x" * 5_000, "w" * 5_000)
    (told,) = validate([replace(ERROR, message="m" * 5_000, hint="h" * 1_000, fix=fix)]).listed().findings
    assert (told.message, told.hint) == ("m" * 1_000 + "…", "h" * 1_000)
    assert told.fix == replace(fix, says="w" * 1_000 + "…")
