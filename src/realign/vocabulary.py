"""What a plan calls its domains, outcomes, programmes …: its words take the place of ours in every sentence.

A sentence is translated first; then the words for a kind give way to those of the plan, with the article
before them: *an outcome* becomes *a goal*. A translation is changed only where its English names the kind,
and nothing is changed that a person types: options, commands, what stands between backquotes.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from realign.text import renaming

_TYPED = r"(?P<typed>`[^`]*`|\{[^{}]*\}|--[\w-]+(?:[ =][a-z]\w*)?|\brealign \w+)"
"""What a person types, and gaps: they stay."""
_PROGRAMME = r"(?<!work )(?<!integrated )programme(?! piece)"
_KINDS_OF_PROGRAMME = " phare ou mondial| phare ni programme mondial| phare| mondial"
_OURS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "en": {
        "domain": (r"\b(?:domain|subprogramme)\b", r"\b(?:domains|subprogrammes)\b"),
        "outcome": (r"\boutcome\b", r"\boutcomes\b"),
        "lens": (r"\blens\b", r"\blenses\b"),
        "flagship": (
            rf"\b(?:flagship(?:(?: or|,? and no|, no) global programme)?|global programme|{_PROGRAMME})\b",
            rf"\b(?:flagships(?: (?:or|and) global programmes)?|global programmes|{_PROGRAMME}s)\b",
        ),
        "deliverable": (r"\bdeliverable\b", r"\bdeliverables\b"),
        "activity": (r"\bactivity\b", r"\bactivities\b"),
        "indicator": (r"\bindicator\b", r"\bindicators\b"),
        "resolution": (r"\bresolution\b", r"\bresolutions\b"),
        "partner": (r"\bpartner\b", r"\bpartners\b"),
    },
    "fr": {
        "domain": (r"\b(?:domaine|sous-programme)\b", r"\b(?:domaines|sous-programmes)\b"),
        "outcome": (r"\brésultat\b", r"\brésultats\b"),
        "lens": (r"\bangle\b", r"\bangles\b"),
        "flagship": (
            rf"\bprogramme(?! de travail| intégré)(?:{_KINDS_OF_PROGRAMME})?\b",
            r"\bprogrammes(?! de travail| intégrés)(?: phares [eo][tu] mondiaux| phares| mondiaux)?\b",
        ),
        "deliverable": (r"\bproduit\b", r"\bproduits\b"),
        "activity": (r"\bactivité\b", r"\bactivités\b"),
        "indicator": (r"\bindicateur\b", r"\bindicateurs\b"),
        "resolution": (r"\brésolution\b", r"\brésolutions\b"),
        "partner": (r"\bpartenaire\b", r"\bpartenaires\b"),
    },
    "zh": {
        "domain": ("领域|次级方案", ""),
        "outcome": ("(?<!交付)成果", ""),
        "lens": ("视角", ""),
        "flagship": ("旗舰(?:方案)?[和或、与]全球方案|旗舰方案|全球方案|(?<!工作)(?<!综合)(?<!次级)方案", ""),
        "deliverable": ("交付成果", ""),
        "activity": ("活动", ""),
        "indicator": ("指标", ""),
        "resolution": ("决议", ""),
        "partner": ("(?:合作)?伙伴(?!关系)", ""),
    },
}
"""Language -> kind -> the words by which our sentences call one record and several."""
_ARTICLES: Mapping[str, str] = {
    "en": r"an?",
    "fr": r"(?:de la|de l’|du|de|d’|à la|à l’|au|le|la|l’|(?:d’|qu’)?une?|(?:d’|qu’)?aucune?|cet(?:te)?|ce"
    r"|quel(?:le)?s?|tel(?:le)?s?|seule?|tous les|toutes les)",
}
_FRENCH: tuple[tuple[str, str, str, str], ...] = (
    ("le", "la", "l’", "l’"),
    ("du", "de la", "de l’", "de l’"),
    ("au", "à la", "à l’", "à l’"),
    ("de", "de", "d’", "d’"),
    ("ce", "cette", "cet", "cette"),
    ("tous les", "toutes les", "tous les", "toutes les"),
    *((one, f"{one}e", one, f"{one}e") for one in ("un", "d’un", "qu’un", "aucun", "d’aucun", "qu’aucun")),
    *((one, f"{one}le", one, f"{one}le") for one in ("quel", "tel")),
    *((one, two, one, two) for one, two in (("quels", "quelles"), ("tels", "telles"))),
    ("seul", "seule", "seul", "seule"),
)
"""Articles by what follows: a masculine word, a feminine one, and the same where they begin with a vowel."""
_FEMININE = ("la ", "une ")
_VOWELS = "aeiouhâàéèêëîïôœûù"


@dataclass(frozen=True, slots=True)
class OwnWord:
    """What one record of a kind is called, and several."""

    one: str
    many: str
    feminine: bool = False

    @classmethod
    def of(cls, language: str, one: str, many: str = "") -> "OwnWord":
        """A word as a plan gives it; in French a feminine word has its article: `la priorité`."""
        feminine = language == "fr" and one.lower().startswith(_FEMININE)
        one = one.partition(" ")[2].strip() if feminine else one
        return cls(one, many or _plural(language, one), feminine)


def _plural(language: str, one: str) -> str:
    """The regular plural of the language."""
    if language == "en":
        if re.search(r"(?:s|x|z|ch|sh)$", one):
            return f"{one}es"
        return f"{one[:-1]}ies" if re.search(r"[^aeiou]y$", one) else f"{one}s"
    if language == "fr":
        first, blank, rest = one.partition(" ")
        ending = "" if first.endswith(("s", "x", "z")) else "x" if first.endswith("eau") else "s"
        made = f"{first}{ending}"
        return f"{made}{blank}{_plural(language, rest) if rest and ' ' not in rest else rest}"
    return one


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a plan: language -> kind -> word."""

    words: Mapping[str, Mapping[str, OwnWord]]
    _said: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """What was made of a sentence before."""

    def put(self, english: str, said: str, language: str) -> str:
        """The sentence `said` in `language`, in English `english`, in the words of the plan."""
        key = (english, said, language)
        if key not in self._said:
            self._said[key] = self._put(english, said, language)
        return self._said[key]

    def _put(self, english: str, said: str, language: str) -> str:
        own = self.words.get(language, {})
        named = [kind for kind in own if any(_holds(english, ours) for ours in _OURS["en"][kind] if ours)]
        return _replaced(said, {kind: own[kind] for kind in named}, language) if named else said


def _holds(text: str, ours: str) -> bool:
    """Whether a word of ours stands in a sentence beside what a person types."""
    return any(one["word"] for one in re.finditer(f"{_TYPED}|(?P<word>{ours})", text, re.IGNORECASE))


def _replaced(said: str, words: Mapping[str, OwnWord], language: str) -> str:
    """The sentence with our words replaced, all at once, and the articles before them fitted."""
    articles = _ARTICLES.get(language)
    before = rf"(?:\b(?P<article>{articles})(?P<blank>[ \u00a0]|(?<=’)))?" if articles else ""
    ours = "|".join(
        f"(?P<{kind}_{number}>{one})"
        for kind in words
        for number, one in enumerate(_OURS[language][kind])
        if one
    )

    def put(found: re.Match[str]) -> str:
        if found["typed"]:
            return found[0]
        name = found.lastgroup or ""
        kind, number = name.split("_")
        word = words[kind]
        own = word.many if number == "1" else word.one
        article, blank = (found["article"] or "", found["blank"] or "") if articles else ("", "")
        if article:
            article = _fitted(article, own, language, feminine=word.feminine)
            blank = "" if article.endswith("’") else blank or " "
        return f"{article}{blank}{_in_case(own, found[name])}"

    return re.sub(f"{_TYPED}|{before}(?:{ours})", put, said, flags=re.IGNORECASE)


def _in_case(own: str, ours: str) -> str:
    """A word of the plan with a capital where ours has one, without where it has none; SDG stays SDG."""
    if ours[:1].isupper():
        return f"{own[:1].upper()}{own[1:]}"
    return own if own[1:2].isupper() else f"{own[:1].lower()}{own[1:]}"


def _fitted(article: str, own: str, language: str, *, feminine: bool) -> str:
    """The article as it stands before the word."""
    low, vowel = article.lower(), own[:1].lower() in _VOWELS
    if language == "en":
        vowel = vowel and not re.match(r"h|uni|us[eu]", own.lower())
        fitted = "an" if vowel else "a"
    else:
        row = next((forms for forms in _FRENCH if low in forms), (low,) * 4)
        fitted = row[2 * vowel + feminine]
    return f"{fitted[:1].upper()}{fitted[1:]}" if article[:1].isupper() else fitted


@contextmanager
def speaking(vocabulary: Vocabulary | None) -> Iterator[None]:
    """Say every sentence in the words of a plan; with `None` in ours."""
    with renaming(vocabulary.put if vocabulary and vocabulary.words else None):
        yield
