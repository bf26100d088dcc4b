"""What an import of money does not count is named: totals, other currencies, cancelled work, lost figures."""

from realign.exchange.fts import read_fts
from realign.exchange.iati import read_iati

IATI = """<iati-activities version="2.03"><iati-activity default-currency="EUR">
<iati-identifier>X-1</iati-identifier><title><narrative>Water</narrative></title><activity-status code="2"/>
<budget><period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/><value>1500</value></budget>
<budget><period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/><value>2,000</value></budget>
<result><indicator><title><narrative>Rate</narrative></title><baseline year="2020" value="40"/>
<period><target value="55"/></period></indicator></result></iati-activity>
<iati-activity><iati-identifier>X-2</iati-identifier><activity-status code="5"/>
<title><narrative>Never</narrative></title><budget><value>99</value></budget></iati-activity></iati-activities>"""


def test_a_total_is_no_cluster() -> None:
    text = "cluster,clusterCode,requirements,funding\nHealth,H,1000,400\nWater,W,2000,100\nGrand total,T,3000,500\n"
    reading = read_fts(text.encode(), "f.csv")
    assert [one["title"] for one in reading.kinds["deliverables"]] == ["Health", "Water"]
    assert sum(float(one.get("amount", 0)) for one in reading.kinds["funds"]) == 500
    assert any("Grand total" in str(one.why) for one in reading.left_out)


def test_the_currency_of_requirements_is_that_of_the_file() -> None:
    head = "cluster,requirements,funding,currency\nHealth,1000,400,EUR\n"
    assert read_fts(head.encode(), "f.csv").kinds["plan"][0]["currency"] == "EUR"
    both = read_fts(f"{head}Water,1,1,USD\n".encode(), "f.csv")
    assert not both.kinds
    assert "several currencies: EUR, USD" in str(both.findings[0].message)


def test_what_iati_gives_and_no_plan_can_hold_is_named() -> None:
    reading = read_iati(IATI.encode(), "i.xml")
    assert [(one["title"], one["cost"]) for one in reading.kinds["deliverables"]] == [("Water", "1500")]
    said = {str(one.what): str(one.why) for one in reading.left_out}
    assert said["X-1"] == "2,000 is no amount of money"
    assert said["X-2"] == "the activity is cancelled"
    assert said["X-1-I1"].endswith("no number: 55")
