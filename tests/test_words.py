"""Text in several languages."""

from realign.text import Text, Wordings, fill, join, lacks, listed, say


def test_falls_back_to_english_then_to_what_there_is() -> None:
    assert Wordings(en="a", zh="b").say("zh") == "b"
    assert Wordings(en="a").say("zh") == "a"
    assert Wordings(zh="b").say("en") == "b"
    assert say("plain", "zh") == "plain"


def test_only_wordings_can_lack_a_language() -> None:
    assert lacks(Wordings(en="a"), "zh")
    assert not lacks("plain", "zh")
    assert not lacks(Wordings(en="a", zh="b"), "zh")


def test_fills_each_wording_with_its_own_language() -> None:
    template = Wordings(en="{what} has rank {rank}", zh="{what}排名{rank}")
    filled = fill(template, what=Wordings(en="Housing", zh="住房"), rank=3)
    assert filled == Wordings(en="Housing has rank 3", zh="住房排名3")


def test_what_is_filled_in_is_never_read_as_a_template() -> None:
    assert fill(Wordings(en="<{what}>"), what="{0} {what}").say("en") == "<{0} {what}>"


def test_joins_with_the_sign_of_each_language() -> None:
    parts = ("1.2", Wordings(en="housing", zh="住房"))
    assert join(parts) == Wordings(en="1.2, housing", zh="1.2、住房")


def test_lists_as_people_do() -> None:
    assert listed(()) == ""
    assert listed(["1.2"]) == Wordings(en="1.2", zh="1.2")
    assert listed(["1.2", "1.3", "2.1"]) == Wordings(en="1.2, 1.3 and 2.1", zh="1.2、1.3和2.1")
    assert listed(["a", Wordings(en="b", zh="乙")], either=True) == Wordings(en="a or b", zh="a或乙")
