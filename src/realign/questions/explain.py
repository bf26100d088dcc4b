"""What does a code mean, why does it matter, and how does the plan look broken and mended?"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from realign.findings import CallError, Finding, Rule
from realign.sheets import Exportable
from realign.text import join, message


@dataclass(frozen=True, slots=True)
class Manual(Exportable):
    """The manual of one code, or of all."""

    rules: tuple[Rule, ...]
    passed: bool = True
    findings: tuple[Finding, ...] = field(default=())


def explain(rules: Iterable[Rule], code: str | None = None) -> Manual:
    """Look up `code` among `rules`, in capitals or not; all of them, in order, without a code.

    Raises `CallError` for a code that does not exist.
    """
    manual = {rule.code: rule for rule in sorted(rules, key=lambda rule: rule.code)}
    if code is None:
        return Manual(tuple(manual.values()))
    wanted = code.strip().upper()
    if wanted.isdigit():
        wanted = f"RA{wanted}"
    if wanted not in manual:
        family = [one for one in manual if one[:3] == wanted[:3]]
        hint = (
            message("there is {family}", family=join(family))
            if family
            else message("realign explain lists all codes")
        )
        raise CallError(message("there is no code {code}", code=code), hint)
    return Manual((manual[wanted],))
