"""Whoever writes is killed at every call that changes the disk: the old files or the new ones, and no litter."""

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from loops import nonempty
from workbooks import by_openpyxl

STRACE = shutil.which("strace")
CHANGING = (
    "mkdir,mkdirat,write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2,link,linkat,symlink,"
    "unlink,unlinkat,rmdir,ftruncate,truncate,chmod,fchmod,fchmodat,chown,fchown,fchownat,utimensat,"
    "copy_file_range,sendfile,flock"
)
MOST = int(os.environ.get("REALIGN_KILLED_AT", "10"))
"""Points of each call: half of them the last ones, where names change, the others spread over all before."""
PLAN = """plan: {id: p, title: A plan, currency: USD}
funds: [{id: f, kind: unearmarked, title: Free, amount: 5}]
"""
WORK = """deliverables:
  - {id: D1, title: Road, cost: 3, outcomes: ["2.1"], funds: [f]}
  - {id: D2, title: Bridge, cost: 4, outcomes: ["2.1"], funds: [f]}
  - {id: D3, title: Tunnel, cost: 9, outcomes: ["2.1"], funds: [f]}
"""
OUTCOMES = "outcomes:\n  - {id: 1.10, title: Homes}\n  - {id: 2.1, title: Streets}\n"
LINKS = 'links:\n  - {id: L1, from: ["1.10"], to: ["2.1"], strength: 2, basis: analyst}\n'
MATRIX = ",a,b\na,,3\nb,1,\n"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not STRACE, reason="strace is not installed")]


@pytest.fixture(scope="module", autouse=True)
def may_trace() -> None:
    """Some systems let nobody trace processes."""
    if not STRACE or subprocess.run([STRACE, "-o", os.devnull, "true"], check=False).returncode:
        pytest.skip("this system lets nobody trace processes")


CALLS = {
    "import --force": "import matrix m.csv --to sound --force",
    "import --update": "import workbook book.xlsx --to sound --update",
    "import beside": "import workbook more.xlsx --to sound",
    "init": "init new",
    "init --force": "init . --force",
    "init --from": "init new --from book.xlsx",
    "init --from --force": "init . --from book.xlsx --force",
    "--fix": "validate --fix --plan data",
    "--template": "import workbook --template blank.xlsx",
    "export": "export --plan sound --to out.xlsx --force",
    **{
        f"{question} {ending}": f"{question} --plan sound --output out.{ending} --force"
        for question, ending in (
            ("links", "svg"),
            ("links", "png"),
            ("gaps -u 0;1;3;5", "svg"),
            ("gaps", "xlsx"),
            ("report", "html"),
            ("links", "docx"),
            ("links", "pdf"),
        )
    },
    "new file": "links --plan sound --output new.md",
}


def laid_out(folder: Path) -> None:
    """What is there before."""
    for name, outcomes in (
        ("data", OUTCOMES),
        ("sound", OUTCOMES.replace("1.10", '"1.10"').replace("2.1", '"2.1"')),
    ):
        home = folder / name
        home.mkdir(parents=True)
        (home / "plan.yaml").write_text(PLAN + WORK)
        (home / "outcomes.yaml").write_text(outcomes)
        (home / "links.yaml").write_text(LINKS)
    (folder / "m.csv").write_text(MATRIX)
    for ending in ("svg", "png", "xlsx", "html", "docx", "pdf"):
        (folder / f"out.{ending}").write_text("old")
    (folder / "book.xlsx").write_bytes(workbook("1.10"))
    (folder / "more.xlsx").write_bytes(workbook())


@cache
def workbook(*changed: str) -> bytes:
    """A workbook with an outcome and a fund that are new, and outcomes that are called otherwise."""
    rows = [("id", "title"), *((one, "Houses") for one in changed), ("3.1", "Water")]
    return by_openpyxl(Outcomes=rows, Funds=[("id", "kind", "title"), ("g", "soft", "G")])


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): b"" if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
    }


def run(folder: Path, call: str, *before: str) -> "subprocess.CompletedProcess[bytes]":
    environ = {name: text for name, text in os.environ.items() if not name.startswith(("REALIGN", "COV"))}
    environ |= {"PYTHONDONTWRITEBYTECODE": "1", "SOURCE_DATE_EPOCH": "0"}
    words = [*before, sys.executable, "-m", "realign", *call.split()]
    return subprocess.run(words, cwd=folder, env=environ, capture_output=True, check=False, timeout=300)


def changing(folder: Path, call: str) -> list[tuple[str, int]]:
    """Each call to the system, with its number among those of its name, from the first new name to the last."""
    assert STRACE
    done = run(folder, call, STRACE, "-f", "-o", "trace", "-e", f"trace={CHANGING}")
    assert done.returncode in {0, 1}, done.stderr
    lines = (folder / "trace").read_text(errors="replace").splitlines()
    (folder / "trace").unlink()
    calls = [found for line in lines if (found := re.match(r"(\d+) +(\w+)\((.*)", line))]
    ours = [at for at, found in enumerate(calls) if ".realign-" in found[3]]
    often: dict[tuple[str, str], int] = {}
    points: list[tuple[str, int]] = []
    for at, found in enumerate(calls):
        number = often[found[1], found[2]] = often.get((found[1], found[2]), 0) + 1
        if found[1] == calls[ours[0]][1] and ours[0] <= at <= ours[-1]:
            points.append((found[2], number))
    last = MOST // 2
    return points if len(points) <= MOST else [*points[: -last : len(points) // last], *points[-last:]]


def killed(here: Path, call: str, name: str, at: int) -> str:
    """Kill a call at one of its calls to the system; what became of it."""
    assert STRACE
    laid_out(here)
    inject = f"inject={name}:signal=KILL:when={at}"
    done = run(here, call, STRACE, "-f", "-qq", "-o", os.devnull, "-e", f"trace={name}", "-e", inject)
    return f"{name} {at}: {done.returncode} {done.stderr.decode()[-300:]}"


def whole(found: dict[str, bytes]) -> dict[str, bytes]:
    """Without what a run that died may leave until the next one."""
    return {
        name: raw for name, raw in found.items() if not re.search(r"(^|/)\.realign-[0-9a-f]{8}(/|$)", name)
    }


@pytest.mark.parametrize("call", list(CALLS.values()), ids=list(CALLS))
def test_killed_at_each_change_of_the_disk_all_is_old_or_all_is_new(tmp_path: Path, call: str) -> None:
    laid_out(tmp_path / "old")
    old = tree(tmp_path / "old")
    laid_out(tmp_path / "new")
    points = changing(tmp_path / "new", call)
    new = tree(tmp_path / "new")
    assert old != new
    for name, at in nonempty(points):
        here = tmp_path / "killed"
        told = killed(here, call, name, at)
        found = whole(tree(here))
        pending = any(".realign-pending" in path for path in found)
        assert pending or found in (old, new), (told, sorted({*found} ^ {*old}))
        for left in {path.parent for path in here.rglob(".realign-*")}:  # the next run cleans up
            answer = ("--plan", str(left)) if left != here else ("--output", "again.md")
            run(here, f"validate -q {' '.join(answer)}")
        (here / "again.md").unlink(missing_ok=True)
        after = tree(here)
        assert after in (old, new), (told, sorted({*after} ^ {*old} ^ {*new}))
        shutil.rmtree(here)
