"""Whom a finding is about: a record as it stands in a file."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from realign.checks.names import called
from realign.documents import Document
from realign.findings import Finding, Fix, Key, Place, Rule
from realign.suggest import Suggestions
from realign.text import Text, message

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """A record as it stands in a file."""

    document: Document
    node: int
    kind: str
    """The key of the plan that it stands under."""
    type: Any
    """What is declared for it."""
    data: Any
    number: int = 0
    """Which record of its file it is, counted from 1."""

    @property
    def id(self) -> str:
        """The id, if the record has one."""
        found = self.data.get("id") if isinstance(self.data, dict) else None
        return found if isinstance(found, str) else ""

    @property
    def name(self) -> Text:
        """What people call it: `outcome 1.1`."""
        if self.id or self.kind == "plan":
            return called(self.kind, short(self.id))
        return message("entry {number} of {kind}", number=self.number, kind=self.kind)

    def place(self, path: Path) -> Place:
        """Where the value at `path` stands; a missing one where its record says who it is."""
        table = self.document.table
        node = table.find(self.node, *path)
        if table.is_collection(node):
            step = table.step(node, "id")
            if step:
                return table.place(step[1])
            start = table.starts[node]
            if table.lines.text[start : start + 1] not in ("[", "{"):
                return (
                    table.place(table.find(self.node, *path[:-1], Key(path[-1])))
                    if path
                    else table.place(node + 1)
                )
        return table.place(node)

    def finding(
        self, rule: Rule, path: Path, message: Text, hint: Text = "", fix: Fix | None = None
    ) -> Finding:
        """A finding about the value at `path`; a last `Key` points at the key."""
        field = ".".join(map(str, path))
        record = "plan" if self.kind == "plan" else f"{self.kind}/{self.id}"
        return rule.finding(self.place(path), message, hint, fix=fix, record=record, field=field)


@lru_cache(maxsize=1000)
def did_you_mean(word: str, known: tuple[str, ...]) -> tuple[str, bool]:
    """The name that is meant, if one comes near, and whether nothing else can be meant."""
    names = Suggestions(known)
    return names.near(word) or "", names.certain(word) is not None


def short(text: str) -> str:
    """At most forty characters, none of them strange."""
    shown = "".join(one if one.isprintable() else " " for one in text[:41])
    return shown if len(shown) <= 40 else f"{shown[:40]}…"
