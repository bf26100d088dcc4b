"""The fields that differ between two states of a plan, row by row."""

from collections.abc import Iterable

from realign.models.change.record_changes import FieldChange
from realign.sheets import Column, Kind, Sheet
from realign.text import message, message_in
from realign.views.compare_notes import SORTS


def changed_fields(changes: Iterable[FieldChange]) -> Sheet:
    """One row for each field that differs."""
    return Sheet(
        "changes",
        message("What was changed"),
        (
            Column("place", message("Place"), Kind.CODE),
            Column("record", message("Record"), Kind.CODE),
            Column("sort", message("How")),
            Column("field", message("Field"), Kind.CODE),
            Column("old", message_in("diff", "Before")),
            Column("new", message_in("diff", "Now")),
        ),
        tuple(
            (
                f"{change.path}:{change.line}",
                change.record,
                SORTS[change.sort],
                change.field,
                change.old,
                change.new,
            )
            for change in changes
        ),
    )
