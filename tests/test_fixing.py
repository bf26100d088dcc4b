import codecs
from collections import Counter
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loops import tries
from realign import documents
from realign.checks import run
from realign.files import ChangedError, FileSource, rewrite
from realign.findings import Finding, Fix, Place, Position, Severity
from realign.fixing import mend, replaced
from realign.loading import load


def fix(line: int, first: int, last: int, text: str, path: str = "a.yaml") -> Fix:
    return Fix(Place(path, Position(line, first), Position(line, last)), text, "says")


def finding(one: Fix | None) -> Finding:
    return Finding("RA103", Severity.ERROR, "m", Place("a.yaml"), fix=one)


def read(*paths: Path) -> dict[str, FileSource]:
    return {str(path): FileSource.of(path, path.parent, path.read_bytes()) for path in paths}


def test_the_span_is_replaced_and_everything_else_stays() -> None:
    text = "links:\r\n  - {lenses: [resilence]}   # 住房 a comment\r\n"
    assert replaced(text, [fix(2, 15, 24, "resilience")]) == (
        "links:\r\n  - {lenses: [resilience]}   # 住房 a comment\r\n",
        1,
    )


def test_columns_count_code_points() -> None:
    assert replaced("住房: 😀x y", [fix(1, 6, 7, "z")]) == ("住房: 😀z y", 1)


def test_of_overlapping_fixes_the_first_is_applied() -> None:
    both = [fix(1, 1, 4, "A"), fix(1, 3, 5, "B"), fix(1, 5, 6, "C")]
    assert replaced("abcdef", both) == ("AdCf", 2)


def test_a_place_that_the_text_does_not_have_is_left_alone() -> None:
    assert replaced("abc", [fix(2, 1, 2, "x"), fix(1, 2, 9, "y")]) == ("abc", 0)


@given(st.text("ab\n", max_size=30), st.data())
def test_fixes_that_write_what_is_there_change_nothing(text: str, data: st.DataObject) -> None:
    spots = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))

    def position(offset: int) -> Position:
        before = text[:offset]
        return Position(before.count("\n") + 1, offset - before.rfind("\n"))

    fixes = [
        Fix(Place("f", position(start), position(end)), text[start:end], "")
        for start, end in zip(spots[::2], spots[1::2], strict=False)
    ]
    assert replaced(text, fixes) == (text, len(fixes))


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_a_file_keeps_its_encoding_and_its_mark(tmp_path: Path, mark: bytes, encoding: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(mark + "a: resilence # 住房\r\n".encode(encoding))
    (one,) = mend([finding(fix(1, 4, 13, "resilience", str(path)))], read(path))
    assert one.raw == mark + "a: resilience # 住房\r\n".encode(encoding)
    assert path.read_bytes() != one.raw
    assert list(one.diff())[3:] == ["-a: resilence # 住房", "+a: resilience # 住房"]


def test_the_same_fix_said_twice_is_applied_once_and_what_overlaps_waits(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("abcdef")
    rows = [fix(1, 1, 3, "x", str(path)), fix(1, 1, 3, "x", str(path)), fix(1, 2, 4, "y", str(path))]
    (one,) = mend([*(finding(each) for each in rows), finding(None)], read(path))
    assert (one.after, one.applied, one.left) == ("xcdef", 1, 1)


def test_nothing_to_mend_is_nothing() -> None:
    assert mend([finding(None)], {}) == ()


def test_what_is_not_what_was_read_is_not_mended(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("abcdef")
    sources = read(path)
    found = [finding(fix(1, 1, 3, "x", str(path)))]
    (file,) = mend(found, sources)
    path.write_text("somebody else")
    with pytest.raises(ChangedError, match="has changed since it was read"):
        mend(found, sources)
    with pytest.raises(ChangedError):
        rewrite({file.source: file.raw})
    path.unlink()
    with pytest.raises((ChangedError, OSError)):
        mend(found, sources)


def test_a_file_that_is_read_by_two_names_is_mended_once(tmp_path: Path) -> None:
    path, link = tmp_path / "a.yaml", tmp_path / "b.yaml"
    path.write_text("abcdef")
    link.symlink_to("a.yaml")
    found = [finding(fix(1, 1, 3, "x", str(name))) for name in (path, link)]
    (file,) = mend(found, read(path, link))
    rewrite({file.source: file.raw})
    assert (path.read_text(), link.is_symlink()) == ("xcdef", True)


def words_of(data: object) -> list[str]:
    """Every key and text of a file, in order."""
    if isinstance(data, dict):
        return [word for key, value in data.items() for word in (key, *words_of(value))]
    if isinstance(data, list):
        return [word for value in data for word in words_of(value)]
    return [] if data is None else [str(data)]


PIECES = st.sampled_from(
    [
        "climate, free", "climate", "free", "Climate", "climat", "grantB", "1.1", "1.1，1.2", "1.1, 1.2", "010",
        "12e6", "“1.1”", "文件，第7段", "Roads cost: 5m", "Flagship 1: Inclusive", "a #1 b", "a\u00a0b",
        "x\u202ey", "x\u200cy", "-1.1", "&x", "*x", ">50%", "@home", "NO", "title:Land", "{en: a}", "a\tb", "  a  b ",
    ]
)  # fmt: skip
FIELDS = st.sampled_from(
    ["title", "titel", "funds", "fund", "outcomes", "cost", "kind", "refs", "note", "says"]
)


@pytest.mark.slow
@given(
    st.lists(st.tuples(FIELDS, PIECES, st.sampled_from(["bare", "list", "quoted"])), min_size=1, max_size=4)
)
@settings(max_examples=tries(400), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_fix_changes_what_it_names_and_loses_nothing(
    tmp_path: Path, fields: list[tuple[str, str, str]]
) -> None:
    """What can be read before is read again after: every letter and digit is still there, as is every field."""
    folder = tmp_path / f"{uuid4().hex}"
    folder.mkdir()
    forms = {"bare": "{}", "list": "[{}, climate]", "quoted": '"{}"'}
    lines = [f"    {field}: {forms[form].format(piece)}" for field, piece, form in fields]
    text = "\n".join(
        [
            "plan: {id: p, title: P}",
            "funds:",
            "  - {id: climate, kind: soft, title: C}",
            "  - {id: free, kind: unearmarked, title: F}",
            "outcomes: [{id: '1.1', title: A}, {id: '1.2', title: B}]",
            "deliverables:",
            "  - id: D1",
            *lines,
            "",
        ]
    )
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    loaded = load(folder)
    found = [*loaded.findings, *(run(loaded.plan, loaded.locate) if loaded.plan else ())]
    fixes = [finding.fix for finding in found if finding.fix]
    (file,) = mend(found, loaded.sources) or (None,)
    if file is None:
        return
    before, after = documents.read(text.encode(), "a").data, documents.read(file.after.encode(), "a").data
    kept = [letter for letter in text if letter.isalnum()]
    letters = iter(letter for letter in file.after if letter.isalnum())
    renamed = any(
        not set(fix.replacement) <= set(' "-,:[]') and str(fix.says).startswith("write ") for fix in fixes
    )
    assert renamed or kept == list(letters)
    if before is not None:
        assert after is not None
        was, now = words_of(before), words_of(after)
        assert len(now) >= len(was)
        lost = Counter("".join(was)) - Counter("".join(now))
        assert renamed or not {letter for letter in lost if letter.isalnum()}


@pytest.mark.parametrize(
    "text",
    [
        'deliverables: [{id: D1, title: A, funds: ["climate, free"]}]',
        "deliverables: [{id: D1, title: A, funds: [grantB]}]",
        "deliverables:\n  - {id: D1, title: >50% of it, cost: 5m}",
        "deliverables:\n  - id: D1\n    title: Roads cost: 5m",
        "deliverables:\n  - id: D1\n    cost: 5m #perhaps more\n    title: A",
        "deliverables: [{id: D1, title: A, refs: [文件，第7段]}]",
        "deliverables:\n  - id: D1\n    title: A\n    funds: *free",
        "deliverables: [{id: D1, title: A, till: 2023}]",
    ],
)
def test_what_has_two_readings_is_a_question(tmp_path: Path, text: str) -> None:
    funds = "[{id: climate, kind: soft, title: C}, {id: free, kind: unearmarked, title: F}, {id: grantA, kind: soft, title: G}]"
    (tmp_path / "plan.yaml").write_text(f"plan: {{id: p, title: P}}\nfunds: {funds}\n{text}\n")
    loaded = load(tmp_path)
    found = [*loaded.findings, *(run(loaded.plan, loaded.locate) if loaded.plan else ())]
    assert [
        str(finding.message)
        for finding in found
        if finding.severity is not Severity.NOTE or str(finding.hint)
    ]
    assert [finding.fix for finding in found if finding.fix] == []
