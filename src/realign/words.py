"""Text that may come in several languages."""

from collections.abc import Iterable, Mapping


class Words(dict[str, str]):
    """One text in several languages: language code -> wording.

    Not to be changed after it is made. A `dict` underneath, so that it costs
    little and goes through JSON and pydantic unaided.
    """

    __slots__ = ()

    def say(self, language: str) -> str:
        """The wording in `language`, else in English, else in the first language there is."""
        return self.get(language) or self.get("en") or next(iter(self.values()), "")


Text = str | Words
"""A text: one wording for every language, or one for each."""


def words(**wordings: str) -> Words:
    """Build a text from one wording for each language: `words(en="Rank", zh="排名")`."""
    return Words(wordings)


def say(text: Text, language: str) -> str:
    """The wording of `text` in `language`; a plain string is the same in all languages."""
    return text if isinstance(text, str) else text.say(language)


def lacks(text: object, language: str) -> bool:
    """Whether `text` has wordings, but none in `language`."""
    return isinstance(text, Mapping) and language not in text


def fill(template: Words, **parts: "Text | float") -> Words:
    """Put texts and numbers into the gaps of a text, each wording with the wordings of its own language."""
    return Words(
        {
            language: text.format(
                **{
                    name: part if isinstance(part, int | float) else say(part, language)
                    for name, part in parts.items()
                }
            )
            for language, text in template.items()
        }
    )


def join(parts: Iterable[Text], **signs: str) -> Words:
    """String texts together with the sign of each language: `join(parts, en=", ", zh="、")`."""
    every = tuple(parts)
    return Words(
        {language: sign.join(say(one, language) for one in every) for language, sign in signs.items()}
    )


def listed(parts: Iterable[Text], *, either: bool = False) -> Words:
    """String texts together as people list them: `a, b and c`; with `either`, `a, b or c`."""
    every = tuple(parts)
    if len(every) < 2:
        return join(every, en="", zh="")
    template = words(en="{some} and {last}", zh="{some}和{last}")
    if either:
        template = words(en="{some} or {last}", zh="{some}或{last}")
    return fill(template, some=join(every[:-1], en=", ", zh="、"), last=every[-1])
