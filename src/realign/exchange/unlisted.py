"""Domains that only the outcomes of a file name: they become records of that title, and that is said."""

from realign.exchange.names import first_of
from realign.exchange.rules import AS_READ, slip
from realign.exchange.typed import Record
from realign.findings import Finding, Place
from realign.plan import Plan
from realign.text import message

_LONGEST = 60
_SHORTEST = 3
"""Letters of what is taken for the name of a domain and no code; signs of other scripts hold a word each."""


def add_domains(kinds: dict[str, list[Record]], plan: Plan | None, path: str) -> list[Finding]:
    """Add the domains that outcomes name where neither file nor plan lists any; gives what is said of it."""
    if kinds.get("domains") or (plan and plan.domains):
        return []
    given = (str(one.get("domain", "")) for one in kinds.get("outcomes", ()))
    names = [*dict.fromkeys(filter(None, given))]
    if not names or not all(map(_is_name, names)):
        return []
    kinds["domains"] = [{"id": name, "title": name} for name in names]
    says = message(
        "no sheet lists the domains; those that outcomes name are added: {names}", names=first_of(names)
    )
    return [slip(AS_READ, Place(path), says)]


def _is_name(text: str) -> bool:
    """Whether a text is a name in words and no code."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(text) <= _LONGEST and (len(letters) >= _SHORTEST or not "".join(letters).isascii())
