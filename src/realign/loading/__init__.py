"""A folder of YAML files → the plan that they make, and everything that keeps them from it."""

import gc
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from realign import documents
from realign.documents import Document
from realign.findings import Finding, Locate, Place, Severity, Suppression, ordered
from realign.loading.fields import code_fields
from realign.loading.folder import MOST_BYTES, contents, find_plan, plan_files, shipped, shown
from realign.loading.manual import MANUAL as _OWN
from realign.loading.manual import NO_FILES
from realign.loading.names import names
from realign.loading.shape import shape
from realign.plan import Plan

__all__ = ["MANUAL", "MOST_BYTES", "Loaded", "find_plan", "load", "names", "shipped"]

MANUAL = (*documents.MANUAL, *_OWN)
"""The manual of every code that loading may come up with."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder holds."""

    folder: Path
    plan: Plan | None
    """The plan; none if a finding is an error: then there is nothing to check."""
    findings: tuple[Finding, ...]
    suppressions: tuple[Suppression, ...]
    inputs: Mapping[str, str]
    """Name of each file in the folder -> SHA-256 of its bytes, sorted by name."""
    locate: Locate
    """Tells where a value of the plan stands."""
    texts: Mapping[str, Sequence[str]] = field(repr=False)
    """Path of each file as it is shown -> its lines."""

    def lines(self, path: str) -> Sequence[str]:
        """The lines of a file by its path as findings show it; none if it is no file of the plan."""
        return self.texts.get(path, ())


def load(folder: Path) -> Loaded:
    """Read all YAML files of a folder, or the single file `folder`.

    What is wrong with them becomes findings, all in one go. Raises `OSError` only if the
    folder itself cannot be read.
    """
    with _collector_asleep():
        return _load(folder)


def _load(folder: Path) -> Loaded:
    """Read, join, tell."""
    inputs: dict[str, str] = {}
    findings: list[Finding] = []
    read: list[Document] = []
    files = plan_files(folder)
    for path in files:
        raw = contents(path)
        if isinstance(raw, Finding):
            findings.append(raw)
            continue
        inputs[shown(Path(path.name))] = hashlib.sha256(raw).hexdigest()
        read.append(documents.read(raw, shown(path), code_fields()))
    for document in read:
        findings += document.findings
    place = Place(shown(folder))
    if not files:
        hint = "check the name of the folder; `realign init` begins a plan"
        findings.append(NO_FILES.finding(place, "the folder holds no file that ends in .yaml or .yml", hint))
    whole = bool(files) and len(read) == len(files) and all(one.data is not None for one in read)
    shaped = shape(read, place, whole=whole)
    findings += shaped.findings
    sound = not any(one.severity is Severity.ERROR for one in findings)
    return Loaded(
        folder=folder,
        plan=shaped.plan if sound else None,
        findings=ordered(findings),
        suppressions=tuple(one for document in read for one in document.suppressions),
        inputs=inputs,
        locate=shaped.places,
        texts={document.path: document.lines for document in read},
    )


@contextmanager
def _collector_asleep() -> Iterator[None]:
    """Keep the garbage collector from counting a million new records over and over."""
    awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if awake:
            gc.enable()
