"""Money as people write it, and what is refused with a reason."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realign.money import LIMIT, MoneyError, MoneyReader, split_amounts, write_money


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
    ],
)
def test_a_comma_that_could_be_either_is_refused(text: str) -> None:
    with pytest.raises(MoneyError, match="can be"):
        split_amounts(text)
