"""The manual of every code that a plan may get."""

from realign.findings import Rule


def manual() -> tuple[Rule, ...]:
    """What loading, the checks, the models and the comments of a plan may complain of."""
    from realign import checks, loading
    from realign.models.influence import refusal
    from realign.questions import _gap_findings, validate

    families = (loading, checks, validate, refusal, _gap_findings)
    return tuple(rule for family in families for rule in family.MANUAL)
