"""One slip of the hand in a plan that is sound is one finding, and its hint says what to write."""

from pathlib import Path

import pytest

from loops import nonempty, sampled
from realign.checks import MANUAL
from realign.checks.consequences import _BROUGHT_BY
from realign.currencies import is_known, near_codes
from realign.findings import Finding
from realign.loading import load
from realign.questions.validate import examine

PLAN = """\
plan:
  id: town
  title: Town plan
  currency: USD
domains:
  - {id: H, title: Homes}
outcomes:
  - {id: "1.1", title: Land, domain: H}
  - {id: "1.2", title: Rent, domain: H}
lenses:
  - {id: green, title: Green}
links:
  - {id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst, direction: directed, lenses: [green]}
funds:
  - {id: free, kind: unearmarked, title: Budget}
  - {id: eu, kind: soft, title: Grant, amount: 100 000}
indicators:
  - {id: I1, title: Share, outcomes: ["1.1"], unit: homes, baseline: 12, target: 70}
deliverables:
  - {id: D1, title: Shade, cost: 70 000, outcomes: ["1.1"], funds: [free]}
  - {id: D2, title: Trees, cost: 90 000, outcomes: ["1.2"], funds: [eu]}
"""
DOMAIN = "  - {id: H, title: Homes}\n"


def found(folder: Path, text: str) -> tuple[Finding, ...]:
    """All that `validate` has to say of a plan of one file."""
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    loaded = load(folder)
    return examine(loaded.plan, loaded.origin).findings


def test_the_plan_without_a_slip_is_sound(tmp_path: Path) -> None:
    assert not found(tmp_path, PLAN)


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    sampled(
        [
            ("title: Homes", "name: Homes", "RA055", "did you mean 'title'?"),
            ("{id: H, title: Homes}", "{code: H, name: Homes}", "RA055", "did you mean 'id', 'title'?"),
            ("{id: H, title: Homes}", "H: Homes", "RA055", "did you mean 'id', 'title'?"),
            ("kind: soft", "type: soft", "RA055", "did you mean 'kind'?"),
            ('from: ["1.1"], to:', 'source: ["1.1"], target:', "RA055", "did you mean 'from', 'to'?"),
            ('from: ["1.1"]', 'form: ["1.1"]', "RA055", "did you mean 'from'?"),
            ("cost: 70 000", "cost: {low: 1, hi: 2}", "RA055", "did you mean 'high'?"),
            ("cost: 70 000", "cost: {min: 1, max: 2}", "RA055", "did you mean 'low', 'high'?"),
            ("cost: 70 000", "cost: {low, hi}", "RA026", "low: …, hi: …"),
            ("cost: 70 000", "cost: {1, 2}", "RA026", "[1, 2]"),
            ("cost: 70 000", "cost: {low 1, high 2}", "RA026", "low 1: …"),
            ("cost: 70 000", "cost: 1,270,000", "RA026", "write 1 270 000"),
            ("cost: 70 000", "cost: $1,270,000.50", "RA026", "write 1 270 000.50"),
            ("cost: 70 000", "cost: 12,5m", "RA026", "write 12.5m"),
            ("cost: 70 000", "cost: 1,20,00,000", "RA026", 'write "1,20,00,000"'),
            ("strength: 2", "strength: 2,5", "RA026", "write 2.5"),
            ("kind: soft", "soft", "RA026", "soft: …"),
            ("kind: soft", "kind = soft", "RA026", "kind: soft"),
            ("{id: H, title: Homes}", '{id="H", title="Homes"}', "RA026", 'id: "H", title: "Homes"'),
            ("title: Share", "title: Share, of all, or none", "RA026", '"Share, of all, or none"'),
            ("funds: [free]", "funds: free, eu", "RA026", "[free, eu]"),
            ("funds: [free]", "funds: {free, eu}", "RA026", "[free, eu]"),
            ("title: Share", "title: Share #1", "RA011", "comment"),
            ("title: Share", "title: @Share", "RA021", '"@Share"'),
            ("unit: homes", "unit: %", "RA021", '"%"'),
            ("{id: H, title: Homes}", '{id: "H" title: Homes}', "RA010", "{en: Land"),
            ("{id: H, title: Homes}", '{id: "H"; title: Homes}', "RA010", "write a comma"),
            ("{id: H, title: Homes}", "{id: H title: Homes}", "RA013", "write a comma before title"),
            ("{id: H, title: Homes}", '(id: "H", title: Homes)', "RA010", "{id: …, title: …}"),
            ("{id: H, title: Homes}", "[id: H, title: Homes]", "RA052", "{id: …, title: …}"),
            (DOMAIN, '  – {id: "H", title: Homes}\n', "RA022", "'- '"),
            (DOMAIN, '• {id: "H", title: Homes}\n', "RA022", "'- '"),
            (DOMAIN, '  1) {id: "H", title: Homes}\n', "RA022", "'- '"),
            (DOMAIN, '– id: "H"\n  title: Homes\n', "RA022", "'- '"),
            (DOMAIN, '  -{id: "H", title: Homes}\n', "RA023", "'- '"),
            (DOMAIN, "  – id: H\n  title: A\n  – id: J\n  title: B\n", "RA052", "– is no dash to YAML"),
            (DOMAIN, "  -id: H\n  title: A\n  -id: J\n  title: B\n", "RA052", "a space after each dash"),
            (DOMAIN, "  id: H\n  title: A\n  id: J\n  title: B\n", "RA052", "a dash and a space"),
            ("domain: H}\nlenses", "domain: H1}\nlenses", "RA102", ""),
            ("funds: [free]", "funds: [fre]", "RA104", ""),
            ("lenses: [green]", "lenses: [gren]", "RA103", ""),
            ('to: ["1.2"]', 'to: ["1.9"]', "RA101", ""),
            ('to: ["1.2"]', 'to: ["1.1"]', "RA301", "correct one of its ends"),
            ('to: ["1.2"]', 'to: [["1.2"]]', "RA057", "put a text in its place"),
            ("amount: 100 000", "amount: 100 000, within: eu", "RA124", "drop one"),
            ("cost: 70 000", 'cost: {"low": 5, "high: 9}', "RA010", "quotes"),
            ("strength: 2", "strength: −2", "RA058", "write a plain minus sign: -2"),
            ("currency: USD", "currency: UDS", "RA514", "did you mean USD?"),
            ("currency: USD", "currency: usd", "RA062", "did you mean USD?"),
            ("currency: USD", "currency: US dollars", "RA062", "did you mean USD?"),
            ("currency: USD", "currency: euro", "RA062", "did you mean EUR?"),
            ("currency: USD", "currency: PTS", "RA514", "# realign: ignore RA514"),
            ("currency: USD", "currency: USD\n  rates: {ERU: {rate: 1.1}}", "RA514", "did you mean EUR?"),
            ("currency: USD", "currency: USD\n  rates: {eur: {rate: 1.1}}", "RA062", "did you mean EUR?"),
        ],
        2,
    ),
)
def test_one_slip_is_one_finding_with_a_next_step(
    tmp_path: Path, old: str, new: str, code: str, hint: str
) -> None:
    assert old in PLAN
    findings = found(tmp_path, PLAN.replace(old, new, 1))
    assert [one.code for one in findings] == [code], [f"{one.code} {one.message}" for one in findings]
    assert hint in str(findings[0].hint)


def test_two_slips_are_two_findings(tmp_path: Path) -> None:
    text = PLAN.replace("title: Homes", "name: Homes").replace("kind: soft", "type: soft")
    assert len(found(tmp_path, text)) == 2


def test_a_record_that_lacks_something_beside_one_that_does_not_is_told(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, PLAN.replace("kind: soft, title: Grant", "kind: soft"))
    assert finding.code == "RA054"
    assert "'title'" in str(finding.message)


def test_more_idle_records_than_lost_names_are_told(tmp_path: Path) -> None:
    """One lost name explains one idle fund; a second idle fund is a matter of its own."""
    text = PLAN.replace("funds: [free]", "funds: [fre]").replace(
        "indicators:", "  - {id: un, kind: soft, title: X}\nindicators:"
    )
    codes = sorted(one.code for one in found(tmp_path, text))
    assert codes == ["RA104", "RA506", "RA506"]


def test_what_brings_another_finding_is_a_check_of_its_own() -> None:
    codes = {rule.code for rule in MANUAL}
    for code, slips in nonempty(_BROUGHT_BY.items()):
        assert code in codes
        assert codes > {slip for slip, _ in nonempty(slips)} - {code}


@pytest.mark.parametrize("reason", ["# realign: ignore RA514 because we count in points", ""])
def test_a_unit_of_ones_own_may_stay_with_its_reason(tmp_path: Path, reason: str) -> None:
    findings = found(tmp_path, PLAN.replace("currency: USD", f"currency: PTS  {reason}"))
    assert [one.code for one in findings] == ([] if reason else ["RA514"])


@pytest.mark.parametrize("code", ["USD", "HRK", "XXX", "XDR", "ZWG", "CNH"])
def test_currencies_of_today_and_of_yesterday_are_known(code: str) -> None:
    assert is_known(code)


@pytest.mark.parametrize(
    ("code", "near"), [("UDS", ("USD",)), ("ERU", ("EUR",)), ("GPB", ("GBP",)), ("QQQ", ()), ("PTS", ())]
)
def test_the_nearest_codes_have_the_same_letters(code: str, near: tuple[str, ...]) -> None:
    assert near_codes(code) == near


@pytest.mark.parametrize(
    "signs", [("–", "–", "-"), ("•", "•", "•"), ("1.", "2.", "10."), ("*", "-", "*"), ("9)", "10)", "11)")]
)
@pytest.mark.parametrize("form", ["record", "lines"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_fix_mends_all_dashes_of_a_list_and_nothing_else(
    tmp_path: Path, signs: tuple[str, ...], form: str, end: str
) -> None:
    """With plain dashes the plan reads the same; a text that holds such a sign keeps it."""

    def written(dashes: tuple[str, ...]) -> str:
        rows = ["plan: {id: p, title: P}", "outcomes:"]
        for number, (dash, sign) in enumerate(zip(dashes, signs, strict=True)):
            if form == "record":
                rows.append(f'  {dash} {{id: "1.{number}", title: "a • b: c {number}"}}')
            else:
                indent = " " * (len(sign) + 3)
                rows += [f'  {dash} id: "1.{number}"', f"{indent}title: |", f"{indent}  {sign} a: b {number}"]
        return end.join([*rows, "domains:", "  - {id: D, title: D}", ""])

    file = tmp_path / "plan.yaml"
    file.write_text(written(signs), encoding="utf-8", newline="")
    (finding,) = load(tmp_path).findings
    assert finding.code == "RA022"
    assert finding.fix is not None
    lines = file.read_bytes().decode().splitlines(keepends=True)
    start = sum(map(len, lines[: finding.fix.place.start.line - 1])) + finding.fix.place.start.column - 1
    stop = sum(map(len, lines[: finding.fix.place.end.line - 1])) + finding.fix.place.end.column - 1
    text = "".join(lines)
    file.write_text(text[:start] + finding.fix.replacement + text[stop:], encoding="utf-8", newline="")
    mended = load(tmp_path).plan
    file.write_text(written(tuple("-".ljust(len(sign)) for sign in signs)), encoding="utf-8", newline="")
    plain = load(tmp_path).plan
    assert mended is not None
    assert plain is not None
    assert mended.outcomes == plain.outcomes
    assert mended.domains == plain.domains
