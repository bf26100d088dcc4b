"""A newcomer's wrong call ends in one sentence and the call that was meant, which can be read."""

import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from loops import sampled
from realign.cli import app
from realign.loading import shipped
from realign.text import Language

CALLS = {
    "why D3-2": "show D3-2",
    "why gender": "find gender",
    "why 5m": "find 5m",
    "why": "why 1.1 1.2",
    "why 1.2": "why 1.2 1.1",
    "why 1.2 to 1.3": "why 1.2 1.3",
    "why 1.2 1.3 2.2": "why 1.2 1.3",
    "why 1.2-1.3 --lense resilience": "why 1.2-1.3 --lens resilience",
    "gaps 5m": "gaps --unearmarked 5m",
    "gaps 0 5m 12m": 'gaps --unearmarked "0; 5m; 12m"',
    "gaps 12 million": 'gaps --unearmarked "12 million"',
    "gaps actual:2021": "gaps --unearmarked actual:2021",
    "gaps 0..20m:1m": "gaps --unearmarked 0..20m:1m",
    "gaps --by resolution 5m": "gaps --by resolution --unearmarked 5m",
    "gaps --amount 5m": "gaps --unearmarked 5m",
    "gaps --budget=5m": "gaps --unearmarked 5m",
    "gaps --5m": "gaps --unearmarked 5m",
    "gaps resolution": "gaps --by resolution",
    "gaps --by resolutions": "gaps --by resolution",
    "gaps --by=fund": "gaps --by=heading",
    "gaps D3": "show D3",
    "gaps wide": "gaps --wide",
    "gaps --lens": "gaps --lens vulnerability",
    "gaps -u": "gaps -u 5m",
    "gaps --output": "gaps --output answer.html",
    "gaps --lang chinese": "gaps --lang zh",
    "links recovery": "links --lens recovery",
    "links Recovery": "links --lens recovery",
    "links resilence": "links --lens resilience",
    "links lens recovery": "links --lens recovery",
    "links --recovery": "links --lens recovery",
    "links 1.2 1.3": "why 1.2 1.3",
    "links 1.2-1.3": "why 1.2 1.3",
    'links "9(e)(i)"': 'show "9(e)(i)"',
    "links --json": "links --format json",
    "links --format excel": "links --format xlsx",
    "links --draws many": "links --draws 2000",
    "links --missing 5": "links --missing 0",
    "focus D3": "show D3",
    "focus 5m": "focus --unearmarked 5m",
    "flagships F1": "show F1",
    "actions gender": "find gender",
    "indicators 1.2": "show 1.2",
    "annotations 15.20": "show 15.20",
    "annotations resilience": "links --lens resilience",
    "report plan.html": "report --output plan.html",
    "report --out x.docx": "report --output x.docx",
    "validate --lens resilience": "links --lens resilience",
    "validate --fixx": "validate --fix",
    "find": "find 1.1",
    "find --text gender": "find gender",
    "show": "show 1.1",
    "show --id D3": "show D3",
    "explain --code RA401": "explain RA401",
    "judges ana": "find ana",
    "diff": "diff HEAD",
    "init": "init myplan",
    "export": "export --to network.gexf",
    "export gephi": "export --to network.gexf",
    "import matrix": "import matrix FILE --to myplan",
    "lins": "links",
    "help": "--help",
    "help gaps": "gaps --help",
    "search gender": "find gender",
    "Show D3": "show D3",
    "D3": "show D3",
    "5m": "gaps --unearmarked 5m",
    "resilience": "links --lens resilience",
    "--lens resilience": "links --lens resilience",
}
"""What is typed, and what was meant."""
UNKNOWN = ("-x", "links --frobnicate", "review --zzz")
"""Options that nothing is like."""


def told(call: str, *more: str) -> list[str]:
    """The lines on stderr of a wrong call."""
    words = [*shlex.split(call), *more]
    done = CliRunner().invoke(app, words, env={"REALIGN_PLAN": str(shipped())})
    assert done.exit_code == 2, done.output
    assert not done.stdout
    return done.stderr.splitlines()


@pytest.mark.parametrize("call", sampled(CALLS, 5))
def test_a_wrong_call_ends_with_what_to_type(call: str) -> None:
    says, advice = told(call)
    assert says.startswith("realign: ")
    assert advice == f"  type: realign {CALLS[call]}"


@pytest.mark.parametrize("call", sampled(dict.fromkeys(CALLS.values()), 5))
def test_what_it_says_to_type_can_be_read(call: str) -> None:
    words = shlex.split(call)
    done = CliRunner().invoke(app, [*words, "--help"])
    assert done.exit_code == 0, done.output
    name, rest = words[0], words[1:]
    if name.startswith("--") or "--help" in rest or name == "import":
        return
    from typer.main import get_command

    root = get_command(app)
    root.commands[name].make_context(name, rest)  # type: ignore[attr-defined]  # raises for a wrong call


@pytest.mark.parametrize("call", UNKNOWN)
def test_where_nothing_was_meant_the_help_is_named(call: str) -> None:
    says, advice = told(call)
    assert call.rsplit(maxsplit=1)[-1] in says
    assert "--help lists" in advice


@pytest.mark.parametrize("language", [one.value for one in Language])
def test_it_speaks_the_language_of_the_call(language: str) -> None:
    says, advice = told("gaps 5m", "--lang", language)
    assert advice.endswith(f"realign gaps --lang {language} --unearmarked 5m")
    assert ("does not take" in says) == (language == "en")


def test_files_and_folders_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "budget.xlsx").write_bytes(b"x")
    (tmp_path / "new plan.yaml").write_text("plan: {id: p, title: P}")
    assert told("validate mine")[-1] == "  type: realign validate --plan mine"
    assert told("mine")[-1] == "  type: realign validate --plan mine"
    assert told("links 'new plan.yaml'")[-1] == '  type: realign links --plan "new plan.yaml"'
    assert told("validate budget.xlsx")[-1] == "  type: realign import budget.xlsx --to myplan"


def test_a_plan_that_cannot_be_read_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("plan: [")
    for plan in (tmp_path, tmp_path / "nowhere"):
        done = CliRunner().invoke(app, ["links", "heat", "--plan", str(plan)])
        assert done.exit_code == 2
        assert done.stderr.splitlines()[-1] == f"  type: realign find heat --plan {plan}"


def test_the_words_of_a_plan_of_ones_own_are_known(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(
        "plan: {id: p, title: P}\nlenses: [{id: heat, title: Hot}]\noutcomes: [{id: a, title: A}, {id: b, title: B}]"
    )
    lines = {
        word: CliRunner().invoke(app, ["gaps", *word.split(), "--plan", str(tmp_path)])
        for word in ("heat", "a b", "b")
    }
    assert [done.stderr.splitlines()[-1].partition("realign ")[2] for done in lines.values()] == [
        f"gaps --plan {tmp_path} --lens heat",
        f"why a b --plan {tmp_path}",
        f"show b --plan {tmp_path}",
    ]


def test_several_words_name_one_thing() -> None:
    for call, found in {
        "show annex II 15.20": "15.20",
        "show 12 million": "12 000 000",
        "explain order of payment": "ayment",
        "trace annex II 15.20": "15.20",
    }.items():
        done = CliRunner().invoke(app, call.split(), env={"REALIGN_PLAN": str(shipped())})
        assert done.exit_code == 0, done.output
        assert found in done.stdout


def test_a_word_that_commands_a_terminal_or_is_very_long_is_harmless() -> None:
    assert "\x1b" not in "".join(told("links '\x1b[31mred'"))
    assert len("".join(told(f"links {'x' * 5000}"))) < 3000
    assert told("links '$(rm x)'")[-1] == "  type: realign find '$(rm x)'"


def test_a_plan_elsewhere_stays_in_the_call() -> None:
    assert told("gaps D3", "--plan", str(shipped()))[-1] == f"  type: realign show D3 --plan {shipped()}"
    assert told("gaps 5m", "--plan", str(shipped()))[-1].endswith("--unearmarked 5m")


def test_one_word_may_name_a_link() -> None:
    environment = {"REALIGN_PLAN": str(shipped())}
    apart = CliRunner().invoke(app, ["why", "1.2", "1.3", "--draws", "0"], env=environment)
    once = CliRunner().invoke(app, ["why", "1.2–1.3", "--draws", "0"], env=environment)
    assert once.exit_code == 0
    assert once.stdout == apart.stdout
