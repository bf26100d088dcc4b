"""What a change does to money, in a few sentences."""

from collections.abc import Iterator, Sequence

from realign.analysis.change.money import Costs, ItemMove, MoneyMove
from realign.analysis.change.sentences import NAMED, counted
from realign.analysis.funding.items import STATES
from realign.money import write_money
from realign.words import Text, Words, fill, join, listed, words


def money_told(
    money: Sequence[MoneyMove], items: Sequence[ItemMove], before: Costs, now: Costs
) -> Iterator[Words]:
    """What is known of costs, what came in, what is required, and which work fares otherwise."""
    if (before.costed, before.low, before.high) != (now.costed, now.low, now.high):
        yield fill(
            words(en="Known costs: {before} before, {now} now.", zh="已知成本：原为{before}，现为{now}。"),
            before=_costs(before),
            now=_costs(now),
        )
    yield from (_amounts(one) for one in money if one.old_unearmarked != one.unearmarked)
    required = {(one.old_required, one.new_required) for one in money if one.old_required != one.new_required}
    for was, is_ in sorted(required, key=str):
        template = words(en="Required: {was} before, {now} now.", zh="所需数额：原为{was}，现为{now}。")
        if is_ is None:
            template = words(
                en="Required: {was} before, now nobody can say (realign gaps tells why).",
                zh="所需数额：原为{was}，现无法判断（原因见 realign gaps）。",
            )
        yield fill(template, was=_money(was), now=_money(is_))
    yield from _work(money, items)


def _costs(costs: Costs) -> Words:
    """`3 000 000 for 1 of 34 pieces of work`."""
    every = counted(costs.pieces, "work")
    if not costs.costed:
        return fill(words(en="none of {all}", zh="{all}均无"), all=every)
    total = write_money(costs.low)
    if costs.high != costs.low:
        total = f"{total} … {write_money(costs.high)}"
    return fill(
        words(en="{total} for {costed} of {all}", zh="{all}中{costed}项，共{total}"),
        total=total,
        costed=costs.costed,
        all=every,
    )


def _amounts(one: MoneyMove) -> Words:
    """An amount that each state has of its own."""
    template = words(
        en="{label}: {was} before, {now} now; missing {short} before, {lack} now.",
        zh="{label}：原为{was}，现为{now}；短缺原为{short}，现为{lack}。",
    )
    label = one.label or words(en="unearmarked", zh="非专用资金")
    if isinstance(label, Words):
        label = Words({language: text[:1].upper() + text[1:] for language, text in label.items()})
    return fill(
        template,
        label=label,
        was=write_money(one.old_unearmarked),
        now=write_money(one.unearmarked),
        short=_money(one.old_shortfall),
        lack=_money(one.new_shortfall),
    )


def _money(amount: int | None) -> Text:
    """An amount, or that nobody can say."""
    return words(en="unknown", zh="不详") if amount is None else write_money(amount)


def _work(money: Sequence[MoneyMove], items: Sequence[ItemMove]) -> Iterator[Words]:
    """How many pieces of work fare otherwise at which amount, and how."""
    for one in money:
        some = [item for item in items if item.unearmarked == one.unearmarked]
        if some:
            yield fill(
                words(
                    en="At {amount} of unearmarked money {count} {fare} otherwise: {ways}.",
                    zh="非专用资金为{amount}时，{count}状态改变：{ways}。",
                ),
                amount=_amount(one),
                count=counted(len(some), "work"),
                fare="fares" if len(some) == 1 else "fare",
                ways=join(_ways(some), en=", ", zh="，"),
            )
    if money and not items:
        yield fill(
            words(
                en="No piece of work fares otherwise at {amounts} of unearmarked money.",
                zh="非专用资金为{amounts}时，没有工作状态改变。",
            ),
            amounts=listed(_amount(one) for one in money),
        )


def _ways(items: Sequence[ItemMove]) -> Iterator[Words]:
    """`2 open instead of covered`, with ids where there are few."""
    by_way: dict[tuple[str | None, str | None], list[str]] = {}
    for one in items:
        by_way.setdefault((one.old_state, one.new_state), []).append(one.id)
    for (was, now), ids in by_way.items():
        if was is None:
            template = words(en="{which} new and {now}", zh="{which}新增，{now}")
        elif now is None:
            template = words(en="{which} gone", zh="{which}已不在")
        elif was == now:
            template = words(en="{which} with other money", zh="{which}资金来源不同")
        else:
            template = words(en="{which} {now} instead of {was}", zh="{which}由{was}变为{now}")
        which = listed(ids) if len(ids) <= NAMED else words(en=str(len(ids)), zh=f"{len(ids)}项")
        yield fill(template, which=which, was=STATES.get(was or "", ""), now=STATES.get(now or "", ""))


def _amount(one: MoneyMove) -> Text:
    """An amount and what it is."""
    if one.label is None:
        return write_money(one.unearmarked)
    template = words(en="{amount} ({label})", zh="{amount}（{label}）")
    return fill(template, amount=write_money(one.unearmarked), label=one.label)
