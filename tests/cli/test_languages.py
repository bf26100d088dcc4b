"""Every command speaks every language: no sentence of ours that it tells lacks its translation."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from realign.cli import app
from realign.text import LANGUAGES, Message

TOWN = Path(__file__).parents[1] / "plans" / "town"


COMMANDS = (
    ("links", "--lens", "heat", "--details"),
    ("links", "--compare"),
    ("links", "--sheet", "matrix"),
    ("why", "1.1", "2.1"),
    ("why", "1.1-1.2", "1.2-2.1", "--lens", "heat"),
    ("gaps", "--unearmarked", "0; 390 000; 2m", "--by", "outcome"),
    ("focus", "--lens", "heat", "--unearmarked", "500 000", "--details"),
    ("flagships", "--lens", "heat"),
    ("actions", "--lens", "heat"),
    ("indicators", "--lens", "heat"),
    ("annotations",),
    ("trace",),
    ("find", "homes"),
    ("show", "1.2"),
    ("show", "PLAN 4"),
    ("review",),
    ("report", "--lens", "heat", "-u", "500 000"),
)
DRAWN = {"links", "focus", "flagships", "actions", "indicators", "report"}


@pytest.mark.slow
@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_that_is_told_lacks_its_translation(
    command: tuple[str, ...], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Message] = []
    say = Message.say

    def overheard(message: Message, language: str) -> str:
        told.append(message)
        return say(message, language)

    monkeypatch.setattr(Message, "say", overheard)
    fast = ("--draws", "20") if command[0] in DRAWN and "matrix" not in command else ()
    done = CliRunner().invoke(app, [*command, *fast, "--plan", str(TOWN), "--lang", language])
    assert done.exit_code == 0, done.output
    assert len(told) > 3
    assert {message.template for message in told if not message.translated(language)} == set()
