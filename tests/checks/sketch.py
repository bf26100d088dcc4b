"""A plan from a few lines of YAML, checked; places read `kind/record.path`."""

from typing import Any

import yaml
from pydantic import TypeAdapter

from realign import checks
from realign.findings import Finding, Key, Place, Severity
from realign.plan import Origin, Plan


class TextLoader(yaml.SafeLoader):
    """Every scalar is text, as with the real loader."""


TextLoader.yaml_implicit_resolvers = {}


def sketch(text: str) -> Plan:
    """The plan that `text` describes; its `plan:` key may be left out."""
    tree: dict[str, Any] = yaml.load(text, TextLoader) or {}  # noqa: S506 - a SafeLoader
    plan = TypeAdapter(Plan).validate_python({"plan": {"id": "p", "title": "Plan"}} | tree)
    return plan.read_from(Origin(locate))


def locate(kind: str, record: str, *path: str | int) -> Place:
    steps = [f"<{step}>" if isinstance(step, Key) else str(step) for step in path]
    return Place(".".join([f"{kind}/{record}", *steps]))


def found(text: str, *codes: str) -> list[Finding]:
    """What the checks say about the plan, of these codes alone."""
    return [one for one in checks.run(sketch(text), locate) if not codes or one.code in codes]


def told(text: str, *codes: str) -> list[tuple[str, str]]:
    """Code and place of every finding."""
    return [(one.code, one.place.path) for one in found(text, *codes)]


def errors(text: str) -> list[str]:
    return [str(one.message) for one in found(text) if one.severity is Severity.ERROR]
