"""What the source, the money and we say of a piece of work, each in its own sentences."""

from collections.abc import Iterator, Sequence

from realign.models.programme.decisions import Decided
from realign.models.programme.funding_status import FundingStatus
from realign.questions.focus import PriorityLink, Programme
from realign.text import Message, Sentence, Text, fill, first_few, join, listed, message
from realign.views.focus_money import money_clause
from realign.views.focus_reasons import (
    apart,
    beside,
    change_of_plan,
    happening,
    misprinted,
    opening,
    table_opening,
)
from realign.views.focus_words import FOCUS
from realign.views.paragraphs import Paragraphs
from realign.views.ranks import belonging
from realign.views.terms import SOURCE_DECISIONS

_NAMED = 3
"""How many links a sentence names before it only counts them."""


class Voices:
    """Says of each piece of work what the source, the money and we say, and why it is decided so."""

    def __init__(self, answer: Programme) -> None:
        self._unearmarked, self._currency = answer.unearmarked, answer.currency
        self._sourced = answer.sourced
        self._paragraphs = Paragraphs(answer.main_source, answer.sources)
        self._links = {link.link: link for link in answer.links}
        self._deliverables = {item.id: item for item in answer.programme if item.kind == "deliverable"}
        self._money: dict[FundingStatus, Text] = {}
        self._served: dict[tuple[tuple[str, ...], tuple[str, ...]], Message] = {}

    def source(self, item: Decided) -> Text:
        """What the source says: its decision, what happens, what it asks for; else that it is silent."""
        said = (*self._rules(item), *_own_words(item))
        if said:
            return Sentence(said)
        return self._silent(item)

    def ruling(self, item: Decided) -> Text:
        """The same without the words of the record."""
        said = tuple(self._rules(item))
        return Sentence(said) if said else self._silent(item)

    def _silent(self, item: Decided) -> Text:
        if not self._sourced:
            return message("The plan has no sources.")
        if item.mentioned:
            return message("It decides nothing about it.")
        return message("No word on it.")

    def _rules(self, item: Decided) -> Iterator[Text]:
        if item.source_decision:
            template = message("{decision}, by {where}")
            if item.lapsed:
                template = message("{decision}, by {where}, for want of unearmarked money")
            where = self._paragraphs(item.deciding or item.refs)
            yield fill(template, decision=SOURCE_DECISIONS[item.source_decision], where=where)
        elif item.ruled_by:
            template = message("{where} proposes to reduce what only unearmarked money may pay")
            yield fill(template, where=self._paragraphs(item.ruled_by))
        if item.suffers and (item.then or item.effect):
            yield happening(item)

    def money(self, item: Decided) -> Text:
        """Which money may pay, by whose word, and what of it comes."""
        return Sentence((self._money_clause(item),))

    def _money_clause(self, item: Decided) -> Text:
        if item.funding not in self._money:
            self._money[item.funding] = money_clause(item.funding, self._unearmarked, self._currency)
        return self._money[item.funding]

    def ours(self, item: Decided) -> Text:
        """What links and money alone say, and whether the source says otherwise or nothing."""
        template = message("by links and money alone: {reading}")
        if item.differs:
            template = message("by links and money alone: {reading}, unlike the source")
        elif self._sourced and item.source_decision is None and not item.ruled_by:
            template = message("by links and money alone: {reading}; the source decides nothing here")
        said: list[Text] = [fill(template, reading=FOCUS[item.reading])]
        if not item.rows:
            said += self._link_clause(item)
        if item.same_as:
            said.append(fill(message("counted as the same work as {id}"), id=item.same_as))
        if item.note:
            said.append(item.note)
        return Sentence(tuple(said))

    def reason(self, item: Decided) -> Text:
        """The rule, what the record tells, money, links, paragraphs, in a few short sentences."""
        where = self._paragraphs(item.cited)
        if item.rows:
            decisions = [(row, self._deliverables[row].decision) for row in item.rows]
            first = table_opening(item, decisions, where)
            said = [misprinted(misprint) for misprint in item.misprints]
            if item.reading != item.decision:
                said.append(apart(item.reading, None))
        else:
            first = opening(item, where, sourced=self._sourced)
            said = list(self._told(item))
        refs = self._paragraphs([ref for ref in item.refs if ref not in item.cited])
        see = [fill(message("see {refs}"), refs=refs)] if refs else []
        return Sentence((first, *said, *see))

    def _told(self, item: Decided) -> Iterator[Text]:
        """What the record tells, money, links, work that it leans on, what we would say, other names."""
        told = item.says or item.note
        if told and (item.kind == "flagship" or item.row in {2, 3, 8}):
            yield told
        elif item.now and item.now.says:
            yield item.now.says
        if item.planned:
            yield change_of_plan(item.planned)
        yield from map(misprinted, item.misprints)
        if item.kind not in {"table", "strategy"}:
            yield self._money_clause(item)
        yield from self._link_clause(item)
        yield from map(beside, item.support)
        if item.source_decision and item.reading != item.decision:
            yield apart(item.reading, item.row)
        if item.same_as:
            yield fill(message("it is counted as the same work as {id}"), id=item.same_as)

    def _link_clause(self, item: Decided) -> Iterator[Message]:
        """Which priority links it serves; nothing where nothing ties it, or there are none."""
        if not self._links or not item.outcomes:
            return
        key = item.outcomes, item.links
        if key not in self._served:
            self._served[key] = link_clause(item, [self._links[link] for link in item.links])
        yield self._served[key]


def _own_words(item: Decided) -> Iterator[Text]:
    if item.now and item.now.says:
        yield item.now.says
    if item.says:
        yield item.says


def link_clause(item: Decided, served: Sequence[PriorityLink]) -> Message:
    """Which priority links it serves, and how surely they are; `served` as in `item.links`."""
    codes = join(item.outcomes)
    if not served:
        return fill(message("no priority link touches {codes}"), codes=codes)
    links = served[: item.carries] or served
    template = message("it carries {links}{gap}")
    if not item.carries:
        template = message("it works on one end ({codes}) of {links}{gap}")
        ends = {code for link in links for code in link.ends}
        codes = join(code for code in item.outcomes if code in ends)
    return fill(template, links=_links(links), codes=codes, gap=_gap(links))


def _links(links: Sequence[PriorityLink]) -> Text:
    """The first few links with their classes, and how many more there are."""
    template = message("{link} ({sure})")
    named = [fill(template, link=link.link, sure=belonging(link)) for link in links]
    return listed(first_few(named, _NAMED))


def _gap(links: Sequence[PriorityLink]) -> Text:
    """Of how many of the links no norm names both ends: the weak spot of the normative work."""
    missing = sum(link.normless for link in links)
    if not missing:
        return ""
    if missing == len(links):
        if missing == 1:
            return message("; no norm names both ends of it")
        return message("; no norm names both ends of any of them")
    template = message("; no norm names both ends of {missing} of them")
    return fill(template, missing=message("one") if missing == 1 else missing)
