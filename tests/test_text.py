"""Texts in several languages: titles of a plan, and sentences of ours with their catalogues."""

import re
from pathlib import Path

import polib
import pytest
from catalogues import files, outdated

import realign
from loops import nonempty
from realign.text import (
    LANGUAGES,
    Capitalised,
    Message,
    Sentence,
    Wordings,
    fill,
    join,
    lacks,
    listed,
    message,
    message_in,
    plural,
    say,
)

GAP = re.compile(r"{(\w+)")
TITLE = Wordings(en="Housing", zh="住房")


def test_a_title_falls_back_to_english_then_to_what_there_is() -> None:
    assert Wordings(en="a", zh="b").say("zh") == "b"
    assert Wordings(en="a").say("zh") == "a"
    assert Wordings(zh="b").say("en") == "b"
    assert say("plain", "zh") == "plain"


def test_only_what_has_wordings_can_lack_a_language() -> None:
    assert lacks(Wordings(en="a"), "zh")
    assert not lacks("plain", "zh")
    assert not lacks(Wordings(en="a", zh="b"), "zh")
    assert lacks(message("no catalogue holds this"), "zh")
    assert lacks(join(["a", Wordings(en="b")]), "zh")
    assert not lacks(message("stated"), "zh")


def test_a_message_is_put_into_a_language_with_its_arguments() -> None:
    said = fill(message("{some} and {last}"), some=TITLE, last="1.2")
    assert said.say("en") == "Housing and 1.2"
    assert said.say("zh") == "住房和1.2"


def test_a_language_without_the_message_gets_english() -> None:
    assert message("{count} mice", count=3).say("zh") == "3 mice"


def test_what_is_filled_in_is_never_read_as_a_template() -> None:
    assert message("<{what}>", what="{0} {what}").say("en") == "<{0} {what}>"


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 links"), (1, "1 link"), (2, "2 links"), (1.5, "1.5 links")]
)
def test_a_plural_follows_its_number(count: int, said: str) -> None:
    assert plural("{count:g} link", "{count:g} links", count).say("en") == said


def test_a_context_tells_equal_english_apart() -> None:
    assert message_in("annex", "II").say("zh") == "二"
    assert message("II").say("zh") == "II"


def test_joins_with_the_sign_of_each_language() -> None:
    parts = join(["1.2", TITLE])
    assert (parts.say("en"), parts.say("zh")) == ("1.2, Housing", "1.2、住房")


def test_lists_as_people_do() -> None:
    assert listed(()) == ""
    assert listed(["1.2"]) == "1.2"
    three = listed(["1.2", "1.3", "2.1"])
    assert (say(three, "en"), say(three, "zh")) == ("1.2, 1.3 and 2.1", "1.2、1.3和2.1")
    either = listed(["a", Wordings(en="b", zh="乙")], either=True)
    assert (say(either, "en"), say(either, "zh")) == ("a or b", "a或乙")


def test_sentences_begin_with_a_capital_and_end_with_a_stop() -> None:
    said = Sentence(("keep it", Wordings(en="see below.", zh="见下。")))
    assert said.say("en") == "Keep it. See below."
    assert said.say("zh") == "Keep it。见下。"
    assert Capitalised("unearmarked").say("en") == "Unearmarked"


def test_equal_messages_are_one_in_a_set() -> None:
    assert len({message("{count}", count=1), message("{count}", count=1), message("other")}) == 2


def catalogue(language: str) -> str:
    folder = Path(realign.__file__).parent / "locale" / language / "LC_MESSAGES"
    return (folder / "realign.po").read_text(encoding="utf-8")


def test_every_language_but_english_has_a_catalogue() -> None:
    assert len(LANGUAGES) >= 2
    for language in nonempty(LANGUAGES[1:]):
        assert f'"Language: {language}\\n"' in catalogue(language)


def test_a_message_knows_its_parts() -> None:
    gaps = set(re.findall(r"{(\w+)", message("{a} of {b}").template))
    assert gaps == {"a", "b"}
    assert isinstance(message("x"), Message)


def test_catalogues_hold_what_the_sources_say_and_are_compiled() -> None:
    assert [str(file) for file in outdated()] == []  # `make catalogues` writes them anew


@pytest.mark.parametrize("file", list(files()), ids=lambda file: file.parts[-3])
def test_a_translation_has_the_gaps_of_its_template_and_nothing_is_missing(file: Path) -> None:
    entries = list(polib.pofile(str(file)))
    assert len(entries) > 500
    for entry in entries:
        told = list(entry.msgstr_plural.values()) or [entry.msgstr]
        assert all(told), entry.msgid
        known = set(GAP.findall(f"{entry.msgid} {entry.msgid_plural}")) | {"count", "title", "kind"}
        assert all(set(GAP.findall(text)) <= known for text in told), entry.msgid
