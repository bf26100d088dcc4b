"""Keep, adjust, reduce or defer: the table row by row, then the shipped plan."""

import re
from dataclasses import replace
from itertools import product

import pytest

from checks.sketch import locate, sketch
from funded import Item, Level, costless
from ranked import Tie, ties
from realign.analysis.focus import Programme, focus
from realign.analysis.funding.answer import Received
from realign.analysis.links import links
from realign.analysis.programme.desk import Decided
from realign.analysis.programme.priorities import TOP
from realign.analysis.programme.rules import Case, Focus, Money, as_focus, decide
from realign.loading import load, shipped
from realign.plan import Decision, Plan
from realign.words import say, words

MONEY: tuple[Money, ...] = ("there", "part", "missing", "unknown")
BOTH = (False, True)
SOURCES: tuple[Decision | None, ...] = (None, "keep", "adjust", "add", "reduce", "defer", "none")


def case(
    source: Decision | None = None,
    money: Money = "there",
    *,
    alternative: bool = False,
    late: bool = False,
    serves: bool = False,
) -> Case:
    return Case(source, money, alternative, late, serves)


@pytest.mark.parametrize(
    ("known", "decision", "row"),
    [
        (case("reduce"), "reduce", 1),
        (case("defer", serves=True), "defer", 1),
        (case(money="missing", late=True), "defer", 2),
        (case("keep", "missing", alternative=True, late=True), "defer", 2),
        (case(money="missing"), "reduce", 3),
        (case(money="part", late=True), "defer", 2),
        (case(money="part"), "reduce", 3),
        (case("adjust", "part", serves=True), "reduce", 3),
        (case(money="missing", alternative=True), "adjust", 4),
        (case(money="part", alternative=True, late=True), "adjust", 4),
        (case("keep", serves=True), "keep", 5),
        (case("adjust"), "adjust", 5),
        (case("none", "unknown", serves=True), "keep", 5),
        (case(serves=True), "adjust", 6),
        (case("add", "unknown", serves=True), "adjust", 6),
        (case(), "keep", 7),
        (case(money="unknown", alternative=True), "keep", 7),
    ],
)
def test_each_row_of_the_table(known: Case, decision: Focus, row: int) -> None:
    assert decide(known) == (decision, row)


def test_laws_of_the_table_over_all_cases() -> None:
    for (source, money), (alternative, late, serves) in product(
        product(SOURCES, MONEY), product(BOTH, BOTH, BOTH)
    ):
        known = Case(source, money, alternative, late, serves)
        decision, row = decide(known)
        if source in {"reduce", "defer"}:
            assert decision == source, "what the source cuts stays cut"
        if money in {"there", "unknown"} and as_focus(source):
            assert decision == as_focus(source), "with the money there, the source is followed"
        if decision in {"reduce", "defer"} and row != 1:
            assert money in {"part", "missing"}, "nothing is cut for want of a link"
        if decision == "reduce" and row != 1:
            assert not alternative, "15.20: only what soft and hard money cannot pay"
        if money == "there":
            fewer, _ = decide(Case(source, "missing", alternative, late, serves))
            order: list[Focus] = ["defer", "reduce", "adjust", "keep"]
            if decision == "keep":
                assert order.index(fewer) <= order.index(decision), "less money never keeps more"


PLAN = """
sources: [{id: DOC, title: Document}, {id: WEB, title: Web}]
domains: [{id: "1", title: Homes}]
outcomes: [{id: "1.1", title: A, domain: "1"}, {id: "1.2", title: B, domain: "1"}, {id: "1.3", title: C}]
funds:
  - {id: base, kind: regular, title: Base}
  - {id: free, kind: unearmarked, title: Free, required: 10m}
  - {id: bound, kind: soft, title: Bound}
groups:
  - {id: T, title: Table, refs: [DOC 20]}
  - {id: U, title: Unseen, domain: "1", listed: false, decision: keep, refs: [DOC 30]}
deliverables:
  - {id: D1, title: Book, group: T, funds: [free], refs: [DOC 20]}
  - {id: D2, title: Meeting, group: T, funds: [base, free], decision: reduce, quantity: {planned: 8}, first_planned: {planned: 12}, refs: [DOC 20]}
  - {id: D3, title: Loose, funds: [base], refs: [WEB 1]}
activities:
  - {id: A1, title: Office, funds: [free], effect: stopped, refs: [DOC 22]}
  - {id: A2, title: Guide, funds: [free, bound], outcomes: ["1.1", "1.2"], refs: [DOC 23]}
actions:
  - {id: N1, kind: norm, title: Guide, outcomes: ["1.1", "1.2"]}
flagships:
  - {id: F1, kind: flagship, title: Lively, outcomes: ["1.3"], funds: [bound], refs: [DOC 9]}
  - {id: G1, kind: global, title: Safe, funds: [free, bound], refs: [DOC 17]}
annotations:
  - {id: cut, annex: II, paragraph: "20", change: reduce, title: Cut, groups: [T], funds: [free, bound], refs: [DOC 20]}
  - {id: shape, annex: II, paragraph: "16", change: adjust, title: Shape, funds: [free, bound], refs: [DOC 16]}
  - {id: same, annex: II, paragraph: "31", domain: "1", change: none, title: Same, refs: [DOC 31]}
"""
LINKS = [Tie("1.1", "1.2", 1, 1, 4), Tie("1.2", "1.3", 2, 2, 2)]


def programme(plan: Plan, unearmarked: int) -> dict[str, Decided]:
    found = focus(plan, None, LINKS, costless(plan, unearmarked, 10_000_000), locate)
    return {one.id: one for one in found.programme}


def test_at_nothing_at_a_part_and_at_all_that_is_required() -> None:
    plan = sketch(PLAN)
    decisions = {
        amount: {code: one.decision for code, one in programme(plan, amount).items()}
        for amount in (0, 2_000_000, 10_000_000)
    }
    assert decisions[0] == {
        "T": "reduce", "D1": "reduce", "D2": "reduce", "D3": "keep", "U": "keep", "1": "keep",
        "F1": "adjust", "G1": "adjust", "A1": "defer", "A2": "adjust",
    }  # fmt: skip
    assert decisions[2_000_000] == decisions[0], "what stops without the money is not done by halves"
    assert decisions[10_000_000] == {**decisions[0], "D1": "keep", "G1": "keep", "A1": "keep"}


def test_a_reason_names_rule_money_links_with_rank_and_paragraph() -> None:
    found = programme(sketch(PLAN), 0)
    assert say(found["A2"].reason, "en") == (
        "Adjust: shape it for earmarked money, as paragraph 16 proposes. No unearmarked money comes, so "
        "soft-earmarked money would have to pay it. It carries 1.1–1.2 (rank 1, likely 1 to 4). See paragraph 23."
    )
    assert say(found["D1"].reason, "en") == (
        "Reduce, as paragraph 20 proposes. Only unearmarked money may pay it, and none comes."
    )
    assert say(found["D2"].reason, "en") == (
        "Reduce, as paragraph 20 proposes. 8 planned now, 12 at first. The regular budget or unearmarked money may "
        "pay it. The source decides so whatever money comes; by links and money alone we would say keep."
    )
    assert say(found["D3"].reason, "en") == "Keep it as planned. The regular budget may pay it. See WEB 1."
    assert "no norm names both ends of it" in say(found["F1"].reason, "en")
    assert say(found["A2"].reason, "zh") == (
        "调整，即按第16段的建议，为指定用途资金而设计。没有非专用资金到位，只能由非硬性指定用途资金支付。"
        "承担1.1–1.2（排名1，可能为1至4）。见第23段。"
    )


def test_where_links_and_money_say_otherwise_than_the_source_it_is_said() -> None:
    found = programme(sketch(PLAN), 10_000_000)
    apart = {code: (one.source_decision, one.reading) for code, one in found.items() if one.differs}
    assert apart == {
        "T": ("reduce", "keep"),
        "D2": ("reduce", "keep"),
        "U": ("keep", "adjust"),
        "1": ("none", "adjust"),
    }
    for code in apart:
        assert f"y links and money alone we would say {apart[code][1]}" in say(found[code].reason, "en")


def test_known_costs_a_covered_item_is_kept_and_one_that_does_not_fit_is_reduced() -> None:
    plan = sketch("""
funds: [{id: free, kind: unearmarked, title: Free}]
deliverables: [{id: D1, title: Small, cost: 3m, funds: [free]}, {id: D2, title: Large, cost: 9m, funds: [free]}]
""")
    items = [Item("deliverables", "D1"), Item("deliverables", "D2", "uncovered")]
    found = {
        one.id: one for one in focus(plan, None, [], Level(4_000_000, 12_000_000, items), locate).programme
    }
    assert (found["D1"].decision, found["D2"].decision) == ("keep", "reduce")
    assert "USD 4 000 000 of USD 12 000 000 required covers it" in say(found["D1"].reason, "en")
    assert "Only unearmarked money may pay it, and USD 4 000 000 does not reach it" in say(
        found["D2"].reason, "en"
    )


OWN = """
outcomes: [{id: "1.1", title: Shade}]
funds:
  - {id: base, kind: regular, title: Base, amount: 5m}
  - {id: free, kind: unearmarked, title: Free}
  - {id: bound, kind: soft, title: Bound, amount: 1m}
  - {id: gift, kind: hard, title: Gift}
deliverables: [{id: D, title: Trees, cost: 3m, funds: FUNDS, outcomes: ["1.1"]}]
flagships: [{id: F, kind: flagship, title: Lively, funds: [free]}]
"""


@pytest.mark.parametrize(
    ("funds", "item", "amount", "said"),
    [
        ("[]", Item("deliverables", "D", "uncovered"), 0, "The plan names no money for it"),
        (
            "[bound]",
            Item("deliverables", "D", "uncovered", "conditional"),
            4_000_000,
            "Only soft-earmarked money may pay it, and that does not suffice",
        ),
        (
            "[bound, gift]",
            Item("deliverables", "D", "open", "conditional"),
            4_000_000,
            "Only soft- or hard-earmarked money may pay it, and how much of that there is is not known",
        ),
        (
            "[free, bound]",
            Item("deliverables", "D", "covered", "conditional", paid_by={"bound": 3_000_000}),
            0,
            "Soft-earmarked money covers it",
        ),
        (
            "[free, bound]",
            Item("deliverables", "D", "covered", paid_by={"free": 2_000_000, "bound": 1_000_000}),
            2_000_000,
            (
                "Unearmarked and soft-earmarked money together cover it once USD 2 000 000 of USD 9 000 000 "
                "required of unearmarked money comes"
            ),
        ),
        (
            "[free, bound]",
            Item("deliverables", "D", "uncovered", "conditional", paid=1_000_000),
            0,
            "No unearmarked money comes, so soft-earmarked money would have to pay it",
        ),
        (
            "[base]",
            Item("deliverables", "D", "open", "safe"),
            0,
            "The regular budget may pay it, but whether that suffices is not settled",
        ),
    ],
)
def test_what_is_said_of_the_money_holds_for_a_plan_of_ones_own(
    funds: str, item: Item, amount: int, said: str
) -> None:
    plan = sketch(OWN.replace("FUNDS", funds))
    board = focus(plan, None, [], Level(amount, 9_000_000, [item]), locate)
    found = {one.id: one for one in board.programme}
    assert say(found["D"].reason, "en").endswith(f". {said}.")
    assert not re.search(r"  |[{}]|由资金", " ".join(say(found["D"].reason, each) for each in ("en", "zh")))
    assert "how much of it is needed is not known" in say(found["F"].reason, "en")


def test_an_open_item_on_the_regular_budget_is_not_cut() -> None:
    plan = sketch(OWN.replace("FUNDS", "[base]"))
    items = [Item("deliverables", "D", "open", "safe")]
    found = {one.id: one for one in focus(plan, None, [], Level(0, None, items), locate).programme}
    assert found["D"].decision == "keep"


def test_nothing_is_said_of_links_sources_costs_and_chances_that_are_not_there() -> None:
    plan = sketch(OWN.replace("FUNDS", "[free]"))
    level = Level(4_000_000, None, [Item("deliverables", "D", "uncovered")])
    alone = focus(plan, None, [], level, locate)
    assert alone.uncosted == 0
    assert not re.search("link|source|chance|Costs", said := everything(alone)), said
    tied = sketch(
        OWN.replace("FUNDS", "[free]")
        + 'links: [{id: L, from: ["1.1"], to: ["1.1"], strength: 1, basis: stated}]'
    )
    linked = focus(tied, None, ties("1.1-1.2"), level, locate)
    assert "Nothing ties 1 programme to an outcome, so no link speaks" in (said := everything(linked))
    assert "source" not in said
    apart = focus(plan, None, ties("2.1-2.2"), level, locate)
    assert "No priority link touches 1.1" in everything(apart)


def everything(board: Programme) -> str:
    """The sentences of the first sheet, and what stands below it."""
    sheet = next(board.sheets())
    return " ".join(say(one, "en") for one in (*sheet.notes, *(each.reason for each in board.programme)))


def test_counts_leave_out_what_the_plan_does_not_have() -> None:
    plan = sketch(OWN.replace("FUNDS", "[free]"))
    board = focus(plan, None, [], Level(0, None, [Item("deliverables", "D", "uncovered")]), locate)
    counts = next(sheet for sheet in board.sheets() if sheet.name == "counts")
    assert [row[0]["en"] for row in counts.rows if isinstance(row[0], dict)] == ["deliverable", "programme"]


def test_a_chance_as_good_as_sure_keeps_and_a_smaller_one_does_not() -> None:
    plan = sketch("""
funds: [{id: free, kind: unearmarked, title: Free, required: 10m}]
activities: [{id: A1, title: First, funds: [free]}, {id: A2, title: Second, funds: [free]}]
""")
    items = [
        Item("activities", "A1", "open", chance=0.95),
        Item("activities", "A2", "open", chance=0.5),
    ]
    found = {
        one.id: one for one in focus(plan, None, [], Level(6_000_000, 10_000_000, items), locate).programme
    }
    assert (found["A1"].decision, found["A2"].decision) == ("keep", "reduce")
    assert "(chance 50 %)" in say(found["A2"].reason, "en")


@pytest.fixture(scope="module")
def boards() -> dict[int, Programme]:
    loaded = load(shipped())
    assert loaded.plan
    ranked = links(loaded.plan, "resilience", draws=0).links
    return {
        amount: focus(loaded.plan, "resilience", ranked, costless(loaded.plan, amount), loaded.locate)
        for amount in (0, 2_556_107, 12_000_000)
    }


def test_the_shipped_plan_gives_three_programmes(boards: dict[int, Programme]) -> None:
    decisions = {tuple((one.id, one.decision) for one in board.programme) for board in boards.values()}
    assert len(decisions) == 3
    assert not any(one.decision == "defer" for one in boards[12_000_000].programme)
    exposed = {"A-15a", "A-15b", "A-15c", "A-15d", "A-16a", "A-16c", "A-20b"}
    assert exposed <= {one.id for one in boards[0].programme if one.decision == "reduce"}
    assert {one.id for one in boards[0].programme if one.decision == "defer"} == {
        "A-18a-i", "A-18a-ii", "A-19c", "A-20c", "A-22-23"
    }  # fmt: skip


@pytest.mark.parametrize("amount", [0, 2_556_107, 12_000_000])
def test_what_annex_ii_decides_is_reproduced(boards: dict[int, Programme], amount: int) -> None:
    found = {(one.kind, one.id): one for one in boards[amount].programme}
    for table, paragraph in (("T15.3", "15.53"), ("T15.5", "15.76"), ("T15.7", "15.103")):
        assert found["table", table].decision == "adjust"
        assert say(found["table", table].reason, "en").startswith(
            f"Keep, but adjust, by annex II {paragraph}. "
        )
        assert say(found["table", table].reason, "zh").startswith("保留，但调整，")
    assert found["table", "T15.10"].decision == "keep"
    assert "15.128" in say(found["table", "T15.10"].reason, "en")
    assert found["strategy", "4"].decision == "keep"
    assert say(found["strategy", "4"].reason, "en").startswith(
        "Keep, since annex II 15.105 says that nothing changes. "
    )
    assert "15.104" not in say(found["strategy", "4"].reason, "en"), "the annex does not print it"
    assert [found["strategy", one].decision for one in "123"] == ["adjust"] * 3
    assert found["deliverable", "D3"].decision == "reduce"
    assert found["table", "T15.1-meetings"].decision == "reduce"
    assert "15.20" in say(found["deliverable", "D3"].reason, "en")
    assert found["table", "T15.10"].differs, "4.3 stands in a priority link of this lens"


def test_every_reason_can_be_read_aloud_in_both_languages(boards: dict[int, Programme]) -> None:
    for board in boards.values():
        for one in board.programme:
            english, chinese = say(one.reason, "en"), say(one.reason, "zh")
            assert re.fullmatch(r"(Keep|Adjust|Reduce|Defer)\b.{20,640}\.", english), english
            assert chinese.endswith("。")
            assert not re.search(r"[{}]|None|  |\.\.|。。", english + chinese), english
            assert len(re.findall(r"\. (?=[A-Z0-9])", english)) <= 6, english
            assert "annex" not in chinese
            assert "table" not in chinese


def test_no_cost_is_made_up(boards: dict[int, Programme]) -> None:
    for amount, board in boards.items():
        for one in board.programme:
            sums = re.findall(r"USD ([\d ]+\d)", say(one.reason, "en"))
            assert {int(figure.replace(" ", "")) for figure in sums} <= {amount, 12_000_000}


def test_what_the_source_decides_about_programmes_is_followed_and_told(boards: dict[int, Programme]) -> None:
    for board in boards.values():
        found = {one.id: one for one in board.programme}
        for code, item in (("F1", "(i)"), ("F3", "(ii)"), ("GPSP", "(iii)")):
            assert (found[code].source_decision, found[code].decision, found[code].row) == (
                "adjust",
                "adjust",
                5,
            )
            assert say(found[code].reason, "en").startswith(f"Adjust, by paragraph 9(e){item}. ")
        assert "Its workstreams are to be ordered" in say(found["F1"].reason, "en")
        assert {code: found[code].source_decision for code in ("F2", "F4", "F5", "SCP")} == {
            "F2": None, "F4": None, "F5": None, "SCP": None
        }  # fmt: skip


def test_a_flagship_says_when_its_core_support_is_put_off(boards: dict[int, Programme]) -> None:
    said = "Core support to the flagship programmes (A-20c) is deferred at this amount."
    for amount, board in boards.items():
        telling = {one.id for one in board.programme if said in say(one.reason, "en")}
        assert telling == ({"F1", "F2", "F3", "F4", "F5"} if amount == 0 else set())


def test_a_cut_is_by_the_rule_for_the_table_and_by_no_rule_for_all_work(boards: dict[int, Programme]) -> None:
    found = {one.id: say(one.reason, "en") for one in boards[0].programme}
    for code in ("A-15a", "A-15b", "A-15c", "A-15d", "A-16a", "A-16c", "A-20b"):
        assert found[code].startswith("Reduce, by the rule that annex II 15.20 proposes for table 15.1. ")
    assert found["D3"].startswith("Reduce, as annex II 15.20 proposes. ")
    assert "Partnerships move on but slowly" in found["A-16c"]


def test_what_is_not_there_is_never_reduced(boards: dict[int, Programme]) -> None:
    presence = [{one.id: one for one in board.programme}["A-22-23"] for board in boards.values()]
    assert [one.decision for one in presence] == ["defer", "defer", "keep"]
    assert [say(one.reason, "en").split(".")[0] for one in presence] == [
        "Defer until the money comes",
        "Defer until enough money comes",
        "Keep it and go ahead: the source says that it stops or waits without the money, which comes",
    ]


def test_meetings_tell_their_cut_their_money_and_the_misprint(boards: dict[int, Programme]) -> None:
    for board in boards.values():
        reason = say({one.id: one for one in board.programme}["D3"].reason, "en")
        for said in (
            "Three-hour meetings: 8 planned for 2022, 12 at first, 4 for 2021.",
            "17 meetings are stated for 2022, but the rows add up to 13.",
            "The regular budget or unearmarked money may pay it.",
            "The source decides so whatever money comes; by links and money alone we would say keep.",
        ):
            assert said in reason


def test_a_change_of_what_is_planned_is_told(boards: dict[int, Programme]) -> None:
    found = {one.id: say(one.reason, "en") for one in boards[12_000_000].programme}
    assert "Publications: 2 planned for 2022, 5 for 2021." in found["D8"]
    assert "Publications: 1 planned for 2022, 2 for 2021." in found["D9"]
    for code in ("D1", "D4", "D7", "D10", "D11"):
        assert "planned for" not in found[code], "the same as before, or nothing before"


def test_printed_tables_tell_their_rows_in_a_sentence(boards: dict[int, Programme]) -> None:
    found = {one.id: say(one.reason, "en") for one in boards[12_000_000].programme}
    assert found["T15.1-documents"].startswith("Keep: both of its rows are kept.")
    assert found["T15.1-meetings"].startswith(
        "Reduce, as annex II 15.20 proposes: D3 is reduced, its other 4 rows are kept."
    )
    assert found["T15.1-publications"].startswith("Keep: all 4 of its rows are kept.")


def notes(board: Programme) -> str:
    return " ".join(say(one, "en") for one in board.notes)


def test_the_notes_count_pieces_by_their_sort(boards: dict[int, Programme]) -> None:
    for board in boards.values():
        assert (
            "That is 52 pieces of work: 7 tables, 11 deliverables, 4 strategies, 7 programmes and 23 activities "
            "(a printed table counts beside its rows)."
        ) in notes(board)


def test_a_chance_is_explained_where_one_is_shown_and_only_there(boards: dict[int, Programme]) -> None:
    for board in boards.values():
        shown = any("(chance " in say(one.reason, "en") for one in board.programme)
        assert ("The chance holds only if" in notes(board)) == shown
    assert "(chance " in " ".join(say(one.reason, "en") for one in boards[2_556_107].programme)


def test_the_same_work_in_two_places_is_explained(boards: dict[int, Programme]) -> None:
    said = "UN-Habitat annual report (D11) is adjusted while Annual reporting (A-15d) is reduced"
    assert [said in notes(board) for board in boards.values()] == [True, True, False]


def test_no_lens_changes_a_decision_of_the_shipped_plan_and_the_notes_say_so(
    boards: dict[int, Programme],
) -> None:
    loaded = load(shipped())
    plan = loaded.plan
    assert plan
    for amount, board in boards.items():
        assert "No lens changes a decision at this amount" in notes(board)
        money = costless(plan, amount)
        decided = {
            tuple(
                one.decision
                for one in focus(plan, lens, links(plan, lens, draws=0).links, money, loaded.locate).programme
            )
            for lens in (None, *(one.id for one in plan.lenses))
        }
        assert len(decided) == 1


def test_where_the_links_decide_the_notes_name_the_work() -> None:
    plan = sketch(
        PLAN
        + 'lenses: [{id: heat, title: Heat}]\nlinks: [{id: L, from: ["1.1"], to: ["1.2"], strength: 1, basis: stated}]'
    )
    board = focus(plan, "heat", LINKS, costless(plan, 10_000_000, 10_000_000), locate)
    assert (
        "The links, and so the lens, decide about F1 and A2; the source and the money about all else."
        in notes(board)
    )
    assert "No lens changes" not in notes(board)


def test_what_came_in_in_a_year_is_told_with_how_sure_it_is() -> None:
    plan = sketch(PLAN)
    year = Received(
        2021, 2_000_000, "free", ("BOOK 2021",), words(en="Accrual, not cash.", zh="权责发生制。")
    )
    board = focus(plan, None, LINKS, replace(costless(plan, 2_000_000, 10_000_000), source=year), locate)
    assert "The amount is what came in in 2021. How sure that is: Accrual, not cash. (BOOK 2021)" in notes(
        board
    )
    title = next(board.sheets()).title
    assert "USD 2 000 000 of unearmarked money, as received in 2021" in say(title, "en")
    assert board.received is year


def test_the_priority_links_are_named_below(boards: dict[int, Programme]) -> None:
    for board in boards.values():
        sheet = {part.name: part for part in board.sheets()}["links"]
        assert [row[0] for row in sheet.rows] == [one.link for one in board.links]
        named = {code for one in board.programme for code in one.links}
        assert named <= {one.link for one in board.links}


def test_another_lens_gives_another_programme() -> None:
    plan = sketch(PLAN)
    money = costless(plan, 0, 10_000_000)
    near = focus(plan, None, ties("1.1-1.2"), money, locate)
    far = focus(plan, None, ties("1.2-1.3"), money, locate)
    assert {one.id: one.decision for one in near.programme}["F1"] == "keep"
    assert {one.id: one.decision for one in far.programme}["F1"] == "adjust"


def test_the_command_line_has_the_same_default() -> None:
    assert TOP == 10
