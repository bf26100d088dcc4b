"""A text for people: an English template and its arguments, which the writer puts into a language.

Three kinds of text go through the program: a plain string (a code, a file name), `Wordings` (a title that
a plan gives in several languages), and `Message` (a sentence of ours). Translations of our sentences stand
in `locale/<language>/LC_MESSAGES/realign.po`; what a catalogue lacks is shown in English and counted.
"""

import gettext
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from pathlib import Path


class Language(StrEnum):
    """The languages that answers speak: English, and one for each catalogue."""

    EN = "en"
    ZH = "zh"
    FR = "fr"


LANGUAGES = tuple(language.value for language in Language)
"""Their codes."""
_LOCALE = Path(__file__).parent / "locale"
_NO_SPACES = frozenset({"zh"})
"""Languages whose sentences follow each other without a blank."""
_COMMA_LANGUAGES = frozenset({"fr"})
"""Languages whose decimals begin with a comma."""


_RENAMING: ContextVar[Callable[[str, str, str], str] | None] = ContextVar("renaming", default=None)
"""What puts the words of a plan into a sentence: the English, the same in a language, the language."""


@contextmanager
def renaming(rename: Callable[[str, str, str], str] | None) -> Iterator[None]:
    """Let `rename` change the words of all sentences that are said meanwhile; `None`: they stay."""
    before = _RENAMING.set(rename)
    try:
        yield
    finally:
        _RENAMING.reset(before)


class _WithComma(float):
    """A number that a sentence writes with a decimal comma."""

    def __format__(self, form: str) -> str:
        return super().__format__(form).replace(".", ",")


class Digits(str):
    """A number as it is written: with a decimal point, in some languages with a comma.

    It goes into sentences, cells and JSON as the text that it is.
    """

    __slots__ = ()

    def say(self, language: str) -> str:
        """The number in `language`."""
        return self.replace(".", ",") if language in _COMMA_LANGUAGES else str(self)


def in_digits(value: float | None, form: str) -> Digits:
    """A number written by a format such as `.3f`: its decimals begin with the sign of the language."""
    return Digits("" if value is None else format(value, form))


class _Spoken:
    """What has a wording in every language; the one in English stands for it."""

    __slots__ = ()

    def say(self, language: str) -> str:
        """The wording in `language`."""
        raise NotImplementedError

    def __str__(self) -> str:
        """The wording in English."""
        return self.say("en")


class Wordings(_Spoken, dict[str, str]):
    """One text that a plan gives in several languages: language code -> wording.

    Not to be changed after it is made. A `dict` underneath, so that it costs little and goes through JSON
    and pydantic unaided.
    """

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]  # it is not to be changed
        """Equal wordings are one in a set."""
        return hash(frozenset(self.items()))

    def say(self, language: str) -> str:
        """The wording in `language`, else in English, else in the first language there is."""
        return self.get(language) or self.get("en") or next(iter(self.values()), "")


@dataclass(frozen=True, slots=True)
class Message(_Spoken):
    """A sentence of ours: an English template with named gaps, and what goes into them."""

    template: str
    arguments: Mapping[str, "Text | float"] = field(default_factory=dict, hash=False)
    context: str = ""
    """Tells apart templates that are equal in English and differ elsewhere."""
    several: str = ""
    """The template for a `count` other than one, where the sentence has a plural."""

    def say(self, language: str) -> str:
        """The sentence in `language`; in English where its catalogue lacks the template."""
        comma = language in _COMMA_LANGUAGES
        parts: dict[str, object] = {}
        for name, part in self.arguments.items():
            if isinstance(part, int | float):
                parts[name] = _WithComma(part) if comma and isinstance(part, float) else part
            else:
                parts[name] = say(part, language)
        return self._template(language).format(**parts)

    def translated(self, language: str) -> bool:
        """Whether the catalogue of `language` holds the template."""
        return language == "en" or not self.template.strip() or bool(self._found(language))

    def _template(self, language: str) -> str:
        found = "" if language == "en" else self._found(language)
        own = self.several if self.several and self._count != 1 else self.template
        rename = _RENAMING.get()
        return rename(own, found or own, language if found else "en") if rename else found or own

    def _found(self, language: str) -> str:
        """The template in `language`; empty where the catalogue lacks it."""
        catalogue = _catalogue(language)
        if self.several:
            return catalogue.ngettext(self.template, self.several, self._count)
        if self.context:
            return catalogue.pgettext(self.context, self.template)
        return catalogue.gettext(self.template)

    @property
    def _count(self) -> int:
        count = self.arguments["count"]
        return int(count) if isinstance(count, int | float) and count == int(count) else 2


@dataclass(frozen=True, slots=True)
class Joined(_Spoken):
    """Texts strung together by the sign that a language uses."""

    parts: tuple["Text", ...]
    separator: "Text"

    def say(self, language: str) -> str:
        """The parts in `language`, with the separator between them."""
        return say(self.separator, language).join(say(part, language) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Sentence(_Spoken):
    """Clauses, each as a sentence of its own: it begins with a capital and ends with a full stop."""

    clauses: tuple["Text", ...]

    def say(self, language: str) -> str:
        """The sentences in `language`, one after the other."""
        stop, gap = (_STOP.say(language), "" if language in _NO_SPACES else " ")
        said = (say(clause, language).rstrip(" .。") for clause in self.clauses)
        return gap.join(f"{clause[:1].upper()}{clause[1:]}{stop}" for clause in said if clause)


@dataclass(frozen=True, slots=True)
class Capitalised(_Spoken):
    """A text that begins with a capital, as a heading or an entry of a list does."""

    text: "Text"

    def say(self, language: str) -> str:
        """The text in `language`."""
        said = say(self.text, language)
        return f"{said[:1].upper()}{said[1:]}"


_PRINTING: ContextVar[bool] = ContextVar("printing", default=False)
"""Whether what is said goes to people who read a document and type nothing."""


@contextmanager
def printing() -> Iterator[None]:
    """Say meanwhile what a document says: nothing that its readers would have to type."""
    before = _PRINTING.set(True)
    try:
        yield
    finally:
        _PRINTING.reset(before)


@dataclass(frozen=True, slots=True)
class Typed(_Spoken):
    """A text for who can type, such as one that names an option; a document says `printed` instead."""

    typed: "Text"
    printed: "Text" = ""

    def say(self, language: str) -> str:
        """The text in `language`."""
        return say(self.printed if _PRINTING.get() else self.typed, language)


Text = str | Wordings | Message | Joined | Sentence | Capitalised | Typed
"""A text: the same in every language, given in several by a plan, or a sentence of ours."""


SPOKEN = (Wordings, Message, Joined, Sentence, Capitalised, Typed)
"""The kinds of text that are no plain string."""


def message(template: str, **arguments: "Text | float") -> Message:
    """A sentence of ours: `message("{shown} of {total} shown", shown=5, total=26)`."""
    return Message(template, arguments)


def message_in(context: str, template: str, **arguments: "Text | float") -> Message:
    """The same where the English alone is ambiguous: `message_in("table of a path", "Way")`."""
    return Message(template, arguments, context)


def plural(one: str, several: str, count: float, **arguments: "Text | float") -> Message:
    """A sentence with a number: `plural("{count} link", "{count} links", 3)`."""
    return Message(one, {"count": count, **arguments}, several=several)


def fill(template: Message, **arguments: "Text | float") -> Message:
    """Put texts and numbers into the gaps of a message."""
    return replace(template, arguments={**template.arguments, **arguments})


def say(text: Text, language: str) -> str:
    """The wording of `text` in `language`; a plain string is the same in all languages."""
    return text if isinstance(text, str) and not isinstance(text, Digits) else text.say(language)


COMMA = message_in("list", ", ")
"""Between the members of a list."""
SEMICOLON = message_in("list", "; ")
"""Between members of a list that hold commas themselves."""
CLAUSE = message_in("clauses", ", ")
"""Between clauses of a sentence."""
COLON = message_in("card", ": ")
"""Between a heading and what stands under it."""
_STOP = message_in("sentence", ".")
_MORE = message("{more} more")


def join(parts: Iterable[Text], separator: Text = COMMA) -> Joined:
    """String texts together: `join(codes)` is `1.2, 1.3`, in Chinese `1.2、1.3`."""
    return Joined(tuple(parts), separator)


def listed(parts: Iterable[Text], *, either: bool = False) -> Text:
    """String texts together as people list them: `a, b and c`; with `either`, `a, b or c`."""
    every = tuple(parts)
    if len(every) < 2:
        return every[0] if every else ""
    template = message("{some} or {last}") if either else message("{some} and {last}")
    return fill(template, some=join(every[:-1]), last=every[-1])


def first_few(parts: Sequence[Text], most: int, template: Message = _MORE) -> list[Text]:
    """The first parts; behind them, where there are others, how many."""
    rest = len(parts) - most
    return [*parts[:most], fill(template, more=rest)] if rest > 0 else [*parts]


def and_more(parts: Sequence[Text], most: int) -> Text:
    """The first parts in a row, and how many others there are."""
    some, rest = join(parts[:most]), len(parts) - most
    return message("{some} and {rest} more", some=some, rest=rest) if rest > 0 else some


def lacks(text: object, language: str) -> bool:
    """Whether `text` is in some languages, but not in `language`."""
    match text:
        case Message():
            parts = text.arguments.values()
            return not text.translated(language) or any(lacks(part, language) for part in parts)
        case Joined():
            return any(lacks(part, language) for part in (*text.parts, text.separator))
        case Sentence():
            return any(lacks(clause, language) for clause in text.clauses)
        case Capitalised():
            return lacks(text.text, language)
        case Typed():
            return lacks(text.typed, language) or lacks(text.printed, language)
        case Mapping():
            return language not in text
        case _:
            return False


def messages(text: object) -> Iterator[Message]:
    """The messages that `text` is made of, outermost first."""
    match text:
        case Message():
            yield text
        case Joined():
            for part in text.parts:
                yield from messages(part)
        case Sentence():
            for clause in text.clauses:
                yield from messages(clause)
        case Capitalised():
            yield from messages(text.text)
        case Typed():
            yield from messages(text.typed)


class _Lacking(gettext.NullTranslations):
    """Answers nothing for what a catalogue lacks, so that the lack can be told and counted."""

    def gettext(self, message: str) -> str:  # noqa: ARG002 - the signature is gettext's
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002 - the signature is gettext's
        return ""

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - the signature is gettext's
        return ""


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """The translations into `language`."""
    catalogue = gettext.translation("realign", _LOCALE, [language], fallback=True)
    catalogue.add_fallback(_Lacking())
    return catalogue if isinstance(catalogue, gettext.GNUTranslations) else _Lacking()
