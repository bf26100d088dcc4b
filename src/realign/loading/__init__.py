"""YAML files, of a folder or a revision → the plan they make, and everything that keeps them from it."""

import gc
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from realign import documents
from realign.documents import Document
from realign.files import PENDING, FileSource, shown, steady
from realign.findings import Finding, Locate, Place, Severity, Suppression, ordered
from realign.loading.assemble import shape
from realign.loading.completion import names
from realign.loading.fields import code_fields
from realign.loading.folder import (
    MOST_BYTES,
    contents,
    find_plan,
    holds_plan,
    inner_files,
    plan_files,
    shipped,
)
from realign.loading.ignoring import IGNORE, MOST_PATTERNS, Patterns, TooManyError
from realign.loading.rules import MANUAL as _OWN
from realign.loading.rules import MISSING, NO_FILE, NO_FILES, TOO_LARGE
from realign.loading.selection import NAMED, FoundFile, LeftOut, chosen
from realign.money import MoneyReader
from realign.plan import Origin, Plan
from realign.plan.origin import IN_MEMORY
from realign.text import message

__all__ = [
    "MANUAL",
    "MOST_BYTES",
    "Loaded",
    "find_plan",
    "holds_plan",
    "load",
    "load_files",
    "names",
    "shipped",
]

MANUAL = (*documents.MANUAL, *_OWN)
"""The manual of every code that loading may come up with."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a plan's files hold."""

    plan: Plan | None
    """The plan; none if a finding is an error: then there is nothing to check."""
    findings: tuple[Finding, ...]
    suppressions: tuple[Suppression, ...]
    inputs: Mapping[str, str]
    """Name of each file in the folder -> SHA-256 of its bytes, sorted by name."""
    locate: Locate
    """Tells where a value of the plan stands."""
    money: MoneyReader
    """What has read the amounts; it knows what it rounded and converted."""
    texts: Mapping[str, Sequence[str]] = field(repr=False)
    """Path of each file as it is shown -> its lines."""
    left_out: tuple[LeftOut, ...] = ()
    """Files and folders inside the plan's folder that are not of the plan, and why."""
    origin: Origin = IN_MEMORY
    """The same for whoever holds the plan alone."""
    sources: Mapping[str, FileSource] = field(default_factory=dict, repr=False)
    """Path of each file as it is shown -> the file on the disk that was read; none of a revision."""

    def lines(self, path: str) -> Sequence[str]:
        """The lines of a file by its path as findings show it; none if it is no file of the plan."""
        return self.texts.get(path, ())


def load(folder: Path) -> Loaded:
    """Read all YAML files of a folder, or the single file `folder`.

    What is wrong with them becomes findings, all in one go. Raises `OSError` only if the
    folder itself cannot be read.
    """
    sources: dict[str, FileSource] = {}
    files = list(_files(folder, sources))  # before they are understood: nobody may write meanwhile
    loaded = load_files(shown(folder), files)
    return replace(loaded, sources=sources)


def _files(folder: Path, sources: dict[str, FileSource]) -> Iterator[tuple[str, bytes | Finding | LeftOut]]:
    """Read the files of the plan; where each really is, and what was read, goes into `sources`."""
    home = folder if folder.is_dir() else folder.parent
    with steady(home):
        linked: set[str] = set()
        for path in (*plan_files(folder), *inner_files(folder)):
            if isinstance(path, LeftOut):
                yield path.what, path
                continue
            if path.parent != home and os.path.realpath(path) in linked:
                continue  # a link in the plan's folder has led there
            raw = contents(path, folder)
            if isinstance(raw, bytes):
                sources[shown(path)] = FileSource.of(path, home, raw)
                linked |= {os.path.realpath(path)} if path.parent == home and path.is_symlink() else set()
            yield shown(path), raw
        if folder.is_dir() and (folder / IGNORE).is_file():
            yield shown(folder / IGNORE), contents(folder / IGNORE, folder)
        if os.path.lexists(home / PENDING):
            says = message("a change of this folder was interrupted: its files may not belong together")
            hint = message(
                "run realign where it may write here, which completes it; or delete {pending} to keep them",
                pending=PENDING,
            )
            yield shown(home / PENDING), NO_FILE.finding(Place(shown(home / PENDING)), says, hint)


def load_files(where: str, files: Iterable[tuple[str, bytes | Finding | LeftOut]]) -> Loaded:
    """Join files that need not lie on the disk into a plan.

    Args:
        where: How the place that holds them is shown: `data`, or `main:data/`.
        files: Each file's path as it is shown, with its bytes or with what forbids to read it; a
            `.realignignore` is one of them.
    """
    with _collector_asleep():
        return _load(Place(where), files)


def _load(place: Place, files: Iterable[tuple[str, bytes | Finding | LeftOut]]) -> Loaded:
    """Read, join, tell."""
    selected = list(_selected(f"{place.path.rstrip('/')}/", files))
    left_out = tuple(part for _, part in selected if isinstance(part, LeftOut))
    found = [(path, part) for path, part in selected if isinstance(part, FoundFile)]
    read, inputs, findings = _read(found)
    if not found:
        hint = message("check the name of the folder; `realign init` begins a plan")
        findings.append(
            NO_FILES.finding(place, message("the folder holds no file that ends in .yaml or .yml"), hint)
        )
    whole = not findings and all(document.data is not None for document in read)
    shaped = shape(read, place, whole=whole)
    told = chain.from_iterable(document.findings for document in read)
    findings += (one for one in told if not _in_a_list_without_dashes(one, shaped.misshapen))
    findings += _beside_anchors(shaped.findings, findings)
    sound = not any(finding.severity is Severity.ERROR for finding in findings)
    texts = {document.path: document.lines for document in read}
    silenced = tuple(comment for document in read for comment in document.suppressions)
    skipped = tuple((part.what, part.why) for part in left_out)
    origin = Origin(shaped.places, inputs, texts, shaped.money, ordered(findings), silenced, skipped)
    return Loaded(
        plan=shaped.plan.read_from(origin) if sound and shaped.plan else None,
        findings=origin.findings,
        suppressions=silenced,
        origin=origin,
        inputs=inputs,
        locate=shaped.places,
        money=shaped.money,
        texts=texts,
        left_out=left_out,
    )


def _read(
    files: Iterable[tuple[str, FoundFile]],
) -> tuple[list[Document], dict[str, str], list[Finding]]:
    """The files that could be read, the digest of each, and what forbids to read the others."""
    read: list[Document] = []
    inputs: dict[str, str] = {}
    findings: list[Finding] = []
    for path, file in files:
        if isinstance(file.content, Finding):
            findings.append(file.content)
        else:
            inputs[file.path] = hashlib.sha256(file.content).hexdigest()
            read.append(documents.read(file.content, path, code_fields()))
    return read, inputs, findings


def _beside_anchors(shaped: Iterable[Finding], read: Iterable[Finding]) -> Iterator[Finding]:
    """The findings on records, but for values missing in a file with an anchor, which may hold them."""
    anchored = {finding.place.path for finding in read if finding.code == documents.ANCHOR.code}
    for finding in shaped:
        if finding.code != MISSING.code or finding.place.path not in anchored:
            yield finding


def _in_a_list_without_dashes(found: Finding, misshapen: Iterable[Place]) -> bool:
    """Whether a field is only given twice because the records of a list have no dashes, which is told."""
    inside = (one for one in misshapen if one.path == found.place.path)
    return found.code == documents.DUPLICATE.code and any(
        one.start <= found.place.start <= one.end for one in inside
    )


def _selected(
    prefix: str, files: Iterable[tuple[str, bytes | Finding | LeftOut]]
) -> Iterator[tuple[str, FoundFile | LeftOut]]:
    """Each file of the plan with its path as it is shown, and what is left out."""
    paths: dict[str, str] = {}
    candidates: list[FoundFile] = []
    patterns, where = "", ""
    unread: list[LeftOut] = []
    for path, content in files:
        inside = path.removeprefix(prefix)
        if isinstance(content, LeftOut):
            unread.append(content)
        elif inside == IGNORE and isinstance(content, bytes):
            patterns, where = content.decode("utf-8", "replace").removeprefix("\ufeff"), path
        else:
            inside = path.rpartition("/")[2] if inside == path and prefix != "./" else inside
            paths[inside] = path
            candidates.append(FoundFile(inside, content))
    try:
        named = Patterns(patterns)
        left = [replace(other, why=NAMED) if named.name(other.what) else other for other in unread]
        parts = [*left, *chosen(candidates, named)]
    except TooManyError:
        yield where, FoundFile(IGNORE, _too_many(where))
        return
    for part in parts:
        yield (part.what, part) if isinstance(part, LeftOut) else (paths[part.path], part)


def _too_many(path: str) -> Finding:
    """That the patterns of a `.realignignore` are too many or too long."""
    says = message("its patterns are too many or too long to compare with every file")
    most = documents.limits.grouped(MOST_PATTERNS)
    hint = message("name folders and files; at most {most} lines may hold *, ? or [", most=most)
    return TOO_LARGE.finding(Place(path), says, hint)


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
