"""Which answers are printed on upright paper: those to be read, not looked up."""

from realign.questions.briefing import Briefing
from realign.sheets import Answer


def stands_upright(report: Answer) -> bool:
    """Whether A4 stands; the tables of all other answers need the width."""
    return isinstance(report, Briefing)
