from checks.sketch import found, told
from realign.plan import split_ref

SOURCE = """
sources: [{id: A/78/6 Sect. 15, title: Budget, paragraphs: ["7(a)", "7(b)", "9"]}, {id: WEB, title: Page}]
"""


def test_a_source_may_have_spaces_in_its_name() -> None:
    sources = {"A/78/6", "A/78/6 Sect. 15"}
    assert split_ref("A/78/6 Sect. 15 7(a)", sources) == ("A/78/6 Sect. 15", "7(a)")
    assert split_ref("A/78/6 annex II 15.3", sources) == ("A/78/6", "annex II 15.3")
    assert split_ref("A/78/6", sources) == ("A/78/6", "")
    assert split_ref("A/78/61 3", sources) is None


def test_references_are_free_where_the_plan_lists_no_sources() -> None:
    assert told("outcomes: [{id: '1', title: t, refs: [anything at all]}]", "RA112", "RA113", "RA114") == []


def test_each_wrong_reference_is_found_where_it_stands() -> None:
    text = (
        SOURCE
        + """
plan: {id: p, title: t, refs: [WEB, nowhere 1]}
links: [{id: L, from: ["1"], to: ["2"], strength: 1, basis: implied, via: ["A/78/6 Sect. 15 7(c)"], refs: [WEB 1]}]
outcomes: [{id: "1", title: a, refs: ["A/78/6 Sect. 15"]}, {id: "2", title: b}]
discrepancies: [{id: X, ref: [A/78/6 Sect. 16 9], says: s, reading: r}]
"""
    )
    assert told(text, "RA112", "RA113", "RA114") == [
        ("RA112", "discrepancies/X.ref.0"),
        ("RA113", "links/L.via.0"),
        ("RA114", "outcomes/1.refs.0"),
        ("RA112", "plan/p.refs.1"),
    ]


def test_an_unknown_paragraph_lists_those_that_begin_alike() -> None:
    (one,) = found(SOURCE + "outcomes: [{id: '1', title: a, refs: ['A/78/6 Sect. 15 7(c)']}]", "RA113")
    assert str(one.hint) == "A/78/6 Sect. 15 has 7(a), 7(b)"


def test_a_symbol_with_a_slash_for_a_point_is_told_from_another_document() -> None:
    text = """
sources: [{id: HSP/EB.2021/19, title: t}]
annotations:
  - {id: N, annex: II, paragraph: "1", change: keep, title: n, cites: [HSP/EB/2021/19, HSP/EB.2021/12, A/76/6]}
"""
    assert told(text, "RA116", "RA117") == [
        ("RA116", "annotations/N.cites.0"),
        ("RA117", "annotations/N.cites.1"),
        ("RA117", "annotations/N.cites.2"),
    ]
    assert "'HSP/EB.2021/19'" in str(found(text, "RA116")[0].message)


def test_a_reference_of_a_hundred_thousand_words_is_looked_at_no_further_than_an_id_is_long() -> None:
    source, words = "s" + " s" * 99, " s" * 50_000
    assert split_ref(f"{source} 3", {source}) == (source, "3")
    assert split_ref(f"{source}{words}", {source}) == (source, words[1:])
    assert split_ref(words, {source}) is None
