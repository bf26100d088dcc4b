"""Look at a workbook before anything is unpacked: what kind of file it is, and whether it is sane."""

import contextlib
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from xml.parsers import expat

from realign.text import Text, message, say

LIMIT = 128 << 20
"""Bytes of any part of the workbook, unpacked."""
ALL = 256 << 20
"""Bytes of all its parts."""
PARTS = 5_000
"""Parts of a workbook: a sheet with its drawings has a handful."""
TAGS = 500_000
"""Tags of a part that only lists sheets, relations or styles."""
AT_ONCE = 1 << 18
"""Bytes that are unpacked at a time."""
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    OSError,
    EOFError,
)
"""How a damaged archive, or a damaged part of it, shows."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN = message("open it in Excel or LibreOffice and save it as .xlsx")
_DAMAGED = message("open it in Excel or LibreOffice, see what is left of it, and save it as .xlsx")


class RefusedError(Exception):
    """The workbook is not read; says why, and what to do."""

    def __init__(self, says: Text, hint: Text = "") -> None:
        """Keep both."""
        super().__init__(say(says, "en"))
        self.says, self.hint = says, hint


_WHOLE = message("the workbook")


def damaged(what: Text = _WHOLE) -> RefusedError:
    """That something in the file is not as a program writes it."""
    return RefusedError(message("{what} is damaged", what=what), _DAMAGED)


class Package:
    """The parts of a workbook that is a zip archive, unpacked with care."""

    def __init__(self, raw: bytes) -> None:
        """Look at the list of parts; raises `RefusedError` if it cannot be trusted."""
        try:
            self._archive = zipfile.ZipFile(BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise damaged() from error
        parts = self._archive.infolist()
        if len(parts) > PARTS:
            raise RefusedError(
                message(
                    "the workbook has {count} parts; at most {parts} are read", count=len(parts), parts=PARTS
                ),
                _OPEN,
            )
        self.names = {part.filename.lower(): part.filename for part in parts}
        if len(self.names) < len(parts):
            raise damaged()
        if any(part.flag_bits & 1 for part in parts):
            raise RefusedError(
                message("the workbook is protected by a password"), message("save it without one")
            )
        if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
            raise RefusedError(message("the workbook is packed in a way that is not read"), _OPEN)
        total = sum(part.file_size for part in parts)
        if total > ALL:
            raise RefusedError(
                message(
                    "the workbook unpacks to {total} MiB; at most {most} are read",
                    total=total >> 20,
                    most=ALL >> 20,
                )
            )

    def holds(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name.lower() in self.names

    def mentions(self, name: str, word: bytes) -> bool:
        """Whether a word stands in a part; quicker than to parse it, which is what tells a damaged one."""
        rest, left = b"", LIMIT
        with contextlib.suppress(*_FAULTS), self._archive.open(self.names[name.lower()]) as stream:
            while left > 0 and (chunk := stream.read(AT_ONCE)):
                if word in rest + chunk:
                    return True
                rest, left = chunk[-len(word) :], left - len(chunk)
        return False

    def feed(self, name: str, start: Callable[[str, dict[str, str]], None]) -> None:
        """Parse a part as XML: `start` gets each tag and its attributes."""
        left = [TAGS]

        def counted(tag: str, told: dict[str, str]) -> None:
            left[0] -= 1
            if not left[0]:
                raise RefusedError(message("{name} has more than {tags} tags", name=name, tags=TAGS), _OPEN)
            start(tag, told)

        parser = expat.ParserCreate()
        parser.StartElementHandler = counted
        self.parse(name, parser)

    def parse(self, name: str, parser: "expat.XMLParserType") -> None:
        """Give a part to a parser; no part is larger than `LIMIT`, none declares entities."""
        parser.StartDoctypeDeclHandler = self._refuse
        read = 0
        rest = b""  # a value stays whole: it comes to the parser with the tag that ends it
        try:
            with self._archive.open(self.names[name.lower()]) as stream:
                while chunk := stream.read(AT_ONCE):
                    read += len(chunk)
                    if read > LIMIT:
                        raise RefusedError(
                            message("{name} unpacks to more than {limit} MiB", name=name, limit=LIMIT >> 20)
                        )
                    cut = chunk.rfind(b">") + 1
                    parser.Parse(rest + chunk[:cut], False)
                    rest = chunk[cut:]
            parser.Parse(rest, True)
        except _FAULTS as error:
            raise damaged(message("the part {name} of the workbook", name=name)) from error

    def start_of(self, name: str, most: int = 200) -> bytes:
        """The first bytes of a part; nothing if it cannot be read."""
        try:
            with self._archive.open(self.names[name.lower()]) as stream:
                return stream.read(most)
        except _FAULTS:
            return b""

    def _refuse(self, *_told: object) -> None:
        raise RefusedError(message("the workbook declares XML entities, which no workbook needs"), _OPEN)


def recognise(raw: bytes) -> tuple[str, Package | None]:
    """The kind of a workbook, `xlsx`, `ods` or `xls`, and its parts if it is an archive.

    Raises `RefusedError`, which says what the file is instead.
    """
    if raw.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in raw:
            hint = message(
                "open it in Excel, take the password off (File, Info, Protect Workbook), and save it"
            )
            raise RefusedError(message("the workbook is protected by a password"), hint)
        if any(name.encode("utf-16-le") in raw for name in ("Workbook", "Book")):
            return "xls", None
        raise RefusedError(
            message("this is a file of an older Office program in which no workbook is found"), _OPEN
        )
    if raw.startswith(b"PK"):
        package = Package(raw)
        return _packed(package), package
    raise RefusedError(*_unpacked(raw))


def _packed(package: Package) -> str:
    """The kind of an archive that is a workbook."""
    if package.holds("xl/workbook.xml"):
        return "xlsx"
    mime = package.start_of("mimetype")
    if mime.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        if b"encryption-data" in package.start_of("META-INF/manifest.xml", AT_ONCE):
            raise RefusedError(
                message("the workbook is protected by a password"), message("save it without one")
            )
        return "ods"
    for name, what in (
        ("xl/workbook.bin", message("a binary workbook (.xlsb)")),
        ("index/document.iwa", message("a file of Apple Numbers, Pages or Keynote")),
        ("index.zip", message("a file of Apple Numbers, Pages or Keynote")),
        ("word/document.xml", message("a Word document")),
        ("ppt/presentation.xml", message("a PowerPoint presentation")),
    ):
        if package.holds(name):
            hint = message("export it as an Excel workbook (.xlsx)") if name.startswith("index") else _OPEN
            raise RefusedError(message("this is {what}, not a workbook that is read", what=what), hint)
    if mime.startswith(b"application/vnd.oasis.opendocument"):
        raise RefusedError(message("this is a document of LibreOffice, but no workbook"), _OPEN)
    raise RefusedError(
        message("this is an archive (.zip) that holds no workbook"),
        message("unpack it, and name the workbook"),
    )


def _unpacked(raw: bytes) -> tuple[Text, Text]:
    """What a file is that is no workbook, and what to do."""
    begin = raw[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not raw:
        return message("the file is empty"), ""
    if b"urn:schemas-microsoft-com:office:spreadsheet" in raw[:4096]:
        return message("this is an XML spreadsheet of 2003, not a workbook that is read"), _OPEN
    if begin.startswith(b"<") and (b"<html" in begin or b"<table" in begin or b"<!doctype html" in begin):
        return message("this is a web page (HTML) that is named as a workbook"), _OPEN
    if begin.startswith(b"%pdf"):
        return message("this is a PDF file, not a workbook"), message(
            "ask for the workbook that it was made from"
        )
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    text = raw[:4096].decode(encoding, errors="ignore")
    if (
        text
        and "\0" not in text
        and sum(letter.isprintable() or letter in "\t\r\n" for letter in text) > 0.95 * len(text)
    ):
        hint = message(
            "a matrix: realign import matrix FILE; a table: {open}, its sheet named as a kind of records",
            open=_OPEN,
        )
        return message("this is a text file (CSV or the like), not a workbook"), hint
    return message("this is not a workbook"), _OPEN
