"""What a reader has to know about the figures: what is proved, what is assumed, what is missing."""

from collections.abc import Iterator, Sequence

from realign.analysis.funding.answer import Level
from realign.analysis.funding.books import Books
from realign.analysis.funding.exact import Solution
from realign.analysis.funding.robust import Range, spare
from realign.analysis.funding.stated import plain, reliant, stated
from realign.money import write_money
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
            refs=join(source.refs, en="; ", zh="；"),
        )
    if explored:
        yield _explored(explored)
        yield from _requirement(books, levels)
    elif solution is None:
        yield from _without_costs(books, levels)
    else:
        yield from _with_costs(books, solution, levels)
    if flat and any(item.chance is not None for level in levels for item in level.items):
        yield _FLAT
    if ordered and not books.exact:
        yield _NO_ORDER
    yield from _pots(books)
    yield from books.notes


_FLAT = words(
    en="Chance is an assumption and no finding: the part of the requirement that nobody has costed is split "
    "among its items at random, every split being equally likely, and they are paid in order of "
    "priority. Items of one "
    "priority share one chance. What soft or hard money may add is left out. --assume none switches it off.",
    zh="概率是假设而非结论：将尚无成本的那部分所需资金在各项目间随机分割（各种分法机会均等），"
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
    yield fill(
        words(
            en="No cost is known. From {required} on nothing suffers, says the source{refs}; with "
            "nothing, all "
            "that only unearmarked money may pay is a gap; between, what it reaches is open.",
            zh="成本不详。据来源{refs}，达到{required}时各项工作均不受影响；为零时，"
            "仅能由非专用资金支付的项目均为缺口；"
            "介于两者之间则未定。",
        ),
        required=write_money(books.required),
        refs=_source(books),
    )
    yield from _vouched(books, levels, books.required)


def _source(books: Books) -> Text:
    """Where the requirement is stated, in brackets."""
    fund = books.funds[books.free or ""]
    return fill(words(en=" ({ref})", zh="（{ref}）"), ref=fund.refs[0]) if fund.refs else ""


def _requirement(books: Books, levels: Sequence[Level]) -> Iterator[Text]:
    """What the source says is required, and whether the known costs leave room for it."""
    said = stated(books)
    if said is None:
        return
    if not said.stands:
        template = words(
            en="The source{refs} says that {required} is required, but the known costs alone take {least} "
            "or more: both cannot be right. The costs are used, and the source is not.",
            zh="来源{refs}称需要{required}，但仅已知成本就至少需要{least}：两者不能同时成立。此处采用成本，不采用来源。",
        )
    else:
        template = words(
            en="From {required} on nothing suffers, says the source{refs}; of that the known costs take "
            "{least} or more.",
            zh="据来源{refs}，达到{required}时各项工作均不受影响；其中已知成本至少占{least}。",
        )
    yield fill(
        template, required=write_money(said.required), least=write_money(said.least), refs=_source(books)
    )
    if said.stands:
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
    payable = [(place, books.works[place].name) for place in books.undecided]
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
                en="The source says that nothing suffers from the required amount on, but the known figures "
                "do not bear that out for: {names}.",
                zh="虽然来源称达到所需数额时各项工作均不受影响，但已知数字不支持以下项目：{names}。",
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
            [name for name in books.funds if name in books.vague],
        )
    free = [name for name, fund in books.funds.items() if fund.kind == "unearmarked"]
    if len(free) > 1 and books.free:
        yield _names(
            words(
                en="Of several unearmarked funds the amount goes to {names}.",
                zh="多个非专用基金中，数额计入{names}。",
            ),
            [books.free],
        )
    if not reliant(books):
        yield words(en="Nothing waits for unearmarked money.", zh="没有项目依赖非专用资金。")


def _names(template: Words, names: Sequence[str]) -> Words:
    return fill(template, names=_list(names))


def _list(names: Sequence[str]) -> Words:
    return join(names, en=", ", zh="、")
