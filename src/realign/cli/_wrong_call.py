"""A call that cannot be read: one sentence that says why, and the call that was probably meant."""

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from realign.cli import COMMANDS
from realign.cli._meant import KnownWords, choices, like, long_name
from realign.findings import CallError
from realign.text import Language, Text, listed, message

_NEEDED: Mapping[str, Text] = {
    "find": message("a word, an id, a paragraph or an amount to look for"),
    "show": message("the id of a record, a paragraph or an amount"),
    "why": message("the two outcomes of a link"),
    "diff": message("a folder or a git revision to compare with"),
    "init": message("a folder to begin in"),
    "import": message("a file to read"),
}
"""Command -> what it cannot do without."""


@dataclass(frozen=True, slots=True)
class _Call:
    """The words of a call, and the command that they name."""

    root: Any
    """The whole command line as typer knows it."""
    command: Any
    """The command that is named; the whole command line where none is."""
    path: tuple[str, ...]
    """Its name; of a command inside another both."""
    words: tuple[str, ...]
    """What stands behind the name."""
    known: KnownWords

    @property
    def name(self) -> str:
        """The command as one types it."""
        return " ".join(self.path)

    def typed(self, *words: str, command: str = "") -> str:
        """A call as one types it: of this command, or of another about the same plan in the same language."""
        kept = ("--plan", "--lang") if command not in {"", "init", "import"} else ()
        same = [
            word
            for option in kept
            if option not in words and (value := _value_of(option, self.words))
            for word in (option, value)
        ]
        return " ".join(("realign", *((command,) if command else self.path), *map(quoted, (*words, *same))))

    def without(self, words: Sequence[str]) -> list[str]:
        """The other words of the call; of equal ones the last is left out."""
        left = list(self.words)
        for word in reversed(words):
            at = len(left) - 1 - left[::-1].index(word)
            del left[at]
        return left


def explained(root: Any, error: Any, words: Sequence[str]) -> CallError:
    """Say what is wrong with the words of a call, and what to type; `error` is what typer says of it."""
    call = _call(root, words)
    if not call.path:
        return _no_command(error, call)
    reasons: Mapping[str, Callable[[Any, _Call], CallError]] = {
        "NoSuchOption": _no_option,
        "MissingParameter": _missing,
        "BadParameter": _bad_value,
        "BadOptionUsage": _no_value,
    }
    return reasons.get(type(error).__name__, _stray)(error, call)


def language_of(words: Sequence[str]) -> str:
    """The language that a call asks for, also where it cannot be read."""
    asked = [after for word, after in pairwise((*words, "")) if word == "--lang"]
    asked += [word.partition("=")[2] for word in words if word.startswith("--lang=")]
    return next((one.casefold() for one in asked if one.casefold() in {*Language}), Language.EN.value)


def _call(root: Any, words: Sequence[str]) -> _Call:
    """The command that the words name, and what stands behind it."""
    command, path, rest = root, [], list(words)
    while rest and not rest[0].startswith("-"):
        inner = getattr(command, "commands", {}).get(rest[0])
        if inner is None:
            break
        command = inner
        path.append(rest.pop(0))
    return _Call(root, command, tuple(path), tuple(rest), KnownWords.of(command, _value_of("--plan", rest)))


def _value_of(option: str, words: Sequence[str]) -> str | None:
    """What stands behind an option, if it is there."""
    for word, after in pairwise((*words, "")):
        if word == option and after:
            return after
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return None


def _no_command(error: Any, call: _Call) -> CallError:
    """No command is called so: one that is, or the question that the words ask."""
    words = list(call.words)
    name = next((word for word in words if not word.startswith("-")), "")
    if type(error).__name__ == "NoSuchOption":
        if owner := _owner(call, error.option_name):
            says = message("{option} stands behind a command", option=error.option_name)
            return _told(says, call.typed(*words, command=owner))
        return CallError(message("there is no option {option}", option=error.option_name), _help(""))
    says = message("there is no command '{name}'", name=name)
    if name == "help":
        asked = [word for word in words if word in COMMANDS][:1]
        return _told(says, call.typed(*asked, "--help"))
    if command := like(name, tuple(COMMANDS)):
        return _told(says, call.typed(*call.without([name]), command=command))
    plain = [word for word in words if not word.startswith("-")]
    meant = call.known.meant(plain)
    first = {"--plan": "validate", "--output": "report"}.get(meant.words[0], "")
    return _told(says, call.typed(*meant.words, command=meant.command or first or "gaps"))


def _owner(call: _Call, option: str) -> str:
    """The first command that has an option, of questions links and gaps first; empty where none has."""
    for name in dict.fromkeys(("links", "gaps", *COMMANDS)):
        if any(option in one.opts for one in call.root.commands[name].params):
            return name
    return ""


def _stray(error: Any, call: _Call) -> CallError:
    """Words that the command does not take: what they were meant to be."""
    ctx = call.command.make_context(
        call.name,
        list(call.words),
        resilient_parsing=True,
        allow_extra_args=True,
        ignore_unknown_options=True,
    )
    extra = list(ctx.args)
    taken = [
        word
        for one in call.command.params
        if one.param_type_name == "argument" and (value := ctx.params.get(one.name))
        for word in (value if isinstance(value, list | tuple) else [str(value)])
    ]
    if not extra:
        return CallError(
            message("{command}: {reason}", command=call.name, reason=str(error)), _help(call.name)
        )
    if taken:
        return _too_many(call, taken, extra)
    meant = call.known.meant(extra)
    says = message(
        "{command} does not take '{words}' as it stands: {why}",
        command=call.name,
        words=" ".join(extra),
        why=meant.why,
    )
    others = [] if meant.command else call.without(extra)
    return _told(says, call.typed(*others, *meant.words, command=meant.command))


def _too_many(call: _Call, taken: list[str], extra: list[str]) -> CallError:
    """More words than the command takes: those of them that it can use."""
    says = message("{command} takes no more than '{words}'", command=call.name, words=" ".join(taken))
    meant = call.known.meant([*taken, *extra])
    words = meant.words if meant.command == call.name else tuple(taken)
    return _told(says, call.typed(*call.without([*taken, *extra]), *words))


def _missing(error: Any, call: _Call) -> CallError:
    """A word or an option that the command cannot do without."""
    if error.param is not None and error.param.param_type_name == "option":
        name = long_name(error.param)
        says = message("{command} needs {option}", command=call.name, option=name)
        left = [word for word in call.words if word.startswith("-")]
        return _told(says, call.typed(*left, name, _value_for(call, error.param)))
    needed = _NEEDED.get(call.path[0], message("one word more"))
    says = message("{command} needs {needed}", command=call.name, needed=needed)
    return _told(says, call.typed(*call.words, *_example(call)))


def _example(call: _Call) -> tuple[str, ...]:
    """Words that a command without any could have."""
    outcomes = call.known.ids("outcomes")
    first = outcomes[0] if outcomes else next((id_ for ids in call.known.records.values() for id_ in ids), "")
    match call.path[0]:
        case "why":
            return outcomes[:2] or ("A", "B")
        case "diff":
            return ("HEAD",)
        case "init":
            return ("myplan",)
        case "import":
            return ("FILE", "--to", "myplan")
        case _:
            return (first or "12m",)


def _no_option(error: Any, call: _Call) -> CallError:
    """An option that the command does not have: the one that was meant."""
    name = error.option_name
    says = message("{command} has no option {option}", command=call.name, option=name)
    bare = name.lstrip("-")
    for option in call.known.options.values():
        if bare in choices(option):
            return _told(says, call.typed(*_instead(call, name, long_name(option), bare)))
    arguments = {one.name.rstrip("_") for one in call.command.params if one.param_type_name == "argument"}
    if bare in arguments:
        return _told(says, call.typed(*_instead(call, name)))
    if other := like(bare, tuple(call.known.options)):
        return _told(says, call.typed(*_instead(call, name, f"--{other}")))
    if owner := _owner(call, name):
        return _told(says, call.typed(*call.words, command=owner))
    meant = call.known.meant([bare])
    if meant.command == "find":
        return CallError(says, _help(call.name))
    others = [] if meant.command else _instead(call, name)
    return _told(says, call.typed(*others, *meant.words, command=meant.command))


def _instead(call: _Call, name: str, *words: str) -> list[str]:
    """The words of the call with others in place of an option; a value behind its sign stays."""
    at = next((at for at, word in enumerate(call.words) if word.partition("=")[0] == name), None)
    if at is None:
        return [*call.words, *words]
    _, sign, value = call.words[at].partition("=")
    return [*call.words[:at], *words, *([value] if sign else []), *call.words[at + 1 :]]


def _bad_value(error: Any, call: _Call) -> CallError:
    """A value that an option does not take."""
    option = error.param
    if option is None or option.param_type_name != "option":
        return CallError(
            message("{command}: {reason}", command=call.name, reason=str(error)), _help(call.name)
        )
    name = long_name(option)
    given = next((value for one in option.opts if (value := _value_of(one, call.words))), "")
    if known := choices(option):
        says = message(
            "{option} takes {choices}, not '{value}'",
            option=name,
            choices=listed(known, either=True),
            value=given,
        )
        value = like(given, known) or known[0]
    else:
        low, high = getattr(option.type, "min", None), getattr(option.type, "max", None)
        bounded = low is not None and high is not None
        number = (
            message("a number from {low} to {high}", low=f"{low}", high=f"{high}")
            if bounded
            else message("a number")
        )
        says = message("{option} takes {number}, not '{value}'", option=name, number=number, value=given)
        value = f"{_default(option, low)}"
    return _told(says, call.typed(*_valued(call, option, value)))


def _default(option: Any, low: Any) -> Any:
    """A number that an option takes."""
    return option.default if isinstance(option.default, int | float) else low if low is not None else 1


def _valued(call: _Call, option: Any, value: str) -> list[str]:
    """The words of the call with another value behind an option."""
    words = list(call.words)
    for at, word in enumerate(words):
        name, sign, _ = word.partition("=")
        if name in option.opts:
            return (
                [*words[:at], f"{name}={value}", *words[at + 1 :]]
                if sign
                else [
                    *words[: at + 1],
                    value,
                    *words[at + 2 :],
                ]
            )
    return words


def _no_value(error: Any, call: _Call) -> CallError:
    """An option behind which nothing stands."""
    says = message("{option} needs a value", option=error.option_name)
    option = next((one for one in call.known.options.values() if error.option_name in one.opts), None)
    if option is None:
        return CallError(says, _help(call.name))
    return _told(says, call.typed(*call.words, _value_for(call, option)))


def _value_for(call: _Call, option: Any) -> str:
    """A value that an option takes: of the plan, of its own, a number, or what its help calls it."""
    examples = {
        "--lens": next(iter(call.known.ids("lenses")), ""),
        "--unearmarked": "5m",
        "--output": "answer.html",
        "--plan": "data",
        "--sheet": "help",
        "--to": "network.gexf" if call.name == "export" else "myplan",
        "--without": next(iter(call.known.ids("deliverables")), ""),
    }
    found = examples.get(long_name(option)) or next(iter(choices(option)), "")
    if found:
        return found
    number = hasattr(option.type, "min")
    return f"{_default(option, option.type.min)}" if number else option.metavar or "VALUE"


def _told(says: Text, call: str) -> CallError:
    """What is wrong, and what to type."""
    return CallError(says, message("type: {call}", call=call))


def _help(command: str) -> Text:
    """Where all is listed that a command takes."""
    return message("realign{command} --help lists what there is", command=f" {command}" if command else "")


def quoted(word: str) -> str:
    """A word as a shell takes it."""
    plain = shlex.quote(word)
    return word if plain == word else f'"{word}"' if not set(word) & set('"$`\\!') else plain
