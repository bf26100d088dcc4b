"""Why a text is no amount of money: what it is instead, as far as that can be told, and what to write."""

import re

from realign.text import Message, message

_EXAMPLES = message("write it like 12000000, 12e6, 12m or 12 000 000")
_NOTHING = frozenset(
    word.replace("_", " ")
    for word in """
        - -- --- — n/a na n.a. n.a nd n.d. n.d n.c. nc s.o. k.a. p.m. pm tbd tbc tba ? ?? unknown none nil
        null … ... . / pending open to_be_confirmed to_be_determined to_be_decided to_be_defined not_available
        not_known not_applicable not_yet_known à_confirmer à_déterminer à_définir à_préciser non_disponible
        non_connu inconnu néant pendiente por_definir por_confirmar por_determinar no_disponible a_definir
        a_confirmar sin_datos offen keine unbekannt 待定 未定 待确认 不详 未知 暂无 无 нет н/д неизвестно
        """.split()
)
"""What people write where there is nothing, or where nobody knows."""
_ROUGHLY = re.compile(
    r"[~≈<>≤≥±]|c(?:a|irca)?\.?\s|\b(?:about|approx|around|nearly|almost|roughly|environ|rund|etwa|cerca)\b"
    r"|\b(?:up to|at (?:least|most)|(?:more|less) than|over|under|below|above|max|min|jusqu'à|bis zu)\b"
    r"|\b(?:plus|moins) de\b|\b(?:hasta|más de|menos de|около|до|более|менее)\b"
    r"|约|大约|近|至少|最多|不超过|左右|上下|以上|以下|以内|[余多](?=[万亿元])|약|정도"
    r"|(?:[+*?]|-?ish|\(est(?:\.|imated?)?\))$"
)
EACH = re.compile(
    r"(?:/|\bper\s|\ban?\s)\s*(?:yr|year|month|annum|unit|person|capita)|\bp\.?a\b|每年|/年|par an\b|jährlich"
)
"""What makes an amount one for each of several."""
_SUM = re.compile(r"[0-9]\s*[×*/+=]\s*[0-9]|[0-9]\s+x\s+[0-9]|[0-9][^0-9]{0,9}(?<![eE])\+\s*[0-9]")
_RANGE = re.compile(r"[0-9][^0-9-]*(?:(?<![eE])-|—|\b(?:to|and|à|et|bis|und|a|y|до)\b|~|[至到])[^0-9-]*[0-9]")
_NUMBER = re.compile(r"(?<![0-9eExX])(?<![eE][-+])[0-9](?:[0-9 '.,_]*[0-9])?")


def why_not(text: str, plain: str) -> Message:
    """Say what `text` is instead of an amount; `plain` is the same in ASCII digits and plain signs."""
    shown, folded = short(text), plain.casefold()
    if folded in _NOTHING:
        return message(
            "'{shown}' is no amount; write 0 for nothing at all; where nobody has said how much, leave it "
            "out (a cell: blank)",
            shown=shown,
        )
    if "%" in plain:
        return message("'{shown}' is a share and no amount of money; write the amount", shown=shown)
    if EACH.search(folded):
        return message(
            "'{shown}' is an amount for each of several; write what they come to together", shown=shown
        )
    if _SUM.search(folded):
        return message("'{shown}' is a calculation; write what it comes to", shown=shown)
    if _RANGE.search(folded):
        return message(
            "'{shown}' is not an amount of money but looks like two; a cost may be {{low: 5m, high: 10m}}",
            shown=shown,
        )
    if _ROUGHLY.search(folded):
        return message(
            "'{shown}' does not say how much exactly; write one amount, or for a cost {{low: 5m, high: 10m}}",
            shown=shown,
        )
    if len(_NUMBER.findall(plain)) > 1:
        return message("'{shown}' holds several numbers; write one amount, such as 1.2m", shown=shown)
    return no_amount(text)


def no_amount(text: str) -> Message:
    """Say that it is none, and how one is written."""
    return message("'{shown}' is not an amount of money; {examples}", shown=short(text), examples=_EXAMPLES)


def short(text: str) -> str:
    """At most forty characters, on one line; what cannot be seen is left out."""
    line = " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())
    return line if len(line) <= 40 else f"{line[:40]}…"
