"""The town of the tests with text in every field, and ids, that would command a page, a picture or a workbook."""

import json
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

TOWN = Path(__file__).parent / "plans" / "town"
EVIL = "x-evil"
"""An element that no page of ours has."""
TEXTS = (
    f"</script><{EVIL}>x</{EVIL}> <!-- --> ]]> &amp; &#x3c;{EVIL}&#x3e; {{{{data}}}} {{{{head}}}} ${{x}} \\u003c",
    "=cmd|' /C calc'!A0 \u200e\u200f עברית العربية",
    "A" * 2000,
    f"</style></title></textarea><svg onload=x><{EVIL}>",
    "👩\u200d👩\u200d👧\u200d👦🇺🇳 Z" + "\u0351\u036b\u0313" * 20 + " e\u0301",
    f"'\"><{EVIL} a='",
    "}}{% raw %}{{ 7*7 }}",
    "line\u2028end\u200b",
    "漢字" * 300,
)
FIELDS = frozenset(
    {"title", "organisation", "says", "note", "reading", "unit", "degree", "verification", "owner"}
)
"""Fields that hold one text, or one in each language."""
MAPS = frozenset({"headings", "themes", "rubric", "uncoded"})
"""Fields that hold a text by name."""
IDS = {
    "1.1": f"1.1<{EVIL}>",
    "1.2": "</script>2 %41",
    "2.1": "2.1\"'&amp;",
    "D1": "D1#a=b&c",
    "A1": "=A1|x",
    "heat": 'he"at<',
    "F1": "F{1}}",
    "core": "co're",
}
LENS = IDS["heat"]


def hostile_town(folder: Path) -> Path:
    """Write the plan into `folder`; every text field and every name of `IDS` is hostile."""
    texts = cycle(TEXTS)

    def turned(value: Any, key: str = "") -> Any:
        if key in FIELDS:
            return {language: next(texts) for language in value} if isinstance(value, dict) else next(texts)
        if key in MAPS and isinstance(value, dict):
            return {IDS.get(name, name): next(texts) for name in value}
        if isinstance(value, dict):
            return {IDS.get(name, name): turned(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [turned(inner) for inner in value]
        return IDS.get(value, value)

    for file in sorted(TOWN.glob("*.yaml")):
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - no tags
        if "plan" in data:
            data["plan"]["rubric"] = {"1": "", "2": "", "3": ""}
            data["plan"]["words"] = {"domain": f"</script><{EVIL}>", "outcome": "=x", "lens": "\u200fx"}
        for indicator in data.get("indicators", ()):
            indicator |= {
                "unit": "",
                "verification": "",
                "owner": "",
                "baseline": {"2020": 1},
                "target": {"2030": 5},
            }
        (folder / file.name).write_text(json.dumps(turned(data), ensure_ascii=False), encoding="utf-8")
    return folder
