"""A file's records brought into a plan that is there: what is new, what would change, what to write."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from realign.exchange.foreign_rules import CHANGED, DIFFERENT, OTHER_CURRENCY
from realign.exchange.merging import OtherRecord, currency_of, merged
from realign.exchange.rules import slip
from realign.exchange.typed import Record, plan_files
from realign.exchange.updating import updated
from realign.files import FileSource, shown
from realign.findings import CallError, Finding, Place, Position
from realign.loading import Loaded
from realign.models.change.record_changes import FieldChange
from realign.text import CLAUSE, Text, join, message
from realign.views.compare_notes import field_in_words


@dataclass(frozen=True, slots=True)
class JoinedPlan:
    """What bringing a file into a plan comes to; nothing is written yet."""

    home: Path
    """The folder of the plan."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Files for the records that the plan does not have: name -> text."""
    rewritten: Mapping[str, bytes] = field(default_factory=dict)
    """Path of each file of the plan in which records change, as it is shown -> its new bytes."""
    sources: Mapping[str, FileSource] = field(default_factory=dict, repr=False)
    """Path of each file of the plan that lies on the disk -> the file that was read."""
    same: int = 0
    """Records that the plan has just so."""
    changes: tuple[FieldChange, ...] = ()
    """Fields of records of the plan that the file has otherwise."""
    findings: tuple[Finding, ...] = ()
    """What forbids it; or what changes, where that is wanted."""

    @property
    def over(self) -> Mapping[FileSource, bytes]:
        """The files on the disk that change, and their new bytes."""
        return {self.sources[path]: raw for path, raw in self.rewritten.items()}


def join_plan(
    loaded: Loaded,
    home: Path,
    kinds: Mapping[str, list[Record]],
    file: Path,
    taken: Collection[str],
    *,
    update: bool,
) -> JoinedPlan:
    """Hold a file's records against those of the plan in a folder.

    Args:
        loaded: The plan.
        home: Its folder.
        kinds: Kind -> records of the file.
        file: The file.
        taken: Names of files in the folder.
        update: Whether records that differ are to be changed; else each of them is an error.

    Raises:
        CallError: The plan has errors, so that nothing can be held against it.
    """
    plan = loaded.plan
    if plan is None:
        raise CallError(
            message("the plan in {folder} has errors; nothing was written", folder=shown(home)),
            message("realign validate --plan {folder} shows them; mend them first", folder=shown(home)),
        )
    theirs = currency_of(kinds)
    if theirs and plan.about.currency and theirs != plan.about.currency:
        says = message(
            "the amounts of {file} are in {theirs}, those of the plan in {ours}",
            file=shown(file),
            theirs=theirs,
            ours=plan.about.currency,
        )
        hint = message("convert them first, or import the file into a plan of its own")
        return JoinedPlan(home, findings=(slip(OTHER_CURRENCY, Place(shown(file)), says, hint),))
    found = merged(plan, kinds)
    result = updated(loaded, plan, shown(home), found.others)
    if result.stuck:
        return JoinedPlan(home, same=found.same, findings=tuple(_stuck(loaded, result.stuck, shown(file))))
    differing = {(one.kind, one.id) for one in result.changes}
    return JoinedPlan(
        home,
        files=plan_files(found.fresh, file.name, taken),
        rewritten=result.files,
        sources=loaded.sources,
        same=found.same + len(found.others) - len(differing),
        changes=result.changes,
        findings=tuple(_told(loaded, result.changes, shown(file), update=update)),
    )


def _told(loaded: Loaded, changes: Sequence[FieldChange], path: str, *, update: bool) -> Iterator[Finding]:
    """One finding for each record that the file has otherwise, with its fields before and after."""
    for (kind, name), group in groupby(changes, key=lambda one: (one.kind, one.id)):
        several = [*group]
        words: Text = join(map(field_in_words, several), CLAUSE)
        if update:
            at = Position(several[0].line, 1)
            says = message("{name} of {kind} is changed: {fields}", name=name, kind=kind, fields=words)
            yield slip(CHANGED, Place(several[0].path, at), says)
            continue
        says = message(
            "{file} has other values for {name} of {kind}: {fields}",
            file=path,
            name=name,
            kind=kind,
            fields=words,
        )
        hint = message("add --update to write them; what the file does not say stays as it is")
        yield slip(DIFFERENT, loaded.locate(kind, name), says, hint)


def _stuck(loaded: Loaded, others: Sequence[OtherRecord], path: str) -> Iterator[Finding]:
    """Records that cannot be changed where they stand."""
    for one in others:
        says = message(
            "{file} has other values for {name} of {kind}, which cannot be changed in their place: {fields}",
            file=path,
            name=one.id,
            kind=one.kind,
            fields=join(one.given),
        )
        yield slip(DIFFERENT, loaded.locate(one.kind, one.id), says, message("change them there by hand"))
