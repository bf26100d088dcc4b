"""One finding for one cause."""

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from loops import sampled
from realign.findings import Finding, Place, Position, Severity
from realign.loading import load
from realign.questions.validate import examine
from realign.views.causes import causes, elsewhere

ABOUT = "plan: {id: p, title: P}\noutcomes: [{id: '1', title: A}, {id: '2', title: B}]\n"


def told(folder: Path, text: str | bytes) -> list[str]:
    """What is said of a plan of one file: each cause once, with where else the same is wrong."""
    (folder / "plan.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    loaded = load(folder)
    found = causes(examine(loaded.plan, loaded.origin).findings)
    return [f"{one.finding.message} | {one.finding.hint} | {elsewhere(one)} | {one.count}" for one in found]


def deliverables(rows: Iterable[str]) -> str:
    """A plan with so many deliverables, one a line from line 4 on."""
    return f"{ABOUT}deliverables:\n" + "".join(
        f"  - {{id: D{number}, title: Work {number}, {row}}}\n" for number, row in enumerate(rows)
    )


def test_a_field_that_is_unknown_in_every_record_is_told_once_with_the_lines(tmp_path: Path) -> None:
    row = "  - {{id: L{}, from: ['1'], to: ['2'], strength: 1, basis: analyst, colour: red, weight: 3}}\n"
    said = told(tmp_path, f"{ABOUT}links:\n" + "".join(row.format(number) for number in range(344)))
    assert len(said) == 2
    assert "colour" in said[0]
    assert said[0].endswith("lines 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 … | 344")


@pytest.mark.parametrize(
    ("row", "says"),
    sampled(
        [
            ("outcomes: ['9.9']", "outcome 9.9"),
            ("outcomes: ['1'], cost: {number} tons", "is not an amount of money"),
            ("outcomes: ['1'], cost: NOK {number}00", "NOK"),
            ("outcomes: '1, 2'", "must be a list"),
            ("outcomes: ['1'], titel: x", "'titel'"),
            ("outcomes: ['1'], funds: [moon]", "moon"),
            ("outcomes: ['1'], outcomes: ['2']", "twice"),
            ("outcomes: ['1'], now: perhaps", "'perhaps'"),
        ],
        3,
    ),
)
def test_one_fault_in_every_row_is_one_finding(tmp_path: Path, row: str, says: str) -> None:
    said = told(tmp_path, deliverables(row.replace("{number}", f"{number + 3}") for number in range(300)))
    assert len(said) == 1, said[:3]
    assert says in said[0]
    assert said[0].endswith(" | 300")


def test_one_fault_in_several_files_names_the_files(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("deliverables:\n  - {id: X, title: X, outcomes: ['9']}\n")
    said = told(tmp_path, deliverables(["outcomes: ['9']"] * 2))
    assert len(said) == 1
    assert said[0].endswith(f"/{tmp_path.name}/plan.yaml: lines 4, 5 | 3")


def test_different_causes_stay_apart(tmp_path: Path) -> None:
    words = ["low", "high", "none", "some", "much"]
    rows = "".join(
        f"  - {{id: L{number}, from: ['1'], to: ['2'], strength: {words[number % 5]}, basis: analyst}}\n"
        for number in range(50)
    )
    said = told(tmp_path, f"{ABOUT}links:\n{rows}")
    assert [one.rpartition(" | ")[2] for one in said] == ["10"] * 5
    assert all(word in one for word, one in zip(words, said, strict=True))


def test_two_missing_outcomes_are_two_causes(tmp_path: Path) -> None:
    said = told(tmp_path, deliverables([*["outcomes: ['8']"] * 5, *["outcomes: ['9']"] * 6]))
    assert [one.rpartition(" | ")[2] for one in said] == ["5", "6"]


def test_an_own_name_inside_a_word_is_no_cause_to_join(tmp_path: Path) -> None:
    said = told(tmp_path, deliverables(["outcomes: ['D0x']", "outcomes: ['D1x']"]))
    assert len(said) == 2


def test_what_can_be_mended_is_mended_at_each_place(tmp_path: Path) -> None:
    rows = "".join(
        f"  - {{id: L{number}, from: ['1'], to: ['2'], strenght: 1, basis: analyst}}\n" for number in range(9)
    )
    (said,) = told(tmp_path, f"{ABOUT}links:\n{rows}")
    assert said.endswith(" | 9")
    assert sum(finding.fix is not None for finding in load(tmp_path).findings) == 9


def test_each_place_counts_once_and_none_is_lost() -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    findings = [
        Finding(
            f"RA{chance.randrange(3)}",
            Severity.ERROR,
            f"deliverable D{number} has {chance.choice('abc')} {chance.randrange(20)}",
            Place(chance.choice("xyz"), Position(number, 1)),
            record=f"deliverables/D{number}",
        )
        for number in range(500)
    ]
    found = causes(findings)
    places = [place for one in found for place in (one.finding.place, *one.others)]
    assert sorted(places) == sorted(finding.place for finding in findings)
    assert len(found) <= 9
    assert [one.finding.order for one in found] == sorted(one.finding.order for one in found)


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
