"""What one record of each kind is called."""

from collections.abc import Mapping

from realign.text import Message, message_in

KINDS: Mapping[str, Message] = {
    "plan": message_in("kind of record", "plan"),
    "sources": message_in("kind of record", "source"),
    "domains": message_in("kind of record", "domain"),
    "outcomes": message_in("kind of record", "outcome"),
    "lenses": message_in("kind of record", "lens"),
    "links": message_in("kind of record", "link"),
    "judges": message_in("kind of record", "judge"),
    "flagships": message_in("kind of record", "programme"),
    "actions": message_in("kind of record", "action"),
    "partners": message_in("kind of record", "partner"),
    "resolutions": message_in("kind of record", "resolution"),
    "indicators": message_in("kind of record", "indicator"),
    "annotations": message_in("kind of record", "annotation"),
    "discrepancies": message_in("kind of record", "discrepancy"),
    "funds": message_in("kind of record", "fund"),
    "groups": message_in("kind of record", "group"),
    "deliverables": message_in("kind of record", "deliverable"),
    "activities": message_in("kind of record", "activity"),
    "paragraph": message_in("kind of record", "paragraph"),
    "amount": message_in("kind of record", "amount"),
}
