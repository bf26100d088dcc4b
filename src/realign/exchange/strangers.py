"""Tell files of other programs by how they begin, so that nobody is sent the wrong way."""

from realign.text import Message, message

_LINKS = message("realign import links FILE reads it")


def foreign(raw: bytes) -> tuple[Message, Message] | None:
    """What a file is that is neither table nor workbook, and what to do with it; `None`: it may be one."""
    begin = raw[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    low = begin.lower()
    if begin.startswith((b"{", b"[")) and begin[1:].lstrip(b" \t\r\n")[:1] in (b'"', b"{", b"}", b"[", b"]"):
        if b'"connections"' in raw or b'"elements"' in raw:
            return message("this is a map of Kumu (JSON), not a matrix"), _LINKS
        return message("this is JSON, not a matrix"), message("a map of Kumu: realign import links FILE")
    if begin.startswith(b"<"):
        if b"<graphml" in low:
            return message("this is a graph (GraphML), not a matrix"), _LINKS
        if b"iati-activit" in low:
            return message("this is IATI (XML), not a matrix"), message("realign import iati FILE reads it")
        if b"<html" in low or b"<table" in low:
            return message("this is a web page (HTML), not a matrix"), message(
                "open it in Excel and save the table as .xlsx"
            )
        return message("this is XML, not a matrix"), message("save the table as CSV or .xlsx")
    if low.startswith(b"meta") and b"key;value" in low:
        return (
            message("this is a participatory budget (Pabulib), not a matrix"),
            message("realign import pabulib FILE reads it"),
        )
    if begin.startswith(b"%PDF"):
        return message("this is a PDF file, not a matrix"), message("ask for the table that it was made from")
    return None
