"""A plan's own words take the place of ours, in every sentence and in every language."""

import re
from pathlib import Path

import polib
import pytest

from loops import nonempty, sampled
from realign.text import Language, message, plural, say
from realign.vocabulary import OwnWord, Vocabulary, speaking

LOCALE = Path(__file__).parents[1] / "src" / "realign" / "locale"
OURS = {
    "domain": ("domains?|subprogrammes?", "domaines?|sous-programmes?", "领域|次级方案"),
    "outcome": ("outcomes?", "résultats?", "(?<!交付)成果"),
    "lens": ("lens(?:es)?", "angles?", "视角"),
    "flagship": ("flagships?|global programmes?", "programmes? (?:phare|mondia)", "旗舰|全球方案"),
    "deliverable": ("deliverables?", "produits?", "交付成果"),
    "activity": ("activity|activities", "activités?", "活动"),
    "indicator": ("indicators?", "indicateurs?", "指标"),
    "resolution": ("resolutions?", "résolutions?", "决议"),
    "partner": ("partners?", "partenaires?", "伙伴(?!关系)"),
}
"""Kind -> our words for it in English, French and Chinese."""
TYPED = re.compile(r"`[^`]*`|\{[^{}]*\}|--[\w-]+(?: \w+)?|realign \w+")
TABS = re.compile(r"Outcomes, Links|Outcomes, Deliverables|iati-activities|: id, title")
"""Sentences about the tabs and fields of files, whose names stay."""


def vocabulary(one: str = "qubo", many: str = "quboz") -> Vocabulary:
    """Every kind called the same, by a word that no language has."""
    word = OwnWord(one, many)
    return Vocabulary({language.value: dict.fromkeys(OURS, word) for language in Language})


def templates(language: str) -> list[tuple[str, str]]:
    """Every sentence of the catalogues: its English, and the same in a language."""
    found = []
    for entry in polib.pofile(
        str(LOCALE / ("fr" if language == "en" else language) / "LC_MESSAGES/realign.po")
    ):
        own = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
        there = [entry.msgstr_plural[key] for key in sorted(entry.msgstr_plural)] or [entry.msgstr]
        found += [(own[-1], text) for text in (own if language == "en" else there)]
    return found


def holds(pattern: str, text: str) -> bool:
    """Whether a word stands in a text beside what one types."""
    return bool(re.search(pattern, TYPED.sub("", text), re.IGNORECASE))


@pytest.mark.parametrize("language", sampled(["en", "fr", "zh"], 3))
def test_no_sentence_that_names_a_kind_keeps_our_word_for_it(language: str) -> None:
    words = vocabulary()
    changed = 0
    for english, said in nonempty(templates(language)):
        new = words.put(english, said, language)
        changed += new != said
        for in_english, in_french, in_chinese in OURS.values():
            there = {"en": rf"\b(?:{in_english})\b", "fr": rf"\b(?:{in_french})", "zh": in_chinese}
            if holds(there["en"], english) and not TABS.search(english):
                assert not holds(there[language], new), (english, new)
        assert sorted(TYPED.findall(new)) == sorted(TYPED.findall(said))
    assert changed > 250


@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_a_plan_may_call_a_domain_what_we_call_an_outcome(language: str) -> None:
    """Words are put in at once: Outcome for a domain is not then taken for an outcome of ours."""
    ours = {"en": ("domain", "outcome"), "fr": ("domaine", "résultat"), "zh": ("领域", "成果")}[language]
    words = Vocabulary(
        {language: {"domain": OwnWord.of(language, ours[1]), "outcome": OwnWord.of(language, ours[0])}}
    )
    assert words.put("domain, outcome", ", ".join(ours), language) == ", ".join(reversed(ours))


@pytest.mark.parametrize(
    ("english", "ours", "word", "said"),
    [
        ("an outcome", "un résultat", "la priorité", "une priorité"),
        ("the outcome", "le résultat", "la priorité", "la priorité"),
        ("of the outcome", "du résultat", "la priorité", "de la priorité"),
        ("to the outcome", "au résultat", "objectif", "à l’objectif"),
        ("of the outcome", "du résultat", "objectif", "de l’objectif"),
        ("No outcome", "Aucun résultat", "une étape", "Aucune étape"),
        ("no outcome", "d’aucun résultat", "but", "d’aucun but"),
        ("this outcome", "ce résultat", "objectif", "cet objectif"),
        ("all outcomes", "tous les résultats", "la priorité", "toutes les priorités"),
        ("through the lens", "sous l’angle", "regard", "sous le regard"),
        ("of a lens", "d’angle", "regard", "de regard"),
    ],
)
def test_french_articles_fit_the_word(english: str, ours: str, word: str, said: str) -> None:
    kind = "lens" if "lens" in english else "outcome"
    assert Vocabulary({"fr": {kind: OwnWord.of("fr", word)}}).put(english, ours, "fr") == said


@pytest.mark.parametrize(
    ("ours", "word", "said"),
    [
        ("An outcome of a domain", "Goal", "A goal of a domain"),
        ("a domain", "Area", "an area"),
        ("a domain", "Unit", "a unit"),
        ("Domains", "Priority", "Priorities"),
        ("domains", "SDG", "SDGs"),
        ("Domain", "goal", "Goal"),
        ("the domain's `domain`", "Goal", "the goal's `domain`"),
        ("gaps --by outcome: an outcome", "Goal", "gaps --by outcome: a goal"),
    ],
)
def test_english_articles_plurals_and_capitals(ours: str, word: str, said: str) -> None:
    kind = "outcome" if "outcome" in ours.lower() else "domain"
    assert Vocabulary({"en": {kind: OwnWord.of("en", word)}}).put(ours, ours, "en") == said


def test_words_hold_while_they_are_spoken_and_no_longer() -> None:
    two = plural("{count} domain", "{count} domains", 2)
    with speaking(Vocabulary({"en": {"domain": OwnWord.of("en", "Goal")}})):
        assert say(two, "en") == "2 goals"
        assert say(message("work programme"), "en") == "work programme"
        with speaking(None):
            assert say(two, "en") == "2 domains"
    assert say(two, "en") == "2 domains"
