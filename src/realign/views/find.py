"""Where something stands in the plan: a row for each record, the best first."""

from collections.abc import Iterator

from realign.citations import ref_in_words
from realign.money import write_money
from realign.questions.find import Found, Hit
from realign.sheets import Cell, Column, Kind, Later, Sheet
from realign.text import COLON, Message, Text, Typed, fill, join, message, plural
from realign.views.field_words import in_words
from realign.views.kinds import KINDS
from realign.views.terms import shortened

FIRST = 10
"""Hits on the first screen."""
_LONGEST = 56
"""Characters of a title on the first screen."""
_COLUMNS = (
    Column("kind", message("Kind")),
    Column("id", message("Id"), Kind.CODE),
    Column("title", message("Title")),
    Column("matched", message("Where it stands")),
    Column("place", message("Place"), Kind.CODE),
)


def sheets(answer: Found) -> Iterator[Sheet]:
    """The first hits, and behind `--details` all of them with every field that holds it."""
    yield Sheet(
        "hits",
        _headline(answer),
        _COLUMNS,
        tuple(map(_row, answer.hits[:FIRST])),
        tuple(_notes(answer)),
        brief=("kind", "id", "title", "place"),
        under=("matched",),
    )
    if answer.hits:
        yield Sheet("all", message("All hits"), _ALL, Later(answer.hits, _full_row), detail=True)


_ALL = (*_COLUMNS, Column("also", message("Also in")))


def _headline(answer: Found) -> Message:
    """How many records hold it."""
    if not answer.hits:
        return fill(message("Nothing in the plan holds “{sought}”"), sought=answer.sought)
    found = plural("{count} record holds “{sought}”", "{count} records hold “{sought}”", len(answer.hits))
    return fill(found, sought=answer.sought)


def _notes(answer: Found) -> Iterator[Text]:
    """What else to type."""
    if answer.near:
        yield fill(message("near words: {words}"), words=join(answer.near))
    if len(answer.hits) > FIRST:
        yield fill(message("the first {shown} of {total}"), shown=FIRST, total=len(answer.hits))
    if answer.hits:
        best = answer.hits[0]
        yield Typed(fill(message("all about one of them: realign show {id}"), id=f"{best.kind}/{best.id}"))
    else:
        yield message(
            "the plan says in words of its own what its sources say: try another word or a part of one"
            "{typed}",
            typed=Typed(message("; realign trace lists every paragraph")),
        )


def _row(hit: Hit) -> tuple[Cell, ...]:
    told = hit.how in {"id", "title"} or f"{hit.matched}".strip("…") in f"{hit.title}"
    words = None if told else _where(hit)
    return (KINDS[hit.kind], hit.id, shortened(hit.title, _LONGEST), words, f"{hit.path}:{hit.line}")


def _full_row(hit: Hit) -> tuple[Cell, ...]:
    return (
        KINDS[hit.kind],
        hit.id,
        hit.title,
        _where(hit),
        f"{hit.path}:{hit.line}",
        tuple(map(in_words, hit.also)),
    )


def _where(hit: Hit) -> Text:
    """The field and, where the row does not show it anyway, the words around."""
    if hit.how in {"id", "title"}:
        return in_words(hit.field)
    matched: Text = hit.matched
    if isinstance(matched, str):
        matched = write_money(int(matched)) if hit.how == "amount" else ref_in_words(matched)
    return join((in_words(hit.field), matched), COLON)
