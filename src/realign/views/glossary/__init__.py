"""What the words mean that stand in headings and cells, for `realign explain WORD`."""

from realign.questions.explain import Word
from realign.views.glossary import about_kinds, about_links, about_money, about_programme, about_sources

WORDS: tuple[Word, ...] = (
    *about_money.WORDS,
    *about_links.WORDS,
    *about_programme.WORDS,
    *about_sources.WORDS,
    *about_kinds.WORDS,
)
"""Each word stands in one entry; an entry may explain several."""
