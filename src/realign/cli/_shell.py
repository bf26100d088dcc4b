"""What every command shares: its options, the way to the plan, the way out, the exit codes."""

import contextlib
import functools
import gc
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from realign.cli import _notes
from realign.cli._addresses import Addresses
from realign.cli._aside import aside, paths_of
from realign.cli._ending import Exit, Unsound, closed_pipe_ends_well, tell, utf8
from realign.cli._manual import manual
from realign.cli._output import Terminal
from realign.cli._progress import PROGRESS
from realign.render import ENDINGS, FINDINGS_ONLY, FOR_PEOPLE, IN_REPOSITORY, OFFICE, Format
from realign.render.logs import harmless
from realign.text import Language, Text, join, message, say
from realign.vocabulary import speaking

if TYPE_CHECKING:
    from realign.loading import Loaded
    from realign.plan import Plan
    from realign.questions.validate import Validation
    from realign.sheets import Answer, RenderOptions

MOST_BYTES = 64 << 20
"""Of a file that is imported."""

SUPPOSING = frozenset(
    {"links", "why", "gaps", "focus", "flagships", "actions", "indicators", "annotations"}
    | {"trace", "find", "show", "report"}
)
"""Commands that answer about one plan and write none of its files: they take `--set` and `--without`."""


class Colour(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, kw_only=True)
class Shell:
    """The options that every command has; each field is one of them."""

    plan: Annotated[
        str | None,
        typer.Option(
            metavar="DIR",
            envvar="REALIGN_PLAN",
            show_envvar=True,
            help="Folder of the plan. Default: . or ./data if it holds a plan, else the shipped plan.",
        ),
    ] = None
    format: Annotated[
        Format | None,
        typer.Option(
            case_sensitive=False,
            help="How to write the answer; default: table, or by the ending of --output.",
        ),
    ] = None
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write the answer to FILE instead of the screen, as its ending says: .html, .docx, .pdf, "
            ".xlsx, .md, .csv, .json; .svg and .png hold the picture of links or gaps.",
        ),
    ] = None
    force: Annotated[bool, typer.Option("--force", help="Let --output replace a file that exists.")] = False
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only this table of the answer; help lists them.")
    ] = None
    details: Annotated[bool, typer.Option("--details", help="Every table that the answer has.")] = False
    wide: Annotated[
        bool, typer.Option("--wide", help="Every row, column and note of the tables, not one screen of them.")
    ] = False
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Do not send what is longer than the terminal through $PAGER.")
    ] = False
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without",
            metavar="ID|PARAGRAPH",
            help="What if this record were not there, or this paragraph and what rests on it alone?",
        ),
    ] = None
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="ID.FIELD=VALUE", help="What if this field held another value?"),
    ] = None
    lang: Annotated[Language, typer.Option(case_sensitive=False, help="Language of the answer.")] = (
        Language.EN
    )
    color: Annotated[Colour, typer.Option(case_sensitive=False, help="When to colour.")] = Colour.AUTO
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes on stderr.")] = False
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="More notes; a traceback for an internal error.")
    ] = False

    def note(self, text: Text) -> None:
        """Tell the user something that is not part of the answer."""
        if not self.quiet:
            PROGRESS.done()
            language = self.lang.value
            tell(f"{say(_notes.NOTE, language)}{say(text, language)}\n")

    def load(self, read: "Callable[[], Loaded] | None" = None) -> "Loaded":
        """Read the plan that the user means, and say which where they did not; or another by `read`."""
        from realign.loading import find_plan, load

        self._can_write()
        if read is None:
            folder, unasked = find_plan(self.plan, os.environ)
            if unasked:
                self.note(_notes.plan_in(folder, shipped=folder not in {Path(), Path("data")}))
            read = functools.partial(load, folder)
        if not self.quiet:
            PROGRESS.begin(sys.stderr, os.environ)
        PROGRESS.says("reading the plan")
        loaded = read()
        self._speak_as(loaded)
        gc.freeze()  # the plan stays until the end: no use in going through it over and over
        gc.set_threshold(50_000)  # answers are made of many small records that stay, too
        gc.enable()
        return loaded

    def _speak_as(self, loaded: "Loaded") -> None:
        """Say from now on what the plan calls its kinds."""
        if loaded.plan and "scope" in self.__dict__:
            self.__dict__["scope"].enter_context(speaking(loaded.plan.about.vocabulary()))

    def speak_as_the_plan(self) -> None:
        """Say what the plan here calls its kinds, where there is a plan and it can be read."""
        from realign.findings import CallError
        from realign.loading import find_plan, load

        with contextlib.suppress(CallError, OSError):
            self._speak_as(load(find_plan(self.plan, os.environ)[0]))

    def read(self, file: Path) -> bytes:
        """The bytes of an ordinary file that the user named, at most 64 MiB."""
        from realign.files import must_be_inside, read_regular, shown, system_reason
        from realign.findings import CallError

        if str(file) == "-":
            return sys.stdin.buffer.read(MOST_BYTES)
        must_be_inside(file, message("the file"))
        try:
            raw = read_regular(file, MOST_BYTES)
        except FileNotFoundError:
            raise CallError(
                message("{file} does not exist", file=shown(file)), message("check its name")
            ) from None
        except OSError as error:
            raise CallError(
                message("{file} cannot be read: {strerror}", file=shown(file), strerror=system_reason(error)),
                message("check its name"),
            ) from None
        if raw is None:
            raise CallError(message("{file} is no ordinary file", file=shown(file)), message("name a file"))
        if len(raw) > MOST_BYTES:
            hint = message("leave out what is not needed")
            raise CallError(
                message(
                    "{file} is larger than {most_bytes} MiB", file=shown(file), most_bytes=MOST_BYTES >> 20
                ),
                hint,
            )
        return raw

    def validated(
        self, *, strict: bool = False, read: "Callable[[], Loaded] | None" = None
    ) -> tuple["Loaded", "Validation"]:
        """Read the plan, or another by `read`, and everything that is wrong with it."""
        gc.disable()  # nothing that is made from here until the plan is there goes away again; `load` ends it
        from realign.questions.validate import examine

        loaded = self.load(read)
        PROGRESS.says("checking the plan")
        rules = manual() if self.format in {Format.SARIF, Format.JSON} else ()
        return loaded, examine(loaded.plan, loaded.origin, strict=strict, rules=rules)

    def sound(self, read: "Callable[[], Loaded] | None" = None) -> tuple["Plan", "Loaded"]:
        """Read a plan that can be analysed; raises `Unsound` where it cannot."""
        loaded, validation = self.validated(read=read)
        if loaded.plan is None or not validation.passed:
            raise Unsound(validation.listed())
        PROGRESS.says("working out the answer")
        plan = loaded.plan.in_order()
        if self._supposed:
            return self._suppose(plan), loaded
        return plan, loaded

    @property
    def _supposed(self) -> tuple[str, ...]:
        """What is to be otherwise, as it was typed."""
        return (
            *(f"--without {word}" for word in self.without or ()),
            *(f"--set {word}" for word in self.set_ or ()),
        )

    def must_suppose_nothing(self, command: str) -> None:
        """Raise `CallError` where something is supposed and `command` is no question about one plan."""
        from realign.findings import CallError

        if self._supposed and command not in SUPPOSING:
            hint = message("they belong to {supposing}", supposing=join(sorted(SUPPOSING)))
            raise CallError(
                message("{value} takes no --set and no --without", value=command.strip("_")), hint
            )

    def _suppose(self, plan: "Plan") -> "Plan":
        """The plan with what is to be otherwise; raises `CallError` where it would be unsound."""
        from realign.checks import run
        from realign.findings import CallError, Severity
        from realign.loading.what_if import what_if

        changed = what_if(plan, self.without or (), self.set_ or ()).in_order()
        wrong = next(
            (one for one in run(changed, changed.origin.locate) if one.severity is Severity.ERROR), None
        )
        if wrong:
            raise CallError(
                message("so changed, the plan would be unsound: {message}", message=wrong.message), wrong.hint
            )
        self.__dict__["plans"] = plan, changed
        return changed

    def _beside(self, report: "Answer") -> "Answer":
        """The answer, and what a supposed change moves."""
        if "plans" not in self.__dict__:
            return report
        from realign.questions.what_if import beside

        plan, changed = self.__dict__["plans"]
        return beside(plan, changed, self._supposed, report)

    def show(
        self,
        report: "Answer",
        loaded: "Loaded | None" = None,
        default: Format = Format.TABLE,
        *,
        template: bytes | None = None,
    ) -> None:
        """Write the answer where it belongs and leave with its verdict; `template`: of a Word document."""
        report = self._beside(report)
        PROGRESS.says("writing the answer")
        chosen = self.format or self._by_ending() or default
        self._spare(loaded)
        page = replace(self.page(loaded), template=template)
        if chosen not in FOR_PEOPLE:
            page = replace(page, unicode=True)
        paths = sorted(paths_of(report)) if chosen in FINDINGS_ONLY else []
        if chosen is Format.FULL and loaded:
            page = replace(page, lines={path: loaded.lines(path) for path in paths})
        if chosen in IN_REPOSITORY:
            addresses = Addresses.of(paths, os.environ)
            page = replace(page, root=str(addresses.root), names=addresses.names)
        text = chosen.writer(report, page)
        with closed_pipe_ends_well():
            self.write(text if chosen in FOR_PEOPLE or isinstance(text, bytes) else utf8(text))
            aside(self, report, chosen, page)
        raise typer.Exit(Exit.FINE if report.passed else Exit.FINDINGS)

    def _spare(self, loaded: "Loaded | None") -> None:
        """Raise `CallError` where the answer would replace a file of the plan."""
        from realign.files import shown
        from realign.findings import CallError

        sources = loaded.sources.values() if loaded and self.output else ()
        if self.output and os.path.realpath(self.output) in {str(source.path) for source in sources}:
            raise CallError(
                message("{output} is a file of the plan", output=shown(self.output)),
                message("choose another name"),
            )

    def _can_write(self) -> None:
        """Raise `CallError` where an Office file is asked for that cannot be written, before any work."""
        from realign.findings import CallError

        ending = self.output.suffix.lower() if self.output else ""
        chosen = self.format or ENDINGS.get(ending)
        if chosen not in OFFICE:
            return
        if self.output is None and sys.stdout.isatty():
            raise CallError(
                message("a .{chosen} file is nothing for a screen", chosen=chosen),
                message("name a file with --output"),
            )
        _ = chosen.writer

    def _by_ending(self) -> Format | None:
        """The format that the ending of `--output` asks for; raises `CallError` for one that none has."""
        from realign.findings import CallError

        ending = self.output.suffix.lower() if self.output else ""
        if ending and ending not in ENDINGS:
            raise CallError(
                message("no answer is written as {ending}", ending=ending),
                message(
                    "end the name with {endings}, or say how to write it with --format", endings=join(ENDINGS)
                ),
            )
        return ENDINGS.get(ending)

    def page(self, loaded: "Loaded | None") -> "RenderOptions":
        """What is known of the place where the answer goes."""
        from realign.sheets import RenderOptions
        from realign.views.conversions import on_money

        terminal = Terminal.of(sys.stdout, self.color.value, os.environ, to_file=self.output is not None)
        brief = self.format in {None, Format.TABLE} and not (self.sheet or self.details or self.wide)
        return RenderOptions(
            language=self.lang.value,
            width=terminal.width if terminal.terminal or brief else None,
            colour=terminal.colour,
            unicode=terminal.unicode,
            currency=loaded.plan.about.currency if loaded and loaded.plan else "",
            money=tuple(on_money(loaded.plan.about, loaded.money)) if loaded and loaded.plan else (),
            sheet=self.sheet,
            details=self.details,
            brief=brief,
            inputs=loaded.inputs if loaded else {},
        )

    def write(self, text: str | bytes) -> None:
        """Write to the screen, as it can show it, or to the file that the user named; bytes as they are."""
        PROGRESS.done()
        text = harmless(text) if isinstance(text, str) else text
        if self.output is None:
            terminal = Terminal.of(sys.stdout, self.color.value, os.environ, to_file=False)
            terminal.write(text, pager=not self.no_pager)
        else:
            from realign.files import write_file

            write_file(self.output, utf8(text) if isinstance(text, str) else text, force=self.force)
            self.note(_notes.wrote(self.output))
