"""Files on the disk: how they are shown, what may be read, writing that is whole or not at all."""

from realign.files.paths import (
    ChangedError,
    FileSource,
    below,
    must_be_inside,
    printable,
    read_regular,
    shown,
)
from realign.files.pending import PENDING
from realign.files.reasons import system_reason
from realign.files.transaction import rewrite, steady, write_file, write_files

__all__ = [
    "PENDING",
    "ChangedError",
    "FileSource",
    "below",
    "must_be_inside",
    "printable",
    "read_regular",
    "rewrite",
    "shown",
    "steady",
    "system_reason",
    "write_file",
    "write_files",
]
