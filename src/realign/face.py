"""What a program calls first: reads a plan, checks it, gives its links as a graph."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from realign.files import shown, system_reason
from realign.findings import CallError, Place
from realign.loading import Loaded, find_plan
from realign.loading import load as read
from realign.loading.rules import NO_FILES
from realign.plan import Plan
from realign.plan.origin import Origin
from realign.questions._manual import manual
from realign.questions.validate import UnsoundPlan, Validation, examine
from realign.text import message

if TYPE_CHECKING:
    import networkx as nx


def load(folder: str | Path | None = None) -> Plan:
    """Read a plan that can be analysed.

    Args:
        folder: The folder of the plan, or its only file. Without it: the folder that `REALIGN_PLAN` names,
            else `.` or `./data` where it holds a plan, else the plan that is shipped with realign.

    Returns:
        The plan, its records in the order of their codes; it knows the files that it was read from.

    Raises:
        UnsoundPlan: The plan has errors; `findings` has all that is wrong with it.
        CallError: There is no such folder.
    """
    loaded = _read(folder)
    validation = examine(loaded.plan, loaded.origin, rules=manual())
    if loaded.plan is None or not validation.passed:
        raise UnsoundPlan(validation)
    return loaded.plan.in_order()


def validate(folder: str | Path | None = None, *, strict: bool = False) -> Validation:
    """Tell everything that is wrong with a plan; never raises for what the folder holds.

    Args:
        folder: As for `load`.
        strict: Whether a plan with warnings does not pass either.

    Returns:
        The findings, their number, and whether the plan passes.
    """
    try:
        loaded = _read(folder)
    except CallError as error:
        place = Place(str(folder or "."))
        origin = Origin(findings=(NO_FILES.finding(place, error.message, error.hint),))
        return examine(None, origin, strict=strict, rules=manual()).listed()
    return examine(loaded.plan, loaded.origin, strict=strict, rules=manual()).listed()


def graph(plan: Plan, lens: str | None = None) -> "nx.DiGraph":
    """The outcomes and links of a plan as a networkx graph.

    Args:
        plan: The plan.
        lens: The lens to look through: its id, or words of its title; without it all links count alike.

    Returns:
        A `networkx.DiGraph`; a node is the code of an outcome, an edge a direction of a link.

    Raises:
        CallError: The plan has no such lens.
    """
    from realign.models.influence.graph import network

    return network(plan, lens)


def _read(folder: str | Path | None) -> Loaded:
    """The files of the plan that is meant."""
    where, _ = find_plan(None if folder is None else str(folder), os.environ)
    try:
        return read(where)
    except OSError as error:
        raise CallError(
            message(
                "{where} cannot be read: {strerror}", where=shown(Path(where)), strerror=system_reason(error)
            ),
            message("check the name of the folder"),
        ) from error
