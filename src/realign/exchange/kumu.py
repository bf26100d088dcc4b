"""Maps of Kumu, as JSON: elements and connections."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from realign.exchange.edge_map import Edge, EdgeMap
from realign.exchange.foreign import Reader, RefusedFileError, words
from realign.exchange.link_words import is_sign
from realign.text import message

_OF_ELEMENT = frozenset(("_id", "attributes", "label"))
_OF_CONNECTION = frozenset(
    (
        *("_id", "attributes", "label", "from", "to", "direction", "reversed"),
        *("strength", "weight", "connection type", "type", "description"),
    )
)
"""Attributes that are read."""


def looks_like_kumu(data: Any) -> bool:
    """Whether JSON is a map of Kumu."""
    return isinstance(data, dict) and all(
        isinstance(data.get(key), list) for key in ("elements", "connections")
    )


def of_kumu(data: Any, path: str, reader: Reader) -> EdgeMap:
    """A map of Kumu: a backup of a project, or a blueprint."""
    if not looks_like_kumu(data):
        raise RefusedFileError(
            path, message("this JSON has no elements and connections, as a map of Kumu has")
        )
    found = EdgeMap()
    elements, connections = (
        [one for one in data[name] if isinstance(one, dict)] for name in ("elements", "connections")
    )
    called = _names(elements, found)
    for number, one in enumerate(connections, 1):
        ends = [called.get(words(one.get(end)), words(one.get(end))) for end in ("from", "to")]
        if all(ends):
            found.add(Edge(ends[0], ends[1], _said(one), f"connection {number}"))
        else:
            reader.leave_out(f"connection {number}", message("one of its ends is blank"))
    for part, read in ((elements, _OF_ELEMENT), (connections, _OF_CONNECTION)):
        reader.pass_over(name for one in part for name in _others(one, read))
    reader.pass_over(name for name in ("loops", "description") if data.get(name))
    return found


def _names(elements: Sequence[Mapping[str, Any]], found: EdgeMap) -> dict[str, str]:
    """Id of an element -> its name: its label, or the id where others have the same one; titles are kept."""
    labels = Counter(_attribute(one, "label") for one in elements)
    called = {}
    for one in elements:
        label, id_ = _attribute(one, "label"), words(one.get("_id"))
        name = label if labels[label] == 1 and label else id_ or label
        found.titles.setdefault(name, label or name)
        called[id_ or label] = name
    return called


def _said(one: Mapping[str, Any]) -> dict[str, str]:
    """What a connection says of its link; its label is a sign or a reason."""
    direction, label = words(one.get("direction")), _attribute(one, "label")
    if one.get("reversed") is True and direction in ("", "directed"):
        direction = "reversed"
    sign = _attribute(one, "connection type", "type") or (label if is_sign(label) else "")
    says = ("" if label == sign else label, _attribute(one, "description"))
    return {
        "strength": _attribute(one, "strength", "weight"),
        "sign": sign,
        "direction": direction,
        "says": "; ".join(filter(None, says)),
    }


def _others(one: Mapping[str, Any], read: frozenset[str]) -> Iterator[str]:
    """The attributes of an element or a connection that are not read, where they say something."""
    kept = one.get("attributes")
    given = {**one, **(kept if isinstance(kept, dict) else {})}
    return (
        name for name, value in given.items() if name not in read and value not in (None, "", False, [], {})
    )


def _attribute(one: Mapping[str, Any], *names: str) -> str:
    """An attribute of an element or a connection, wherever the form keeps it."""
    kept = one.get("attributes")
    kept = kept if isinstance(kept, dict) else {}
    for name in names:
        for given in (kept.get(name), one.get(name)):
            if isinstance(given, str | int | float) and not isinstance(given, bool) and str(given).strip():
                return " ".join(str(given).split())
    return ""
