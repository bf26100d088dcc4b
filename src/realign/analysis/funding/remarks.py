"""What a reader has to know about the figures: what is proved, what is assumed, what is missing."""

from collections.abc import Iterator, Sequence

from realign.analysis.funding.answer import Level
from realign.analysis.funding.books import Books
from realign.analysis.funding.exact import Solution
from realign.analysis.funding.robust import Range, spare
from realign.analysis.funding.stated import plain, reliant, stated
from realign.analysis.naming import funds_named
from realign.analysis.paragraphs import refs_in_words
from realign.money import write_money
from realign.plan import Requirement
from realign.words import Text, Words, fill, join, words


def remarks(
    books: Books,
    solution: Solution | None,
    explored: Range | None,
    levels: Sequence[Level],
    *,
    flat: bool,
    ordered: bool,
) -> Iterator[Text]:
    """Everything that the figures do not say themselves."""
    sources = {level.source.year: level.source for level in levels if level.source}
    for source in sources.values():
        yield fill(
            words(en="{year}, how sure: {sure} ({refs})", zh="{year}年数额的可靠程度：{sure}（{refs}）")
            if source.refs
            else words(en="{year}, how sure: {sure}", zh="{year}年数额的可靠程度：{sure}"),
            year=str(source.year),
            sure=source.sure,
            refs=join(refs_in_words(source.refs), en="; ", zh="；"),
        )
    if explored:
        yield _explored(explored)
        yield from _requirement(books, levels)
    elif solution is None:
        yield from _without_costs(books, levels)
    else:
        yield from _with_costs(books, solution, levels)
    yield from _heard(books, levels)
    if flat and any(item.chance is not None for level in levels for item in level.items):
        yield _FLAT
    if ordered and not books.exact:
        yield _NO_ORDER
    yield from _pots(books)
    yield from books.notes


_FLAT = words(
    en="Chance is an assumption and no finding: the part of the requirement that nobody has costed is split "
    "at random among the items that it provides for, every split being equally likely, and they are paid in "
    "order of priority. Items of one "
    "priority share one chance. What soft or hard money may add is left out. --assume none switches it off.",
    zh="概率是假设而非结论：将尚无成本的那部分所需资金在其所保证的各项目间随机分割（各种分法机会均等），"
    "再按优先次序支付；"
    "同级项目概率相同；未计非硬性或硬性指定用途资金可能的补充。--assume none 可关闭。",
)
_NO_ORDER = words(
    en="Strict order of priority needs every cost; without them the states are those that can be proved.",
    zh="严格按优先次序供资需要知道全部成本；缺少成本时只列出可证明的状态。",
)


def _without_costs(books: Books, levels: Sequence[Level]) -> Iterator[Text]:
    """What proves a state where nobody has given a cost."""
    if books.required is None:
        yield words(
            en="No cost is known, and no fund says what is required: only what follows from no unearmarked "
            "money at all, or from a budget that suffices, can be told.",
            zh="成本不详，也没有基金说明所需数额：只能说明无非专用资金时的缺口与有保障的项目。",
        )
        return
    yield words(
        en="No cost is known. With nothing, all that only unearmarked money may pay is a gap; with more, "
        "what it reaches is open but for what a source vouches for.",
        zh="成本不详。为零时，仅能由非专用资金支付的项目均为缺口；有资金时，除来源所保证者外，其余未定。",
    )
    yield from _vouching(books, books.required)
    yield from _vouched(books, levels, books.required)


def _source(books: Books) -> Text:
    """Where the requirement is stated, in brackets."""
    fund = books.funds[books.free or ""]
    stated_in = fund.required.refs if isinstance(fund.required, Requirement) else ()
    refs = (*stated_in, *fund.refs)
    ref = refs_in_words(refs[:1])
    return fill(words(en=" ({ref})", zh="（{ref}）"), ref=ref[0]) if ref else ""


def _vouching(books: Books, required: int) -> Iterator[Text]:
    """Which work the source ties the requirement to, and what we assume of the rest."""
    named = [work.name for place, work in enumerate(books.works) if place in books.named]
    template = words(
        en="The source{refs} ties the {required} to {names}, and vouches for no other work.",
        zh="来源{refs}将{required}与{names}挂钩，未对其他工作作出保证。",
    )
    if not named:
        template = words(
            en="The source{refs} says that {required} is required, but not for which work: it "
            "vouches for none.",
            zh="来源{refs}称需要{required}，但未说明用于哪些工作：对任何工作均未作出保证。",
        )
    yield fill(template, refs=_source(books), required=write_money(required), names=_list(named))
    if books.assumed:
        yield _names(
            words(
                en="That this much is enough for all else that unearmarked money may pay for is our "
                "assumption (--assume enough), and no statement of the source: {names}.",
                zh="该数额也足以支付非专用资金可支付的其他各项，是我们的假设"
                "（--assume enough），而非来源所言：{names}。",
            ),
            [work.name for place, work in enumerate(books.works) if place in books.assumed],
        )
    elif set(reliant(books)) - books.named:
        yield words(
            en="Whether it reaches the rest as well is open; --assume enough counts the rest as covered from "
            "there on, which is an assumption.",
            zh="是否也能顾及其余各项未定；--assume enough将其余各项自该数额起计为已覆盖，这只是一种假设。",
        )


def _requirement(books: Books, levels: Sequence[Level]) -> Iterator[Text]:
    """What the source says is required, and whether the known costs leave room for it."""
    said = stated(books)
    if said is None:
        return
    if not said.stands:
        yield fill(
            words(
                en="The source{refs} says that {required} is required, but the known costs alone take "
                "{least} or more: both cannot be right. The costs are used, and the source is not.",
                zh="来源{refs}称需要{required}，但仅已知成本就至少需要{least}：两者不能同时成立。此处采用成本，不采用来源。",
            ),
            required=write_money(said.required),
            least=write_money(said.least),
            refs=_source(books),
        )
        return
    yield from _vouching(books, said.required)
    if books.provided:
        yield fill(
            words(en="Of that the known costs take {least} or more.", zh="其中已知成本至少占{least}。"),
            least=write_money(said.least),
        )
    yield from _vouched(books, levels, said.required)
    if spare(books) is None:
        yield words(
            en="The known costs of what unearmarked money may pay for come to more than the required "
            "amount, so that other funds have to carry some of them: how much that leaves for work "
            "without a cost cannot be told.",
            zh="非专用资金可支付的工作，其已知成本超过所需数额，须由其他资金分担一部分：无法判断还有多少可用于无成本的工作。",
        )


def _vouched(books: Books, levels: Sequence[Level], required: int) -> Iterator[Text]:
    """What is covered only because the source says so, and where the known figures say otherwise."""
    states = {
        item.id: item.state for level in levels if level.unearmarked >= required for item in level.items
    }
    if not states:
        return
    payable = [(place, books.works[place].name) for place in books.undecided if place in books.provided]
    others = [
        name
        for place, name in payable
        if books.free not in books.works[place].funds
        and not plain(books, place)
        and states[name] == "covered"
    ]
    if others:
        yield _names(
            words(
                en="Counted as covered from the required amount on because the source says so, though it "
                "is not unearmarked money that may pay for them: {names}.",
                zh="因来源如此说明而自所需数额起计为已覆盖，但非专用资金不可支付：{names}。",
            ),
            others,
        )
    denied = [name for _, name in payable if states[name] != "covered"]
    if denied:
        yield _names(
            words(
                en="The required amount is to provide for these, too, but the known figures do not bear "
                "that out: {names}.",
                zh="所需数额本应也能顾及以下项目，但已知数字不支持这一点：{names}。",
            ),
            denied,
        )


def _with_costs(books: Books, solution: Solution, levels: Sequence[Level]) -> Iterator[Text]:
    """How exact the answer is."""
    if books.required is not None and books.required != solution.full_need:
        yield fill(
            words(
                en="The source says that {stated} is required; the costs add up to {need}. The costs are "
                "used.",
                zh="来源称需要{stated}；按成本合计为{need}。此处采用成本。",
            ),
            stated=write_money(books.required),
            need=write_money(solution.full_need),
        )
    last = solution.frontier.points[-1].covered | solution.frontier.some.keys()
    never = [
        books.works[place].name
        for place in books.undecided
        if place not in last and solution.frontier.complete and books.works[place].funds
    ]
    if never:
        yield fill(
            words(
                en="No amount of unearmarked money covers: {names}. Their own funds do not suffice.",
                zh="无论非专用资金多少都无法覆盖：{names}；其自身资金不足。",
            ),
            names=_list(never),
        )
    if not solution.frontier.near:
        yield words(
            en="The curve lists only its ends and the amounts themselves, and a next step gives nothing up: "
            "there is too much work with overlapping earmarks, or work that can be paid in part beside work "
            "that cannot, to look for all the others.",
            zh="曲线只列出两端与所问数额本身，下一步不放弃任何项目：专用范围重叠的工作过多，"
            "或可部分支付的工作与须整项支付的工作并存，未查找其余各步。",
        )
    elif not solution.frontier.complete:
        yield words(
            en="The curve lists only some of its breakpoints: its ends and those around the amounts.",
            zh="曲线只列出部分断点：两端以及所问数额附近。",
        )
    if any(level.proof == "bounded" and level.optimum is None for level in levels):
        yield words(
            en="Bounded: the solver stopped before it had ruled out everything better; no use of the "
            "money is worth "
            "more than the value plus the gap. That the choice can be paid is certified.",
            zh="“有界”：求解器在排除所有更优方案之前停止；任何用法的价值都不超过所列价值加差距。"
            "所选方案可支付已获证明。",
        )


def _explored(explored: Range) -> Text:
    """What covered, open and uncovered mean where costs are uncertain."""
    return fill(
        words(
            en="Some costs or amounts are uncertain. Covered: proved to be in every best use whatever the "
            "costs turn out to be; all of it together can be paid even at the dearest. Uncovered: proved to "
            "be in none. Open: neither is proved; how often it is in the best use of {draws} draws is "
            "evidence only. The value is the least there is, the gap what it may gain. The curve "
            "holds at the dearest costs.",
            zh="部分成本或资金数额不确定。已覆盖：已证明无论成本如何均在每一最优用法之中，且按最高成本也能一并支付；"
            "未覆盖：已证明均不在其中；未定：两者皆未证明，{draws}次抽样中的占比仅供参考。"
            "价值为最低值，差距为可能增加的部分。曲线按最高成本计算。",
        ),
        draws=explored.draws,
    )


def _heard(books: Books, levels: Sequence[Level]) -> Iterator[Text]:
    """Up to which amount a source is heard on what happens at the time of its writing."""
    years = sorted({item.now.year for level in levels for item in level.items if item.now})
    received = (books.funds[books.free].received or {}) if books.free is not None else {}
    for year in years:
        if year in received:
            template = words(
                en="What the source says happens in {year} is shown at every amount up to the {came} that "
                "came in that year: it was written with that money.",
                zh="来源所述{year}年的情况，在不超过该年实收{came}的各数额下均予列出：文件正是在该资金水平下写成。",
            )
            yield fill(template, year=str(year), came=write_money(received[year]))
        else:
            template = words(
                en="What the source says happens in {year} is shown at every amount short of what is "
                "required: nobody has said what came in that year.",
                zh="来源所述{year}年的情况，在低于所需数额的各数额下均予列出：该年实收数额不详。",
            )
            yield fill(template, year=str(year))


def _pots(books: Books) -> Iterator[Text]:
    """What has to be known about the funds."""
    no_pot = [work.name for work in books.works if not work.funds]
    if no_pot:
        yield _names(
            words(
                en="Nothing may pay for: {names}. Name their `funds`, else no amount covers them.",
                zh="没有任何资金可支付：{names}。请填写其 `funds`，否则多少资金都无法覆盖。",
            ),
            no_pot,
        )
    if books.vague:
        yield _names(
            words(
                en="How much these hold is not known: {names}. What they may pay is conditional on them.",
                zh="以下资金数额不详：{names}。可由其支付的项目取决于此。",
            ),
            [title for name, title in funds_named(books.funds.values()).items() if name in books.vague],
        )
    free = [name for name, fund in books.funds.items() if fund.kind == "unearmarked"]
    if len(free) > 1 and books.free:
        yield _names(
            words(
                en="Of several unearmarked funds the amount goes to {names}.",
                zh="多个非专用基金中，数额计入{names}。",
            ),
            [books.funds[books.free].title],
        )
    if not reliant(books):
        yield words(en="Nothing waits for unearmarked money.", zh="没有项目依赖非专用资金。")


def _names(template: Words, names: Sequence[Text]) -> Words:
    return fill(template, names=_list(names))


def _list(names: Sequence[Text]) -> Words:
    return join(names, en=", ", zh="、")
