"""One finding for one cause."""

from pathlib import Path

import pytest

from realign.loading import load

ABOUT = "plan: {id: p, title: P}\noutcomes: [{id: '1', title: A}, {id: '2', title: B}]\n"


def told(folder: Path, text: str | bytes) -> list[str]:
    """What is said of a plan of one file."""
    (folder / "plan.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return [f"{finding.message} | {finding.hint}" for finding in load(folder).findings]


def test_a_field_that_is_unknown_in_every_record_is_told_once_with_the_lines(tmp_path: Path) -> None:
    row = "  - {{id: L{}, from: ['1'], to: ['2'], strength: 1, basis: analyst, colour: red, weight: 3}}\n"
    said = told(tmp_path, f"{ABOUT}links:\n" + "".join(row.format(number) for number in range(344)))
    assert len(said) == 2
    assert "colour" in said[0]
    assert "(and 343 times more: lines 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 …)" in said[0]


def test_different_causes_stay_apart(tmp_path: Path) -> None:
    rows = "".join(
        f"  - {{id: L{number}, from: ['1'], to: ['2'], strength: x{number}, basis: analyst}}\n"
        for number in range(9)
    )
    assert len(told(tmp_path, f"{ABOUT}links:\n{rows}")) == 9


def test_what_can_be_mended_is_told_one_by_one(tmp_path: Path) -> None:
    rows = "".join(
        f"  - {{id: L{number}, from: ['1'], to: ['2'], strenght: 1, basis: analyst}}\n" for number in range(9)
    )
    (tmp_path / "plan.yaml").write_text(f"{ABOUT}links:\n{rows}")
    assert sum(finding.fix is not None for finding in load(tmp_path).findings) == 9


def test_an_anchor_and_all_that_hangs_on_it_is_one_finding(tmp_path: Path) -> None:
    text = "plan: {id: p, title: P}\noutcomes:\n  - &a {id: '1', title: A}\n  - *a\n  - {id: '2', <<: *a}\n"
    (said,) = told(tmp_path, text)
    assert "(and 3 more: lines 4, 5)" in said


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("base", ["", "||||||| base\n  - {id: '1', title: C}\n"])
def test_an_unfinished_merge_is_one_finding_that_names_its_lines(tmp_path: Path, end: str, base: str) -> None:
    block = (
        f"<<<<<<< HEAD\n  - {{id: '1', title: A}}\n{base}=======\n  - {{id: '1', title: B}}\n>>>>>>> other\n"
    )
    text = f"plan: {{id: p, title: P}}\noutcomes:\n{block}{block}".replace("\n", end)
    (said,) = told(tmp_path, text)
    assert f"a merge was not finished: lines 3 to {9 if base else 7} hold both versions" in said
    assert "keep one version" in said


def test_marks_inside_a_text_are_no_merge(tmp_path: Path) -> None:
    text = f"{ABOUT}x-note: |\n  <<<<<<< HEAD\n  =======\n  >>>>>>> other\n"
    assert told(tmp_path, text) == []


@pytest.mark.parametrize(
    ("encoding", "text", "called"),
    [
        ("cp1252", "Año – café", "Western"),
        ("latin-1", "straße", "Western"),
        ("cp1251", "Городской план", "Cyrillic"),
        ("shift-jis", "日本の都市計画とみどり", "Shift-JIS"),
        ("gbk", "城市发展规划与住房政策", "GBK"),
        ("utf-16-le", "Año", "UTF-16"),
        ("utf-16-be", "城市", "UTF-16"),
    ],
)
def test_an_encoding_that_is_not_utf_8_is_named(
    tmp_path: Path, encoding: str, text: str, called: str
) -> None:
    (said,) = told(tmp_path, f"plan: {{id: p, title: {text}}}\n".encode(encoding))
    assert called in said
    assert "UTF-8" in said


def test_an_encoding_that_nobody_can_tell_is_said_to_be_one(tmp_path: Path) -> None:
    (said,) = told(tmp_path, b"plan: {id: p, title: " + b"\x80\x80\x80\xff\xff\xff" + b"}\n")
    assert "cannot be told" in said


def test_a_space_that_cannot_be_seen_in_the_name_of_a_field_is_named(tmp_path: Path) -> None:
    (said,) = told(tmp_path, "plan: {id: p, title: P}\noutcomes:\n  - id: '1'\n    title\u00a0: A\n")
    assert "U+00A0 NO-BREAK SPACE is in it" in said
