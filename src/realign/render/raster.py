"""From SVG to a picture in dots, for programs that draw no SVG."""

import json
from pathlib import Path

DOTS = 200
"""An inch."""
_PAGE = """#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(json(bytes(sys.inputs.data))), format: "svg")
"""


def png(svg: str) -> bytes:
    """The picture as PNG; empty for an empty one, and without the library of the extra `pdf`."""
    if not svg:
        return b""
    try:
        import typst
    except ModuleNotFoundError:
        return b""
    made = typst.compile(  # type: ignore[call-overload]  # its types want a root of bytes
        _PAGE.encode(),
        root=str(Path(__file__).parent),  # not the working folder, which may be gone
        format="png",
        ppi=DOTS,
        sys_inputs={"data": json.dumps(svg)},
        timestamp=0,
    )
    return bytes(made)
