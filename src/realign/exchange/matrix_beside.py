"""A matrix beside a plan that is there: its names are outcomes of the plan, and what is new is added."""

from collections import Counter
from collections.abc import Mapping

from realign.exchange.beside import links_apart, outcome_names
from realign.exchange.foreign import PlanReading
from realign.exchange.imported import SkippedPart
from realign.exchange.matrix import Matrix, MatrixReading
from realign.exchange.matrix_plan import matrix_kinds, names_of
from realign.exchange.names import first_of
from realign.exchange.rules import NAME_REPEATED, slip
from realign.findings import CallError, Finding, Place
from realign.plan import Plan
from realign.text import Message, message


def scale_beside(plan: Plan, asked: float | None) -> float:
    """The scale that a matrix for `plan` is on; raises `CallError` where another one is asked for."""
    if asked is not None and asked != plan.about.scale:
        raise CallError(
            message("the plan counts up to {scale:g}, not {asked:g}", scale=plan.about.scale, asked=asked),
            message("leave out --scale, or import into another folder"),
        )
    return plan.about.scale


def matrix_beside(plan: Plan, reading: MatrixReading, path: str) -> PlanReading:
    """The records that a matrix adds to `plan`; raises `CallError` where it is about other things.

    Args:
        plan: The plan that is there; rows and columns are named by ids or titles of its outcomes.
        reading: What the files of the matrix gave.
        path: The file, or the first of several, as findings call it.

    Returns:
        The records without those of outcomes that the plan has, and what is wrong.
    """
    parts = left_out(reading)
    if reading.matrix is None:
        return PlanReading({}, reading.findings, parts)
    known = outcome_names(plan)
    kinds = matrix_kinds(reading.matrix, path, known)
    names = reading.matrix.targets or reading.matrix.names
    new = [str(one["id"]) for one in kinds["outcomes"]]
    if known and len(new) == len(names):
        raise CallError(
            message("{path}: no name is an outcome of the plan: {names}", path=path, names=first_of(names)),
            message(
                "name rows and columns by ids or titles of its outcomes, import into another folder, or "
                "replace the plan with --force"
            ),
        )
    twice = _twice(reading.matrix, known, path)
    if twice:
        return PlanReading({}, (*reading.findings, *twice), parts)
    tells: list[Message] = (
        [message("outcomes that the plan does not have yet: {names}", names=first_of(new))] if new else []
    )
    return PlanReading(links_apart(plan, kinds), reading.findings, parts, tuple(tells))


def left_out(reading: MatrixReading) -> tuple[SkippedPart, ...]:
    """The parts of the files that became no record."""
    said = (one for one in reading.findings if "left out" in str(one.message))
    return tuple(SkippedPart(one.place.path, one.message) for one in said)


def _twice(matrix: Matrix, known: Mapping[str, str], path: str) -> tuple[Finding, ...]:
    """Names that stand for the same outcome."""
    named = names_of(matrix.targets or matrix.names, {} if matrix.targets else matrix.titles, known)
    often = Counter(id_ for id_, _ in named.values())
    return tuple(
        slip(
            NAME_REPEATED,
            Place(path),
            message(
                "{names} stand for the same outcome, {id}",
                names=first_of([name for name, (id_, _) in named.items() if id_ == code]),
                id=code,
            ),
            message("name each outcome once"),
        )
        for code, count in often.items()
        if count > 1
    )
