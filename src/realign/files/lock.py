"""Runs of realign that write into one folder take turns."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from realign.files.paths import shown
from realign.findings import CallError
from realign.text import message

_PATIENCE = 10.0
"""Seconds to wait for another run that writes into the same folder."""


@contextmanager
def locked(folder: Path, *, shared: bool = False) -> Iterator[bool]:
    """Lock a folder among the runs of realign; whether that was possible. The system ends it with the run.

    Raises `CallError` if another run writes for longer than we wait; with `shared` it is then not locked.
    """
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except (AttributeError, OSError):  # Windows cannot open a folder
        yield False
        return
    try:
        yield _acquired(handle, folder, shared=shared)
    finally:
        with suppress(OSError):
            os.close(handle)


def _acquired(handle: int, folder: Path, *, shared: bool) -> bool:
    """Whether the lock was had; none where the disk has no locks."""
    import fcntl

    end = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_NB | (fcntl.LOCK_SH if shared else fcntl.LOCK_EX))
        except BlockingIOError:
            if time.monotonic() < end:
                time.sleep(0.02)
            elif shared:
                return False
            else:
                raise CallError(
                    message("another program is writing into {folder}", folder=shown(folder)),
                    message("wait until it is done"),
                ) from None
        except OSError:
            return False
        else:
            return True
