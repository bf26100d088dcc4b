"""What strangers put into a repository: nothing of it runs, nothing is written, and the answer is clear.

Each test builds such a repository and calls `realign diff` as a workflow does. Whatever an attack could run
would create the file `canary`.
"""

import contextlib
import errno
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from zlib import compress

import pytest

from realign.findings import CallError, Finding
from realign.loading import Loaded
from realign.loading.repository import repository_root
from realign.loading.revisions import states

pytestmark = pytest.mark.slow

if shutil.which("git") is None or sys.platform != "linux":
    pytest.skip("these attacks need git, pipes and the find of GNU", allow_module_level=True)

PLAN = """\
plan: {id: city, title: City strategy}
outcomes:
  - {id: "1", title: Safe streets}
  - {id: "2", title: Affordable homes}
lenses:
  - {id: heat, title: Hotter summers}
"""
LINKS = """\
links:
  - {id: L1, from: ["1"], to: ["2"], direction: directed, strength: 2, lenses: [heat], basis: analyst}
"""
FIND = shutil.which("find") or "find"
"""By its whole name: some tests have no path to programs."""
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("GIT", "REALIGN"))}


class Repository:
    """A plan in `data` with two commits: `L1` has strength 1, then 2."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "data"
        self.dot_git = root / ".git"
        self.canary = root.parent / "canary"
        self.data.mkdir(parents=True)
        self.git("init", "-q", "-b", "main", ".")
        (self.data / "plan.yaml").write_text(PLAN)
        (self.data / "links.yaml").write_text(LINKS.replace("strength: 2", "strength: 1"))
        self.commit("one")
        (self.data / "links.yaml").write_text(LINKS)
        self.commit("two")

    def git(self, *words: str, said: bytes = b"") -> str:
        me = ["-c", "user.name=me", "-c", "user.email=me@example.org", "-c", "commit.gpgsign=false"]
        environ = CLEAN | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", *me, *words], cwd=self.root, input=said, capture_output=True, env=environ, check=True
        )
        return done.stdout.decode().strip()

    def commit(self, message: str) -> None:
        self.git("add", "-A", ".")
        self.git("commit", "-q", "-m", message)

    def loose(self, revision: str) -> Path:
        """The file of an object."""
        number = self.git("rev-parse", revision)
        return self.dot_git / "objects" / number[:2] / number[2:]

    def put(self, kind: str, content: bytes) -> str:
        """Store an object, whatever it holds."""
        return self.git("hash-object", "-t", kind, "-w", "--literally", "--stdin", said=content)

    def committed(self, *entries: tuple[str, bytes, str]) -> str:
        """A commit whose folder `data` has these entries: mode, name, number of the object."""
        raw = b"".join(
            mode.encode() + b" " + name + b"\0" + bytes.fromhex(number) for mode, name, number in entries
        )
        data = self.put("tree", raw)
        return self.on(self.put("tree", b"40000 data\0" + bytes.fromhex(data)))

    def on(self, tree: str) -> str:
        """A commit of a tree that git need not understand."""
        who = "me <me@example.org> 1700000000 +0000"
        return self.put("commit", f"tree {tree}\nauthor {who}\ncommitter {who}\n\nx\n".encode())

    def blob(self, text: str = PLAN) -> str:
        return self.put("blob", text.encode())

    def program(self, path: Path) -> Path:
        """A program that creates the canary."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\ntouch '{self.canary}'\nexit 1\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    def state(self) -> list[str]:
        """Every file with its size and time."""
        told = subprocess.run(
            [FIND, str(self.root), "-printf", "%s %T@ %p\\0"], capture_output=True, check=True, text=True
        )
        return sorted(told.stdout.split("\0"))

    def diff(
        self, *words: str, environ: dict[str, str] | None = None, where: Path | None = None
    ) -> "subprocess.CompletedProcess[str]":
        """Call `realign diff`; whatever comes, nothing ran, nothing was written, nothing was an internal error."""
        before = self.state()
        done = subprocess.run(
            [sys.executable, "-m", "realign", "diff", "--plan", str(self.data), *words],
            cwd=where or self.root,
            capture_output=True,
            text=True,
            env=CLEAN | (environ or {}),
            timeout=60,
            check=False,
        )
        self.untouched(before)
        assert done.returncode in {0, 1, 2}, done.stderr
        assert "Traceback" not in done.stderr
        return done

    def untouched(self, before: object) -> None:
        assert not self.canary.exists(), "the repository had something run"
        assert self.state() == before

    def read(self, old: str, new: str | None = None, plan: Path | None = None) -> tuple[Loaded, Loaded]:
        """What `realign diff` reads, in this process; it works where we are."""
        before = self.state()
        try:
            with states(old, new, plan or self.data) as (first, second):
                return first.load(), second.load()
        finally:
            self.untouched(before)

    def answered(self, old: str, new: str | None = None, plan: Path | None = None) -> None:
        """The change of L1 is seen."""
        strengths = [loaded.plan.links[0].strength for loaded in self.read(old, new, plan) if loaded.plan]
        assert strengths == [1, 2]

    def refused(self, old: str, new: str | None = None, *, says: str, plan: Path | None = None) -> None:
        """The call is wrong, and the message says why."""
        with pytest.raises(CallError) as caught:
            self.read(old, new, plan)
        told = caught.value.message + caught.value.hint
        assert says in told
        assert told.isprintable()
        assert len(told) < 1000

    def findings(self, old: str) -> list[Finding]:
        """What is wrong with the files of a revision."""
        loaded, _ = self.read(old)
        assert loaded.plan is None
        assert all(str(finding.place).isprintable() for finding in loaded.findings)
        return list(loaded.findings)


def told(done: "subprocess.CompletedProcess[str]") -> tuple[str, str, str]:
    """The only change that `diff --format json` tells."""
    assert done.returncode == 0, done.stderr
    (change,) = json.loads(done.stdout)["changes"]
    return change["id"], change["old"], change["new"]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    work = Repository(tmp_path / "work")
    monkeypatch.chdir(work.root)
    return work


def hostile(repository: Repository) -> str:
    """A configuration in which every setting that can run a program does."""
    run = repository.program(repository.root.parent / "run")
    more = repository.root.parent / "more"
    more.write_text(f"[core]\n fsmonitor = {run}\n pager = {run}\n sshCommand = {run}\n")
    return f"""
[include]
 path = {more}
[includeIf "gitdir:**"]
 path = {more}
[core]
 repositoryformatversion = 1
 fsmonitor = {run}
 hooksPath = {run.parent}
 sshCommand = {run}
 gitProxy = {run}
 pager = {run}
 askPass = {run}
 editor = {run}
 alternateRefsCommand = {run}
 attributesFile = {run}
 worktree = /
[alias]
 cat-file = "!{run}"
 merge-base = "!{run}"
[diff]
 external = {run}
[diff "x"]
 textconv = {run}
 command = {run}
[filter "x"]
 smudge = {run}
 clean = {run}
 process = {run}
 required = true
[gpg]
 program = {run}
[log]
 showSignature = true
[credential]
 helper = "!{run}"
[protocol]
 allow = always
[protocol "ext"]
 allow = always
[url "ext::{run} "]
 insteadOf = x
[extensions]
 partialClone = origin
 worktreeConfig = true
[remote "origin"]
 url = ext::{run}
 promisor = true
 partialclonefilter = blob:none
 uploadpack = {run}
 vcs = x
"""


def arm(repository: Repository) -> None:
    """Put everything into `.git` that can run a program, and attributes that ask for it."""
    with (repository.dot_git / "config").open("a") as file:
        file.write(hostile(repository))
    (repository.dot_git / "config.worktree").write_text(hostile(repository))
    (repository.dot_git / "info").mkdir(exist_ok=True)
    (repository.dot_git / "info" / "attributes").write_text("* filter=x diff=x\n")
    for hook in (
        "post-checkout",
        "post-index-change",
        "reference-transaction",
        "fsmonitor-watchman",
        "pre-auto-gc",
    ):
        repository.program(repository.dot_git / "hooks" / hook)


# what could run


@pytest.mark.parametrize("words", [["main~1"], ["main~1..main"], ["main~1...main"], ["main@{1}", "main"]])
def test_no_setting_hook_or_attribute_of_the_repository_runs(
    repository: Repository, words: list[str]
) -> None:
    (repository.root / ".gitattributes").write_text("* filter=x diff=x text eol=crlf\n")
    arm(repository)
    old, new = words if len(words) > 1 else (words[0], None)
    repository.answered(old, new)


def test_the_command_runs_none_either(repository: Repository) -> None:
    arm(repository)
    assert told(repository.diff("main~1", "--format", "json")) == ("L1", "1", "2")


@pytest.mark.parametrize("what", ["HEAD~1:data/links.yaml", "HEAD~1:data", "HEAD~1^{tree}", "HEAD~1"])
def test_what_is_missing_is_not_fetched(repository: Repository, what: str) -> None:
    repository.loose(what).unlink()
    repository.refused("main~1", says="")
    arm(repository)
    repository.refused("main~1", says="")


def test_a_bare_repository_among_the_files_of_the_plan_is_none(repository: Repository) -> None:
    """git takes a folder with HEAD, objects and refs for a repository, and all may be committed as files."""
    for folder in ("objects/info", "refs/heads"):
        (repository.data / folder).mkdir(parents=True)
    (repository.data / "objects" / "info" / "keep").touch()
    (repository.data / "refs" / "heads" / "main").write_text("1" * 40)
    (repository.data / "HEAD").write_text("ref: refs/heads/main\n")
    (repository.data / "config").write_text(
        hostile(repository).replace("worktree = /", "worktree = .\n bare = false")
    )
    repository.git("add", "-Af", ".")
    repository.git("commit", "-q", "-m", "three")
    repository.answered("main~2")
    assert told(repository.diff("main~2", "--format", "json", where=repository.data)) == ("L1", "1", "2")


def test_the_environment_of_git_is_not_heard(repository: Repository, tmp_path: Path) -> None:
    run = str(repository.program(tmp_path / "bin" / "git-cat-file"))
    other = Repository(tmp_path / "other")
    other.git("commit", "-q", "--allow-empty", "-m", "three")
    (tmp_path / "config").write_text(hostile(repository))
    done = repository.diff(
        "main~1",
        "--format",
        "json",
        environ={
            "GIT_DIR": str(other.dot_git),
            "GIT_WORK_TREE": str(other.root),
            "GIT_COMMON_DIR": str(other.dot_git),
            "GIT_OBJECT_DIRECTORY": str(other.dot_git / "objects"),
            "GIT_INDEX_FILE": str(other.dot_git / "index"),
            "GIT_EXEC_PATH": str(tmp_path / "bin"),
            "GIT_CONFIG_GLOBAL": str(tmp_path / "config"),
            "GIT_CONFIG_SYSTEM": str(tmp_path / "config"),
            "GIT_CONFIG_PARAMETERS": f"'core.fsmonitor={run}'",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "core.fsmonitor",
            "GIT_CONFIG_VALUE_0": run,
            "GIT_TRACE": str(repository.canary),
            "GIT_TRACE_SETUP": str(repository.canary),
            "GIT_TRACE2_EVENT": str(repository.canary),
            "GIT_EXTERNAL_DIFF": run,
            "GIT_SSH_COMMAND": run,
            "GIT_PAGER": run,
            "GIT_ASKPASS": run,
            "GIT_NAMESPACE": "x",
            "GIT_REPLACE_REF_BASE": "refs/heads",
            "GIT_SHALLOW_FILE": str(tmp_path / "config"),
            "GIT_FLUSH": "x",
            "HOME": str(tmp_path),
            "XDG_CONFIG_HOME": str(tmp_path),
        },
    )
    assert told(done) == ("L1", "1", "2")


@pytest.mark.parametrize("path", [".:{}", ":{}", "data:{}", "./data:{}"])
def test_a_program_in_the_folder_is_not_taken_for_git(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    repository.program(repository.root / "git")
    repository.program(repository.data / "git")
    monkeypatch.setenv("PATH", path.format(CLEAN["PATH"]))
    repository.answered("main~1")
    monkeypatch.setenv("PATH", path.format(""))
    repository.refused("main~1", says="git is not installed")


def test_no_commit_or_file_takes_the_place_of_another(repository: Repository) -> None:
    """`git replace` and grafts: both are kept in the repository, and git obeys them unasked."""
    one, two = repository.git("rev-parse", "main~1", "main").split()
    repository.git("replace", one, two)
    repository.git(
        "replace", *repository.git("rev-parse", "main~1:data/links.yaml", "main:data/links.yaml").split()
    )
    (repository.dot_git / "info").mkdir(exist_ok=True)
    (repository.dot_git / "info" / "grafts").write_text(f"{two}\n")
    repository.answered("main~1")


# where files could be written, and what is no file


ODD = [
    b"/tmp/realign-canary.yaml",
    b"../../../../../../tmp/realign-canary.yaml",
    b"..\\realign-canary.yaml",
    b"C:\\realign-canary.yaml",
    b"sub/links.yaml",
    b"a\n::error::b.yaml",
    b"a\x1b[2Jb.yaml",
]


@pytest.mark.parametrize("name", ODD)
def test_a_name_that_leads_elsewhere_is_written_nowhere_and_said(repository: Repository, name: bytes) -> None:
    entries = [("100644", b"plan.yaml", repository.blob()), ("100644", name, repository.blob(LINKS))]
    (finding,) = repository.findings(repository.committed(*entries))
    assert finding.code == "RA003"
    assert "a name that no file in a folder can have" in str(finding.message)
    assert not Path("/tmp/realign-canary.yaml").exists()  # noqa: S108 - it must not be there


def test_links_submodules_and_folders_in_place_of_a_file_are_named(repository: Repository) -> None:
    commit = repository.git("rev-parse", "main")
    found = repository.findings(
        repository.committed(
            ("120000", b"a.yaml", repository.blob("/etc/passwd")),
            ("160000", b"b.yaml", commit),
            ("40000", b"c.yaml", repository.git("rev-parse", "main:data")),
            ("100644", b"d.yaml", repository.blob(LINKS)),
            ("100644", b"d.yaml", repository.blob(LINKS)),
            ("777", b"e.yaml", repository.blob(LINKS)),
            ("100644", b"plan.yaml", repository.blob()),
        )
    )
    for name, kind in (
        ("a", "symbolic link"),
        ("b", "submodule"),
        ("c", "folder"),
        ("d", "second file of this name"),
        ("e", "thing of no known kind"),
    ):
        (finding,) = [finding for finding in found if finding.place.path.endswith(f":data/{name}.yaml")]
        assert kind in str(finding.message)


@pytest.mark.parametrize(
    ("mode", "kind"), [("120000", "symbolic link"), ("160000", "submodule"), ("100644", "file")]
)
def test_a_plan_whose_folder_was_none_is_named(repository: Repository, mode: str, kind: str) -> None:
    number = repository.git("rev-parse", "main") if mode == "160000" else repository.blob("data")
    tree = repository.put("tree", f"{mode} data\0".encode() + bytes.fromhex(number))
    repository.refused(repository.on(tree), says=f"data is a {kind}")


def test_a_revision_without_the_folder_or_without_a_plan(repository: Repository) -> None:
    repository.refused(repository.on(repository.put("tree", b"")), says="there is no folder data/")
    repository.refused(
        repository.committed(("100644", b"README", repository.blob())), says="there is no plan"
    )


def test_findings_name_the_revision_and_the_path(repository: Repository) -> None:
    (repository.data / "links.yaml").write_text(LINKS.replace('["1"]', '["9"]'))
    repository.commit("three")
    (repository.data / "links.yaml").write_text(LINKS)
    done = repository.diff("main")
    assert done.returncode == 1
    assert "main:data/links.yaml:2:" in done.stderr
    assert "realign-" not in done.stderr
    assert "the plan at 'main' has 1 error" in done.stderr


def test_a_file_of_a_revision_is_none_of_the_repository_s_files(repository: Repository) -> None:
    """An annotation or an alert must not name a path that joins the folder and the revision."""
    (repository.data / "links.yaml").write_text(LINKS.replace('["1"]', '["9"]'))
    repository.commit("three")
    (repository.data / "links.yaml").write_text(LINKS)
    told = repository.diff("main", "--format", "github", where=repository.data).stdout
    assert "::error file=main%3Adata/links.yaml," in told


# what is damaged


def garbage(path: Path, content: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(content)


DAMAGE = {
    "empty": b"",
    "no zlib": b"garbage",
    "cut": compress(b"blob 100\0links:")[:-3],
    "wrong size": compress(b"blob 3\0links:"),
    "huge size": compress(b"blob 99999999999999999999\0links:"),
    "no such kind": compress(b"blub 6\0links:"),
    "zeros": compress(b"\0" * 1000),
    "more behind": compress(b"blob 6\0links:") + b"more",
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("what", ["main~1:data/links.yaml", "main~1:data", "main~1"])
def test_a_damaged_object_is_said(repository: Repository, what: str, damage: str) -> None:
    garbage(repository.loose(what), DAMAGE[damage])
    number = repository.git("rev-parse", "main")
    repository.refused("main~1", number, says="")


def test_a_damaged_object_is_a_wrong_call(repository: Repository) -> None:
    garbage(repository.loose("main~1:data/links.yaml"), DAMAGE["cut"])
    done = repository.diff("main~1")
    assert done.returncode == 2
    assert done.stderr.startswith("realign: git says:")


@pytest.mark.parametrize(
    "raw",
    [b"100644 plan.yaml", b"100644 plan.yaml\0short", b"garbage", b"\0" * 50, b"100644 \0" + b"1" * 20],
)
def test_a_list_of_files_that_is_none(repository: Repository, raw: bytes) -> None:
    tree = repository.put("tree", b"40000 data\0" + bytes.fromhex(repository.put("tree", raw)))
    repository.refused(repository.on(tree), says="")


def test_a_file_that_is_a_commit(repository: Repository) -> None:
    commit = repository.git("rev-parse", "main")
    repository.refused(
        repository.committed(("100644", b"plan.yaml", commit)), says="data/plan.yaml is no blob"
    )


@pytest.mark.parametrize("name", ["HEAD", "config", "packed-refs", "shallow", "logs/HEAD", "FETCH_HEAD"])
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\0garbage\n[[[", b"ref: ../../../etc/passwd\n", None])
def test_a_damaged_or_waiting_file_of_the_repository(
    repository: Repository, name: str, content: bytes | None
) -> None:
    """`None` is a pipe: whoever opens it waits for ever."""
    one = repository.git("rev-parse", "main~1")
    path = repository.dot_git / name
    path.unlink(missing_ok=True)
    if content is None:
        os.mkfifo(path)
    else:
        path.write_bytes(content)
    if name == "HEAD" and content is None:
        repository.refused(one, says="")
        return
    repository.answered(one)
    with contextlib.suppress(CallError):
        repository.answered("main@{1}")


@pytest.mark.parametrize(
    "where", ["objects/ab", "objects/ab/" + "c" * 38, "objects/pack/pack-x.idx", "objects/info/alternates"]
)
@pytest.mark.parametrize("kind", ["pipe", "link"])
def test_what_is_no_file_among_the_objects_is_not_opened(
    repository: Repository, where: str, kind: str
) -> None:
    path = repository.dot_git / where
    shutil.rmtree(path, ignore_errors=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero" if path.name != "ab" else "/etc")
    repository.refused("ab" + "c" * 38, says="no revision can be read")


@pytest.mark.parametrize("kind", ["idx", "pack"])
def test_a_damaged_pack(repository: Repository, kind: str) -> None:
    repository.git("gc", "-q")
    (pack,) = (repository.dot_git / "objects" / "pack").glob(f"*.{kind}")
    garbage(pack, os.urandom(2000))
    repository.refused("main~1", says="")


# clones that have not everything


def test_a_shallow_clone_says_so(repository: Repository, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth=1", repository.root.as_uri(), str(clone))
    for word in ("main~1", "main~1...main", repository.git("rev-parse", "main~1")):
        repository.refused(word, says="fetch-depth: 0", plan=clone / "data")


def test_a_partial_clone_fetches_nothing_and_says_what_is_missing(
    repository: Repository, tmp_path: Path
) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--filter=blob:none", repository.root.as_uri(), str(clone))
    before = sorted(clone.rglob("*"))
    missing = "main~1:data/links.yaml is not in this repository"
    repository.refused("main~1", says=missing, plan=clone / "data")
    assert sorted(clone.rglob("*")) == before


# words


@pytest.mark.parametrize(
    "words", [[""], [" "], ["main", ""], ["main~1", " "], ["..main"], ["..."], ["...main"], ["", "main"]]
)
def test_an_empty_revision_is_a_wrong_call(repository: Repository, words: list[str]) -> None:
    """`diff "$BASE"` where BASE is unset must not pass as no change."""
    repository.refused(*words, says="unset")


def test_an_empty_revision_does_not_pass_the_gate(repository: Repository) -> None:
    for where in (repository.root, repository.data):
        assert repository.diff("", "--fail-on-change", where=where).returncode == 2


@pytest.mark.parametrize(
    "word",
    [
        "-x",
        "-",
        "--upload-pack=touch canary",
        "--output=canary",
        "--exec=x",
        "main\nmain~1",
        "main~1\n",
        "main\0",
        "HEAD:data",
        "HEAD:",
        ":data/plan.yaml",
        ":0:data/plan.yaml",
        "HEAD^{tree}",
        "main:data/../..",
        "main@{99}",
        "main@{u}",
        "@{push}",
        "nowhere@{u}",
        "main~99999999999999999999",
        "main^{/nowhere}",
        ":/nowhere",
        "nowhere..main",
        "main..nowhere",
        "main..main..main",
        "x" * 100_000,
        "../../etc",
        "refs/heads/../../HEAD",
        "$(touch canary)",
        "`touch canary`",
        "main;touch canary",
        "\x1b[2J",
        "\udcff",
    ],
)
def test_a_word_that_is_no_revision_is_a_wrong_call(repository: Repository, word: str) -> None:
    repository.refused(word, says="")


@pytest.mark.parametrize("word", ["--upload-pack=touch canary", "main\nmain~1", "\x1b[2J", "main..nowhere"])
def test_the_command_says_in_one_line_what_is_no_revision(repository: Repository, word: str) -> None:
    done = repository.diff("--fail-on-change", "--", word)
    assert done.returncode == 2
    assert "\x1b" not in done.stderr
    assert done.stderr.count("\n") <= 2


@pytest.mark.parametrize(
    "word",
    [
        "HEAD~1", "main^", "main~1", "@~1", "refs/heads/main~1", "heads/main~1", "main@{1}", "@{1}", "v1", "v1^{}", "tags/v1",
        "main~1..", "main~1..main", "main~1...main", ":/one", "HEAD^{/one}", "main^{commit}~1", "ORIG_HEAD",
        "release/2021", "@{-1}", "main@{u}", "v1-0-g{}", "{}", "{:.7}",
    ],
)  # fmt: skip
def test_revisions_as_git_writes_them(repository: Repository, word: str) -> None:
    one = repository.git("rev-parse", "main~1")
    repository.git("tag", "-a", "v1", "-m", "first", "main~1")
    repository.git("branch", "release/2021", "main~1")
    repository.git("checkout", "-q", "release/2021")
    repository.git("checkout", "-q", "main")
    repository.git("update-ref", "ORIG_HEAD", one)
    repository.git("update-ref", "refs/remotes/origin/dev", one)
    repository.git("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
    repository.git("config", "branch.main.remote", "origin")
    repository.git("config", "branch.main.merge", "refs/heads/dev")
    asked = (
        word.format(one)
        if word.startswith("{")
        else word.replace("{}", one[:7])
        if word.startswith("v1-")
        else word
    )
    repository.answered(asked)
    repository.git("pack-refs", "--all")
    repository.git("gc", "-q")
    repository.answered(asked)


@pytest.mark.parametrize(
    "word", ["main", "HEAD", "main~1", "main..other", "main...other", "v1", "{}", "@", "heads/main"]
)
def test_a_word_that_is_folder_and_revision_is_asked_about(repository: Repository, word: str) -> None:
    """A pull request may add a folder of that name, and the gate must not pass for it."""
    repository.git("branch", "other")
    repository.git("tag", "v1")
    word = word.format(repository.git("rev-parse", "main")[:8])
    shutil.copytree(repository.data, repository.root / word)
    repository.refused(word, says=f"./{word}")
    if ".." not in word:
        repository.refused("main", word, says="./")
    first, second = repository.read(f"./{word}", f"{word}/")
    assert first.inputs == second.inputs


def test_a_folder_with_the_name_of_a_branch_does_not_pass_the_gate(repository: Repository) -> None:
    shutil.copytree(repository.data, repository.root / "main")
    assert repository.diff("main", "--fail-on-change").returncode == 2
    assert repository.diff("./main", "--fail-on-change").returncode == 0


@pytest.mark.parametrize("kind", ["file", "pipe", "link to nothing"])
def test_whatever_bears_the_name_of_a_revision_is_asked_about(repository: Repository, kind: str) -> None:
    path = repository.root / "main"
    if kind == "file":
        path.write_text("x")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("nowhere")
    repository.refused("main", says="./main")


def test_a_folder_that_is_no_revision_needs_no_question(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(repository.data, repository.root / "before")
    (repository.root / "before" / "links.yaml").write_text(LINKS.replace("strength: 2", "strength: 1"))
    repository.answered("before")
    monkeypatch.setenv("PATH", "")
    repository.answered("before")


def test_where_nobody_can_see_whether_a_word_is_a_revision_the_gate_does_not_pass(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(repository.data, repository.root / "main")
    with monkeypatch.context() as without:
        without.setenv("PATH", "")
        repository.refused("main", says="./main")
    (repository.dot_git / "objects" / "info" / "alternates").write_text("/elsewhere\n")
    repository.refused("main", says="./main")
    assert all(loaded.plan for loaded in repository.read("./main"))


def test_a_tag_that_bears_the_name_of_a_branch_is_asked_about(repository: Repository) -> None:
    """git takes the tag, with a warning that no gate reads."""
    repository.git("tag", "main", "main")
    assert all(loaded.plan for loaded in repository.read("main"))
    repository.git("tag", "-f", "main", "main~1")
    for word in ("main", "main~0", "main..HEAD"):
        repository.refused(word, says="refs/tags/main and refs/heads/main")
    repository.answered("refs/tags/main", "refs/heads/main")


@pytest.mark.parametrize("name", ["{}", "v1-0-g{}"])
def test_a_branch_that_bears_the_number_of_a_commit_is_asked_about(repository: Repository, name: str) -> None:
    word = name.format(repository.git("rev-parse", "main~1")[:8])
    repository.answered(word if name == "{}" else "main~1")
    repository.git("branch", word, "main")
    repository.refused(word, says="a commit of that number")
    repository.refused(f"{word}~0", says="a commit of that number")
    repository.answered("main~1", f"refs/heads/{word}")


def test_a_whole_name_is_what_it_says(repository: Repository) -> None:
    """Whoever may push a branch cannot make the names of others ambiguous."""
    for name in ("refs/heads/refs/heads/main", "refs/heads/HEAD"):
        repository.git("update-ref", name, "main~1")
    for word in ("refs/heads/main", "HEAD"):
        repository.answered("main~1", word)


# repositories that lead elsewhere


def test_objects_of_another_repository_are_not_read(repository: Repository, tmp_path: Path) -> None:
    other = Repository(tmp_path / "other")
    (repository.dot_git / "objects" / "info" / "alternates").write_text(f"{other.dot_git / 'objects'}\n")
    repository.refused("main~1", says="borrows its objects")
    shutil.rmtree(repository.dot_git / "objects")
    (repository.dot_git / "objects").symlink_to(other.dot_git / "objects")
    repository.refused("main~1", says="no revision can be read")


@pytest.mark.parametrize("kind", ["file", "link", "commondir", "core.worktree"])
def test_a_repository_that_does_not_point_back_is_not_read(
    repository: Repository, tmp_path: Path, kind: str
) -> None:
    other = Repository(tmp_path / "other")
    if kind == "commondir":
        (repository.dot_git / "commondir").write_text(f"{other.dot_git}\n")
    else:
        shutil.rmtree(repository.dot_git)
        if kind == "link":
            repository.dot_git.symlink_to(other.dot_git)
        else:
            repository.dot_git.write_text(f"gitdir: {other.dot_git}\n")
        if kind == "core.worktree":
            other.git("config", "core.worktree", str(tmp_path))
    repository.refused("main~1", says=".git leads to")


def test_additional_working_trees_and_submodules_are_read(repository: Repository, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    repository.git("worktree", "add", "-q", "--detach", str(tree), "main")
    repository.answered("HEAD~1", plan=tree / "data")
    repository.answered("main~1", plan=tree / "data")
    outer = Repository(tmp_path / "outer")
    outer.git(
        "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", repository.root.as_uri(), "inner"
    )
    assert (outer.root / "inner" / ".git").is_file()
    repository.answered("HEAD~1", plan=outer.root / "inner" / "data")


def test_a_repository_of_another_owner_is_read(repository: Repository) -> None:
    """git would refuse it, as it obeys its settings; we obey none."""
    if os.name != "posix" or os.getuid():
        pytest.skip("only the superuser can give files away")
    arm(repository)
    for path in [repository.root, *repository.root.rglob("*")]:
        os.chown(path, 12345, 12345)
    repository.answered("main~1")


def test_new_numbers_of_objects(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    subprocess.run(
        ["git", "init", "-q", "-b", "main", "--object-format=sha256", str(work)], check=True, env=CLEAN
    )
    Repository(work).answered("main~1")


# the surroundings


def test_without_git_and_without_a_home(repository: Repository) -> None:
    done = repository.diff("main~1", environ={"PATH": ""})
    assert done.returncode == 2
    assert "git is not installed here" in done.stderr
    bare = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "USER", "LOGNAME"), "")
    assert repository.diff("main~1", environ=bare).returncode == 0


def test_nothing_of_ours_stays_behind(repository: Repository, tmp_path: Path) -> None:
    place = tmp_path / "tmp"
    place.mkdir()
    for word in ("main~1", "nowhere"):
        repository.diff(word, environ={"TMPDIR": str(place)})
        assert list(place.iterdir()) == []


# too much


def limited(repository: Repository, *words: str, megabytes: int = 1024) -> "subprocess.CompletedProcess[str]":
    """Call `realign diff` with little memory."""
    import resource

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))

    return subprocess.run(
        [sys.executable, "-m", "realign", "diff", "--plan", str(repository.data), *words],
        cwd=repository.root, capture_output=True, text=True, env=CLEAN, timeout=60, check=False, preexec_fn=limit,
    )  # fmt: skip


def bomb(repository: Repository, kind: str, megabytes: int) -> str:
    """An object of zeros that takes little room on the disk."""
    import hashlib
    import zlib

    packer = zlib.compressobj(9)
    head = f"{kind} {megabytes << 20}\0".encode()
    digest = hashlib.sha1(head, usedforsecurity=False)
    parts = [packer.compress(head)]
    for _ in range(megabytes):
        digest.update(bytes(1 << 20))
        parts.append(packer.compress(bytes(1 << 20)))
    number = digest.hexdigest()
    path = repository.dot_git / "objects" / number[:2] / number[2:]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"".join([*parts, packer.flush()]))
    return number


def test_a_file_that_is_larger_than_any_plan_is_not_unpacked(repository: Repository) -> None:
    large = bomb(repository, "blob", 300)
    done = limited(repository, repository.committed(("100644", b"plan.yaml", large)))
    assert done.returncode == 1, done.stderr
    assert "RA005" in done.stderr


def test_many_files_of_one_content_are_too_much_together(repository: Repository) -> None:
    large = bomb(repository, "blob", 100)
    entries = [("100644", f"{number}.yaml".encode(), large) for number in range(10)]
    done = limited(repository, repository.committed(*entries))
    assert done.returncode == 2
    assert "MiB together" in done.stderr


@pytest.mark.parametrize("kind", ["tree", "commit"])
def test_a_list_or_a_commit_that_is_too_large_is_not_unpacked(repository: Repository, kind: str) -> None:
    number = bomb(repository, kind, 400)
    commit = repository.on(number) if kind == "tree" else number
    done = limited(repository, commit)
    assert done.returncode == 2, done.stderr
    assert "memory of this machine" not in done.stderr


def test_very_many_files_are_refused(repository: Repository) -> None:
    blob = repository.blob("x: 1\n")
    entries = [("100644", f"{number}.yaml".encode(), blob) for number in range(100_001)]
    done = limited(repository, repository.committed(*entries))
    assert done.returncode == 2
    assert "more than 100 000 files" in done.stderr


def test_names_of_branches_that_no_git_would_write(repository: Repository) -> None:
    one = repository.git("rev-parse", "main~1")
    with (repository.dot_git / "packed-refs").open("ab") as file:
        for name in (
            b"refs/heads/../../x",
            b"/etc/x",
            b"refs/heads/a b",
            b"refs/heads/a\x7f",
            b"refs/heads/\xff",
            b"x.lock",
        ):
            file.write(one.encode() + b" " + name + b"\n")
    folder = repository.dot_git / "refs" / "heads"
    for odd in ("a\nb", "a b", "\u2028", "-x", "x.lock", "a~b"):
        (folder / odd).write_text(f"{one}\n")
    os.mkfifo(folder / "pipe")
    (folder / "link").symlink_to("/etc/passwd")
    (folder / "circle").write_text("ref: refs/heads/circle\n")
    repository.answered("main~1")
    repository.refused("pipe", says="git knows no revision")
    repository.refused("circle", says="git knows no revision")
    repository.answered("refs/heads/-x")


def test_the_repository_may_be_read_only(repository: Repository) -> None:
    for path in [repository.root, *repository.root.rglob("*")]:
        path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    try:
        repository.answered("main~1")
    finally:
        for path in [repository.root, *repository.root.rglob("*")]:
            path.chmod(path.stat().st_mode | stat.S_IWUSR)


def test_folders_in_folders_without_end(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("refs", "logs"):
        monkeypatch.chdir(repository.dot_git / name)
        for _ in range(1200):
            os.mkdir("d")  # noqa: PTH102 - the whole path would be too long a name
            os.chdir("d")
    monkeypatch.chdir(repository.root)
    try:
        repository.answered("main@{1}", "main")
    finally:
        subprocess.run(["rm", "-rf", repository.dot_git], check=True)  # shutil would go too deep


@pytest.mark.parametrize(
    "told", ["gitdir: a\0b", "gitdir: " + "x" * 100_000, "gitdir: \n", "gitdir: .git", "gitdir: /dev/zero"]
)
def test_a_file_that_leads_nowhere(repository: Repository, told: str) -> None:
    number = repository.git("rev-parse", "main~1")
    shutil.rmtree(repository.dot_git)
    repository.dot_git.write_text(told)
    repository.refused(number, says="name two folders")
    assert repository_root(repository.data) == repository.root


@pytest.mark.parametrize("name", ["commondir", "gitdir"])
@pytest.mark.parametrize("told", ["a\0b", "..", ".", "commondir"])
def test_a_repository_that_is_kept_nowhere(repository: Repository, name: str, told: str) -> None:
    (repository.dot_git / name).write_text(told)
    with contextlib.suppress(CallError):
        repository.answered("main~1")


@pytest.mark.parametrize(
    "head", ["ref: refs/../config", "ref: refs/../../../../../../etc/passwd", "ref: refs/heads/a..b"]
)
def test_a_head_that_leads_out_of_the_names(repository: Repository, head: str) -> None:
    (repository.dot_git / "HEAD").write_text(head)
    repository.answered("refs/heads/main~1")
    repository.refused("HEAD", says="git knows no revision")


@pytest.mark.parametrize(
    "config", ["\n" * 5_000_000, "worktree = a" + " " * 5_000_000 + "b", "[" * 5_000_000]
)
def test_a_configuration_that_takes_for_ever_to_read(repository: Repository, config: str) -> None:
    (repository.dot_git / "config").write_text(config)
    repository.answered("main@{1}", "main")
    shutil.copytree(repository.data, repository.root / "inner" / "data")
    (repository.root / "inner" / ".git").write_text("gitdir: ../.git")
    repository.refused("main~1", says="does not point back", plan=repository.root / "inner" / "data")


# the top of the repository


def test_the_top_is_where_a_repository_stands(repository: Repository, tmp_path: Path) -> None:
    (repository.data / ".git").mkdir()
    assert repository_root(repository.data / "refs") == repository.root
    assert repository_root(repository.root) == repository.root
    assert repository_root(tmp_path) is None


def test_one_list_of_files_in_very_many_places_is_not_gone_through(repository: Repository) -> None:
    inner = repository.put("tree", b"100644 a.yaml\0" + bytes.fromhex(repository.blob("outcomes: []\n")))
    for _ in range(15):
        places = b"".join(b"40000 %d\0" % place + bytes.fromhex(inner) for place in range(8))
        inner = repository.put("tree", places)
    for leaves in (inner, repository.put("tree", b"40000 x\0" + bytes.fromhex(inner))):
        old = repository.committed(("100644", b"plan.yaml", repository.blob()), ("40000", b"z", leaves))
        repository.refused(old, says="more than")


def test_a_list_of_old_commits_is_read_up_to_a_limit(repository: Repository) -> None:
    with (repository.dot_git / "logs" / "HEAD").open("ab") as file:
        file.truncate(1 << 40)  # a hole, which takes no room until it is copied
    before = repository.state()
    with contextlib.suppress(CallError), states("HEAD@{1}", "HEAD", repository.data) as (first, _):
        assert first.name == "HEAD@{1}"
    repository.untouched(before)


def test_without_room_for_temporary_files_it_is_said_what_is_missing(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "TemporaryDirectory", full)
        repository.refused("main~1", says="the variable TMPDIR")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        repository.refused("main~1", says="No space left on device")
    repository.answered("main~1", "main")
