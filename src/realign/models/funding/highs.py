"""The solver HiGHS, silent, and without a clock unless one is set: the same question has the same answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from realign.models.clock import clock
from realign.models.funding.native_output import away_from_stdout

INFINITE = float("inf")


@dataclass(frozen=True, slots=True)
class Constraint:
    """A sum of columns that must lie between two bounds."""

    terms: Mapping[int, float]
    """Column -> factor."""
    low: float = -INFINITE
    high: float = INFINITE


@dataclass(frozen=True, slots=True)
class SolverResult:
    """The best values that the solver found, and what it proved that no others exceed."""

    values: tuple[float, ...]
    """Empty where the search grew too long before it found any."""
    bound: float
    proved: bool
    """Whether the search ended because nothing better is left, and not because it grew too long."""
    prices: tuple[float, ...] = ()
    """By how much the bound would rise with the upper bound of each row; without `whole` columns only."""
    work: int = 0
    """Steps of the simplex method and nodes of the search tree, and the size of the question."""


def maximise(
    objective: Sequence[float],
    upper: Sequence[float],
    whole: Sequence[bool],
    rows: Sequence[Constraint],
    *,
    gap: float = 0.0,
    within: float = 0.0,
    nodes: int | None = None,
    steps: int | None = None,
) -> SolverResult | None:
    """Find columns from 0 to `upper` that make `objective` largest; None where none fit.

    `whole` columns are integers. Stops at the relative distance `gap`, at the distance `within`, or
    after that many `nodes` of the search tree or `steps` of the simplex method.
    """
    import highspy

    with away_from_stdout:
        solver = _silent(highspy)
        return _maximised(
            highspy, solver, objective, upper, whole, rows, gap=gap, within=within, nodes=nodes, steps=steps
        )


def _silent(library: Any) -> Any:
    """A solver that does not print, not even its name when it is made, as 1.16 does.

    Since then it turns its callbacks on when it is made, and the first call of all prints the
    name unless the option `output_flag` is off by then.
    """

    class Silent(library.Highs):  # type: ignore[misc]  # highspy ships no types
        def enableCallbacks(self) -> None:  # noqa: N802 - the name that highspy calls
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()

    solver = Silent()
    solver.setOptionValue("output_flag", False)
    return solver


def _maximised(
    library: Any,
    solver: Any,
    objective: Sequence[float],
    upper: Sequence[float],
    whole: Sequence[bool],
    rows: Sequence[Constraint],
    *,
    gap: float,
    within: float,
    nodes: int | None,
    steps: int | None,
) -> SolverResult | None:
    options = {
        "threads": 1,
        "random_seed": 0,
        "mip_rel_gap": gap,
        "mip_abs_gap": max(within, 1e-9),
        "mip_feasibility_tolerance": 1e-7,
        "primal_feasibility_tolerance": 1e-9,
    }
    if nodes is not None:
        options["mip_max_nodes"] = nodes
    if steps is not None:
        options["simplex_iteration_limit"] = steps
    left = clock().left
    if left is not None:
        options["time_limit"] = left
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.passModel(_model(library, objective, upper, whole, rows))
    solver.run()
    info, status = solver.getInfo(), solver.getModelStatus()
    if status in {library.HighsModelStatus.kInfeasible, library.HighsModelStatus.kUnboundedOrInfeasible}:
        return None
    if status == library.HighsModelStatus.kTimeLimit:
        clock().struck = True
    proved = status == library.HighsModelStatus.kOptimal
    ample = sum(factor * top for factor, top in zip(objective, upper, strict=True) if factor > 0)
    bound = ample
    if any(whole):
        bound = min(-info.mip_dual_bound, ample)  # endless where the search found none
    elif proved:
        bound = min(-info.objective_function_value, ample)
    work = len(objective) + len(rows) + info.simplex_iteration_count + 10 * max(0, info.mip_node_count)
    if info.primal_solution_status != library.SolutionStatus.kSolutionStatusFeasible:
        return SolverResult((), bound, proved=False, work=work)
    solution = solver.getSolution()
    prices = () if any(whole) else tuple(abs(price) for price in solution.row_dual)
    return SolverResult(tuple(solution.col_value), bound, proved, prices, work)


def _model(
    library: Any,
    objective: Sequence[float],
    upper: Sequence[float],
    whole: Sequence[bool],
    rows: Sequence[Constraint],
) -> Any:
    """Write the question the way that the solver reads it: as a smallest, row by row."""
    starts, columns, factors = [0], [], []
    for row in rows:
        for column, factor in sorted(row.terms.items()):
            columns.append(column)
            factors.append(factor)
        starts.append(len(columns))
    model = library.HighsLp()
    model.num_col_, model.num_row_ = len(objective), len(rows)
    model.col_cost_ = [-factor for factor in objective]
    model.col_lower_, model.col_upper_ = [0.0] * len(objective), list(upper)
    model.row_lower_, model.row_upper_ = [row.low for row in rows], [row.high for row in rows]
    model.a_matrix_.format_ = library.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = starts, columns, factors
    kinds = library.HighsVarType
    model.integrality_ = [kinds.kInteger if integer else kinds.kContinuous for integer in whole]
    return model
