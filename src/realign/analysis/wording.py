"""Words that several answers share: what a plan calls by a code, said in every language."""

from collections.abc import Mapping

from realign.findings import Severity
from realign.plan import Basis, FundKind
from realign.sheets import Cell
from realign.words import Words, words

BASES: Mapping[Basis, Words] = {
    "stated": words(en="stated", zh="明示"),
    "implied": words(en="implied", zh="隐含"),
    "analyst": words(en="analyst", zh="研判"),
}
FUNDS: Mapping[FundKind, Words] = {
    "regular": words(en="regular", zh="经常预算"),
    "unearmarked": words(en="unearmarked", zh="非专用资金"),
    "soft": words(en="soft", zh="非硬性指定用途资金"),
    "hard": words(en="hard", zh="硬性指定用途资金"),
}
SEVERITIES: Mapping[Severity, Words] = {
    Severity.ERROR: words(en="error", zh="错误"),
    Severity.WARNING: words(en="warning", zh="警告"),
    Severity.NOTE: words(en="note", zh="提示"),
}


def basis_in_words(basis: Cell) -> Cell:
    """The basis of a statement as a cell that speaks every language; what is none stays as it is."""
    return next((said for code, said in BASES.items() if code == basis), basis)
