from checks.sketch import found, told


def test_a_circle_is_told_once_and_in_words() -> None:
    text = """
activities:
  - {id: A, title: a, requires: [B]}
  - {id: B, title: b, requires: [C, D]}
  - {id: C, title: c, requires: [A]}
  - {id: D, title: d}
"""
    (one,) = found(text, "RA121")
    assert str(one.message) == "pieces of work require each other: A → B → C → A"


def test_two_ways_to_the_same_end_are_no_circle() -> None:
    text = """
activities: [{id: A, title: a, requires: [B, C]}, {id: B, title: b, requires: [D]}, {id: C, title: c, requires: [D]}, {id: D, title: d}]
flagships: [{id: F, kind: flagship, title: f, drives: [F]}]
"""
    assert told(text, "RA121", "RA122") == [("RA122", "flagships/F.drives")]


def test_a_long_chain_needs_no_deep_stack() -> None:
    rows = "\n".join(f"  - {{id: D{n}, title: t{n}, within: D{n + 1}}}" for n in range(1500))
    text = f"deliverables:\n{rows}\n  - {{id: D1500, title: t1500, within: D0}}\n"
    (one,) = found(text, "RA120")
    assert "…" in str(one.message)
