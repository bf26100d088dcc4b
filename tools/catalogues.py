"""Gather the English templates of `src`, update the catalogue of each language, compile it.

`python tools/catalogues.py` writes; a test calls `outdated` and asks for the same. A language is added by an
empty `src/realign/locale/<language>/LC_MESSAGES/realign.po` with its header.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract_from_dir

SOURCES = Path(__file__).parents[1] / "src" / "realign"
LOCALE = SOURCES / "locale"
KEYWORDS = {"message": (1,), "message_in": ((1, "c"), 2), "plural": (1, 2)}
"""Function -> which of its arguments are templates; `c` marks the context."""
WIDTH = 110

Template = tuple[str | None, str, str | None]
"""Context, template, template for several."""


def templates() -> set[Template]:
    """Every template in the sources."""
    found = extract_from_dir(SOURCES, [("**.py", "python")], keywords=KEYWORDS)
    return {_template(text, context) for _, _, text, _, context in found}


def _template(text: str | tuple[str, ...], context: str | None) -> Template:
    if isinstance(text, str):
        return context, text, None
    if len(text) == 2 and context is None:
        return None, text[0], text[1]
    return context, text[-1], None


def files() -> Iterator[Path]:
    """The catalogue of each language."""
    yield from sorted(LOCALE.glob("*/LC_MESSAGES/realign.po"))


def updated(file: Path) -> polib.POFile:
    """The catalogue with exactly the templates of the sources, in order; what is new is untranslated."""
    catalogue = polib.pofile(str(file))
    old = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    new = polib.POFile(wrapwidth=WIDTH)
    new.header, new.metadata = catalogue.header, catalogue.metadata
    forms = int(re.findall(r"nplurals=(\d+)", catalogue.metadata["Plural-Forms"])[0])
    for context, one, several in sorted(templates(), key=lambda template: (template[1], template[0] or "")):
        known = old.get((context, one))
        entry = polib.POEntry(msgctxt=context, msgid=one, msgid_plural=several or "")
        if several:
            entry.msgstr_plural = (known.msgstr_plural if known else {}) or dict.fromkeys(range(forms), "")
        else:
            entry.msgstr = known.msgstr if known else ""
        new.append(entry)
    return new


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
