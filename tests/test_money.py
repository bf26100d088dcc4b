"""Money as people write it, and what is refused with a reason."""

import contextlib
import json
import subprocess
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loops import nonempty, sampled
from realign.money import LIMIT, MoneyError, MoneyReader, Rounding, split_amounts, write_money
from started import started


def read_money(text: str, currency: str = "USD") -> int:
    """Read an amount in a plan that counts in `currency`."""
    return MoneyReader(currency).read(text)


TWELVE_MILLION = [
    "12e6",
    "12E6",
    "12_000_000",
    "12 000 000",
    "12\u00a0000\u00a0000",
    "12\u202f000\u202f000",
    "12,000,000",
    "12m",
    "12M",
    "12 million",
    "US$ 12 million",
    "US$12,000,000.00",
    "USD 12m",
    "12 000 000 USD",
    "1200万",
    "1 200 万美元",
    "0.012bn",
    "１２００万",
]


@pytest.mark.parametrize("text", TWELVE_MILLION)
def test_twelve_million_in_many_hands(text: str) -> None:
    assert read_money(text) == 12_000_000


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("12.000", "12 000 or as 12"),
        ("12,5", "comma"),
        ("-3", "negative"),
        ("−3", "negative"),
        ("inf", "not an amount"),
        ("nan", "not an amount"),
        ("", "not an amount"),
        ("12 00", "not an amount"),
        ("1,2,3", "not an amount"),
        ("0x10", "not an amount"),
        ("1e400", "beyond"),
        ("9" * 5000, "beyond"),
        ("10000000000000000", "beyond"),
        ("twelve", "not an amount"),
    ],
)
def test_what_is_no_amount_says_why(text: str, reason: str) -> None:
    with pytest.raises(MoneyError, match=reason):
        read_money(text)


@given(st.integers(0, LIMIT))
def test_what_is_written_reads_the_same(amount: int) -> None:
    assert read_money(write_money(amount)) == amount


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_a_reason(text: str) -> None:
    with contextlib.suppress(MoneyError):
        assert 0 <= read_money(text) <= LIMIT


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("12e6", ["12e6"]),
        ("12,000,000", ["12,000,000"]),
        ("US$ 12,000,000.00", ["US$ 12,000,000.00"]),
        ("0,5e6,12e6", ["0", "5e6", "12e6"]),
        ("0, 12,000,000, 5m", ["0", "12,000,000", "5m"]),
        ("0;12,000,000", ["0", "12,000,000"]),
        ("0,2556107,12e6", ["0", "2556107", "12e6"]),
        ("actual:2021,12e6", ["actual:2021", "12e6"]),
        ("12e6,0", ["12e6", "0"]),
        ("0,100", ["0", "100"]),
        ("0,140,1000", ["0", "140", "1000"]),
        ("12m,5", ["12m", "5"]),
        ("€ 1 200 000,–", ["€ 1 200 000,–"]),
        ("1.200.000,— €; 5m", ["1.200.000,— €", "5m"]),
        ("½ million", ["½ million"]),
        (",5m", [",5m"]),
        ("100,0000", ["100,0000"]),
        ("0,12e6", ["0", "12e6"]),
        ("2556107,12e6", ["2556107", "12e6"]),
    ],
)
def test_several_amounts(text: str, amounts: list[str]) -> None:
    assert split_amounts(text) == amounts


@pytest.mark.parametrize(
    "text",
    [
        "12,5",
        "0,12,000,000",
        "12,000,000,5m",
        "5,12",
        "1,5m",
        "0,5m",
        "0,5 million",
        "0,5,12m",
        "2 556 107,25",
        "3 000,75m",
        "1,5e6",
        "2,5 Mio",
        "12.500,5",
    ],
)
def test_a_comma_that_could_be_either_is_refused(text: str) -> None:
    with pytest.raises(MoneyError, match="can be"):
        split_amounts(text)


ABOUT = "plan: {id: p, title: P%s}\n"
REST = """
funds: [{id: free, kind: unearmarked, title: F}, {id: eu, kind: hard, title: E, amount: %s}]
deliverables: [{id: D1, title: A, cost: %s, value: 3, funds: [free, eu]}]
"""


def call(
    folder: Path, about: str, amount: str, cost: str, *arguments: str
) -> "subprocess.CompletedProcess[str]":
    """Ask about a plan as users do."""
    (folder / "plan.yaml").write_text(ABOUT % about + REST % (f'"{amount}"', f'"{cost}"'), encoding="utf-8")
    return started(arguments[0], "--plan", folder, *arguments[1:])


@pytest.mark.slow
@pytest.mark.parametrize(
    "mark", ["NOK 5 300 000", "£250k", "3200000 JPY", "€ 400 000", "12 Mkr", "₹ 5,00,00,000", "1200万元"]
)
def test_another_currency_than_the_plans_is_an_error_that_names_both(tmp_path: Path, mark: str) -> None:
    done = call(tmp_path, ", currency: USD", "5", mark, "validate", "--format", "json")
    (finding,) = json.loads(done.stdout)["findings"]
    assert (done.returncode, finding["code"]) == (1, "RA059")
    assert "USD" in finding["message"]
    assert "is in " in finding["message"]
    asked = call(tmp_path, ", currency: USD", "5", "5", "gaps", "-u", mark)
    assert (asked.returncode, asked.stdout) == (2, "")
    assert "USD" in asked.stderr


def test_a_stated_rate_converts_exactly_and_rounds_costs_up_and_funds_down(tmp_path: Path) -> None:
    about = ", currency: USD, rates: {EUR: {rate: 1.08, date: 2021-06-30, source: ECB}}"
    done = call(tmp_path, about, "EUR 100.01", "100,01 €", "gaps", "-u", "€ 1.01", "--format", "json")
    (level,) = json.loads(done.stdout)["levels"]
    assert level["unearmarked"] == 1  # 1.0908
    assert level["items"][0]["cost"] == 109  # 108.0108
    said = call(tmp_path, about, "EUR 100.01", "100,01 €", "gaps", "-u", "€ 1.01").stdout
    assert "1 EUR = 1.08 USD (2021-06-30, ECB)" in said
    assert "costs up, funds down" in said


def test_a_plan_without_a_currency_shows_none_and_takes_none(tmp_path: Path) -> None:
    done = call(tmp_path, "", "5", "10", "gaps", "-u", "7")
    assert done.returncode == 0
    assert "USD" not in done.stdout
    assert "amounts in" not in done.stdout
    asked = call(tmp_path, "", "5", "10", "gaps", "-u", "USD 7")
    assert asked.returncode == 2
    assert "the plan names none" in asked.stderr


@pytest.mark.parametrize(
    "about",
    [
        ", currency: USD, rates: {USD: {rate: 2}}",
        ", rates: {USD: {rate: 2}}",
        ", currency: USD, rates: {EUR: {rate: 0}}",
    ],
)
def test_a_rate_that_converts_nothing_is_an_error(tmp_path: Path, about: str) -> None:
    assert call(tmp_path, about, "5", "10", "validate").returncode == 1


@given(st.integers(1, 10**9), st.integers(1, 10**6))
def test_a_converted_amount_is_never_counted_in_favour_of_the_plan(cents: int, rate: int) -> None:
    exact = Fraction(cents, 100) * Fraction(rate, 1000)
    reader = MoneyReader("USD", {"EUR": Fraction(rate, 1000)})
    text = f"EUR {cents // 100}.{cents % 100:02d}"
    down, up = reader.read(text, Rounding.DOWN), reader.read(text, Rounding.UP)
    assert down <= exact <= up
    assert up - down == (0 if exact.denominator == 1 else 1)


def test_what_came_in_may_be_negative_and_a_cost_may_not(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    text = "plan: {id: p, title: P}\nfunds: [{id: f, kind: unearmarked, title: F, received: {2022: (1 200.50)}}]\n"
    (tmp_path / "a" / "plan.yaml").write_text(text)
    assert started("validate", "--plan", tmp_path / "a").returncode == 0
    done = call(tmp_path, "", "5", "(1 200)", "validate")
    assert done.returncode == 1
    assert "negative" in done.stdout


def read_all(text: str) -> list[int]:
    return [MoneyReader("USD").read(part) for part in nonempty(split_amounts(text))]


@pytest.mark.parametrize(
    "text", sampled(["m" * 60_000, "[," * 20_000, "1 " + "k" * 60_000, "$" * 60_000, "1 000 " * 10_000], 5)
)
def test_no_length_of_text_takes_minutes(text: str) -> None:
    with pytest.raises(MoneyError):
        read_all(text)


def test_a_long_list_of_amounts_is_read() -> None:
    assert split_amounts(",".join(f"{at}m" for at in range(300))) == [f"{at}m" for at in range(300)]
