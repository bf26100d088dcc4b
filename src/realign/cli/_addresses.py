"""Where the files of a plan lie in their repository, as a code host names them."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Addresses:
    """A folder from which files are named, and the files that lie in it."""

    root: Path
    """The root of the repository; the current folder where there is no repository."""
    names: Mapping[str, str]
    """Path as we show it -> path from the root, with `/`; absolute for a file that lies elsewhere."""

    @classmethod
    def of(cls, paths: Iterable[str], environ: Mapping[str, str]) -> "Addresses":
        """Find the repository that holds the files.

        It is the folder that `GITHUB_WORKSPACE` names, else the one with `.git` above the current folder,
        else the one above the first file. git is not called for that. A file of a revision keeps its name.
        """
        files = {path: _real(Path(path)) for path in paths if not _of_revision(path)}
        here = _real(Path())
        first = next(iter(files.values()), here)
        root = next((one for one in _candidates(here, first, environ) if first.is_relative_to(one)), here)
        return cls(root, {path: _from(root, file) for path, file in files.items()})


def _candidates(here: Path, first: Path, environ: Mapping[str, str]) -> Iterator[Path]:
    """Folders that may be the root, the best first."""
    from realign.loading.repository import repository_root

    workspace = environ.get("GITHUB_WORKSPACE")
    if workspace and os.path.isabs(workspace):  # noqa: PTH117 - a text that may be no path at all
        yield _real(Path(workspace))
    for start in (here, first):
        if root := repository_root(start):
            yield root


def _of_revision(path: str) -> bool:
    """Whether this is no file on the disk but one of a revision, such as `main:data/links.yaml`."""
    return ":" in path and not os.path.lexists(path)


def _real(path: Path) -> Path:
    """The absolute path; links to folders are followed, for a repository holds the link and the folder."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - takes `..` away, which Path.absolute does not
    return Path(os.path.realpath(whole.parent)) / whole.name if whole.name else whole


def _from(root: Path, file: Path) -> str:
    """How the repository names the file."""
    return (file.relative_to(root) if file.is_relative_to(root) else file).as_posix()
