"""Runs `realign` several times at once, again and again, from one Python that has read its modules.

Words: how often, then a JSON list of calls, then a JSON mapping of the files that each round begins with. For
each round one line: JSON of the exit codes, of what was said, and of the files that are there afterwards.
"""

import json
import os
import sys
from importlib import import_module
from io import FileIO, TextIOWrapper
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryDirectory


def _begun(words: list[str], folder: Path, told: Path) -> int:
    """The number of a process of its own that does what the words say."""
    process = os.fork()
    if process:
        return process
    os.chdir(folder)
    for number in (1, 2):
        os.dup2(os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
    sys.stdout = TextIOWrapper(FileIO(1, "w"), "utf-8")
    sys.stderr = TextIOWrapper(FileIO(2, "w"), "utf-8", line_buffering=True)
    sys.argv[1:] = words
    from realign.cli import main

    try:
        main()
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    sys.stdout.flush()
    os._exit(code)


def _round(calls: list[list[str]], files: dict[str, str]) -> dict[str, object]:
    """What one round comes to."""
    with TemporaryDirectory() as place:
        folder = Path(place, "work")
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        told = [Path(place, str(number)) for number in range(len(calls))]
        running = [_begun(words, folder, file) for words, file in zip(calls, told, strict=True)]
        codes = [os.waitstatus_to_exitcode(os.waitpid(one, 0)[1]) for one in running]
        found = {
            path.relative_to(folder).as_posix(): path.read_text("utf-8")
            for path in folder.rglob("*")
            if path.is_file()
        }
        return {"codes": codes, "said": [file.read_text("utf-8") for file in told], "files": found}


if __name__ == "__main__":
    import realign

    for name in [
        one.name for one in walk_packages(realign.__path__, "realign.") if "__main__" not in one.name
    ]:
        import_module(name)
    for _ in range(int(sys.argv[1])):
        sys.stdout.write(f"{json.dumps(_round(json.loads(sys.argv[2]), json.loads(sys.argv[3])))}\n")
        sys.stdout.flush()
