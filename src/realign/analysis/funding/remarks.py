"""What a reader has to know about the figures: what is proved, what is assumed, what is missing."""

from collections.abc import Iterator, Sequence

from realign.analysis.funding.answer import Level
from realign.analysis.funding.books import Books
from realign.analysis.funding.exact import Solution
from realign.analysis.funding.robust import Range, reliant, spare
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
        yield from _explored(books, explored)
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
    fund = books.funds[books.free or ""]
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
        refs=fill(words(en=" ({ref})", zh="（{ref}）"), ref=fund.refs[0]) if fund.refs else "",
    )
    others = [
        books.works[place].name for place in books.undecided if books.free not in books.works[place].funds
    ]
    if others and any(level.unearmarked >= books.required for level in levels):
        yield fill(
            words(
                en="Counted as covered from the required amount on because the source says so, though it "
                "is not "
                "unearmarked money that may pay for them: {names}.",
                zh="因来源如此说明而自所需数额起计为已覆盖，但非专用资金不可支付：{names}。",
            ),
            names=_list(others),
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
    if not solution.frontier.complete:
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


def _explored(books: Books, explored: Range) -> Iterator[Text]:
    """What covered, open and uncovered mean where costs are uncertain."""
    yield fill(
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
    if books.required is not None and spare(books) is None:
        yield words(
            en="The known costs alone exceed what the source says is required, so the requirement is not "
            "used.",
            zh="已知成本已超过来源所称的所需数额，故不采用该数额。",
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
