"""Can a reader look up why a link is there, and does the source mean the outcome that it names?"""

from collections.abc import Iterator
from functools import cache

from realign.checks.check import Complaint, check
from realign.checks.names import listing, wording
from realign.findings import Key, Severity
from realign.plan import Outcome, Plan, fingerprint
from realign.text import Text, message


@check("RA306", Severity.WARNING)
def unexplained_theme(plan: Plan) -> Iterator[Complaint]:
    """A tie is `implied`, but no paragraph is named that gives the theme its code.

    `implied` means: this paragraph names a theme, and another one says which outcome that theme is. Name that
    other paragraph in `via`; or, if there is none, the basis is `analyst`.

    Broken:
        sources: [{id: REPORT, title: Report}]
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links: [{id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: implied, refs: [REPORT 9]}]

    Mended:
        sources: [{id: REPORT, title: Report}]
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links:
          - {id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: implied,
             via: [REPORT 7], refs: [REPORT 9]}
    """
    for one in plan.links:
        if one.basis == "implied" and not one.via:
            says = message(
                "link {id} is implied, but does not say which paragraph gives the theme its code", id=one.id
            )
            hint = message("name that paragraph in `via`; if there is none, the basis is `analyst`")
            yield Complaint("links", one.id, ("basis",), says, hint, one.refs)


@check("RA307", Severity.WARNING)
def unproven_link(plan: Plan) -> Iterator[Complaint]:
    """A link is stated or implied by a source, but names no paragraph.

    A rank that rests on it cannot be defended. Add the paragraph to `refs`; or, if it is your own
    judgement, say so with `basis: analyst`.

    Broken:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links: [{id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: stated}]

    Mended:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links: [{id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst}]
    """
    for one in plan.links:
        if one.basis != "analyst" and not one.refs:
            says = message("link {id} is {basis}, but names no paragraph", id=one.id, basis=one.basis)
            hint = message("add the paragraph to `refs`, or write `basis: analyst` if it is your judgement")
            yield Complaint("links", one.id, ("basis",), says, hint)


@check("RA308", Severity.WARNING)
def foreign_theme(plan: Plan) -> Iterator[Complaint]:
    """A link calls an outcome by a theme that belongs to another outcome.

    The source probably names the wrong code, and the ranks of both outcomes depend on it. Where the slip is
    ours, correct the code; where the source prints it so, keep it and add a record to `discrepancies`.

    Broken:
        outcomes:
          - {id: "2.2", title: Recovery}
          - {id: "3.1", title: Lower emissions, themes: {mitigation: climate mitigation}}
          - {id: "3.3", title: Adaptation, themes: {adaptation: climate adaptation}}
        links:
          - {id: L1, from: ["2.2"], to: ["3.1"], strength: 2, basis: analyst}
          - {id: L2, from: ["2.2"], to: ["3.3"], strength: 2, basis: analyst, called: {"3.3": mitigation}}

    Mended:
        outcomes:
          - {id: "2.2", title: Recovery}
          - {id: "3.1", title: Lower emissions, themes: {mitigation: climate mitigation}}
          - {id: "3.3", title: Adaptation, themes: {adaptation: climate adaptation}}
        links:
          - {id: L1, from: ["2.2"], to: ["3.1"], strength: 2, basis: analyst, called: {"3.1": mitigation}}
          - {id: L2, from: ["2.2"], to: ["3.3"], strength: 2, basis: analyst}
    """
    owners = _owners(plan)
    for one in plan.links:
        for code, theme in (one.called or {}).items():
            true = owners.get(theme.casefold())
            if true and code not in {owner.id for owner in true}:
                owner = true[0]
                yield Complaint(
                    "links",
                    one.id,
                    ("called", code),
                    message(
                        "link {id} calls outcome {code} '{theme}', which is the theme of outcome {owner_id}",
                        id=one.id,
                        code=code,
                        theme=_worded(owner, theme),
                        owner_id=owner.id,
                    ),
                    message(
                        "{id} is '{title}'; correct the code, or acknowledge the slip under `discrepancies` "
                        "if it is printed so",
                        id=owner.id,
                        title=wording(owner.title),
                    ),
                    one.refs,
                    related=(
                        (("outcomes", owner.id, ("themes",)), message("themes of outcome {id}", id=owner.id)),
                    ),
                )


@check("RA309", Severity.NOTE)
def nameless_theme(plan: Plan) -> Iterator[Complaint]:
    """A link calls an outcome by a theme that no outcome has.

    Whether the code fits the theme cannot be checked. Add the theme to the outcome's `themes`.

    Broken:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing, themes: {homes: homes}}]
        links: [{id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst, called: {"1.2": shelter}}]

    Mended:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing, themes: {shelter: shelter}}]
        links: [{id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst, called: {"1.2": shelter}}]
    """
    owners = _owners(plan)
    for one in plan.links:
        for code, theme in (one.called or {}).items():
            if theme.casefold() not in owners:
                says = message(
                    "no outcome has the theme '{theme}' by which link {id} calls {code}",
                    theme=theme,
                    id=one.id,
                    code=code,
                )
                yield Complaint(
                    "links",
                    one.id,
                    ("called", code),
                    says,
                    message("add it to the `themes` of {code}", code=code),
                )


@check("RA310", Severity.WARNING)
def stranger_named(plan: Plan) -> Iterator[Complaint]:
    """A link says something about an outcome that stands at neither of its ends.

    `called` and `judged_on` speak of the outcomes that the link ties. Correct the code, or add it to
    one of the ends.

    Broken:
        outcomes:
          - {id: "1.1", title: Land, themes: {land: land}}
          - {id: "1.2", title: Housing}
          - {id: "1.3", title: Parks}
        links: [{id: L1, from: ["1.2"], to: ["1.3"], strength: 2, basis: analyst, called: {"1.1": land}}]

    Mended:
        outcomes:
          - {id: "1.1", title: Land, themes: {land: land}}
          - {id: "1.2", title: Housing}
          - {id: "1.3", title: Parks}
        links:
          - {id: L1, from: ["1.1", "1.2"], to: ["1.3"], strength: 2, basis: analyst, called: {"1.1": land}}
    """
    outcomes = {one.id for one in plan.outcomes}
    for one in plan.links:
        ends = dict.fromkeys((*one.from_, *one.to))
        for field in ("called", "judged_on"):
            for code in getattr(one, field) or ():
                if code in outcomes and code not in ends:
                    says = message(
                        "link {id} speaks of outcome {code}, but ties {names}",
                        id=one.id,
                        code=code,
                        names=listing(ends),
                    )
                    yield Complaint("links", one.id, (field, Key(code)), says, refs=one.refs)


@check("RA311", Severity.WARNING)
def suspect_link(plan: Plan) -> Iterator[Complaint]:
    """An outcome has another wording than when the link was judged.

    The strength may no longer fit. Read the link again, then write the fingerprint that the message gives.

    Broken:
        outcomes: [{id: "1.1", title: Land and homes}, {id: "1.2", title: Housing}]
        links:
          - {id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst, judged_on: {"1.1": "00000000"}}

    Mended:
        outcomes: [{id: "1.1", title: Land and homes}, {id: "1.2", title: Housing}]
        links:
          - {id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst, judged_on: {"1.1": 683502bb}}
    """
    titles = {one.id: one.title for one in plan.outcomes}

    @cache
    def printed(code: str) -> str:
        return fingerprint(titles[code])

    for one in plan.links:
        for code, judged in (one.judged_on or {}).items():
            if code in titles and (now := printed(code)) != judged:
                yield Complaint(
                    "links",
                    one.id,
                    ("judged_on", code),
                    message(
                        "link {id} was judged on another wording of outcome {code}", id=one.id, code=code
                    ),
                    message(
                        "read it again; if it still holds, write {now} instead of {judged}",
                        now=now,
                        judged=judged,
                    ),
                    one.refs,
                    related=(
                        (
                            ("outcomes", code, ("title",)),
                            message("outcome {code} as it reads now", code=code),
                        ),
                    ),
                )


def _worded(owner: Outcome, theme: str) -> Text:
    """The theme of an outcome in words, by its key or by one of its wordings."""
    titles = owner.themes or {}
    return wording(titles[theme]) if theme in titles else theme


def _owners(plan: Plan) -> dict[str, list[Outcome]]:
    """Theme, by its key and by each of its wordings -> the outcomes that it belongs to."""
    owners: dict[str, list[Outcome]] = {}
    for one in plan.outcomes:
        for theme, title in (one.themes or {}).items():
            names = {theme, *([title] if isinstance(title, str) else title.values())}
            for name in {name.casefold() for name in names}:
                owners.setdefault(name, []).append(one)
    return owners
