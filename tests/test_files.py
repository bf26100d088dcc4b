"""Whatever fails and whenever a run dies, a plan is the old one or the new one, and nothing else stays."""

import contextlib
import errno
import io
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from loops import sampled
from realign import files
from realign.files import PENDING, FileSource, rewrite, steady, write_file, write_files
from realign.findings import CallError
from realign.loading import load

CHANGING = (
    "mkdir",
    "rmdir",
    "rename",
    "replace",
    "link",
    "unlink",
    "open",
    "close",
    "fsync",
    "chmod",
    "utime",
    "chown",
)
LOOKING = ("listdir", "scandir", "stat", "lstat", "access")
_OPEN, _CLOSE = os.open, os.close
OLD = {"plan.yaml": "plan: {id: old}\n", "a.yaml": "old a\n", "notes.txt": "mine\n"}
WRITTEN = {"plan.yaml": b"plan: {id: new}\n", "a.yaml": b"new a\n", "deep/er/b.yaml": b"new b\n"}


class Died(BaseException):
    """The run is dead: from now on it does nothing."""


class Faults:
    """A layer between realign and the system that lets the n-th call fail."""

    def __init__(self, at: int, kind: str) -> None:
        self.left, self.kind = at, kind
        self.struck = False
        self.handles: set[int] = set()
        """What the system closes where a run dies."""

    def wrapped(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            self.left -= 1
            dead = self.left < 0 and self.kind in {"dies", "stays broken"}
            if not (self.left == 0 or dead):
                found = call(*arguments, **options)
                if call is _OPEN:
                    self.handles.add(found)
                if call is _CLOSE:
                    self.handles.discard(arguments[0])
                return found
            self.struck = True
            if self.kind == "dies":
                raise Died
            if self.kind == "is interrupted" or call is _CLOSE:  # a file is closed even if that fails
                found = call(*arguments, **options)
                if call is _OPEN:
                    os.close(found)
                elif hasattr(found, "close"):
                    found.close()
            if self.kind == "is interrupted":
                raise KeyboardInterrupt
            raise OSError(errno.EIO, os.strerror(errno.EIO))

        return run

    def bury(self) -> None:
        for handle in self.handles:
            with contextlib.suppress(OSError):
                os.close(handle)

    def install(self, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(os, "fsync", lambda _number: None)  # which is slow, and nobody pulls the plug
        fails = self.kind in {"fails once", "stays broken"}  # who dies while looking dies before a change
        for name in (*CHANGING, *(LOOKING if fails else ())):
            patch.setattr(os, name, self.wrapped(getattr(os, name)))
        patch.setattr(io, "open", self.wrapped(io.open))


def tree(folder: Path, *, litter: bool = True) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and (litter or not path.relative_to(folder).parts[0].startswith(".realign-"))
    }


def into_the_plan(folder: Path) -> None:
    write_files(folder, WRITTEN, force=True)


def into_a_new_folder(folder: Path) -> None:
    write_files(folder / "x" / "y", WRITTEN, force=False)


def a_new_file(folder: Path) -> None:
    write_file(folder / "report.md", "new\n", force=False)


def over_a_file(folder: Path) -> None:
    write_file(folder / "a.yaml", "new a\n", force=True)


def fixes(folder: Path) -> None:
    sources = [FileSource.of(folder / name, folder, OLD[name].encode()) for name in ("a.yaml", "plan.yaml")]
    rewrite({source: b"fixed " + source.path.name.encode() for source in sources})


NEW: dict[Callable[[Path], None], dict[str, str]] = {
    into_the_plan: {**OLD, **{name: raw.decode() for name, raw in WRITTEN.items()}},
    into_a_new_folder: {**OLD, **{f"x/y/{name}": raw.decode() for name, raw in WRITTEN.items()}},
    a_new_file: {**OLD, "report.md": "new\n"},
    over_a_file: {**OLD, "a.yaml": "new a\n"},
    fixes: {**OLD, "a.yaml": "fixed a.yaml", "plan.yaml": "fixed plan.yaml"},
}


@pytest.fixture
def plans(tmp_path: Path) -> Iterator[Callable[[], Path]]:
    """Make one folder with the old plan after the other; in memory where the system has such a place."""
    memory = Path("/dev/shm")  # noqa: S108 - the folder in it has a name of its own
    home = Path(tempfile.mkdtemp(dir=memory)) if memory.is_dir() and os.access(memory, os.W_OK) else tmp_path
    made = iter(range(1_000_000))

    def fresh() -> Path:
        folder = home / str(next(made))
        folder.mkdir()
        for name, text in OLD.items():
            (folder / name).write_text(text)
        return folder

    yield fresh
    shutil.rmtree(home)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["fails once", "stays broken", "is interrupted", "dies"])
@pytest.mark.parametrize("work", list(NEW), ids=lambda work: work.__name__)
def test_at_every_call_to_the_system_the_plan_stays_whole(
    plans: Callable[[], Path], monkeypatch: pytest.MonkeyPatch, work: Callable[[Path], None], kind: str
) -> None:
    for at in range(1, 1000):
        folder, faults = plans(), Faults(at, kind)
        told: BaseException | None = None
        with monkeypatch.context() as patch:
            faults.install(patch)
            try:
                work(folder)
            except (CallError, OSError, KeyboardInterrupt, Died) as error:
                told = error
        faults.bury()
        if not faults.struck:
            assert told is None
            break
        if kind in {"fails once", "stays broken"}:
            assert told is None or isinstance(told, CallError), (at, told)
        if kind == "fails once" or not (folder / PENDING).exists():
            expected = (
                [OLD if told else NEW[work]] if kind in {"fails once", "stays broken"} else [OLD, NEW[work]]
            )
            assert tree(folder, litter=False) in expected, (at, told)
        assert (folder / PENDING).exists() or tree(folder, litter=False) in (OLD, NEW[work]), at
        with steady(folder):
            assert tree(folder) in (OLD, NEW[work]), at
        assert not list(folder.glob(".realign-*")), at
    assert at > 10


def test_to_complete_a_change_may_die_at_every_call_too(
    plans: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    half = 0
    for at in range(1, 1000):
        first = plans()
        with monkeypatch.context() as patch:
            faults = Faults(at, "dies")
            faults.install(patch)
            with contextlib.suppress(Died):
                into_the_plan(first)
        faults.bury()
        if not faults.struck:
            break
        if not (first / PENDING).exists():
            continue
        half += 1
        for again in range(1, 1000):
            with monkeypatch.context() as patch:
                faults = Faults(again, "dies")
                faults.install(patch)
                with contextlib.suppress(Died), steady(first):
                    pass
            faults.bury()
            if not faults.struck:
                break
        assert tree(first) == NEW[into_the_plan]
    assert half > 5


# --- what must not be touched -----------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in OLD.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_a_file_that_is_there_needs_force_and_keeps_its_mode(folder: Path) -> None:
    (folder / "a.yaml").chmod(0o640)
    with pytest.raises(CallError, match=r"a\.yaml exists"):
        write_file(Path("a.yaml"), "new\n", force=False)
    assert tree(folder) == OLD
    write_file(Path("a.yaml"), "new\n", force=True)
    assert (Path("a.yaml").read_text(encoding="utf-8"), stat.S_IMODE(Path("a.yaml").stat().st_mode)) == (
        "new\n",
        0o640,
    )


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_new_file_has_the_mode_that_the_user_gives_new_files(folder: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_file(folder / "b", "x", force=False)
        write_files(folder / "c" / "d", {"e/f": b"x"}, force=False)
        write_files(folder, {"g": b"x", "h/i": b"x"}, force=False)
    finally:
        os.umask(before)
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("?") if path.name in "bcdefghi"
    }
    assert modes == {
        **dict.fromkeys("bfgi", 0o666 & ~mask),
        **dict.fromkeys("cdeh", 0o777 & ~mask),
    }


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_the_owner_is_kept(folder: Path) -> None:
    os.chown(folder / "a.yaml", 12345, 54321)
    write_file(folder / "a.yaml", "new\n", force=True)
    into_the_plan(folder)
    about = (folder / "a.yaml").stat()
    assert (about.st_uid, about.st_gid) == (12345, 54321)


@contextlib.contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """What it is to be somebody who may not do everything, in a folder of one's own."""
    if not hasattr(os, "setresuid"):
        pytest.skip("this system knows no users that one could become")
    if os.geteuid() != 0:
        yield
        return
    for path in (folder.parent, folder, *folder.iterdir()):
        path.chmod(0o755 if path.is_dir() else 0o644)
    for path in (folder, *folder.iterdir()):
        os.chown(path, 65534, 65534)
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def test_a_file_that_is_write_protected_is_not_replaced(plans: Callable[[], Path]) -> None:
    folder = plans()
    with as_nobody(folder):
        (folder / "a.yaml").chmod(0o444)
        with pytest.raises(CallError, match="Permission denied"):
            write_file(folder / "a.yaml", "new\n", force=True)
        for work in (into_the_plan, fixes):
            with pytest.raises(CallError, match="Permission denied"):
                work(folder)
        assert tree(folder) == OLD


def test_a_folder_that_is_write_protected_stays_as_it_is(plans: Callable[[], Path]) -> None:
    folder = plans()
    with as_nobody(folder):
        folder.chmod(0o555)
        for work in NEW:
            with pytest.raises(CallError, match="Permission denied"):
                work(folder)
        assert load(folder).sources
        assert tree(folder) == OLD
        folder.chmod(0o333)  # nobody can list it, but whoever knows a name can write
        write_file(folder / "a.yaml", "new\n", force=True)
        write_file(folder / "report.md", "new\n", force=False)
        folder.chmod(0o755)
        assert tree(folder) == {**OLD, "a.yaml": "new\n", "report.md": "new\n"}


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can make files of others"
)
@pytest.mark.parametrize("sticky", [True, False])
def test_a_file_of_somebody_else(plans: Callable[[], Path], sticky: bool) -> None:
    folder = plans()
    with as_nobody(folder):
        os.setresuid(0, 0, 0)
        os.chown(folder, 0, 0)
        folder.chmod(0o1777 if sticky else 0o777)
        os.chown(folder / "a.yaml", 0, 0)
        (folder / "a.yaml").chmod(0o666)
        os.setresuid(65534, 65534, 0)
        if sticky:
            for work in (into_the_plan, over_a_file, fixes):
                with pytest.raises(CallError, match="not permitted"):
                    work(folder)
                assert tree(folder) == OLD
        else:
            into_the_plan(folder)
            assert tree(folder) == NEW[into_the_plan]
            assert stat.S_IMODE((folder / "a.yaml").stat().st_mode) == 0o666
        assert not list(folder.glob(".realign-*"))


def test_a_link_stays_a_link_and_leads_out_of_no_folder(folder: Path) -> None:
    outside = folder / "outside"
    inside = folder / "inside"
    for one in (outside, inside):
        one.mkdir()
        (one / "a.yaml").write_text("old\n")
    (inside / "b.yaml").symlink_to("a.yaml")
    write_file(inside / "b.yaml", "new\n", force=True)
    assert (inside / "b.yaml").is_symlink()
    assert (inside / "a.yaml").read_text() == "new\n"
    (inside / "c.yaml").symlink_to("../outside/a.yaml")
    (inside / "d.yaml").symlink_to("../outside/new.yaml")
    (inside / "deep").symlink_to("../outside")
    (inside / "loop").symlink_to("loop")
    (folder / "door").symlink_to("outside")
    before = tree(folder)
    for name in ("c.yaml", "d.yaml", "deep/a.yaml", "deep/x.yaml"):
        with pytest.raises(CallError, match="leads out of"):
            write_files(inside, {name: b"new\n", "fine.yaml": b""}, force=True)
    for name in ("c.yaml", "d.yaml", "loop"):
        with pytest.raises(CallError):
            write_file(inside / name, "new\n", force=True)
    os.chdir(inside)
    with pytest.raises(CallError, match="leads out of this folder"):
        write_file(Path("deep/a.yaml"), "new\n", force=True)
    for name in ("deep", "deep/new"):
        with pytest.raises(CallError, match="leads out of this folder"):
            write_files(Path(name), WRITTEN, force=True)
    os.chdir(folder)
    write_files(Path("door"), {"here.yaml": b""}, force=False)  # a link inside the working folder
    after = tree(folder)
    assert {name: after[name] for name in before} == before
    assert (outside / "here.yaml").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_file_is_not_written(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "null").symlink_to(os.devnull)
    (folder / "sub").mkdir()
    names = ["pipe", "null", "sub", ".", "..", "x" * 300, "a.yaml/b", "gone/b"]
    for name in names:
        with pytest.raises(CallError):
            write_file(folder / name, "new\n", force=True)
    for name in ["pipe", "sub", "x" * 300, "a.yaml/b", "../b"]:
        with pytest.raises(CallError):
            write_files(folder, {name: b"new\n", "fine": b""}, force=True)
    assert stat.S_ISFIFO((folder / "pipe").stat().st_mode)
    (folder / "pipe").unlink()
    assert tree(folder) == OLD
    assert not list(folder.glob(".realign-*"))


def test_another_name_of_the_same_file_keeps_what_it_holds(folder: Path) -> None:
    os.link(folder / "a.yaml", folder / "twin")
    write_file(folder / "a.yaml", "new\n", force=True)
    into_the_plan(folder)
    assert (folder / "twin").read_text() == "old a\n"


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names of files must be text here")
def test_any_name_of_a_file_is_that_file(folder: Path) -> None:
    names = [
        "new\nline",
        "\ufffd",
        "back\\slash",
        "dots..",
        "blank ",
        "-",
        "~",
        "*",
        os.fsdecode(b"\xff"),
        "x" * 255,
    ]
    for name in names:
        write_file(Path(name), "1", force=False)
        write_file(folder / name, "2", force=True)
    write_files(folder, dict.fromkeys(names, b"3"), force=True)
    assert {path.name for path in folder.iterdir()} == {*OLD, *names}
    assert {(folder / name).read_text() for name in names} == {"3"}


def test_without_a_working_folder_full_names_still_work(folder: Path) -> None:
    gone = folder / "gone"
    gone.mkdir()
    os.chdir(gone)
    try:
        gone.rmdir()
    except OSError:
        pytest.skip("a folder that somebody works in cannot be deleted here")
    try:
        with pytest.raises(CallError):
            write_file(Path("x"), "new", force=False)
        with pytest.raises(CallError):
            write_files(Path("x"), WRITTEN, force=False)
        write_file(folder / "x", "new", force=False)
        into_the_plan(folder)
    finally:
        os.chdir(folder)
    assert tree(folder) == {**NEW[into_the_plan], "x": "new"}


# --- a change that somebody sends -------------------------------------------------------------------


def pending(folder: Path, names: list[str], number: int | None = None) -> Path:
    """What a repository could hold: a folder that looks like a change which is decided."""
    left = folder / PENDING
    left.mkdir()
    inode = left.stat().st_ino if number is None else number
    (left / "files.json").write_text(json.dumps({"folder": inode, "files": names, "made": []}))
    for place in range(len(names)):
        (left / str(place)).write_text("theirs")
    return left


@pytest.mark.parametrize(
    ("name", "ours"),
    [("a.yaml", False), ("../x", True), (".git/config", True), ("door/x", True), ("/x", True)],
)
def test_a_change_that_was_not_begun_here_moves_nothing(tmp_path: Path, name: str, ours: bool) -> None:
    plan = tmp_path / "plan"
    (plan / ".git").mkdir(parents=True)
    (plan / "plan.yaml").write_text("plan: {id: a, title: A}\n")
    (plan / "door").symlink_to("..")
    left = pending(plan, [name], None if ours else 1)
    before = tree(tmp_path)
    loaded = load(plan)
    assert [finding.code for finding in loaded.findings] == ["RA003"]
    assert "interrupted" in str(loaded.findings[0].message)
    assert loaded.plan is None
    with pytest.raises(CallError, match="interrupted"):
        write_files(plan, {"b.md": b"x", "c.md": b"x"}, force=False)
    assert tree(tmp_path) == before
    write_file(plan / "b.md", "x", force=False)
    assert tree(tmp_path) == {**before, "plan/b.md": "x"}
    for junk in (b"[" * 100_000, b"[]", b"{}", b"\xff", b'{"folder": 1, "files": [1], "made": {}}'):
        (left / "files.json").write_bytes(junk)
        assert len(load(plan).findings) == 1


def test_a_change_that_is_half_done_is_read_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.yaml").write_text("outcomes: []\n")
    written = {"plan.yaml": b"plan: {id: new, title: New}\n", "a.yaml": b"lenses: []\n"}
    with monkeypatch.context() as patch:
        replaced: list[Path] = []

        def second(path: Path, target: Path) -> Path:
            if replaced:
                raise Died
            replaced.append(target)
            os.replace(path, target)  # noqa: PTH105 - Path.replace is what is stood in for
            return target

        patch.setattr(Path, "replace", second)
        patch.setattr(files.transaction, "_undo", lambda *_: None)
        with pytest.raises(Died):
            write_files(folder, written, force=True)
    assert (folder / PENDING).is_dir()
    assert (folder / "a.yaml").read_text() == "outcomes: []\n"
    loaded = load(folder)
    assert loaded.plan
    assert loaded.plan.about.id == "new"
    assert (folder / "a.yaml").read_bytes() == written["a.yaml"]
    assert not list(folder.glob(".realign-*"))


def test_a_change_of_the_folder_above_is_completed_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(files.transaction, "forward", lambda *_: (_ for _ in ()).throw(Died))
        patch.setattr(files.transaction, "_undo", lambda *_: None)
        with pytest.raises(Died):
            write_files(
                folder, {"data/plan.yaml": b"plan: {id: new, title: New}\n", "a.yaml": b"x"}, force=True
            )
    (folder / "data").mkdir()
    loaded = load(folder / "data")
    assert loaded.plan
    assert loaded.plan.about.id == "new"
    assert not list(folder.glob(".realign-*"))


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can make folders of others"
)
def test_a_change_of_another_user_is_not_completed(folder: Path) -> None:
    left = pending(folder, ["a.yaml"])
    os.chown(left, 65534, 65534)
    with steady(folder):
        assert (folder / "a.yaml").read_text() == OLD["a.yaml"]
    os.chown(left, 0, 0)
    with steady(folder):
        assert (folder / "a.yaml").read_text() == "theirs"


# --- several at once --------------------------------------------------------------------------------


def at_once(*works: Callable[[], None]) -> list[str]:
    """What becomes of several runs that begin together: their errors; a run without any is empty."""
    told: list[str] = []
    ready = threading.Barrier(len(works))

    def run(work: Callable[[], None]) -> None:
        ready.wait()
        try:
            work()
        except CallError as error:
            told.append(error.message)
        else:
            told.append("")

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


@pytest.mark.parametrize("links", sampled([True, False], 2))
def test_of_four_writers_of_a_new_file_one_writes(
    plans: Callable[[], Path], monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:

        def none(*_: object) -> None:
            raise OSError(errno.EPERM, "no hard links here")

        monkeypatch.setattr(os, "link", none)
    for _ in range(100):
        file = plans() / "report.md"
        told = at_once(*(partial(write_file, file, text * 1000, force=False) for text in "abcd"))
        assert min(told) == ""
        assert all("exists" in message for message in sorted(told)[1:])
        assert len(set(file.read_text())) == 1
        assert len(file.read_text()) == 1000


@pytest.mark.slow
def test_three_writers_of_a_plan_leave_one_of_the_three(plans: Callable[[], Path]) -> None:
    for _ in range(100):
        folder = plans()
        every = [dict.fromkeys(OLD, text.encode()) for text in "abc"]
        told = at_once(*(partial(write_files, folder, some, force=True) for some in every))
        assert told == ["", "", ""]
        assert len(set(tree(folder).values())) == 1


@pytest.mark.slow
def test_of_three_that_fix_what_they_read_one_fixes(plans: Callable[[], Path]) -> None:
    for _ in range(100):
        folder = plans()
        told = at_once(*[partial(fixes, folder)] * 3)
        assert min(told) == ""
        assert all("has changed since it was read" in message for message in sorted(told)[1:])
        assert tree(folder) == NEW[fixes]


# --- killed by the system ---------------------------------------------------------------------------

STRACE = shutil.which("strace")
_KILLABLE = (
    "mkdir",
    "write",
    "fsync",
    "rename",
    "renameat",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "rmdir",
    "flock",
)
_SCRIPT = """
import sys
from pathlib import Path
from realign.files import write_files
write_files(Path(sys.argv[1]), {name: ("new " + name).encode() for name in sys.argv[2:]}, force=True)
"""


def traced(inject: str, *call: str) -> "subprocess.CompletedProcess[str]":
    assert STRACE
    options = [
        "-f",
        "-qq",
        "-o",
        os.devnull,
        "-e",
        f"trace={inject.partition(':')[0]}",
        "-e",
        f"inject={inject}",
    ]
    environ = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [STRACE, *options, *call], capture_output=True, text=True, env=environ, timeout=60, check=False
    )


@pytest.fixture(scope="module")
def may_trace() -> None:
    if not STRACE:
        pytest.skip("strace is not installed")
    if traced("write:signal=KILL:when=1", sys.executable, "-c", "print(1)").returncode >= 0:
        pytest.skip("this system lets nobody trace processes")


@pytest.mark.slow
@pytest.mark.usefixtures("may_trace")
@pytest.mark.parametrize("call", _KILLABLE)
def test_killed_at_any_call_to_the_system(plans: Callable[[], Path], call: str) -> None:
    new = {name: f"new {name}" for name in OLD}
    for at in range(1, 100):
        folder = plans()
        done = traced(f"{call}:signal=KILL:when={at}", sys.executable, "-c", _SCRIPT, str(folder), *OLD)
        if done.returncode == 0:
            assert tree(folder) == new
            break
        assert done.returncode < 0 or done.returncode == 137, done.stderr
        with steady(folder):
            assert tree(folder) in (OLD, new), at
        assert not list(folder.glob(".realign-*"))
    assert done.returncode == 0


@pytest.mark.slow
@pytest.mark.usefixtures("may_trace")
@pytest.mark.parametrize(
    "fault",
    ["fsync:error=EIO", "write:error=ENOSPC", "write:error=EDQUOT", "mkdir:error=EROFS", "rename:error=EIO"],
)
def test_a_disk_that_fails_is_a_wrong_call_and_nothing_is_changed(
    plans: Callable[[], Path], fault: str
) -> None:
    folder = plans()
    call = [sys.executable, "-m", "realign", "init", str(folder), "--force", "-q"]
    done = traced(f"{fault}:when=1+", *call)
    assert tree(folder) == OLD
    assert not list(folder.glob(".realign-*"))
    assert done.returncode == 2
    assert "write" in fault or "nothing was changed" in done.stderr
