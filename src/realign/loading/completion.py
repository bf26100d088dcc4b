"""The ids in a folder, read quickly and without judging: what a shell may complete."""

from pathlib import Path

from realign import documents
from realign.findings import Finding
from realign.loading.folder import contents, inner_files, plan_files
from realign.plan import KINDS


def names(folder: Path, most_bytes: int) -> dict[str, list[str]]:
    """Kind -> the ids of its records, also where the plan is unsound.

    Nothing where the files together are larger than `most_bytes`. Raises `OSError` only if the folder
    itself cannot be read.
    """
    inner = (path for path in inner_files(folder) if isinstance(path, Path))
    files = (*plan_files(folder), *inner)
    if sum(path.stat().st_size for path in files if path.is_file()) > most_bytes:
        return {}
    found: dict[str, list[str]] = {}
    for path in files:
        raw = contents(path, folder)
        data = None if isinstance(raw, Finding) else documents.read(raw, str(path)).data
        for kind, records in (data or {}).items():
            if kind in KINDS and isinstance(records, list):
                ids = (one.get("id") for one in records if isinstance(one, dict))
                found.setdefault(kind, []).extend(one for one in ids if isinstance(one, str))
    return found
