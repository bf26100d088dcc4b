"""What commands that are about mistakes, imports and starts say in Chinese and French, as users get it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from loops import nonempty

pytestmark = pytest.mark.slow  # each test starts a program or many

TOWN = Path(__file__).parents[1] / "plans" / "town"
BROKEN = """\
plan: {id: a, title: 甲, currency: USD}
domains: [{id: "9", title: 乙, paragraphs: ["9", "9"]}, {id: "8", title: 丙}]
sources: [{id: S, title: 丁, paragraphs: ["1", "3", "9", "12"], uncoded: {"7": {zh: 无}}}]
outcomes:
  - {id: "9.1", title: 土地, domain: "9", refs: [S 4]}
  - {id: "1.2", title: 住房, domain: "7"}
funds: [{id: U, kind: soft, title: 资金, amount: 7}]
links:
  - {id: L1, from: ["9.1"], to: ["1.2"], strength: 7, basis: stated}
  - {id: L2, from: ["9.1"], to: ["9.1"], strength: 0, basis: analyst}  # realign: ignore RA303
annotations:
  - {id: N, annex: II, paragraph: "12", domain: "9", change: keep, title: 保留, refs: [S 12]}
"""
UNREAD = """\
plan: {id: a, title: A}
plane: [1]
outcomes:
  - {id: "1.1", titel: Land}
  - {id: "1.1", title: Land}
funds:
  - {id: S, kind: free, title: Soft, amount: a lot}
  - {id: T, kind: soft, title: Soft, amount: 1.200}
"""
CALLS = {
    "validate": ("validate", "--plan", "broken"),
    "validate unread": ("validate", "--plan", "unread"),
    "diff": ("diff", "town", "changed", "--unearmarked", "500 000"),
    "explain": ("explain",),
    "explain a code": ("explain", "RA909"),
    "import a matrix": ("import", "matrix", "good.csv", "--to", "made"),
    "import a broken matrix": ("import", "matrix", "bad.csv", "--to", "made"),
    "import nothing": ("import", "matrix", "none.csv", "--to", "made"),
    "init": ("init", "new"),
    "a wrong amount": ("gaps", "--plan", "town", "-u", "1.200"),
    "a wrong lens": ("links", "--plan", "town", "--lens", "x"),
    "a wrong change": ("links", "--plan", "town", "--set", "9.9.title=x"),
}
TYPED = re.compile(
    r"^ {4}.*$|`[^`]*`|'[^']*'|“[^”]*”|« [^»]* »"  # what one types, or what stands in the file
    r"|^ +\d* \|.*$|[\w./-]+\.(?:ya?ml|csv|json|xlsx|ods|xls)\b[:\d]*|--[\w-]+|[\w-]+/[\w.-]+"
    r"|cd new|realign \w+(?: [A-Z]+)?|\b(?:realign|YAML|UTF-\d+|Windows-\d+|GBK|CSV|PDF|Git|Excel|LibreOffice)\b"
    r"|\b(?:DEMATEL|delta|lakh|Unicode|MiB|USD|RA\d+|made|new|town|changed|broken|unread|SHA-256)\b",
    re.MULTILINE,
)
ODD = (
    r"，[，。；：]|。。|；[。；]|：：|（）|，$",
    r" [;:?!]|« | »|\.\.(?!\.)|\(\)|,,| ,|\bde [aeiouéè]\w+\b",
)


def told(folder: Path, *words: str) -> str:
    """What a command prints, on both ways."""
    call = [sys.executable, "-m", "realign", *words]
    done = subprocess.run(
        call, check=False, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("desk")
    for name, text in (("broken", BROKEN), ("unread", UNREAD)):
        (home / name).mkdir()
        (home / name / "plan.yaml").write_text(text, encoding="utf-8")
    (home / "good.csv").write_text(",a,b\na,,2\nb,1,\n", encoding="utf-8")
    (home / "bad.csv").write_text(",a,b,b\na,3,strong,1\nb,1\n", encoding="utf-8")
    for name in ("town", "changed"):
        shutil.copytree(TOWN, home / name, ignore=shutil.ignore_patterns("divisible.yaml"))
    for file in (home / "changed").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("strength: 2", "strength: 3"), encoding="utf-8")
    return home


@pytest.mark.subprocess
@pytest.mark.parametrize("name", CALLS)
def test_chinese_is_chinese_and_french_is_french(desk: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "desk"
    shutil.copytree(desk, folder)
    english = told(folder, *CALLS[name])
    for made in ("made", "new"):
        shutil.rmtree(folder / made, ignore_errors=True)
    chinese = told(folder, *CALLS[name], "--lang", "zh")
    for made in ("made", "new"):
        shutil.rmtree(folder / made, ignore_errors=True)
    french = told(folder, *CALLS[name], "--lang", "fr")
    assert len({english, chinese, french}) == 3
    sentences = re.findall(r"[a-z']{3,} [a-z']{3,} [a-z']{3,}", TYPED.sub(" ", chinese))
    assert sentences == []
    shared = set(re.findall(r"\b(?:the|which|and|is|are|has|with|nothing|read)\b", TYPED.sub(" ", french)))
    assert shared == set()
    for said, odd in zip((chinese, french), ODD, strict=True):
        for line in nonempty(said.splitlines()):
            assert not re.search(odd, TYPED.sub("x", line)), line
