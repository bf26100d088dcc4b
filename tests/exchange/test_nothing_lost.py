"""What other programs' files hold and no record takes is said; what can be read in two ways is not guessed."""

import json
from collections.abc import Sequence

import pytest

from loops import nonempty
from realign.exchange.edges import read_links
from realign.exchange.foreign import PlanReading
from realign.exchange.fts import read_fts
from realign.exchange.iati import read_iati
from realign.exchange.logframe import read_logframe
from realign.exchange.pabulib import read_pabulib
from realign.exchange.recognise import recognised
from realign.exchange.uninfo import read_uninfo
from realign.text import say
from workbooks import by_openpyxl


def left(reading: PlanReading) -> dict[str, str]:
    """What was left out, and why."""
    return {say(one.what, "en"): say(one.why, "en") for one in reading.left_out}


def told(reading: PlanReading) -> list[str]:
    return [say(one, "en") for one in reading.tells]


def wrong(reading: PlanReading) -> list[str]:
    return [say(one.message, "en") for one in reading.findings]


def records(reading: PlanReading, kind: str) -> dict[str, dict[str, object]]:
    assert reading.kinds, wrong(reading)
    return {one["id"]: one for one in reading.kinds[kind]}


NO_FIELD = "no record has a field for that"

CLUSTERS = """countryCode,id,name,clusterCode,cluster,requirements,funding,percentFunded
#country,,,,,#value,#value,
AAA,7,Plan A,3,Health,100,40,40
AAA,7,Plan A,,Not specified,,25,
BBB,8,Plan B,3,Health,200,50,25
BBB,8,Plan B,,Not specified,,11,
BBB,8,Plan B,5,Water,,,
"""


def test_clusters_of_several_plans_keep_apart_and_so_does_their_money() -> None:
    reading = read_fts(CLUSTERS.encode(), "c.csv")
    work = records(reading, "deliverables")
    assert {name: (one["title"], one["cost"]) for name, one in work.items()} == {
        "7-3": ("Health (Plan A)", "100"),
        "8-3": ("Health (Plan B)", "200"),
    }
    funds = records(reading, "funds")
    assert {name: one.get("amount") for name, one in funds.items()} == {
        "for-7-3": "40",
        "for-8-3": "50",
        "shared-aaa-7-not-specified": "25",
        "shared-bbb-8-not-specified": "11",
        "unearmarked": None,
    }
    assert work["7-3"]["funds"] == ["for-7-3", "shared-aaa-7-not-specified", "unearmarked"]
    assert work["8-3"]["funds"] == ["for-8-3", "shared-bbb-8-not-specified", "unearmarked"]
    assert left(reading) == {"percentFunded": NO_FIELD, "line 7": "Water: neither requirements nor funding"}
    assert records(reading, "plan")["humanitarian-funding"]["title"] == "Humanitarian funding"


def test_money_for_no_plan_stays_in_its_country_and_year() -> None:
    text = """countryCode,id,name,year,requirements,funding
AAA,7,Plan A,2020,100,40
AAA,,Not specified,2020,,5
AAA,9,Plan A again,2021,300,0
AAA,,Not specified,2021,,6
"""
    work = records(read_fts(text.encode(), "p.csv"), "deliverables")
    assert work["7"]["funds"] == ["for-7", "shared-aaa-2020-not-specified", "unearmarked"]
    assert work["9"]["funds"] == ["for-9", "shared-aaa-2021-not-specified", "unearmarked"]


def test_the_same_data_under_the_names_of_another_service() -> None:
    text = """location_code,appeal_code,appeal_name,requirements_usd,funding_usd
AAA,HA20,Plan A,100,40
AAA,Not specified,Not specified,,25
"""
    reading = read_fts(text.encode(), "h.csv")
    assert records(reading, "deliverables")["HA20"]["cost"] == "100"
    assert records(reading, "funds")["shared-not-specified"]["amount"] == "25"


FLOWS = "amountUSD,status,destGlobalClusters,boundary,destUsageYearStart\n"


def test_flows_that_go_out_or_are_passed_on_are_no_new_money() -> None:
    rows = "100,paid,Health,incoming,2020\n60,paid,Health,internal,2020\n30,paid,Health,outgoing,2021\n"
    reading = read_fts((FLOWS + rows).encode(), "f.csv")
    assert records(reading, "funds")["for-health"]["amount"] == "100"
    assert sorted(say(one.why, "en") for one in reading.left_out) == [
        NO_FIELD,
        "the money goes out",
        "they pass on money that came in before",
    ]
    assert "the money of several years is added up: 2020, 2021" in told(reading)


def test_a_file_of_flows_inside_alone_is_read_with_a_warning_and_one_of_flows_out_is_none() -> None:
    inside = read_fts((FLOWS + "60,paid,Health,internal,2020\n").encode(), "f.csv")
    assert records(inside, "funds")["for-health"]["amount"] == "60"
    assert "all flows pass on money that came in before; do not add it to what came in" in told(inside)
    out = read_fts((FLOWS + "30,paid,Health,outgoing,2020\n").encode(), "f.csv")
    assert not out.kinds
    assert wrong(out) == ["nothing was read: no flow that counts names a cluster"]


def test_a_row_with_more_cells_than_headings_is_an_error() -> None:
    text = "name,requirements,funding\nHealth, and water,100,40\n"
    assert "the row has 4 cells, the headings 3" in wrong(read_fts(text.encode(), "c.csv"))
    projects = PB.replace("p1;600;10;Benches", "p1;600;10;Benches; and trees")
    assert "the row has 5 cells, the headings 4" in wrong(read_pabulib(projects.encode(), "a.pb"))


PB = """META
key;value
description;Green streets
num_projects;2
budget;1000
rule;greedy
PROJECTS
project_id;cost;votes;name
p1;600;10;Benches
p2;500;8;Fountain
VOTES
voter_id;vote
1;p1
"""


@pytest.mark.parametrize("cost", ["5.000", "1.250", "12,5", "five", "100-200"])
def test_a_cost_that_can_be_read_in_two_ways_or_none_is_asked_about(cost: str) -> None:
    reading = read_pabulib(PB.replace("p1;600", f"p1;{cost}").encode(), "a.pb")
    assert not reading.kinds
    (finding,) = reading.findings
    assert finding.place.start.line == 9
    assert f"'{cost}'" in say(finding.message, "en")


@pytest.mark.parametrize(("cost", "kept"), [("5000", "5000"), ("600.50", "600.50"), ("1 200", "1 200")])
def test_a_cost_that_is_clear_is_kept_as_it_is(cost: str, kept: str) -> None:
    reading = read_pabulib(PB.replace("p1;600", f"p1;{cost}").encode(), "a.pb")
    assert records(reading, "deliverables")["p1"]["cost"] == kept


def test_blank_lines_anywhere_change_nothing() -> None:
    spaced = PB.replace("\n", "\n\n")
    plain = read_pabulib(PB.encode(), "a.pb")
    assert read_pabulib(spaced.encode(), "a.pb").kinds == plain.kinds


def test_a_budget_that_can_be_read_in_two_ways_is_asked_about() -> None:
    reading = read_pabulib(PB.replace("budget;1000", "budget;1.000").encode(), "a.pb")
    assert [one.place.start.line for one in reading.findings] == [5]


def test_another_number_of_projects_and_projects_without_votes_are_said() -> None:
    fewer = PB.replace("p2;500;8;Fountain\n", "")
    assert wrong(read_pabulib(fewer.encode(), "a.pb")) == ["num_projects is 2, but 1 projects are listed"]
    bare = PB.replace("cost;votes;name", "cost;colour;name")
    assert left(read_pabulib(bare.encode(), "a.pb")) == {
        "colour": NO_FIELD,
        "META rule": NO_FIELD,
        "VOTES": "1 ballots; no project says how many votes it has",
    }


def activity(inside: str, name: str = "XX-1") -> str:
    return (
        f'<iati-activity default-currency="EUR"><iati-identifier>{name}</iati-identifier>'
        f"<title><narrative>Wells</narrative></title>{inside}</iati-activity>"
    )


def iati(*activities: str) -> PlanReading:
    return read_iati(f"<iati-activities>{''.join(activities)}</iati-activities>".encode(), "a.xml")


def figures(inside: str) -> PlanReading:
    title = "<title><narrative>People</narrative></title>"
    return iati(activity(f"<result><indicator>{title}{inside}</indicator></result>"))


def period(start: str, end: str, inside: str) -> str:
    return f'<period><period-start iso-date="{start}"/><period-end iso-date="{end}"/>{inside}</period>'


def quarters(values: Sequence[int]) -> str:
    ends = ("03-31", "06-30", "09-30", "12-31")
    starts = ("01-01", "04-01", "07-01", "10-01")
    return "".join(
        period(f"2021-{start}", f"2021-{end}", f'<target value="{value}"/>')
        for start, end, value in zip(starts, ends, values, strict=True)
    )


YEAR = period("2021-01-01", "2021-12-31", '<target value="90"/><actual value="80"/>')
WOMEN = '<dimension name="sex" value="women"/>'


def test_several_targets_for_a_year_are_not_chosen_from() -> None:
    reading = figures(quarters([10, 20, 30, 40]))
    (indicator,) = reading.kinds["indicators"]
    assert "target" not in indicator
    assert left(reading) == {
        "XX-1-I1": "several figures for target 2021, of which none is read: 10, 20, 30, 40"
    }


def test_the_target_of_the_whole_year_counts_wherever_it_stands() -> None:
    for inside in nonempty((YEAR + quarters([10, 20, 30, 40]), quarters([10, 20, 30, 40]) + YEAR)):
        reading = figures(inside)
        (indicator,) = reading.kinds["indicators"]
        assert (indicator["target"], indicator["actual"]) == ({"2021": "90"}, {"2021": "80"})
        assert list(left(reading).values()) == [
            "several figures for target 2021; that of the longest period is read: 90"
        ]


def test_the_same_target_twice_is_one() -> None:
    reading = figures(quarters([7, 7, 7, 7]))
    assert reading.kinds["indicators"][0]["target"] == {"2021": "7"}
    assert not reading.left_out


def test_a_figure_of_women_or_of_a_district_is_not_that_of_all() -> None:
    whole = '<target value="100"/>'
    parts = f'<target value="60">{WOMEN}</target><target value="40"><location ref="N"/></target>'
    for inside in nonempty((whole + parts, parts + whole)):
        reading = figures(period("2021-01-01", "2021-12-31", inside))
        assert reading.kinds["indicators"][0]["target"] == {"2021": "100"}
        assert list(left(reading).values()) == ["figures of parts, such as women or a district: 2"]
    others = '<baseline year="2020" value="5"><location ref="S"/></baseline>'
    mixed = figures(f'<baseline year="2020" value="4">{WOMEN}</baseline>{others}')
    assert "baseline" not in mixed.kinds["indicators"][0]
    assert list(left(mixed).values()) == ["figures of parts, such as women or a district: 2"]


def test_an_indicator_whose_figures_are_all_of_one_part_keeps_them() -> None:
    inside = f'<baseline year="2020" value="5">{WOMEN}</baseline>'
    reading = figures(inside + period("2021-01-01", "2021-12-31", f'<target value="60">{WOMEN}</target>'))
    (indicator,) = reading.kinds["indicators"]
    assert (indicator["baseline"], indicator["target"]) == ({"2020": "5"}, {"2021": "60"})
    assert list(left(reading).values()) == ["that its figures are of a part alone: sex women"]


def test_several_baselines_for_a_year_and_an_indicator_in_per_cent() -> None:
    title = "<title><narrative>Share</narrative></title>"
    both = '<baseline year="2020" value="5"/><baseline iso-date="2020-06-30" value="6"/>'
    one = f'<result><indicator measure="2">{title}{both}</indicator></result>'
    reading = iati(activity(one))
    (indicator,) = reading.kinds["indicators"]
    assert indicator["unit"] == "%"
    assert "baseline" not in indicator
    assert list(left(reading).values()) == ["several figures for baseline 2020, of which none is read: 5, 6"]


def budget(amount: int, sort: int = 1, year: int = 2022) -> str:
    return (
        f'<budget type="{sort}"><period-start iso-date="{year}-01-01"/>'
        f'<period-end iso-date="{year}-12-31"/><value>{amount}</value></budget>'
    )


@pytest.mark.parametrize(
    ("budgets", "cost"),
    [
        (budget(100) + budget(50), "150"),  # two parts of one period
        (budget(100) + budget(80, 2), "80"),
        (budget(80, 2) + budget(100), "80"),
        (budget(100) + budget(80, 2) + budget(7, 2), "87"),
        (budget(100) + budget(80, 2, 2023), "180"),
    ],
)
def test_budgets_of_one_period_are_parts_or_revisions(budgets: str, cost: str) -> None:
    assert iati(activity(budgets)).kinds["deliverables"][0]["cost"] == cost


def receipt(
    amount: int, code: str = "1", currency: str = "EUR", mark: str = "1", day: str = "2022-03-01"
) -> str:
    date = f'<transaction-date iso-date="{day}"/>' if day else ""
    return (
        f'<transaction><transaction-type code="{code}"/>{date}<value currency="{currency}">{amount}</value>'
        f'<aid-type vocabulary="2" code="{mark}"/></transaction>'
    )


def test_money_that_cannot_be_added_and_what_has_no_field_is_said() -> None:
    inside = (
        budget(100) + receipt(30) + receipt(20, currency="USD") + receipt(5, day="") + receipt(9, code="3")
    )
    reading = iati(activity(inside + "<location/><location/><sector code='111'/>"))
    assert records(reading, "funds")["unearmarked"]["received"] == {"2022": "30"}
    why = "unearmarked money of no year, or in another currency than the plan's"
    assert left(reading) == {
        "USD 20": why,
        "EUR 5": why,
        "transaction-type 3 (1), location (2), sector (1)": NO_FIELD,
    }


def test_budgets_below_nothing_and_budgets_of_a_whole_and_its_part_are_said() -> None:
    less = iati(activity(budget(100) + budget(-130)))
    assert "cost" not in less.kinds["deliverables"][0]
    assert left(less) == {"XX-1: budgets": "they come to -30, less than nothing"}
    part = activity(budget(5) + '<related-activity type="1" ref="XX-1"/>', "XX-2")
    reading = iati(activity(budget(100)), part)
    assert told(reading) == ["XX-2 is a part of XX-1; both have budgets, and both count"]


def test_totals_of_a_framework_and_its_other_parts_are_said() -> None:
    output = {"name": "Output 1.1.1 - Work", "required": 10, "available": 4}
    outcome = {"name": "Outcome 1.1 - Better", "required": 10, "available": 4, "children": [output]}
    top = {"name": "Priority 1 - People", "required": 10, "available": 4, "children": [outcome]}
    given = {
        "name": "Land",
        "totals": {"required": 12, "available": 4},
        "projects": [1, 2],
        "framework": [top],
    }
    reading = read_uninfo(json.dumps(given).encode(), "f.json")
    assert wrong(reading) == ["required of Land is 12, but its parts add up to 10; the parts are read"]
    assert left(reading) == {"projects (2)": NO_FIELD}


def test_elements_of_one_name_stay_two_and_a_turned_arrow_is_turned() -> None:
    given = {
        "elements": [
            {"_id": "e1", "attributes": {"label": "Rents", "colour": "red"}},
            {"_id": "e2", "attributes": {"label": "Rents"}},
            {"_id": "e3", "attributes": {"label": "Homes"}},
        ],
        "connections": [
            {"from": "e3", "to": "e1", "direction": "directed", "attributes": {"label": "more", "power": 3}},
            {"from": "e3", "to": "e2", "direction": "directed", "reversed": True},
            {"from": "e3", "attributes": {"label": "lost"}},
            {"from": "e1", "to": "e2", "attributes": {"label": "by way of wages"}},
        ],
        "loops": [{"name": "R1"}],
    }
    reading = read_links(json.dumps(given).encode(), "k.json")
    assert [one["title"] for one in reading.kinds["outcomes"]] == ["Rents", "Rents", "Homes"]
    found = [(one["from"], one["to"], one["strength"], one.get("says")) for one in reading.kinds["links"]]
    assert found == [
        (["Homes"], ["e1"], "1", None),
        (["e2"], ["Homes"], "1", None),
        (["e1"], ["e2"], "1", "by way of wages"),
    ]
    assert left(reading) == {
        "connection 3": "one of its ends is blank",
        "colour": NO_FIELD,
        "power": NO_FIELD,
        "loops": NO_FIELD,
    }


@pytest.mark.parametrize(
    ("signs", "scores"),
    [
        (("++", "--", "+-", "-+"), ("1", "1", "-1", "-1")),  # rise and fall of both ends
        (("++", "+", "-", "--"), ("2", "1", "-1", "-2")),
        (("+ +", "- +"), ("1", "-1")),
        (("+++", "−−"), ("3", "-2")),
        (("+", "-"), ("1", "-1")),
    ],
)
def test_signs_of_several_strokes(signs: Sequence[str], scores: Sequence[str]) -> None:
    rows = "".join(f"a,b{at},{sign}\n" for at, sign in enumerate(signs))
    reading = read_links(f"from,to,sign\n{rows}".encode(), "l.csv")
    assert tuple(one["strength"] for one in reading.kinds["links"]) == tuple(scores)


def test_words_are_strengths_where_all_are_and_as_they_are_told() -> None:
    raw = b"from,to,strength\na,b,weak\nb,c,strong\nc,a,\n"
    reading = read_links(raw, "l.csv")
    assert [one["strength"] for one in reading.kinds["links"]] == ["1", "3", "1"]
    assert "words are read as scores: weak = 1, strong = 3" in told(reading)
    own = read_links(
        b"from,to,strength\na,b,seldom\nb,c,often\n", "l.csv", words={"seldom": 1.0, "often": 4.0}
    )
    assert [one["strength"] for one in own.kinds["links"]] == ["1", "4"]


def test_codes_get_their_titles_and_headings_their_meaning() -> None:
    raw = b"Driver,Driven,Points\nH1,R2,2\nR2,H1,1\n"
    meant = {"Driver": "from", "Driven": "to", "Points": "strength"}
    names = (("H1", "Sound homes"), ("R2", "Fair rents"), ("Z9", "Nothing"))
    reading = read_links(raw, "l.csv", names=names, renamed=meant)
    assert [(one["id"], one["title"]) for one in reading.kinds["outcomes"]] == [
        ("H1", "Sound homes"),
        ("R2", "Fair rents"),
    ]
    assert [one["strength"] for one in reading.kinds["links"]] == ["2", "1"]
    assert left(reading) == {"Z9": "no link has an end of this name"}


def test_a_second_graph_and_attributes_without_a_field_are_said() -> None:
    one = (
        '<graph id="a" edgedefault="directed"><node id="n1"><data key="d1">7</data></node><node id="n2"/>'
        '<edge source="n1" target="n2"><data key="d0">2</data></edge></graph>'
    )
    two = '<graph id="b" edgedefault="directed"><node id="n3"/><node id="n4"/><edge source="n3" target="n4"/></graph>'
    keys = (
        '<key id="d0" for="edge" attr.name="weight" attr.type="double"/>'
        '<key id="d1" for="node" attr.name="group" attr.type="int"/>'
    )
    raw = f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{keys}{one}{two}</graphml>'
    reading = read_links(raw.encode(), "g.graphml")
    assert [link["strength"] for link in reading.kinds["links"]] == ["2"]
    assert left(reading) == {
        "1 edge": "in a second graph, or in a part of the graph that is folded away",
        "group": NO_FIELD,
    }


def test_a_logframe_keeps_every_source_and_says_what_stands_beside_no_indicator() -> None:
    rows: list[list[object]] = [
        ["Level", "Result", "Description", "Indicator", "Target 2024", "Source", "Data source", "Notes"],
        ["Outcome", "Safe homes", "All districts", "Homes", 10, "Survey", "City", None],
        ["Output", "Wells", None, None, 5, None, None, "ask Ana"],
    ]
    reading = read_logframe(by_openpyxl(Frame=rows), "f.xlsx")
    (indicator,) = reading.kinds["indicators"]
    assert indicator["verification"] == "Survey; City"
    assert indicator["x-description"] == "All districts"
    assert left(reading) == {
        "Frame, row 3: 5": "no indicator stands in its row",
        "Frame, row 3: ask Ana": "no indicator stands in its row",
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Links of the workshop,,\nFrom,To,Strength\na,b,2\n", "links"),
        ("sep=;\nFrom;To\na;b\n", "links"),
        ("\n\nsource,target\na,b\n", "links"),
        ("Requirements of 2020,,\n\nname,requirements,funding\nHealth,5,2\n", "fts"),
        ('"amountUSD";"status"\n1;paid\n', "fts"),
        ("Work plan;;\nid;title;cost\nD1;Shade;100\n", "csv"),
        ("Ref,Activity,Est. cost,Funding source\nA1,Roofs,100,City\n", "csv"),
        ("Code,Name,A,B\nA,Homes,,2\nB,Rents,1,\n", "matrix"),
        ("Scores,,\n,a,b\na,,1\nb,2,\n", "matrix"),
    ],
)
def test_the_kind_is_told_by_the_headings_wherever_they_stand(text: str, kind: str) -> None:
    assert recognised(text.encode(), "file.csv") == kind


def test_requirements_with_semicolons_and_a_title_above() -> None:
    text = "sep=;\nRequirements of 2020;;\nname;requirements;funding\nHealth;1000;400\n"
    reading = read_fts(text.encode(), "r.csv")
    assert [(one["title"], one["cost"]) for one in reading.kinds["deliverables"]] == [("Health", "1000")]
