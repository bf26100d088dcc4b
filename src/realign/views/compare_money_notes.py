"""What a change does to money, in a few sentences."""

from collections.abc import Iterator, Sequence

from realign.models.change.money_changes import Costs, ItemMove, MoneyMove
from realign.money import write_money
from realign.text import CLAUSE, Capitalised, Message, Text, Typed, fill, join, listed, message, message_in
from realign.views.compare_notes import NAMED, counted, label_in_words
from realign.views.gaps_items import STATES


def money_told(
    money: Sequence[MoneyMove], items: Sequence[ItemMove], before: Costs, now: Costs
) -> Iterator[Message]:
    """What is known of costs, what came in, what is required, and which work fares otherwise."""
    if (before.costed, before.low, before.high) != (now.costed, now.low, now.high):
        yield fill(
            message("Known costs: {before} before, {now} now."),
            before=_costs(before),
            now=_costs(now),
        )
    yield from (_amounts(one) for one in money if one.old_unearmarked != one.unearmarked)
    required = {(one.old_required, one.new_required) for one in money if one.old_required != one.new_required}
    for was, is_ in sorted(required, key=str):
        template = message("Required by the costs: {was} before, {now} now.")
        if is_ is None:
            template = message(
                "Required by the costs: {was} before, now nobody can say{typed}.",
                typed=Typed(message(" (realign gaps tells why)")),
            )
        yield fill(template, was=_money(was), now=_money(is_))
    yield from _work(money, items)


def _costs(costs: Costs) -> Message:
    """`3 000 000 for 1 of 34 pieces of work`."""
    every = counted(costs.pieces, "work")
    if not costs.costed:
        return fill(message("none of {all}"), all=every)
    total = write_money(costs.low)
    if costs.high != costs.low:
        total = f"{total} … {write_money(costs.high)}"
    return fill(
        message("{total} for {costed} of {all}"),
        total=total,
        costed=costs.costed,
        all=every,
    )


def _amounts(one: MoneyMove) -> Message:
    """An amount that each state has of its own."""
    template = message("{label}: {was} before, {now} now; missing {short} before, {lack} now.")
    label = label_in_words(one.label) if one.label else message("unearmarked")
    return fill(
        template,
        label=Capitalised(label),
        was=write_money(one.old_unearmarked),
        now=write_money(one.unearmarked),
        short=_money(one.old_shortfall),
        lack=_money(one.new_shortfall),
    )


def _money(amount: int | None) -> Text:
    """An amount, or that nobody can say."""
    return message("unknown") if amount is None else write_money(amount)


def _work(money: Sequence[MoneyMove], items: Sequence[ItemMove]) -> Iterator[Message]:
    """How many pieces of work fare otherwise at which amount, and how."""
    for one in money:
        some = [item for item in items if item.unearmarked == one.unearmarked and not item.same_as]
        if some:
            yield fill(
                message("At {amount} of unearmarked money {count} {fare} otherwise: {ways}."),
                amount=_amount(one),
                count=counted(len(some), "work"),
                fare="fares" if len(some) == 1 else "fare",
                ways=join(_ways(some), CLAUSE),
            )
    if money and not items:
        yield fill(
            message("No piece of work fares otherwise at {amounts} of unearmarked money."),
            amounts=listed(_amount(one) for one in money),
        )


def _ways(items: Sequence[ItemMove]) -> Iterator[Message]:
    """`2 open instead of covered`, with ids where there are few."""
    by_way: dict[tuple[str | None, str | None], list[str]] = {}
    for one in items:
        by_way.setdefault((one.old_state, one.new_state), []).append(one.id)
    for (was, now), ids in by_way.items():
        if was is None:
            template = message("{which} new and {now}")
        elif now is None:
            template = message("{which} gone ({was} before)")
        elif was == now:
            template = message("{which} with other money")
        else:
            template = message("{which} {now} instead of {was}")
        which = (
            listed(ids)
            if len(ids) <= NAMED
            else message_in("counted pieces of work", "{count}", count=len(ids))
        )
        yield fill(template, which=which, was=STATES.get(was or "", ""), now=STATES.get(now or "", ""))


def _amount(one: MoneyMove) -> Text:
    """An amount and what it is."""
    if one.label is None:
        return write_money(one.unearmarked)
    template = message("{amount} ({label})")
    return fill(template, amount=write_money(one.unearmarked), label=label_in_words(one.label))
