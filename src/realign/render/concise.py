"""Findings as one line each: `path:line:column: CODE severity: message`."""

from realign.render.full import headline
from realign.sheets import Answer, RenderOptions


def render(report: Answer, page: RenderOptions) -> str:
    """Write the findings of `report`, one line each; nothing where there are none."""
    return "".join(f"{headline(one, page)}\n" for one in report.findings)
