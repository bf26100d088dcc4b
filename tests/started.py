"""Starts `realign` as its users do, only sooner: from a Python that has read its modules already.

Each call is a process of its own, with its own folder, variables and streams. It begins where `python -m
realign` is once all is imported; what tests say of the import itself, or of streams that are closed, starts
Python anew. So does every call where a system cannot fork, and one with a variable that Python reads first.
"""

import atexit
import json
import os
import subprocess
import sys
import traceback
from collections.abc import Mapping
from functools import cache
from io import FileIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory

_MOST_SECONDS = 600
_READ_FIRST = ("PYTHON", "LC_", "LANG")
"""What the names of variables begin with that Python reads before anything else."""


def started(
    *words: str | Path,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    errors: str = "strict",
) -> "subprocess.CompletedProcess[str]":
    """Run `realign` with these words; `env` are all variables that it gets."""
    call = [sys.executable, "-m", "realign", *map(str, words)]
    if not hasattr(os, "fork") or (env is not None and _first(env) != _first(os.environ)):
        return subprocess.run(
            call, cwd=cwd, env=env, capture_output=True, encoding="utf-8", errors=errors, check=False
        )
    with TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        asked = {
            "words": call[3:],
            "cwd": str(cwd or Path.cwd()),
            "env": dict(os.environ if env is None else env),
            "out": str(out),
            "err": str(err),
        }
        server = _server()
        assert server.stdin
        assert server.stdout
        server.stdin.write(f"{json.dumps(asked)}\n".encode())
        server.stdin.flush()
        code = int(server.stdout.readline())
        said = (file.read_bytes().decode("utf-8", errors).replace("\r\n", "\n") for file in (out, err))
        return subprocess.CompletedProcess(call, code, *said)


def _first(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in environ.items() if name.startswith(_READ_FIRST)}


@cache
def _server() -> "subprocess.Popen[bytes]":
    """The Python that has read the modules; it ends with the tests."""
    call = [sys.executable, "-W", "ignore", __file__]
    server = subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    atexit.register(server.communicate)
    return server


def _serve() -> None:
    """Start a process for each line that is asked, and answer with its exit code."""
    import gc
    import signal
    from importlib import import_module
    from pkgutil import walk_packages

    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line has it
    sys.path.pop(0)
    import realign

    names = [one.name for one in walk_packages(realign.__path__, "realign.") if "__main__" not in one.name]
    for name in (*names, "numpy", "networkx", "highspy"):
        import_module(name)
    gc.freeze()
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        process = os.fork()
        if process:
            _, status = os.waitpid(process, 0)
            os.write(1, b"%d\n" % os.waitstatus_to_exitcode(status))
            continue
        signal.alarm(_MOST_SECONDS)
        sys.argv[1:] = asked["words"]
        os.chdir(asked["cwd"])
        os.environ.clear()
        os.environ.update(asked["env"])
        _own_streams(asked["out"], asked["err"])
        os._exit(_ended())


def _ended() -> int:
    """The exit code of the command; without what a Python does about all modules when it ends."""
    from realign.cli import main

    try:
        main()
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:  # noqa: BLE001 - what Python does about one that nobody catches
        traceback.print_exc()
        code = 1
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def _own_streams(out: str, err: str) -> None:
    """Let stdin be empty, and stdout and stderr be files."""
    writing = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    for number, opened in enumerate(
        (os.open(os.devnull, os.O_RDONLY), os.open(out, writing), os.open(err, writing))
    ):
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin, sys.stdout = TextIOWrapper(FileIO(0)), TextIOWrapper(FileIO(1, "w"), encoding="utf-8")
    sys.stderr = TextIOWrapper(FileIO(2, "w"), "utf-8", "backslashreplace", line_buffering=True)


if __name__ == "__main__":
    _serve()
