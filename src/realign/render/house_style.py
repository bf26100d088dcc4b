"""A stranger's Word document as a template: looked at before it is unpacked, tried before it is used."""

import zipfile
from io import BytesIO
from typing import Final, cast

from docx import Document
from docx.document import Document as Paper
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import XmlPart
from docx.opc.rel import Relationships
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import LxmlError  # type: ignore[import-untyped]  # lxml ships no types

from realign.findings import CallError
from realign.text import message

UNPACKED: Final = 64 << 20
"""Bytes of all parts of a template, unpacked."""
PARTS: Final = 5_000
"""Parts of a template: a document with its pictures has some dozens."""
_OF_FILE = frozenset({RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES})
_HEADS = frozenset({RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER})
_ON_PAGE = frozenset({RELATIONSHIP_TYPE.IMAGE, RELATIONSHIP_TYPE.HYPERLINK})
_OF_PAPER = _HEADS | frozenset(
    {
        RELATIONSHIP_TYPE.STYLES,
        RELATIONSHIP_TYPE.NUMBERING,
        RELATIONSHIP_TYPE.SETTINGS,
        RELATIONSHIP_TYPE.THEME,
        RELATIONSHIP_TYPE.FONT_TABLE,
        RELATIONSHIP_TYPE.FOOTNOTES,
        RELATIONSHIP_TYPE.ENDNOTES,
    }
)
"""The kinds of parts that a template gives."""
_FAULTS = (
    AttributeError,  # a part is another kind of XML than its name says
    TypeError,
    LookupError,
    ValueError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,  # a password
    zipfile.BadZipFile,
    PackageNotFoundError,
    LxmlError,
)
"""How a template that is damaged, or made to be, shows."""


def opened(template: bytes) -> Paper:
    """A template without its text: its styles, page, heads and feet stay, nothing else of it.

    Raises `CallError` where it is no Word document, or one that unpacks to more than `UNPACKED`.
    """
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            parts = archive.infolist()
        whole = len({part.filename.lower() for part in parts}) == len(parts) <= PARTS
        small = sum(part.file_size for part in parts) <= UNPACKED
        paper = _tried(Document(BytesIO(template))) if whole and small else None
    except _FAULTS:
        paper = None
    if paper is None:
        raise CallError(
            message("the template is no Word document that can be opened"),
            message("name a .docx file; save a .dotx or .doc file as .docx first"),
        )
    return paper


def _cut_off(
    relations: Relationships,
    kept: frozenset[str],
    *elements: BaseOxmlElement,
    outside: frozenset[str] = frozenset(),
) -> None:
    """Let go of all parts and addresses (`outside`) but those of some kinds, and of what speaks of them."""
    for name, one in list(relations.items()):
        if one.reltype not in (outside if one.is_external else kept):
            relations.pop(name)
    for element in [inner for root in elements for inner in root.iter() if inner.get(qn("r:id"))]:
        if element.get(qn("r:id")) not in relations and (around := element.getparent()) is not None:
            around.remove(element)


def _let_go(paper: Paper) -> None:
    """Keep of a template what shows on the page: no macro, mail, frame, object or piece of another file."""
    settings = paper.settings.element
    for element in settings.findall(qn("w:mailMerge")):
        settings.remove(element)
    _cut_off(paper.part.package.rels, _OF_FILE)
    _cut_off(paper.part.rels, _OF_PAPER, paper.element)
    _cut_off(paper.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels, frozenset(), settings)
    for one in paper.part.rels.values():
        if one.reltype in _HEADS:
            part = one.target_part
            _cut_off(part.rels, _ON_PAGE, cast(XmlPart, part).element, outside=_ON_PAGE)


def _tried(paper: Paper) -> Paper:
    """The paper without its text; raises one of `_FAULTS` where it cannot be written on."""
    for element in [one for one in paper.element.body if one.tag != qn("w:sectPr")]:
        paper.element.body.remove(element)
    _let_go(paper)
    section = paper.sections[0]
    for length in (section.page_width, section.page_height, section.left_margin, section.right_margin):
        _ = length
    paper.core_properties.author = ""
    paper.add_table(1, 1)
    paper.add_paragraph("").add_run("").font.size = None
    paper.add_heading("")
    for element in [one for one in paper.element.body if one.tag != qn("w:sectPr")]:
        paper.element.body.remove(element)
    paper.save(BytesIO())
    return paper
