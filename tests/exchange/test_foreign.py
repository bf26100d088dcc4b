"""Other people's formats, by files made here in their shape, through the command as people call it."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from loops import sampled
from realign import loading
from realign.exchange.recognise import recognised
from realign.plan import Plan
from realign.questions.gaps import gaps
from started import started
from workbooks import by_openpyxl


def brought(tmp_path: Path, name: str, content: str | bytes, *words: str) -> Plan:
    """The plan that the command makes of a file, which must validate."""
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = started("import", file, "--to", tmp_path / "plan", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    plan = loading.load(tmp_path / "plan").plan
    assert plan is not None
    return plan


def refusal(tmp_path: Path, name: str, content: str | bytes) -> str:
    """What the command says of a file that gives nothing; exit 1, and no plan is there."""
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = started("import", file, "--to", tmp_path / "plan")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "plan").exists()
    return " ".join(done.stdout.split())  # however the name of the file makes its lines wrap


def framework(*outputs: tuple[str, str], cents: bool = False) -> str:
    """A framework of one priority, with (required, available) of each output."""
    children: list[dict[str, Any]] = [
        {
            "code": str(n),
            "name": f"Output 1.1.{n} - Work {n}",
            "required": Decimal(need),
            "available": Decimal(have),
            "spent": 0,
        }
        for n, (need, have) in enumerate(outputs, start=1)
    ]
    total = {
        key: sum(one[key] for one in children) + (7 if cents else 0) for key in ("required", "available")
    }
    outcome = {"code": "1", "name": "Outcome 1.1 - Better", **total, "children": children}
    empty = {"code": "2", "name": "Priority 2: Elsewhere", "required": 5, "available": 1}
    top = [{"code": "1", "name": "Strategic Priority 1 - People", **total, "children": [outcome]}, empty]
    return json.dumps({"name": "Land of Two Rivers", "framework": top}, default=str)


def test_a_framework_becomes_outputs_with_their_own_money_and_a_certified_answer(tmp_path: Path) -> None:
    rows = (("100.50", "40.25"), ("70", "90"), ("30", "0"), ("25", "25"))
    plan = brought(tmp_path, "anything.json", framework(*rows), "--currency", "USD")
    assert [(one.id, one.cost) for one in plan.deliverables] == [
        ("O1.1.1", 101),  # costs are rounded up, funds down
        ("O1.1.2", 70),
        ("O1.1.3", 30),
        ("O1.1.4", 25),
    ]
    held = {one.id: one.amount for one in plan.funds}
    assert held == {"for-O1.1.1": 40, "for-O1.1.2": 90, "for-O1.1.4": 25, "unearmarked": None}
    assert (plan.about.title, plan.about.currency) == ("Land of Two Rivers", "USD")
    shortfalls = (101 - 40) + 0 + 30 + 0
    answer = gaps(plan, [0, 30, shortfalls])
    assert answer.full_need == shortfalls
    assert [level.proof for level in answer.levels] == ["certified"] * 3
    assert answer.levels[0].covered == ("O1.1.2", "O1.1.4")
    assert answer.levels[1].covered == ("O1.1.2", "O1.1.3", "O1.1.4")
    assert answer.levels[2].uncovered == ()


def test_what_a_framework_does_not_list_and_sums_that_differ_are_said(tmp_path: Path) -> None:
    file = tmp_path / "f.json"
    file.write_text(framework(("10", "5"), cents=True), encoding="utf-8")
    done = started("import", "uninfo", file, "--to", tmp_path / "plan")
    assert "Elsewhere (the file lists no outputs of it)" in done.stderr
    assert "RA832 note: required of 1.1 is 17, but its parts add up to 10" in " ".join(done.stdout.split())


PB = """META
key;value
description;Green streets
budget;1000
currency;EUR
language;french
PROJECTS
project_id;cost;votes;name;category
p1;600;10;"Bancs; et arbres";parks
p2;500;8;Fontaine;water
p3;400;7;Jeux;play
VOTES
voter_id;vote
1;p1,p2
"""


def test_projects_keep_cost_votes_and_names_that_hold_the_divider(tmp_path: Path) -> None:
    plan = brought(tmp_path, "a.pb", PB)
    assert [(one.id, one.cost, one.value) for one in plan.deliverables] == [
        ("p1", 600, 10),
        ("p2", 500, 8),
        ("p3", 400, 7),
    ]
    assert plan.deliverables[0].title == {"fr": "Bancs; et arbres"}
    answer = gaps(plan, "required")  # 600 + 400 is worth 17, 500 + 400 only 15
    assert (answer.levels[0].unearmarked, answer.levels[0].covered) == (1000, ("p1", "p3"))
    assert plan.about.currency == "EUR"


FTS = """name,clusterCode,cluster,requirements,funding
#activity,#code,#sector,#value,#value
Plan 2020,11,Shelter,1000,400
Plan 2020,12,Water,500,600
Plan 2020,,Not specified,,250
"""


def test_clusters_have_their_money_and_what_names_none_may_pay_for_all(tmp_path: Path) -> None:
    plan = brought(tmp_path, "req.csv", FTS)
    assert [(one.title, one.cost, one.funds) for one in plan.deliverables] == [
        ("Shelter", 1000, ("for-11", "shared-not-specified", "unearmarked")),
        ("Water", 500, ("for-12", "shared-not-specified", "unearmarked")),
    ]
    answer = gaps(plan, [0, 350])
    assert answer.full_need == 1000 - 400 - 250
    assert [level.covered for level in answer.levels] == [("12",), ("11", "12")]


def test_flows_are_added_up_by_cluster_and_by_how_certain_they_are(tmp_path: Path) -> None:
    text = """amountUSD,status,destGlobalClusters
100,paid,Health
50.5,commitment,Health
70,pledge,Health
30,paid,"Health,Education"
5,paid,
9,unknown,Health
"""
    plan = brought(tmp_path, "flows.csv", text)
    held = {one.id: (one.kind, one.amount) for one in plan.funds}
    assert held == {
        "for-health": ("hard", 150),
        "for-health-pledged": ("hard", 70),
        "shared": ("soft", 35),
        "unearmarked": ("unearmarked", None),
    }


IATI = """<?xml version="1.0"?>
<iati-activities version="2.03"><iati-activity default-currency="EUR">
<iati-identifier>XX-1</iati-identifier>
<reporting-org><narrative>City works</narrative></reporting-org>
<title><narrative>Wells</narrative><narrative xml:lang="fr">Puits</narrative></title>
<tag vocabulary="2" code="6"/><tag vocabulary="3" code="11.1"/>
<budget type="1"><period-start iso-date="2022-01-01"/><period-end iso-date="2022-12-31"/><value>900</value></budget>
<budget type="2"><period-start iso-date="2022-01-01"/><period-end iso-date="2022-12-31"/><value>800</value></budget>
<budget type="1"><period-start iso-date="2023-01-01"/><period-end iso-date="2023-12-31"/><value>200</value></budget>
<transaction><transaction-type code="1"/><transaction-date iso-date="2022-03-01"/><value>300</value></transaction>
<transaction><transaction-type code="11"/><transaction-date iso-date="2022-02-01"/><value>950</value></transaction>
<transaction><transaction-type code="1"/><transaction-date iso-date="2023-03-01"/><value>150</value>
<aid-type vocabulary="2" code="1"/></transaction>
<result><indicator><title><narrative>People with water</narrative></title>
<baseline year="2021" value="10"/>
<period><period-end iso-date="2022-12-31"/><target value="20"/><actual value="18"/></period>
<period><period-end iso-date="2023-12-31"/><target value="40"/></period></indicator></result>
</iati-activity></iati-activities>
"""


def test_an_activity_has_its_budgets_receipts_goals_and_results(tmp_path: Path) -> None:
    plan = brought(tmp_path, "a.xml", IATI)
    (work,), (indicator,) = plan.deliverables, plan.indicators
    assert (work.id, work.title, work.cost) == ("XX-1", {"en": "Wells", "fr": "Puits"}, 1000)  # revised: 800
    assert work.outcomes == ("SDG 6",)
    held = {one.id: (one.kind, one.amount, one.received) for one in plan.funds}
    assert held == {"for-XX-1": ("hard", 300, None), "unearmarked": ("unearmarked", None, {2023: 150})}
    assert indicator.baseline == {2021: 10}
    assert (indicator.milestones, indicator.target, indicator.actual) == ({2022: 20}, {2023: 40}, {2022: 18})
    assert plan.about.currency == "EUR"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    sampled(
        [
            (
                "a.xml",
                '<!DOCTYPE x [<!ENTITY a "b">]><iati-activities>&a;</iati-activities>',
                "document type",
            ),
            ("a.xml", "<iati-activities><iati-activity></iati-activities>", "not whole XML"),
            ("a.xml", "<" + "a><" * 100 + "a>", "nested too deeply"),
            ("a.xml", "<graph/>", "the root <graph>"),
            ("a.json", '{"framework": [', "not whole JSON"),
            ("a.json", "[" * 100_000, "nested too deeply"),
            ("a.json", '{"plan": {"id": "p"}}', "no cooperation framework"),
            ("a.pb", "META\nPROJECTS\n", "lists no project"),
            ("a.csv", "name,requirements,funding\n,,7\nx,,\n", "no row names"),
            ("a.txt", b"\xff\xfe\xfa\xfb broken \x80", ""),
        ],
        3,
    ),
)
def test_a_file_that_gives_nothing_is_an_error_with_its_reason(
    tmp_path: Path, name: str, content: str | bytes, said: str
) -> None:
    assert said in refusal(tmp_path, name, content)


HEADINGS = [
    "Level",
    "Result",
    "Indicator",
    "Unit",
    "Baseline (2020)",
    "Milestone 2022",
    "Target 2024",
    "Source of verification",
    "Assumptions",
]
TABLE: list[list[Any]] = [
    ["Programme X"],
    [],
    HEADINGS,
    ["Impact", "Better lives", "Life expectancy", "years", 60, 61, 63, "Census", "Peace holds"],
    ["Outcome", "Safe homes", "Homes with water", None, "40 %", "50 %", "70 %", "Survey", None],
    ["Output", "Wells built", "Wells", "wells", 0, 10, 25, "Reports", None],
    ["Output", "Masons trained", "Masons", None, "none", 20, 1500, "Reports", None],
    ["Outcome", "Green streets", "Trees", None, 5, 9, 12, "Count", None],
]


def test_a_table_of_levels_becomes_results_and_indicators_with_figures(tmp_path: Path) -> None:
    plan = brought(tmp_path, "frame.xlsx", by_openpyxl(Logframe=TABLE))
    assert [(one.id, one.title) for one in plan.domains] == [("1", "Better lives")]
    assert [(one.id, one.title) for one in plan.outcomes] == [("1.1", "Safe homes"), ("1.2", "Green streets")]
    assert [(one.id, one.title, one.outcomes) for one in plan.deliverables] == [
        ("O1.1.1", "Wells built", ("1.1",)),
        ("O1.1.2", "Masons trained", ("1.1",)),
    ]
    figures = {one.title: (one.unit, one.baseline, one.milestones, one.target) for one in plan.indicators}
    assert figures == {
        "Life expectancy": ("years", {2020: 60}, {2022: 61}, {2024: 63}),
        "Homes with water": ("%", {2020: 40}, {2022: 50}, {2024: 70}),
        "Wells": ("wells", {2020: 0}, {2022: 10}, {2024: 25}),
        "Masons": (None, None, {2022: 20}, {2024: 1500}),
        "Trees": (None, {2020: 5}, {2022: 9}, {2024: 12}),
    }
    assert [one.outcomes for one in plan.indicators] == [(), ("1.1",), ("1.1",), ("1.1",), ("1.2",)]


def test_a_figure_in_words_is_kept_and_said(tmp_path: Path) -> None:
    file = tmp_path / "frame.xlsx"
    file.write_bytes(by_openpyxl(Logframe=TABLE))
    done = started("import", "logframe", file, "--to", tmp_path / "plan")
    assert "E7: “none” is no figure for Baseline (2020); it is kept as words" in " ".join(done.stdout.split())
    assert "x-baseline-2020: none" in (tmp_path / "plan" / "indicators.yaml").read_text(encoding="utf-8")


def _title(record: Any) -> object:
    return record.title


def test_blocks_of_levels_as_donors_print_them(tmp_path: Path) -> None:
    head = ["Baseline", "Milestone 1", "Target 2025"]
    rows: list[list[Any]] = [
        ["PROGRAMME TITLE: Homes"],
        ["IMPACT", "Impact Indicator", *head],
        ["Lives are better", "Income", 10, 11, 15],
        [None, None, "Source", "Household survey"],
        ["OUTCOME 1", "Outcome Indicator", *head],
        ["Homes are safe", "Safe homes", 1, 2, 3],
        [None, None, "Source", "Inspection"],
        ["PRIMARY THEME", "Outcome Indicator", *head],
        ["Housing", "Fires", 9, 8, 4],
        ["OUTPUT 1", "Output Indicator", *head],
        ["Inspectors trained", "Inspectors", 0, 5, 20],
    ]
    plan = brought(tmp_path, "dfid.xlsx", by_openpyxl(Frame=rows))
    assert [*map(_title, (*plan.domains, *plan.outcomes, *plan.deliverables))] == [
        "Lives are better",
        "Homes are safe",
        "Inspectors trained",
    ]
    told = {one.title: (one.baseline, one.target, one.verification) for one in plan.indicators}
    assert told == {
        "Income": (10, {2025: 15}, "Household survey"),
        "Safe homes": (1, {2025: 3}, "Inspection"),
        "Fires": (9, {2025: 4}, None),
        "Inspectors": (0, {2025: 20}, None),
    }


def test_a_csv_of_one_kind_needs_no_workbook(tmp_path: Path) -> None:
    plan = brought(tmp_path, "deliverables.csv", "id;title;cost\nD1;Shade;100\nD2;Water;2 000\n")
    assert [(one.id, one.cost) for one in plan.deliverables] == [("D1", 100), ("D2", 2000)]
    done = started("import", "csv", tmp_path / "deliverables.csv", "--kind", "wells", "--to", tmp_path / "q")
    assert done.returncode == 2
    assert "no kind of records called wells" in done.stderr


def test_a_second_import_adds_what_is_new_and_refuses_what_differs(tmp_path: Path) -> None:
    brought(tmp_path, "deliverables.csv", "id,title,cost\nD1,Shade,100\n")
    more = tmp_path / "more.csv"
    more.write_text("id,title,cost\nD1,Shade,100\nD2,Water,50\n", encoding="utf-8")
    done = started("import", "csv", more, "--kind", "deliverables", "--to", tmp_path / "plan")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 record is in the plan just so" in done.stderr
    assert "old .xls" not in done.stdout
    plan = loading.load(tmp_path / "plan").plan
    assert plan is not None
    assert {one.id for one in plan.deliverables} == {"D1", "D2"}
    before = {path.name: path.read_bytes() for path in (tmp_path / "plan").iterdir()}
    more.write_text("id,title,cost\nD1,Shade,120\nD3,Trees,50\n", encoding="utf-8")
    done = started("import", "csv", more, "--kind", "deliverables", "--to", tmp_path / "plan")
    assert done.returncode == 1
    assert "RA833 error" in done.stdout
    assert "has other values for D1 of deliverables: cost" in " ".join(done.stdout.split())
    assert {path.name: path.read_bytes() for path in (tmp_path / "plan").iterdir()} == before


def test_a_dry_run_shows_the_records_and_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.pb"
    file.write_text(PB, encoding="utf-8")
    done = started("import", file, "--dry-run")
    assert done.returncode == 0
    assert "# deliverables.yaml" in done.stdout
    assert "Fontaine" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["a.pb"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (framework(("1", "1")).encode(), "uninfo"),
        (PB.encode(), "pabulib"),
        (FTS.encode(), "fts"),
        (IATI.encode(), "iati"),
        (by_openpyxl(Logframe=TABLE), "logframe"),
        (by_openpyxl(Outcomes=[["id", "title"], ["1.1", "Land"]]), "workbook"),
        (by_openpyxl(Outcome=[["id", "title"], ["1.1", "Land"]]), "workbook"),
        (by_openpyxl(Sheet1=[["", "a", "b"], ["a", 0, 1], ["b", 2, 0]]), "matrix"),
        (b",a,b\na,,1\nb,2,\n", "matrix"),
        (b"id;title;cost\nD1;x;1\n", "csv"),
    ],
)
def test_the_content_tells_the_kind(content: bytes, kind: str) -> None:
    assert recognised(content, "file.bin") == kind
