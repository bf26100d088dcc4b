"""What the styles and texts of an .xlsx file say of its cells: number formats, and what is struck out."""

from xml.parsers import expat

from realign.exchange.container import Package
from realign.exchange.number_formats import shows

TEXTS = "xl/sharedStrings.xml"
_LONGEST = 255
"""Characters of a number format, by Excel's own rule."""


def styles(package: Package) -> tuple[list[str], frozenset[int]]:
    """The number format of each style, as far as it says more than the value; the styles that strike out."""
    codes = {"2": "0.00", "9": "0%", "10": "0.00%"}
    used: list[str] = []
    fonts: list[bool] = []
    font_of: list[int] = []
    inside = [""]

    def style(tag: str, told: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "numFmt":
                codes[told.get("numFmtId", "")] = told.get("formatCode", "")[:_LONGEST]
            case "fonts" | "fills" | "cellXfs" | "cellStyles" | "dxfs" as part:
                inside[0] = part
            case "font" if inside[0] == "fonts":
                fonts.append(False)
            case "strike" if inside[0] == "fonts" and fonts:
                fonts[-1] = _is_on(told)
            case "xf" if inside[0] == "cellXfs":
                used.append(told.get("numFmtId", "0"))
                font_of.append(int(told.get("fontId", "0")))

    package.feed("xl/styles.xml", style)
    struck = frozenset(number for number, font in enumerate(font_of) if font < len(fonts) and fonts[font])
    return [code if shows(code) else "" for code in (codes.get(number, "") for number in used)], struck


def _is_on(told: dict[str, str]) -> bool:
    """Whether a tag such as `<strike/>` says yes."""
    return told.get("val", "1") not in ("0", "false")


def struck_texts(package: Package) -> frozenset[int]:
    """The numbers of the shared texts of which a part is struck out."""
    if not package.mentions(TEXTS, b"strike"):
        return frozenset()
    found: set[int] = set()
    number = [-1]

    def look(tag: str, told: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        number[0] += name == "si"
        if name == "strike" and _is_on(told):
            found.add(number[0])

    parser = expat.ParserCreate()
    parser.StartElementHandler = look
    package.parse(TEXTS, parser)
    return frozenset(found)


def shared_texts(package: Package) -> int:
    """How many texts the cells of the workbook share."""
    tags: list[str] = []
    if package.holds(TEXTS):
        package.feed(TEXTS, lambda tag, _: tags.append(tag.rpartition(":")[2]))
    return tags.count("si")
