"""What the words mean that stand in headings and cells, for `realign explain WORD`."""

from realign.questions.explain import Word
from realign.text import say
from realign.views.field_words import FIELDS
from realign.views.glossary import (
    about_fields,
    about_kinds,
    about_links,
    about_money,
    about_programme,
    about_sources,
)


def _with_keys(word: Word) -> Word:
    """An entry that also knows the keys by which files call the same fields."""
    names = {say(name, "en").casefold() for name in word.names}
    fields = {key: said for key, said in FIELDS.items() if say(said, "en").casefold() in names}
    more = (name for key, said in fields.items() for name in (said, key) if name not in word.names)
    return Word((*word.names, *more), word.says)


WORDS: tuple[Word, ...] = tuple(
    map(
        _with_keys,
        (
            *about_money.WORDS,
            *about_links.WORDS,
            *about_programme.WORDS,
            *about_sources.WORDS,
            *about_kinds.WORDS,
            *about_fields.WORDS,
        ),
    )
)
"""Each word stands in one entry; an entry may explain several."""
