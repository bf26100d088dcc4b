import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realign.files import ChangedError, Source, rewrite
from realign.findings import Finding, Fix, Place, Position, Severity
from realign.fixing import mend, replaced


def fix(line: int, first: int, last: int, text: str, path: str = "a.yaml") -> Fix:
    return Fix(Place(path, Position(line, first), Position(line, last)), text, "says")


def finding(one: Fix | None) -> Finding:
    return Finding("RA103", Severity.ERROR, "m", Place("a.yaml"), fix=one)


def read(*paths: Path) -> dict[str, Source]:
    return {str(path): Source.of(path, path.parent, path.read_bytes()) for path in paths}


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
