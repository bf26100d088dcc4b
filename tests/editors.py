"""What an editor says of a file of a plan: it reads YAML 1.2, and holds it against our schema."""

from functools import cache

import yaml
from jsonschema import Draft202012Validator

from realign.exchange.schema import schema


class AsEditorsDo(yaml.SafeLoader):
    """YAML 1.2 as editors read it: a date is text."""


AsEditorsDo.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in known if not tag.endswith("timestamp")]
    for letter, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def validator(kind: str | None = None) -> Draft202012Validator:
    """What checks a file of a plan, or what stands under one key of it."""
    return Draft202012Validator(schema(kind))


def complaints(text: str) -> list[str]:
    """Where a file does not fit, and why."""
    errors = validator().iter_errors(yaml.load(text, AsEditorsDo))  # noqa: S506
    return [f"{error.json_path}: {error.message}" for error in errors]
