"""The command line: one module per subcommand; the shortest answers need none of them."""

import os
import sys

from realign import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:  # what type checkers take for true, without the import of typing
    from realign.cli._app import app as app

COMPLETION = "_REALIGN_COMPLETE"
"""The variable by which a shell asks how a word may go on."""
COMMANDS = {
    "validate": "Is the plan sound? Every slip, with its file, line and column.",
    "links": "Which links between outcomes matter most through a lens, and how sure is each rank?",
    "why": "How does a link come by its score? Each term, with its paragraph and its file:line.",
    "gaps": "What does this money leave uncovered, and what comes back with the next dollar?",
    "focus": "The focused work programme: keep, adjust, reduce, defer, each with its reason.",
    "flagships": "What does each flagship carry, and which priority links should it take up?",
    "actions": "Which norms, programmes, partnerships, capacities serve which priority link?",
    "indicators": "Which indicators show the effect of this lens?",
    "annotations": "What changes in the work programme, paragraph by paragraph?",
    "trace": "Which records rest on which paragraph, and which paragraph is not coded?",
    "find": "Where does this stand? A word in any language, an id, a paragraph, an amount.",
    "show": "All about one record, paragraph or amount: its fields, what it rests on, what uses it.",
    "diff": "What does this change of the data do to ranks and money?",
    "review": "Which links were judged on other words than the outcomes have now?",
    "judges": "How far do those who scored agree, and what should they discuss first?",
    "report": "Everything, as one document: HTML, Markdown, Word, PDF or Excel.",
    "explain": "What does a code such as RA401, or a word of a table, mean?",
    "init": "Start a plan of your own: data, JSON Schema, editor settings, checks.",
    "import": "Bring what you have: a cross-impact matrix or a workbook becomes a plan.",
    "export": "Take it elsewhere: Excel, Gephi, Graphviz, Mermaid, Kumu.",
    "schema": "The JSON Schema of the data, for editors that complete and check while you type.",
}
"""Table of contents: the subcommands in the order of the help, each a module of this package."""


def main() -> None:
    """Run the command line: the entry point of the `realign` script."""
    try:
        if _told_at_once():
            return
        from realign.cli._app import run

        code = run()
    except KeyboardInterrupt:  # before the modules are read that answer it
        code = 130
    except MemoryError:  # not even enough to say so in the language of the call
        os.write(2, b"realign: this is more than the memory of this machine holds\n")
        code = 2
    sys.exit(code)


def _told_at_once() -> bool:
    """Answer what needs neither a plan nor the options of a command; whether that was possible."""
    completing = os.environ.get(COMPLETION)
    text = _commands_like(completing) if completing else _about(sys.argv[1:])
    if not (text and sys.stdout):
        return False
    from realign.cli._plainer import PLAINER

    return _written(f"{text}\n".encode(sys.stdout.encoding, PLAINER))


def _written(raw: bytes) -> bool:
    """Write to stdout; where that fails, nothing is said yet: the long way says why."""
    try:
        while raw:
            raw = raw[os.write(1, raw) :]
    except OSError:
        return False
    return True


def _about(words: list[str]) -> str:
    """What is asked about the command line itself."""
    if words == ["--version"]:
        return f"realign {__version__}"
    if words in (["--help"], ["-h"]):
        from realign.cli._help import root_help

        return root_help(COMMANDS.items())
    return ""


def _commands_like(asked: str) -> str:
    """How bash may complete the name of a command, a line for each; nothing for any other word or shell."""
    name, *others = os.environ.get("COMP_WORDS", "").split(" ")[1:] or [""]
    first = os.environ.get("COMP_CWORD") == "1" and not others and name.isalpha()
    if asked != "complete_bash" or not first:
        return ""
    return "\n".join(command for command in COMMANDS if command.startswith(name))


def __getattr__(name: str) -> object:
    """The commands as typer knows them, for whoever calls them from Python."""
    if name == "app":
        from realign.cli._app import app

        return app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
