"""The ids in a folder, read quickly and without judging: what a shell may complete."""

from pathlib import Path

from realign import documents
from realign.findings import Finding
from realign.loading.folder import contents, inner_files, plan_files
from realign.plan import KINDS


def names(folder: Path, most_bytes: int) -> dict[str, dict[str, str]]:
    """Kind -> the ids of its records with their titles, also where the plan is unsound.

    Nothing where the files together are larger than `most_bytes`. Raises `OSError` only if the folder
    itself cannot be read.
    """
    inner = (path for path in inner_files(folder) if isinstance(path, Path))
    files = (*plan_files(folder), *inner)
    if sum(path.stat().st_size for path in files if path.is_file()) > most_bytes:
        return {}
    found: dict[str, dict[str, str]] = {}
    for path in files:
        raw = contents(path, folder)
        data = None if isinstance(raw, Finding) else documents.read(raw, str(path)).data
        for kind, records in (data or {}).items():
            if kind in KINDS and isinstance(records, list):
                entries = (one for one in records if isinstance(one, dict) and isinstance(one.get("id"), str))
                found.setdefault(kind, {}).update((one["id"], _title(one.get("title"))) for one in entries)
    return found


def _title(given: object) -> str:
    """A title, in English where it has several wordings; empty where it is none."""
    if isinstance(given, dict):
        given = given.get("en") or next(iter(given.values()), "")
    return given if isinstance(given, str) else ""
