"""Finds a lens, an outcome or the fund that takes an amount, as a person names it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from realign.findings import CallError
from realign.plan import Fund, Fundable, Lens, Plan, code_order
from realign.suggest import near
from realign.text import Text, and_more, join, message

_MOST = 20
"""So many codes are listed; the others are counted."""
_SIGNS = re.compile(r"\s*(?:->|→|↔|[-–—:/,~])\s*")


def read_link(plan: Plan, text: str) -> tuple[str, str] | None:
    """Read a link written as two codes with a sign between them; `None` where it is no link."""
    codes = {outcome.id.casefold(): outcome.id for outcome in plan.outcomes}
    if text.strip().casefold() in codes:
        return None
    for sign in _SIGNS.finditer(text):
        ends = (text[: sign.start()].strip().casefold(), text[sign.end() :].strip().casefold())
        if ends[0] in codes and ends[1] in codes:
            return codes[ends[0]], codes[ends[1]]
    return None


def find_lens(plan: Plan, name: str) -> Lens:
    """The lens that is meant by its id, its title, or words that only its title has, in any capitals.

    Raises `CallError` that lists the lenses.
    """
    wanted = name.strip()
    folded = wanted.casefold()
    exact = [lens for lens in plan.lenses if lens.id == wanted]
    by_id = [lens for lens in plan.lenses if lens.id.casefold() == folded]
    by_title = [lens for lens in plan.lenses if folded in {title.casefold() for title in _titles(lens)}]
    by_words = [lens for lens in plan.lenses if _has_words(lens, wanted)]
    for found in (exact, by_id, by_title, by_words):
        if len(found) == 1:
            return found[0]
    known = [lens.id for lens in plan.lenses]
    if not known:
        raise CallError(
            message("the plan has no lens '{name}'", name=name),
            message("it has no lenses at all; leave the lens out"),
        )
    close = near(name, known)
    guess = message("did you mean {name}? ", name=close) if close else ""
    raise CallError(
        message("the plan has no lens '{name}'", name=name),
        message("{guess}It has: {known}", guess=guess, known=join(known)),
    )


def lens_id(plan: Plan, name: str | None) -> str | None:
    """The id of the lens that is meant; `None` stands for no lens."""
    return None if name is None else find_lens(plan, name).id


def find_outcome(plan: Plan, code: str) -> str:
    """The code of an outcome as the plan writes it; raises `CallError` with those of its domain."""
    wanted = code.strip().casefold()
    for outcome in plan.outcomes:
        if outcome.id.casefold() == wanted:
            return outcome.id
    raise CallError(message("there is no outcome '{code}'", code=code), _siblings(plan, code.strip()))


def work_by_kind(plan: Plan) -> Iterator[tuple[str, Fundable]]:
    """What money can be spent on, with its kind: deliverables, then activities."""
    for deliverable in plan.deliverables:
        yield "deliverables", deliverable
    for activity in plan.activities:
        yield "activities", activity


def unearmarked_funds(plan: Plan) -> tuple[Fund, ...]:
    """The funds whose money may pay for anything."""
    return tuple(fund for fund in plan.funds if fund.kind == "unearmarked")


def receiving_funds(plan: Plan) -> tuple[Fund, ...]:
    """The unearmarked funds that an amount may go to: of several those that do not say what they hold."""
    funds = unearmarked_funds(plan)
    return funds if len(funds) == 1 else tuple(fund for fund in funds if fund.amount is None)


def receiving_fund(plan: Plan) -> Fund | None:
    """The fund that an amount of unearmarked money goes to; `None` where the plan has no such fund.

    Raises `CallError` where several could take it.
    """
    funds = unearmarked_funds(plan)
    open_funds = receiving_funds(plan)
    if len(open_funds) == 1 or not funds:
        return open_funds[0] if open_funds else None
    raise CallError(
        message(
            "the plan has {count} unearmarked funds ({names}), so the amount has no one place to go",
            count=len(funds),
            names=join(sorted(fund.id for fund in funds)),
        ),
        message("give all but one of them an `amount`; the other takes the amount of the call"),
    )


def funds_by_year(plan: Plan) -> Mapping[int, Fund]:
    """Year -> the unearmarked fund that says what came in: of several the first."""
    return {year: fund for fund in reversed(unearmarked_funds(plan)) for year in fund.received or ()}


def funds_apart(plan: Plan) -> tuple[Fund, ...]:
    """The funds of `plan`, each with what it holds beside the funds that lie `within` it.

    Money inside another fund is counted there alone, so that 600 000 of 3 000 000 are not 3 600 000.
    """
    inside: dict[str, int] = {}
    for fund in plan.funds:
        if fund.within and fund.amount:
            inside[fund.within] = inside.get(fund.within, 0) + fund.amount
    return tuple(
        replace(fund, amount=max(0, fund.amount - inside[fund.id]))
        if fund.id in inside and fund.amount is not None
        else fund
        for fund in plan.funds
    )


def _titles(lens: Lens) -> list[str]:
    """The title in every language that it has."""
    return [lens.title] if isinstance(lens.title, str) else [*lens.title.values()]


def _has_words(lens: Lens, wanted: str) -> bool:
    """Whether the title has just these words, two characters of them at least, in some language."""
    edge = r"\b" if wanted.isascii() else ""
    words = re.compile(f"{edge}{re.escape(wanted)}{edge}", re.IGNORECASE)
    return len(wanted) > 1 and any(words.search(title) for title in _titles(lens))


def _siblings(plan: Plan, code: str) -> Text:
    """Tell the codes that stand beside `code`: we never guess which one was meant."""
    named = {
        domain.id: [outcome.id for outcome in plan.outcomes if outcome.domain == domain.id]
        for domain in plan.domains
    }
    for domain, codes in named.items():
        if codes and code.startswith((f"{domain}.", f"{domain}-")):
            return message("domain {domain} has {codes}", domain=domain, codes=_listed(codes))
    return message("the plan has {codes}", codes=_listed(outcome.id for outcome in plan.outcomes))


def _listed(codes: Iterable[str]) -> Text:
    return and_more(sorted(codes, key=code_order), _MOST)
