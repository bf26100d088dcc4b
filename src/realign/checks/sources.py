"""Does a source say the same thing in the same way, and does the plan keep the names that it gives?"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from realign.checks.check import Complaint, check
from realign.checks.names import bare, listing
from realign.citations import ref_in_words
from realign.findings import Key, Severity
from realign.plan import Plan, Record, Source, split_ref
from realign.plan.fields import citations, leaves
from realign.text import and_more, message

_ORDINAL = re.compile(r"(.*?)(\d{1,9}|\([a-z]\))")
_TOLD = 12
"""Ranges of numbers that are told."""


@check("RA130", Severity.WARNING)
def misquoted_lens(plan: Plan) -> Iterator[Complaint]:
    """A paragraph quotes a lens in other words than the lens has.

    A reader cannot tell whether the same is meant. Where the slip is ours, correct `quotes`, or `printed` of
    the lens; where it is in the source, keep it as printed and add a record to `discrepancies`.

    Broken:
        sources: [{id: PLAN, title: Plan, paragraphs: ["5", "15"]}]
        lenses: [{id: risk, title: New risks, printed: new risks in cities, refs: [PLAN 5]}]
        annotations:
          - {id: N15, annex: II, paragraph: "15", change: add, title: The lens, refs: [PLAN 15],
             quotes: {risk: risks of cities}}

    Mended:
        sources: [{id: PLAN, title: Plan, paragraphs: ["5", "15"]}]
        lenses: [{id: risk, title: New risks, printed: new risks in cities, refs: [PLAN 5]}]
        annotations:
          - {id: N15, annex: II, paragraph: "15", change: add, title: The lens, refs: [PLAN 15],
             quotes: {risk: new risks in cities}}
    """
    lenses = {one.id: one for one in plan.lenses}
    for one in plan.annotations:
        for name, words in (one.quotes or {}).items():
            lens = lenses.get(name)
            if lens is None:
                continue
            title = [lens.title] if isinstance(lens.title, str) else list(lens.title.values())
            meant = [lens.printed] if lens.printed else title
            if bare(words) not in map(bare, meant):
                yield Complaint(
                    "annotations",
                    one.id,
                    ("quotes", name),
                    message(
                        "'{words}' is quoted for the lens {name}, which is called '{meant}'",
                        words=words,
                        name=name,
                        meant=meant[0],
                    ),
                    message("correct it, or acknowledge the slip under `discrepancies` if it is printed so"),
                    one.refs,
                    related=((("lenses", name, ("printed",)), message("lens {name}", name=name)),),
                )


@check("RA131", Severity.WARNING)
def second_name(plan: Plan) -> Iterator[Complaint]:
    """A source calls one thing by two names.

    A reader may take them for two things, and a search finds only one. The names stand in `names` of the
    source, paragraph by paragraph, and `variants` says which is the same as which. Where the second name
    is ours, correct it; where it is the source's, add a record to `discrepancies`.

    Broken:
        sources:
          - id: PLAN
            title: Plan
            paragraphs: ["15", "16"]
            names: {"16": [country assessment]}
            variants: {country assessment: country analysis}
        outcomes: [{id: "1.1", title: Country assessment, refs: [PLAN 15, PLAN 16]}]

    Mended:
        sources:
          - id: PLAN
            title: Plan
            paragraphs: ["15", "16"]
            names: {"16": [country analysis]}
        outcomes: [{id: "1.1", title: Country analysis, refs: [PLAN 15, PLAN 16]}]
    """
    for one in plan.sources:
        for name, usual in (one.variants or {}).items():
            where = [paragraph for paragraph, names in (one.names or {}).items() if name in names]
            if where:
                yield Complaint(
                    "sources",
                    one.id,
                    ("variants", Key(name)),
                    message(
                        "{id} says '{name}' in {names}; the plan takes that for '{usual}'",
                        id=one.id,
                        name=name,
                        names=listing(map(ref_in_words, where)),
                        usual=usual,
                    ),
                    message("correct it, or acknowledge the slip under `discrepancies` if it is printed so"),
                    tuple(f"{one.id} {paragraph}" for paragraph in where),
                )


@check("RA132", Severity.NOTE)
def skipped_number(plan: Plan) -> Iterator[Complaint]:
    """The paragraphs of a source skip a number.

    Either a paragraph was left out of `paragraphs`, or the source itself leaves it out without a word, and
    nobody can tell whether anything is missing. Add what was forgotten; where the source skips, add a
    record to `discrepancies` with this code. Rows of a matrix (`row 1.3`) are numbered by the outcomes or
    programmes that they stand for, so they skip nothing.

    Broken:
        sources: [{id: PLAN, title: Plan, paragraphs: ["1", "2", "4"]}]
        outcomes: [{id: "1.1", title: Land, refs: [PLAN 1, PLAN 2, PLAN 4]}]

    Mended:
        sources: [{id: PLAN, title: Plan, paragraphs: ["1", "2", "3", "4"]}]
        outcomes: [{id: "1.1", title: Land, refs: [PLAN 1, PLAN 2, PLAN 3, PLAN 4]}]
    """
    ids = [*(one.id for one in plan.outcomes), *(one.id for one in plan.flagships)]
    rows = {f"row {name}" for name in ids}
    for one in plan.sources:
        for gaps in _skips([name for name in one.paragraphs if name not in rows]):
            missing = [
                ref_in_words(first)
                if first == last
                else message("{first} to {last}", first=ref_in_words(first), last=last.rpartition(" ")[2])
                for _, first, last, _ in gaps
            ]
            around = dict.fromkeys(chain.from_iterable((before, after) for before, _, _, after in gaps))
            yield Complaint(
                "sources",
                one.id,
                ("paragraphs", *(at for at, name in enumerate(one.paragraphs) if name == gaps[0][3])),
                message("{id} lists no paragraph {missing}", id=one.id, missing=and_more(missing, _TOLD)),
                message("add what was forgotten; if the source skips them, say so under `discrepancies`"),
                tuple(f"{one.id} {paragraph}" for paragraph in around),
            )


@check("RA133", Severity.WARNING)
def lost_name(plan: Plan) -> Iterator[Complaint]:
    """A proper name of a paragraph is in no record that cites the paragraph.

    Countries, donors, bodies, works and dates are what a reader looks for first; a record that tells the
    rest of the paragraph hides that they are there. Write the name into `places`, `says`, a title or a
    partner of a record that cites the paragraph. Names stand in `names` of the source.

    Broken:
        sources: [{id: PLAN, title: Plan, paragraphs: ["1"], names: {"1": [Kenya]}}]
        outcomes: [{id: "1.1", title: Rivers of Africa, refs: [PLAN 1]}]

    Mended:
        sources: [{id: PLAN, title: Plan, paragraphs: ["1"], names: {"1": [Kenya]}}]
        outcomes: [{id: "1.1", title: Rivers of Kenya, refs: [PLAN 1]}]
    """
    texts = _told(plan) if any(one.names for one in plan.sources) else {}
    for one in plan.sources:
        for paragraph, names in (one.names or {}).items():
            told = texts.get((one.id, paragraph), "")
            for index, name in enumerate(names):
                if name not in (one.variants or {}) and bare(name) not in told:
                    yield Complaint(
                        "sources",
                        one.id,
                        ("names", paragraph, index),
                        message(
                            "no record that cites {id} {paragraph} has the name '{name}'",
                            id=one.id,
                            paragraph=ref_in_words(paragraph),
                            name=name,
                        ),
                        message("write it into `places`, `says`, a title or a partner of such a record"),
                        (f"{one.id} {paragraph}",),
                    )


def _skips(paragraphs: Sequence[str]) -> Iterator[Sequence[tuple[str, str, str, str]]]:
    """What each numbered row of paragraphs skips: the one before, first and last missing, the one after."""
    rows: dict[str, list[tuple[int, str]]] = {}
    with_parents = ((paragraph.partition("(")[0], paragraph) for paragraph in paragraphs)
    for paragraph in dict.fromkeys(chain.from_iterable(with_parents)):
        found = _ORDINAL.fullmatch(paragraph)
        if found:
            number = int(found[2]) if found[2].isdecimal() else ord(found[2][1]) - ord("a") + 1
            rows.setdefault(found[1] + ("" if found[2].isdecimal() else "("), []).append((number, paragraph))
    for stem, row in rows.items():
        if stem.endswith("(") and row[0][0] != 1:
            continue  # (i), (ii): roman
        gaps = [
            (before, _named(stem, low + 1), _named(stem, high - 1), after)
            for (low, before), (high, after) in pairwise(row)
            if high > low + 1
        ]
        if gaps:
            yield gaps


def _named(stem: str, number: int) -> str:
    """A paragraph by its row and its number in it."""
    return f"{stem}{chr(ord('a') + number - 1)})" if stem.endswith("(") else f"{stem}{number}"


def _told(plan: Plan) -> dict[tuple[str, str], str]:
    """Source and paragraph -> all that the records say that cite it."""
    sources = {one.id for one in plan.sources if one.names}
    texts: dict[tuple[str, str], list[str]] = {}
    for kind, one in plan.records():
        cited = {
            split_ref(ref, sources) for path, refs in citations(kind, one) if path != ("via",) for ref in refs
        }
        if cited - {None}:
            said = bare(" ".join(_texts(one)))
            for place in cited:
                if place:
                    texts.setdefault(place, []).append(said)
    return {place: "\n".join(said) for place, said in texts.items()}


def _texts(one: Record) -> Iterator[str]:
    """Every text of a record but its references, and but the names that a source is to be held to."""
    for path, value in leaves(one):
        if path[-1] in {"refs", "ref", "via"} or (
            isinstance(one, Source) and path[0] in {"names", "variants"}
        ):
            continue
        yield from map(str, value) if isinstance(value, tuple) else (str(value),)
