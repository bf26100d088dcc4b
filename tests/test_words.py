"""Text in several languages."""

from realign.words import lacks, say, words


def test_falls_back_to_english_then_to_what_there_is() -> None:
    assert words(en="a", zh="b").say("zh") == "b"
    assert words(en="a").say("zh") == "a"
    assert words(zh="b").say("en") == "b"
    assert say("plain", "zh") == "plain"


def test_only_wordings_can_lack_a_language() -> None:
    assert lacks(words(en="a"), "zh")
    assert not lacks("plain", "zh")
    assert not lacks(words(en="a", zh="b"), "zh")
