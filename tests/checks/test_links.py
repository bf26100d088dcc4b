from checks.sketch import found, told
from realign.plan import fingerprint
from realign.text import Wordings

OUTCOMES = """
outcomes:
  - {id: "1", title: Land}
  - {id: "2", title: Homes}
  - {id: "3.1", title: Air, themes: {mitigation: {en: climate mitigation, zh: 气候缓解}}}
  - {id: "3.3", title: Shelter, themes: {adaptation: adaptation}}
"""


def links(*rows: str) -> str:
    return OUTCOMES + "links:\n" + "".join(f"  - {{{row}, basis: analyst}}\n" for row in rows)


def test_a_set_tied_to_itself_is_no_self_link() -> None:
    text = links(
        'id: A, from: ["1", "2"], to: ["1", "2"], strength: 1', 'id: B, from: ["1"], to: ["1"], strength: 1'
    )
    assert told(text, "RA301") == [("RA301", "links/B.to")]


def test_the_same_words_the_other_way_round_are_a_repetition_unless_directed() -> None:
    one, two = (
        'from: ["1"], to: ["2"], strength: 2, refs: [P 1]',
        'from: ["2"], to: ["1"], strength: 1, refs: [P 1]',
    )
    assert told(links(f"id: A, {one}", f"id: B, {two}"), "RA302") == [("RA302", "links/B.id")]
    directed = [f"id: {name}, direction: directed, {row}" for name, row in (("A", one), ("B", two))]
    assert told(links(*directed), "RA302") == []
    assert told(links(f"id: A, {one}", f"id: B, {two}".replace("P 1", "P 2")), "RA302") == []


def test_the_scale_is_the_plans() -> None:
    text = links('id: A, from: ["1"], to: ["2"], strength: 4', 'id: B, from: ["1"], to: ["2"], strength: -5')
    assert told(text, "RA303") == [("RA303", "links/A.strength"), ("RA303", "links/B.strength")]
    assert told("plan: {id: p, title: t, scale: 4}\n" + text, "RA303") == [("RA303", "links/B.strength")]


def test_a_contested_pair_is_noted_once() -> None:
    text = links(
        'id: A, from: ["1"], to: ["2"], strength: 2',
        'id: B, from: ["2"], to: ["1"], strength: -1',
        'id: C, from: ["1"], to: ["2"], strength: -2',
    )
    (one,) = found(text, "RA305")
    assert str(one.message) == "1 and 2 are contested: A and B have opposite signs"


def test_directed_links_of_opposite_signs_contest_each_other_only_the_same_way_round() -> None:
    there = 'id: A, from: ["1"], to: ["2"], strength: 2, direction: directed'
    assert (
        told(links(there, 'id: B, from: ["2"], to: ["1"], strength: -1, direction: directed'), "RA305") == []
    )
    assert (
        len(told(links(there, 'id: B, from: ["1"], to: ["2"], strength: -1, direction: directed'), "RA305"))
        == 1
    )
    back = 'from: ["2"], to: ["1"], direction: directed'
    assert len(told(links(f"id: A, {back}, strength: 1", f"id: B, {back}, strength: -1"), "RA305")) == 1


def test_a_theme_of_another_outcome_is_found_by_its_key_and_by_its_wordings() -> None:
    for theme in ("mitigation", "Climate mitigation", "气候缓解"):
        text = links(f'id: A, from: ["1"], to: ["3.3"], strength: 1, called: {{"3.3": {theme}}}, refs: [P 9]')
        (one,) = found(text, "RA308")
        called = "climate mitigation" if theme == "mitigation" else theme  # the key is said in words
        assert f"'{called}', which is the theme of outcome 3.1" in str(one.message)
        assert one.refs == ("P 9",)


def test_a_theme_that_two_outcomes_share_suits_both() -> None:
    text = (
        links('id: A, from: ["1"], to: ["2"], strength: 1, called: {"2": green}')
        .replace("title: Land", "title: Land, themes: {green: g}")
        .replace("title: Homes", "title: Homes, themes: {green: g}")
    )
    assert told(text, "RA308", "RA309") == []


def test_a_link_is_suspect_when_the_wording_has_changed() -> None:
    now = fingerprint("Land")
    text = links(f'id: A, from: ["1"], to: ["2"], strength: 1, judged_on: {{"1": {now}, "2": {now}}}')
    (one,) = found(text, "RA311")
    assert one.place.path == "links/A.judged_on.2"
    assert fingerprint("Homes") in str(one.hint)


def test_a_fingerprint_does_not_depend_on_the_order_of_languages() -> None:
    assert fingerprint(Wordings(en="a", zh="b")) == fingerprint(Wordings(zh="b", en="a"))
    assert fingerprint(Wordings(en="a", zh="b")) != fingerprint(Wordings(en="b", zh="a"))


def test_the_rubric_must_speak_of_strengths_that_exist() -> None:
    text = "plan: {id: p, title: t, scale: 2, rubric: {'2': a, '-2.0': b, '3': c, strong: d, nan: e}}"
    assert [place for _, place in told(text, "RA312")] == [
        "plan/p.rubric.<3>",
        "plan/p.rubric.<nan>",
        "plan/p.rubric.<strong>",
    ]
