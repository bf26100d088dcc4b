"""A stranger's Word document as a template: looked at before it is unpacked, tried before it is used."""

import zipfile
from io import BytesIO
from typing import Final

from docx import Document
from docx.document import Document as Paper
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml.etree import LxmlError  # type: ignore[import-untyped]  # lxml ships no types

from realign.findings import CallError
from realign.text import message

UNPACKED: Final = 64 << 20
"""Bytes of all parts of a template, unpacked."""
PARTS: Final = 5_000
"""Parts of a template: a document with its pictures has some dozens."""
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
    """A template without its text: its styles, page, heads and feet stay, and no template of its own.

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


def _tried(paper: Paper) -> Paper:
    """The paper without its text; raises one of `_FAULTS` where it cannot be written on."""
    for element in [one for one in paper.element.body if one.tag != qn("w:sectPr")]:
        paper.element.body.remove(element)
    part, settings = paper.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS), paper.settings.element
    for element in settings.findall(qn("w:attachedTemplate")):  # an address that Word would open
        part.rels.pop(element.get(qn("r:id")), None)
        settings.remove(element)
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
