"""Which links were judged on other words than the outcomes have now, or on none that we know of?"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from realign.files import FileSource
from realign.findings import CallError, Finding, Fix, Key, Locate, Place, Severity
from realign.fixing import Mended, mend
from realign.plan import Link, Plan, code_order, fingerprint
from realign.plan.record import Title
from realign.questions._asking import question
from realign.sheets import Faultless
from realign.suggest import near
from realign.text import Text, message

State = Literal["judged", "suspect", "unjudged"]
"""`judged`: on the words that its outcomes have now; `suspect`: on others; `unjudged`: no fingerprint
says on which."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A link and whether its judgement still stands."""

    id: str
    state: State
    ends: tuple[str, ...]
    """The outcomes that it ties."""
    changed: tuple[str, ...]
    """Outcomes whose words have changed since."""
    unknown: tuple[str, ...]
    """Outcomes without a fingerprint."""
    strength: float
    says: Title | None
    refs: tuple[str, ...]
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Review(Faultless):
    """The links that somebody should read again."""

    links: tuple[Reviewed, ...]
    counts: dict[str, int]
    """State -> how many links of the plan."""
    accepted: tuple[str, ...]
    """Links whose judgement was confirmed just now."""


@question
def review(plan: Plan, ids: Sequence[str] = (), *, accepted: Sequence[str] = ()) -> Review:
    """List the links whose judgement is suspect or unknown; with `ids` those links, whatever their state.

    Raises `CallError` for an id that no link has.
    """
    now = {one.id: fingerprint(one.title) for one in plan.outcomes}
    everything = [_reviewed(one, now, plan) for one in plan.links]
    wanted = {one.id for one in _wanted(plan, ids)}
    shown = [one for one in everything if (one.id in wanted if ids else one.state != "judged")]
    counts: dict[str, int] = {
        state: sum(one.state == state for one in everything) for state in get_args(State)
    }
    return Review(tuple(shown), counts, tuple(accepted))


def accept(plan: Plan, sources: Mapping[str, FileSource], ids: Sequence[str]) -> tuple[Mended, ...]:
    """The files with the present fingerprints of the outcomes of some links, not yet written.

    Raises `CallError` where one of the edits would spoil its file, so that either all links that are named
    are confirmed or none.
    """
    edits = acceptance(plan, ids)
    mended = mend(edits, sources)
    applied = Counter({file.path: file.applied for file in mended})
    wanted = Counter(path for path, _ in {(edit.place.path, edit.fix) for edit in edits})
    for path in wanted - applied:
        raise CallError(
            message("{path} is written in a way that cannot be edited safely", path=path),
            message("write judged_on by hand: realign validate tells the fingerprints"),
        )
    return mended


def acceptance(plan: Plan, ids: Sequence[str]) -> tuple[Finding, ...]:
    """The edits that store the present fingerprints of the outcomes of some links.

    Each is a finding whose fix replaces or adds a stretch of YAML and leaves all else alone.
    """
    titles = {one.id: one.title for one in plan.outcomes}
    found: list[Finding] = []
    for link in _wanted(plan, ids):
        now = {code: fingerprint(titles[code]) for code in _ends(link) if code in titles}
        found += [
            Finding("RA311", Severity.NOTE, fix.says, fix.place, fix=fix, record=f"links/{link.id}")
            for fix in _edits(link, now, plan.origin.locate, plan.origin.lines)
        ]
    return tuple(found)


def _wanted(plan: Plan, ids: Sequence[str]) -> list[Link]:
    """The links that are meant."""
    known = {one.id: one for one in plan.links}
    for wanted in ids:
        if wanted not in known:
            guess = near(wanted, known)
            hint = (
                message("did you mean {guess}?", guess=guess)
                if guess
                else message(
                    "the plan has {count} links; realign review lists those to review", count=len(known)
                )
            )
            raise CallError(message("no link is called '{wanted}'", wanted=wanted), hint)
    return [known[one] for one in dict.fromkeys(ids)]


def _ends(link: Link) -> tuple[str, ...]:
    """The outcomes that a link ties, each once, in the order of codes."""
    return tuple(sorted({*link.from_, *link.to}, key=code_order))


def _reviewed(link: Link, now: Mapping[str, str], plan: Plan) -> Reviewed:
    """Hold one link against the words of its outcomes, given as fingerprints."""
    ends, judged = _ends(link), link.judged_on or {}
    changed = tuple(code for code in ends if code in judged and judged[code] != now.get(code))
    unknown = tuple(code for code in ends if code not in judged)
    place = plan.origin.locate("links", link.id)
    return Reviewed(
        id=link.id,
        state="suspect" if changed else "unjudged" if unknown else "judged",
        ends=ends,
        changed=changed,
        unknown=unknown,
        strength=link.score(plan.weights),
        says=link.says,
        refs=link.refs,
        path=place.path,
        line=place.start.line,
    )


def _edits(
    link: Link, now: Mapping[str, str], locate: Locate, lines: Callable[[str], Sequence[str]]
) -> Iterator[Fix]:
    """The stretches of YAML to replace or to add for one link."""
    judged = link.judged_on or {}
    for code, old in judged.items():
        if code in now and now[code] != old:
            place = locate("links", link.id, "judged_on", code)
            yield Fix(
                place,
                f'"{now[code]}"',
                message("link {id} is judged on outcome {code} as it reads now", id=link.id, code=code),
            )
    new = {code: one for code, one in now.items() if code not in judged}
    if not new:
        return
    says = message("link {id} is judged on its outcomes as they read now", id=link.id)
    pairs = [f'"{code}": "{one}"' for code, one in new.items()]
    if judged:
        place = locate("links", link.id, "judged_on", Key(next(iter(judged))))
        yield _inserted(place, pairs, says, lines(place.path))
    elif link.judged_on is not None:
        yield Fix(locate("links", link.id, "judged_on"), "{" + ", ".join(pairs) + "}", says)
    else:
        place = locate("links", link.id, Key("basis"))
        yield _inserted(place, [f"judged_on: {{{', '.join(pairs)}}}"], says, lines(place.path))


def _inserted(place: Place, entries: Sequence[str], says: Text, lines: Sequence[str]) -> Fix:
    """Add entries before a key: on lines of their own, or inside braces."""
    before = lines[place.start.line - 1][: place.start.column - 1]
    on_own_line = not before.strip(" -")
    sign = "\n" + " " * (place.start.column - 1) if on_own_line else ", "
    return Fix(Place(place.path, place.start, place.start), "".join(f"{one}{sign}" for one in entries), says)
