"""Realign a strategic plan through lenses: which links matter, and what the money leaves uncovered.

    plan = realign.load("data")
    ranking = realign.links(plan, lens="resilience")
    gaps = realign.gaps(plan, [0, "actual:2021", 12_000_000], lens="resilience")
    gaps.to_dict(); gaps.frame("items"); gaps.save("gaps.xlsx")

Every question of the command line is a function of the same name (`diff` is `compare`) that takes the plan
and the options that `--help` names. Nothing is imported before it is asked for. See docs/library.md.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:  # what type checkers take for true, without the import of typing
    from realign.face import graph as graph
    from realign.face import load as load
    from realign.face import validate as validate
    from realign.findings import CallError as CallError
    from realign.findings import Finding as Finding
    from realign.findings import Place as Place
    from realign.findings import Severity as Severity
    from realign.loading.what_if import what_if as what_if
    from realign.models.funding.results import Received as Received
    from realign.plan import Plan as Plan
    from realign.questions.actions import actions as actions
    from realign.questions.annotations import annotations as annotations
    from realign.questions.briefing import briefing as briefing
    from realign.questions.compare import compare as compare
    from realign.questions.find import find as find
    from realign.questions.flagships import flagships as flagships
    from realign.questions.focus import focus as focus
    from realign.questions.gaps import gaps as gaps
    from realign.questions.indicators import indicators as indicators
    from realign.questions.judges import judges as judges
    from realign.questions.lens_comparison import compare_lenses as compare_lenses
    from realign.questions.links import links as links
    from realign.questions.report import report as report
    from realign.questions.review import review as review
    from realign.questions.show import show as show
    from realign.questions.trace import trace as trace
    from realign.questions.validate import UnsoundPlan as UnsoundPlan
    from realign.questions.validate import Validation as Validation
    from realign.questions.why import why as why

__version__ = "0.1.0"

_HOMES = {
    "CallError": "findings",
    "Finding": "findings",
    "Place": "findings",
    "Plan": "plan",
    "Received": "models.funding.results",
    "Severity": "findings",
    "UnsoundPlan": "questions.validate",
    "Validation": "questions.validate",
    "actions": "questions.actions",
    "annotations": "questions.annotations",
    "briefing": "questions.briefing",
    "compare": "questions.compare",
    "compare_lenses": "questions.lens_comparison",
    "find": "questions.find",
    "flagships": "questions.flagships",
    "focus": "questions.focus",
    "gaps": "questions.gaps",
    "graph": "face",
    "indicators": "questions.indicators",
    "judges": "questions.judges",
    "links": "questions.links",
    "load": "face",
    "report": "questions.report",
    "review": "questions.review",
    "show": "questions.show",
    "trace": "questions.trace",
    "validate": "face",
    "what_if": "loading.what_if",
    "why": "questions.why",
}
"""Table of contents: name -> the module that holds it, imported when the name is first used."""
__all__ = [  # noqa: PLE0604 - strings, read off the table
    "__version__",
    *_HOMES,
]


if not TYPE_CHECKING:  # a type checker knows the names from above, and that there are no others

    def __getattr__(name: str) -> object:
        """Import what is asked for (PEP 562)."""
        if name not in _HOMES:
            raise AttributeError(f"module 'realign' has no attribute {name!r}")
        from importlib import import_module

        found: object = getattr(import_module(f"realign.{_HOMES[name]}"), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    """The names that there are."""
    return sorted({*globals(), *_HOMES})
