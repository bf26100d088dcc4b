"""Is the plan sound?"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from weakref import WeakKeyDictionary

from realign import checks
from realign.findings import Counts, Finding, Place, Rule, Severity, Suppression, ordered
from realign.plan import Origin, Plan
from realign.plan.origin import IN_MEMORY
from realign.sheets import Exportable
from realign.text import Text, join, message, plural

IDLE = Rule.of(
    "RA902",
    Severity.NOTE,
    """A comment silences a finding that is not there.

    `# realign: ignore RA601 because …` silences findings on its own line or, where it stands
    alone, on the next one. This one has nothing to silence: the fault was mended, or the comment names
    another code or stands on another line than the finding. Drop it.

    Broken:
        outcomes:
          - {id: "1.1", title: Land}  # realign: ignore RA601 because it is new

    Mended:
        outcomes:
          - {id: "1.1", title: Land}
    """,
)
GATE = Rule.of(
    "RA903",
    Severity.WARNING,
    """A comment tries to silence an error.

    Errors make answers wrong, so they cannot be silenced. Mend the error and drop the comment.

    Broken:
        outcomes:
          - {id: "1.1", title: Land, domain: "7"}  # realign: ignore RA102 because it comes later

    Mended:
        outcomes:
          - {id: "1.1", title: Land}
    """,
)
REASONLESS = Rule.of(
    "RA904",
    Severity.WARNING,
    """A comment silences a finding without a reason.

    Whoever reads the plan next year has to know why. Write `# realign: ignore RA601 because …`.

    Broken:
        outcomes:
          - {id: "1.1", title: Land}
          - {id: "1.2", title: Housing}
          - {id: "1.3", title: Parks}  # realign: ignore RA601
        links: [{id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst}]

    Mended:
        outcomes:
          - {id: "1.1", title: Land}
          - {id: "1.2", title: Housing}
          - {id: "1.3", title: Parks}  # realign: ignore RA601 because the source is silent on parks
        links: [{id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst}]
    """,
)

_CHECKED: WeakKeyDictionary[Origin, tuple[Finding, ...]] = WeakKeyDictionary()
"""Where plans were read -> what the checks said of them; goes with the plan."""
MOST = 1_000
"""Findings of one code that are listed."""
_LONGEST = 1_000
"""Characters of a sentence; a longer one only repeats a text that stands in the plan."""

NOTHING = Rule.of(
    "RA909",
    Severity.ERROR,
    """The plan holds no records.

    Files were read, but none of them holds an outcome, a link, a deliverable or any other record, so that
    nothing could be checked. Look whether this is the right folder; the answer says which files were read and
    which were left out.

    Broken:
        plan: {id: city, title: City plan}

    Mended:
        plan: {id: city, title: City plan}
        outcomes:
          - {id: "1.1", title: Land}
    """,
)

MANUAL = (IDLE, GATE, REASONLESS, NOTHING)
"""The manual of the codes that come from here."""


@dataclass(frozen=True, slots=True)
class UnreadPart:
    """A file or a folder inside the plan's folder that was not read."""

    what: str
    why: Text


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read before anything was judged."""

    files: tuple[str, ...] = ()
    """Paths inside the plan's folder."""
    records: Mapping[str, int] = field(default_factory=dict)
    """Kind -> how many records; empty where the files make no plan."""
    left_out: tuple[UnreadPart, ...] = ()

    @classmethod
    def of(cls, plan: Plan | None, files: Iterable[str], left_out: Iterable[tuple[str, Text]]) -> "Reading":
        """Count the records of `plan` by kind."""
        counted = Counter(kind for kind, _ in plan.records()) if plan else {}
        return cls(tuple(files), dict(counted), tuple(UnreadPart(*part) for part in left_out))


@dataclass(frozen=True, slots=True)
class Validation(Exportable):
    """Everything that is wrong with a plan."""

    findings: tuple[Finding, ...]
    counts: Counts
    passed: bool
    """False if there is an error; with `strict` also if there is a warning."""
    silenced: int = 0
    """How many findings comments in the plan silence."""
    rules: tuple[Rule, ...] = ()
    """The manual of the codes that were found."""
    files: tuple[str, ...] = ()
    """The files that were read, by their paths inside the plan's folder."""
    read: Mapping[str, int] = field(default_factory=dict)
    """Kind -> how many records were read; empty where the files make no plan."""
    left_out: tuple[UnreadPart, ...] = ()
    """What is inside the plan's folder and was not read."""

    def listed(self) -> "Validation":
        """The same as people can take it in: of each code the first `MOST`, no sentence of many pages."""
        findings = tuple(_listed(self.findings))
        return replace(self, findings=findings, counts=Counts.of(findings))


class UnsoundPlan(Exception):  # noqa: N818 - it is no error of the program
    """The plan has errors, so that no question about it is answered."""

    def __init__(self, validation: Validation) -> None:
        """Keep what was found."""
        count = validation.counts.error
        super().__init__("the plan has 1 error" if count == 1 else f"the plan has {count} errors")
        self.validation = validation

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the plan."""
        return self.validation.findings


def validate(
    findings: Iterable[Finding],
    *,
    strict: bool = False,
    suppressions: Collection[Suppression] = (),
    rules: Iterable[Rule] = (),
    read: Reading | None = None,
    place: Place | None = None,
) -> Validation:
    """Judge the findings about a plan: sort them, silence what comments silence, count the rest.

    `rules` is the manual of all codes; the answer keeps the part that is needed. Where what was `read` is no
    record and nothing else is wrong, this is an error at `place`.
    """
    kept, silenced = _silence(tuple(findings), suppressions)
    if read and place and not read.records and not any(one.severity is Severity.ERROR for one in kept):
        hint = message("look whether this is the right folder, or add outcomes, links, deliverables")
        kept.append(NOTHING.finding(place, message("no file holds a record, so nothing was checked"), hint))
    found = ordered(kept)
    counts = Counts.of(found)
    codes = {one.code for one in found}
    needed = sorted((rule for rule in chain(rules, MANUAL) if rule.code in codes), key=lambda rule: rule.code)
    return Validation(
        findings=found,
        counts=counts,
        passed=not counts.error and not (strict and counts.warning),
        silenced=silenced,
        files=read.files if read else (),
        read=read.records if read else {},
        left_out=read.left_out if read else (),
        rules=tuple(dict.fromkeys(needed)),
    )


def examine(
    plan: Plan | None, origin: Origin, *, strict: bool = False, rules: Iterable[Rule] = ()
) -> Validation:
    """Check `plan`, if its files make one, and judge that with what was found in the files."""
    return validate(
        (*origin.findings, *(() if plan is None else _complaints(plan, origin))),
        strict=strict,
        read=Reading.of(plan, origin.inputs, origin.left_out),
        place=origin.locate("plan", ""),
        suppressions=origin.suppressions,
        rules=rules,
    )


def _complaints(plan: Plan, origin: Origin) -> tuple[Finding, ...]:
    """What the checks say of the plan as its files have it, worked out once for the same files."""
    if origin is IN_MEMORY:
        return tuple(checks.run(plan, origin.locate))
    if origin not in _CHECKED:
        _CHECKED[origin] = tuple(checks.run(plan, origin.locate))
    return _CHECKED[origin]


def _listed(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """The first findings of each code, and in place of the others how many there are.

    A check or a reader has its own way to say in one finding that there are more; that one is kept.
    """
    every = Counter(one.code for one in findings)
    told: Counter[str] = Counter()
    for one in findings:
        told[one.code] += 1
        if told[one.code] <= MOST or every[one.code] == MOST + 1:
            yield _shortened(one)
        elif told[one.code] == MOST + 1:
            says = message(
                "{every} more findings {code} from here on are not listed",
                every=every[one.code] - MOST,
                code=one.code,
            )
            yield Finding(one.code, one.severity, says, one.place, message("mend some of those that are"))


def _shortened(finding: Finding) -> Finding:
    """The same finding, its sentences cut where they repeat a text of many pages."""
    fix = finding.fix
    if max(len(f"{text}") for text in (finding.message, finding.hint, fix.says if fix else "")) <= _LONGEST:
        return finding
    fix = replace(fix, says=_cut(fix.says)) if fix else None
    return replace(finding, message=_cut(finding.message), hint=_cut(finding.hint), fix=fix)


def _cut(text: Text) -> Text:
    """At most so many characters; what is longer is told in English."""
    english = f"{text}"
    return text if len(english) <= _LONGEST else f"{english[:_LONGEST]}…"


def _silence(
    findings: tuple[Finding, ...], suppressions: Collection[Suppression]
) -> tuple[list[Finding], int]:
    """Leave out what comments silence; complain of comments that silence nothing, or may not."""
    if not suppressions:
        return list(findings), 0
    wanted = {(one.place.path, one.place.start.line, code): one for one in suppressions for code in one.codes}
    used: set[tuple[str, int, str]] = set()
    kept: list[Finding] = []
    for finding in findings:
        spot = (finding.place.path, finding.place.start.line, finding.code)
        if spot not in wanted:
            kept.append(finding)
        elif finding.severity is Severity.ERROR:
            used.add(spot)
            says = message("{code} is an error here and cannot be silenced", code=finding.code)
            kept += [
                finding,
                _about(wanted[spot], GATE, says, message("mend the error and drop the comment")),
            ]
        else:
            used.add(spot)
    for spot, comment in wanted.items():
        if spot not in used:
            says = message("there is no {code} on line {line} to silence", code=spot[2], line=spot[1])
            kept.append(_about(comment, IDLE, says, message("drop the code from the comment")))
    for comment in suppressions:
        if not comment.reason:
            says = plural(
                "{codes} is silenced without a reason",
                "{codes} are silenced without a reason",
                len(comment.codes),
                codes=join(comment.codes),
            )
            kept.append(_about(comment, REASONLESS, says, message("add `because` and the reason")))
    silenced = len(findings) - sum(1 for one in kept if one.code not in {rule.code for rule in MANUAL})
    return kept, silenced


def _about(comment: Suppression, rule: Rule, says: Text, hint: Text) -> Finding:
    """A finding about a comment."""
    return Finding(rule.code, rule.severity, says, comment.place, hint)
