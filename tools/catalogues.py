"""Gather the English templates of `src`, update the catalogue of each language, compile it.

`python tools/catalogues.py` writes; a test calls `outdated` and asks for the same. A language is added by an
empty `src/realign/locale/<language>/LC_MESSAGES/realign.po` with its header.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib

from realign.exchange.rules import MANUAL as OF_IMPORTS
from realign.loading.fields import field_docs
from realign.questions._manual import manual
from realign.text import messages

SOURCES = Path(__file__).parents[1] / "src" / "realign"
LOCALE = SOURCES / "locale"
WIDTH = 110

Template = tuple[str | None, str, str | None]
"""Context, template, template for several."""


@cache
def templates() -> set[Template]:
    """Every template in the sources; those of the models, which know no texts, stand in a `CallError`.

    The manual of the codes stands in `Rule.of` and in the docstrings of the checks, what fields are for
    under the fields.
    """
    texts = {text for rule in (*manual(), *OF_IMPORTS) for text in (rule.summary, rule.remedy)}
    texts |= {*field_docs()}
    return {
        *(template for file in SOURCES.rglob("*.py") for template in _in_file(file)),
        *((None, text.template, None) for one in texts for text in messages(one)),
    }


def _in_file(file: Path) -> Iterator[Template]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        texts = [given.value if isinstance(given, ast.Constant) else None for given in node.args[:2]]
        match node.func.id, [text if isinstance(text, str) else None for text in texts]:
            case "message", [str(text), *_]:
                yield None, text, None
            case "message_in", [str(context), str(text)]:
                yield context, text, None
            case "plural", [str(one), str(several)]:
                yield None, one, several
            case "CallError", given if "models" in file.parts:
                yield from ((None, text, None) for text in given if text)


def files() -> Iterator[Path]:
    """The catalogue of each language."""
    yield from sorted(LOCALE.glob("*/LC_MESSAGES/realign.po"))


def updated(file: Path) -> polib.POFile:
    """The catalogue with exactly the templates of the sources, in order; what is new is untranslated."""
    catalogue = polib.pofile(str(file))
    old = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    new = polib.POFile(wrapwidth=WIDTH)
    new.header, new.metadata = catalogue.header, catalogue.metadata
    language = catalogue.metadata["Language"]
    forms = int(re.findall(r"nplurals=(\d+)", catalogue.metadata["Plural-Forms"])[0])
    for context, one, several in sorted(templates(), key=lambda template: (template[1], template[0] or "")):
        known = old.get((context, one))
        entry = polib.POEntry(msgctxt=context, msgid=one, msgid_plural=several or "")
        if several:
            said = (known.msgstr_plural if known else {}) or dict.fromkeys(range(forms), "")
            entry.msgstr_plural = {form: spaced(text, language) for form, text in said.items()}
        else:
            entry.msgstr = spaced(known.msgstr if known else "", language)
        new.append(entry)
    return new


def spaced(text: str, language: str) -> str:
    """A French sentence with the blanks before `: ; ? ! %` and inside guillemets that no line breaks at.

    What one types, in backticks or straight quotes, stays as it is.
    """
    if language != "fr":
        return text
    parts = re.split(r"(`[^`]*`|\"[^\"]*\")", text)
    kept = "\u00a0"
    parts[::2] = [
        re.sub(r"« ", f"«{kept}", re.sub(r" (?=[:;?!»%](?!\w))", kept, part)) for part in parts[::2]
    ]
    return "".join(parts)


def outdated() -> Iterator[Path]:
    """Files that running this script would change."""
    for file in files():
        new = updated(file)
        compiled = file.with_suffix(".mo")
        if file.read_text(encoding="utf-8") != f"{new}\n":
            yield file
        if not compiled.exists() or compiled.read_bytes() != new.to_binary():
            yield compiled


def main() -> None:
    """Write every catalogue anew and say what is not translated."""
    for file in files():
        new = updated(file)
        file.write_text(f"{new}\n", encoding="utf-8")
        file.with_suffix(".mo").write_bytes(new.to_binary())
        missing = new.untranslated_entries()
        print(f"{file.relative_to(LOCALE)}: {len(new)} templates, {len(missing)} not translated")
        for entry in missing:
            print(f"  {entry.msgctxt or ''} {entry.msgid!r}")


if __name__ == "__main__":
    main()
