"""The plan that a question is about: that of a folder, or matrices that are read where they lie."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from realign.cli._ending import Unsound
from realign.cli._shell import Shell
from realign.text import message

if TYPE_CHECKING:
    from realign.loading import Loaded
    from realign.plan import Plan


def sound(shell: Shell, matrices: Sequence[Path] | None) -> tuple["Plan", "Loaded"]:
    """Read a plan that can be analysed, or matrices in its place; raises `Unsound` where it cannot."""
    from realign.findings import CallError

    if not matrices:
        return shell.sound()
    if shell.plan not in {None, os.environ.get("REALIGN_PLAN")}:
        raise CallError(
            message("--matrix reads a file in place of a plan"), message("leave out --plan, or --matrix")
        )
    return shell.sound(read=lambda: _read(shell, matrices))


def _read(shell: Shell, matrices: Sequence[Path]) -> "Loaded":
    """The plan that matrices are; says how cells are read that are not plain numbers."""
    from hashlib import sha256

    from realign.exchange.matrix import read_matrices
    from realign.exchange.matrix_plan import matrix_plan
    from realign.files import FileSource, shown
    from realign.findings import CallError, Place
    from realign.loading import load_files
    from realign.plan.origin import Origin
    from realign.questions.validate import examine

    given = [(shell.read(file), shown(file)) for file in matrices]
    reading = read_matrices(given)
    path = given[0][1]
    if reading.matrix is None:
        says = message("{file} cannot be read as a matrix; realign import matrix has more options", file=path)
        raise Unsound(examine(None, Origin(findings=reading.findings)).listed(), says=says)
    for one in reading.findings:
        shell.note(message("{file}: {says}", file=one.place.path, says=one.message))
    if reading.matrix.targets:
        raise CallError(
            message("{file} has programmes in its rows, so there is no link in it", file=path),
            message("realign import matrix makes a plan of it"),
        )
    files = matrix_plan(reading.matrix, path)
    loaded = load_files(path, [(name, text.encode()) for name, text in files.items()])
    inputs = {name: sha256(raw).hexdigest() for raw, name in given}
    origin = replace(loaded.origin, inputs=inputs, locate=lambda *_: Place(path))
    kept = zip(matrices, given, strict=True)
    return replace(
        loaded,
        plan=loaded.plan and loaded.plan.read_from(origin),
        inputs=inputs,
        origin=origin,
        locate=origin.locate,
        sources={name: FileSource.of(file, file.parent, raw) for file, (raw, name) in kept if name != "-"},
    )
