"""Templates that came by mail: refused with a sentence, or used without harm; never an error of ours."""

import zipfile
from collections.abc import Callable, Iterator
from functools import cache, partial
from io import BytesIO

import pytest

from loops import sampled

docx = pytest.importorskip("docx")

from realign.findings import CallError  # noqa: E402
from realign.render.house_style import PARTS, UNPACKED, opened  # noqa: E402

Edit = Callable[[str, bytes], bytes | None]
MAIN, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
LINK = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@cache
def house() -> bytes:
    stream = BytesIO()
    paper = docx.Document()
    paper.add_paragraph("text of the house")
    paper.save(stream)
    return stream.getvalue()


def edited(edit: Edit, more: dict[str, bytes] | None = None) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(house())) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = edit(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return stream.getvalue()


def put(part: str, content: bytes | None) -> Edit:
    return lambda name, old: content if name == part else old


def swap(part: str, old: bytes, new: bytes) -> Edit:
    def edit(name: str, content: bytes) -> bytes:
        assert name != part or old in content
        return content.replace(old, new) if name == part else content

    return edit


def keep(_: str, content: bytes) -> bytes:
    return content


def with_doctype(entity: bytes, part: str, old: bytes, new: bytes) -> Edit:
    def edit(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        body = content.partition(b"?>")[2].replace(old, new, 1)
        return b'<?xml version="1.0"?><!DOCTYPE x [' + entity + b"]>" + body

    return edit


Made = Callable[[], bytes]


def refused() -> Iterator[tuple[str, Made]]:
    yield "empty", bytes
    yield "no archive", lambda: b"hello"
    yield "half", lambda: house()[: len(house()) // 2]
    yield "a password", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000)
    yield "a bomb", partial(edited, keep, {"word/media/x.bin": bytes(UNPACKED + 1)})
    yield "many parts", partial(edited, keep, {f"x/{number}": b"" for number in range(PARTS)})
    yield "a part twice", partial(edited, keep, {MAIN.upper(): b"<a/>"})
    yield "no body", partial(edited, put(MAIN, b"<a/>"))
    yield "no styles", partial(edited, put(STYLES, None))
    yield "odd styles", partial(edited, put(STYLES, b"<a/>"))
    yield "odd list of parts", partial(edited, put("[Content_Types].xml", b"<a/>"))
    yield "odd properties", partial(edited, put("docProps/core.xml", b"<a/>"))
    yield "no width", partial(edited, swap(MAIN, b'w:w="12240"', b'w:w="x"'))
    yield "deep", partial(edited, swap(MAIN, b"<w:body>", b"<w:body>" + b"<w:p>" * 9999 + b"</w:p>" * 9999))
    laughs = b'<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY a%d "%s">' % (one, (b"&a%d;" % (one - 1) if one else b"&a;") * 10) for one in range(9)
    )
    paragraph = b"<w:body><w:p><w:r><w:t>&a8;</w:t></w:r></w:p>"
    yield "billions of laughs", partial(edited, with_doctype(laughs, MAIN, b"<w:body>", paragraph))
    outside = b'<!ENTITY e SYSTEM "file:///etc/passwd">'
    yield "a file", partial(edited, with_doctype(outside, STYLES, b'w:val="Normal"', b'w:val="&e;"'))
    yield (
        "another part",
        partial(edited, swap("word/_rels/document.xml.rels", b'"styles.xml"', b'"../../../../etc/passwd"')),
    )


@pytest.mark.parametrize("template", sampled([pytest.param(made, id=name) for name, made in refused()], 4))
def test_a_hostile_template_is_refused_in_a_sentence(template: Made) -> None:
    with pytest.raises(CallError, match="no Word document"):
        opened(template())


def test_a_template_gives_its_styles_and_not_its_text_nor_the_address_of_its_own_template() -> None:
    relation = b'<Relationship Id="rIdX" Type="' + LINK + b'/attachedTemplate" Target="file://evil/x.dotm"'
    relations = (
        b'<?xml version="1.0"?><Relationships '
        b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + relation
        + b' TargetMode="External"/></Relationships>'
    )

    def edit(name: str, content: bytes) -> bytes:
        if name != SETTINGS:
            return content
        start = content.index(b">", content.index(b"<w:settings")) + 1
        tag = b'<w:attachedTemplate xmlns:r="' + LINK + b'" r:id="rIdX"/>'
        return content[:start] + tag + content[start:]

    template = edited(edit, {"word/_rels/settings.xml.rels": relations})
    assert b"rIdX" in zipfile.ZipFile(BytesIO(template)).read(SETTINGS)
    stream = BytesIO()
    opened(template).save(stream)
    with zipfile.ZipFile(stream) as written:
        parts = {name: written.read(name) for name in written.namelist()}
    assert b"text of the house" not in parts[MAIN]
    assert STYLES in parts
    assert not any(b"evil" in content or b"attachedTemplate" in content for content in parts.values())


KINDS = (
    "oleObject", "frame", "subDocument", "aFChunk", "control", "image", "hyperlink", "attachedTemplate",
    "mailMergeSource", "glossaryDocument", "customXml", "printerSettings",
)  # fmt: skip
MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
RIBBON = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
ADD_INS = "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes"


def related(*told: bytes) -> bytes:
    """A list of relations."""
    head = b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return head + b"".join(told) + b"</Relationships>"


def relation(name: str, kind: str, target: str, *, outside: bool = False) -> bytes:
    """An entry of such a list."""
    mode = ' TargetMode="External"' if outside else ""
    kind = kind if ":" in kind else f"{LINK.decode()}/{kind}"
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}"{mode}/>'.encode()


def test_nothing_of_a_template_runs_or_is_fetched_but_what_its_heads_show() -> None:
    outside = [relation(f"o{kind}", kind, f"http://evil/{kind}", outside=True) for kind in KINDS]
    inside = [relation(f"i{kind}", kind, f"evil{kind}.bin") for kind in KINDS if kind != "attachedTemplate"]
    inside.append(relation("imacros", MACROS, "evilmacros.bin"))
    of_file = [relation("r1", RIBBON, "evilribbon.bin"), relation("r2", ADD_INS, "eviladdins.bin")]
    settings = [relation("m", "mailMergeSource", "file://evil/list", outside=True)]
    source = b'<w:mailMerge><w:dataSource xmlns:r="' + LINK + b'" r:id="m"/></w:mailMerge>'
    head = (
        b'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="'
        + LINK
        + b'"><w:p><w:hyperlink r:id="web"/></w:p><w:altChunk r:id="chunk"/></w:hdr>'
    )
    of_head = [
        relation("web", "hyperlink", "https://house.example", outside=True),
        relation("chunk", "aFChunk", "http://evil/chunk", outside=True),
    ]
    types = b'<Default Extension="bin" ContentType="application/x-evil"/><Override PartName="/word/head.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>'
    parts = {
        "word/_rels/document.xml.rels": (
            b"</Relationships>",
            b"".join([*outside, *inside, relation("head", "header", "head.xml")]) + b"</Relationships>",
        ),
        "_rels/.rels": (b"</Relationships>", b"".join(of_file) + b"</Relationships>"),
        "[Content_Types].xml": (b"</Types>", types),
        SETTINGS: (b"</w:settings>", source + b"</w:settings>"),
        MAIN: (
            b"<w:pgSz",
            b'<w:headerReference xmlns:r="'
            + LINK
            + b'" w:type="default" r:id="head"/><w:printerSettings xmlns:r="'
            + LINK
            + b'" r:id="iprinterSettings"/><w:pgSz',
        ),
    }

    def edit(name: str, content: bytes) -> bytes:
        old, new = parts.get(name, (b"", b""))
        return content.replace(old, new) if old else content

    more = {f"word/evil{kind}.bin": b"evil" for kind in (*KINDS, "macros")}
    more |= {"evilribbon.bin": b"evil", "eviladdins.bin": b"evil", "word/head.xml": head}
    more |= {
        "word/_rels/settings.xml.rels": related(*settings),
        "word/_rels/head.xml.rels": related(*of_head),
    }
    template = edited(edit, more)
    stream = BytesIO()
    opened(template).save(stream)
    with zipfile.ZipFile(stream) as written:
        found = {name: written.read(name) for name in written.namelist()}
    assert [name for name, content in found.items() if b"evil" in content or "evil" in name] == []
    assert b"mailMerge" not in found[SETTINGS]
    assert b"printerSettings" not in found[MAIN]
    (heading,) = (
        content for name, content in found.items() if "head.xml" in name and not name.endswith(".rels")
    )
    assert b"hyperlink" in heading
    assert b"altChunk" not in heading
    assert any(b"https://house.example" in content for content in found.values())
