"""Amounts as people in many countries write them: the figure, or a question, and never another figure."""

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realign.amounts import DoubtfulError, MoneyError, read_written
from realign.numerals import readings

READ = {
    "several units": [
        ("1亿2000万", "120000000", ""),
        ("1亿2000万元", "120000000", "CNY"),
        ("1億2,000万円", "120000000", "JPY"),
        ("1億2千万円", "120000000", "JPY"),
        ("12万3千", "123000", ""),
        ("1万2000", "12000", ""),
        ("1亿2000万3000元", "120003000", "CNY"),
        ("3억 5천만원", "350000000", "KRW"),
        ("1 crore 20 lakh", "12000000", ""),
        ("₹1 crore and 20 lakh", "12000000", "INR"),
        ("10 lakh 50 thousand", "1050000", ""),
        ("1 million 200 thousand", "1200000", ""),
        ("1 million 200 thousand dollars", "1200000", "USD"),
        ("(1亿2000万)", "-120000000", ""),
    ],
    "names of several words": [
        ("5 US dollars", "5", "USD"),
        ("5 million United States dollars", "5000000", "USD"),
        ("U.S. dollars 5", "5", "USD"),
        ("5 Swiss francs", "5", "CHF"),
        ("12 million pounds sterling", "12000000", "GBP"),
        ("5 миллионов долларов США", "5000000", "USD"),
        ("1,5 million de francs CFA", "1500000", "XAF"),
    ],
    "us": [
        ("$12,000,000", "12000000", "USD"),
        ("$12M", "12000000", "USD"),
        ("$12MM", "12000000", "USD"),
        ("$12 million", "12000000", "USD"),
        ("$1.2B", "1200000000", "USD"),
        ("$1,234.56", "1234.56", "USD"),
        ("USD 12,000", "12000", "USD"),
        ("US$12m", "12000000", "USD"),
        ("$12.5M", "12500000", "USD"),
        ("12,000,000.00", "12000000", ""),
        ("$12K", "12000", "USD"),
        ("$ 1 200", "1200", "USD"),
        ("USD12000", "12000", "USD"),
        ("($1,200)", "-1200", "USD"),
        ("-$1,200", "-1200", "USD"),
        ("$(1,200.50)", "-1200.5", "USD"),
        ("$1.2 bn", "1200000000", "USD"),
        ("12 million dollars", "12000000", "USD"),
        ("$12,345", "12345", "USD"),
        ("$500.00", "500", "USD"),
        ("1e6", "1000000", ""),
        ("1E+07", "10000000", ""),
        ("$5.", "5", "USD"),
    ],
    "uk": [
        ("£250k", "250000", "GBP"),
        ("£1.2m", "1200000", "GBP"),
        ("£1,234.56", "1234.56", "GBP"),
        ("£12 million", "12000000", "GBP"),
        ("GBP 12,000", "12000", "GBP"),
        ("250 000 pounds", "250000", "GBP"),
        ("12m GBP", "12000000", "GBP"),
        ("£2bn", "2000000000", "GBP"),
        ("£5 thousand", "5000", "GBP"),
    ],
    "de": [
        ("12.000.000,00 €", "12000000", "EUR"),
        ("12 Mio. €", "12000000", "EUR"),
        ("12,5 Mio. EUR", "12500000", "EUR"),
        ("1,5 Mrd. €", "1500000000", "EUR"),
        ("250 Tsd. €", "250000", "EUR"),
        ("1.200,50 €", "1200.5", "EUR"),
        ("EUR 1.200.000", "1200000", "EUR"),
        ("12.000.000", "12000000", ""),
        ("1,2 Millionen Euro", "1200000", "EUR"),
        ("€ 12.000,-", "12000", "EUR"),
        ("12 Mio", "12000000", ""),
        ("1.234.567,89", "1234567.89", ""),
        ("3 Milliarden", "3000000000", ""),
        ("12 000,-- €", "12000", "EUR"),
        ("500 Euro", "500", "EUR"),
    ],
    "ch": [
        ("CHF 1'250'000", "1250000", "CHF"),
        ("1’250’000.–", "1250000", ""),
        ("1 200 000.-", "1200000", ""),
        ("SFr. 222.65", "222.65", "CHF"),
        ("Fr. 12'000.50", "12000.5", "CHF"),
        ("12'000", "12000", ""),
        ("CHF 1.2 Mio.", "1200000", "CHF"),
        ("1'250 CHF", "1250", "CHF"),
        ("sFr 5'000.-", "5000", "CHF"),
    ],
    "fr": [
        ("12 000 000 €", "12000000", "EUR"),
        ("12 000,50 €", "12000.5", "EUR"),
        ("12,5 M€", "12500000", "EUR"),
        ("1,2 Md€", "1200000000", "EUR"),
        ("250 k€", "250000", "EUR"),
        ("12 millions d'euros", "12000000", "EUR"),
        ("12 millions", "12000000", ""),
        ("12 K€", "12000", "EUR"),
        ("1 234 567,89", "1234567.89", ""),
        ("3,5 milliards d’euros", "3500000000", "EUR"),
        ("12 000 EUR", "12000", "EUR"),
        ("1,5 million", "1500000", ""),
        ("5 mille euros", "5000", "EUR"),
    ],
    "es": [
        ("12.000.000,00", "12000000", ""),
        ("12 millones", "12000000", ""),
        ("1'200,000.00", "1200000", ""),
        ("12 M€", "12000000", "EUR"),
        ("1.200,50", "1200.5", ""),
        ("$ 1.200.000", "1200000", "USD"),
        ("MXN 12,000", "12000", "MXN"),
        ("S/ 1,200.50", "1200.5", "PEN"),
        ("S/. 500", "500", "PEN"),
        ("Q1,200", "1200", "GTQ"),
        ("2,5 millones de euros", "2500000", "EUR"),
        ("COP 12.000.000", "12000000", "COP"),
        ("12,5 MM", "12500000", ""),
    ],
    "pt": [
        ("R$ 1.200,00", "1200", "BRL"),
        ("R$ 12 milhões", "12000000", "BRL"),
        ("R$ 1,5 mi", "1500000", "BRL"),
        ("R$ 1,2 bi", "1200000000", "BRL"),
        ("1.200.000,00", "1200000", ""),
        ("1 bilhão", "1000000000", ""),
        ("3 biliões", "3000000000000", ""),
    ],
    "it": [
        ("1.200,00 €", "1200", "EUR"),
        ("12 milioni", "12000000", ""),
        ("12 mln", "12000000", ""),
        ("1,5 mld", "1500000000", ""),
        ("12 mila", "12000", ""),
        ("€ 1.200.000,00", "1200000", "EUR"),
        ("3 miliardi", "3000000000", ""),
        ("500 mila euro", "500000", "EUR"),
    ],
    "nl": [
        ("€ 1.200.000,-", "1200000", "EUR"),
        ("€ 12,5 mln", "12500000", "EUR"),
        ("12 miljoen", "12000000", ""),
        ("1,5 miljard", "1500000000", ""),
        ("€ 1.200,00", "1200", "EUR"),
        ("1.200,=", "1200", ""),
        ("12 mln. euro", "12000000", "EUR"),
    ],
    "se": [
        ("12 Mkr", "12000000", "DKK"),
        ("12 MSEK", "12000000", "SEK"),
        ("12 mnkr", "12000000", "DKK"),
        ("12 000 000 kr", "12000000", "DKK"),
        ("12 miljoner", "12000000", ""),
        ("1,5 mdkr", "1500000000", "DKK"),
        ("12 000:-", "12000", ""),
        ("12 000 kr", "12000", "DKK"),
        ("1 200,50 kr", "1200.5", "DKK"),
        ("SEK 12m", "12000000", "SEK"),
    ],
    "no": [
        ("12 mill. kr", "12000000", "DKK"),
        ("NOK 5 300 000", "5300000", "NOK"),
        ("kr 12.000.000,-", "12000000", "DKK"),
        ("5 mrd. kr", "5000000000", "DKK"),
        ("1 200 kr", "1200", "DKK"),
        ("NOK 5,3 mill", "5300000", "NOK"),
    ],
    "dk": [
        ("12 mio. kr.", "12000000", "DKK"),
        ("DKK 5 mia.", "5000000000", "DKK"),
        ("1.200.000,00 kr.", "1200000", "DKK"),
        ("kr. 1.200,50", "1200.5", "DKK"),
    ],
    "fi": [
        ("12 milj. €", "12000000", "EUR"),
        ("1,5 mrd", "1500000000", ""),
    ],
    "pl": [
        ("12 mln zł", "12000000", "PLN"),
        ("1 200 000,00 zł", "1200000", "PLN"),
        ("500 tys. zł", "500000", "PLN"),
        ("1,5 mld PLN", "1500000000", "PLN"),
        ("1.200.000 zł", "1200000", "PLN"),
        ("735616,25", "735616.25", ""),
    ],
    "cz": [
        ("1 200 000 Kč", "1200000", "CZK"),
        ("500 tis. Kč", "500000", "CZK"),
        ("12 mld. Kč", "12000000000", "CZK"),
        ("1.200,50 Kč", "1200.5", "CZK"),
        ("12 000,- Kč", "12000", "CZK"),
    ],
    "hu": [
        ("12 M Ft", "12000000", "HUF"),
        ("12 millió Ft", "12000000", "HUF"),
        ("500 ezer Ft", "500000", "HUF"),
        ("1 200 000 Ft", "1200000", "HUF"),
        ("1,5 milliárd", "1500000000", ""),
    ],
    "ru": [
        ("12 млн руб.", "12000000", "RUB"),
        ("12 млн", "12000000", ""),
        ("500 тыс. руб", "500000", "RUB"),
        ("1,5 млрд ₽", "1500000000", "RUB"),
        ("1 200 000,00 ₽", "1200000", "RUB"),
        ("1 200 р.", "1200", "RUB"),
        ("12 миллионов рублей", "12000000", "RUB"),
        ("500 000 р", "500000", "RUB"),
    ],
    "ua": [
        ("12 млн грн", "12000000", "UAH"),
        ("500 тис. грн", "500000", "UAH"),
        ("1 200 ₴", "1200", "UAH"),
    ],
    "tr": [
        ("12 milyon TL", "12000000", "TRY"),
        ("1.200.000,00 TL", "1200000", "TRY"),
        ("500 bin TL", "500000", "TRY"),
        ("₺12M", "12000000", "TRY"),
        ("1,5 milyar", "1500000000", ""),
        ("5 B TL", "5000000000", "TRY"),
    ],
    "gr": [
        ("12 εκατ. €", "12000000", "EUR"),
        ("1.200.000,00 €", "1200000", "EUR"),
        ("500 χιλ. €", "500000", "EUR"),
    ],
    "bg/ro": [
        ("1.200.000 лв", "1200000", "BGN"),
        ("12 milioane lei", "12000000", "RON"),
        ("1.200,00 RON", "1200", "RON"),
    ],
    "in": [
        ("₹ 5,00,00,000", "50000000", "INR"),
        ("Rs. 5 crore", "50000000", "INR"),
        ("Rs 3 lakh", "300000", "INR"),
        ("INR 1.5 Cr", "15000000", "INR"),
        ("3 lakhs", "300000", ""),
        ("1,20,00,000", "12000000", ""),
        ("Rs.5,00,000/-", "500000", "INR"),
        ("12,34,567.89", "1234567.89", ""),
        ("₹1,200", "1200", "INR"),
        ("5 CR", "50000000", ""),
        ("₹ 12 लाख", "1200000", "INR"),
        ("१२,००,०००", "1200000", ""),
        ("1,20,000", "120000", ""),
        ("Rs 1,234", "1234", "INR"),
    ],
    "bd/pk/np/lk": [
        ("৳ 5 lakh", "500000", "BDT"),
        ("Tk 5 crore", "50000000", "BDT"),
        ("Rs. 12 million", "12000000", "INR"),
        ("PKR 5m", "5000000", "PKR"),
        ("NPR 1,20,000", "120000", "NPR"),
        ("৫,০০,০০০", "500000", ""),
        ("LKR 2.5 mn", "2500000", "LKR"),
    ],
    "cn": [
        ("1200万", "12000000", ""),
        ("1200万元", "12000000", "CNY"),
        ("1200万美元", "12000000", "USD"),
        ("¥1200万", "12000000", "JPY"),
        ("人民币1200万元", "12000000", "CNY"),
        ("1.2亿", "120000000", ""),
        ("1.2亿元", "120000000", "CNY"),
        ("RMB 12 million", "12000000", "CNY"),
        ("１２００万", "12000000", ""),
        ("12,000,000元", "12000000", "CNY"),
        ("1,2000,0000", "120000000", ""),
        ("3千万", "30000000", ""),
        ("CNY 5m", "5000000", "CNY"),
        ("12百万", "12000000", ""),
        ("2万亿", "2000000000000", ""),
        ("1200万人民币", "12000000", "CNY"),
        ("12 000 000元", "12000000", "CNY"),
    ],
    "jp": [
        ("1200万円", "12000000", "JPY"),
        ("¥12,000,000", "12000000", "JPY"),
        ("3億円", "300000000", "JPY"),
        ("3.5億円", "350000000", "JPY"),
        ("12百万円", "12000000", "JPY"),
        ("JPY 3200000", "3200000", "JPY"),
        ("￥１，２００", "1200", "JPY"),
        ("500円", "500", "JPY"),
    ],
    "kr": [
        ("1200만원", "12000000", "KRW"),
        ("3억원", "300000000", "KRW"),
        ("₩12,000,000", "12000000", "KRW"),
        ("KRW 5m", "5000000", "KRW"),
        ("12백만원", "12000000", "KRW"),
    ],
    "tw/hk/sg": [
        ("NT$12,000", "12000", "TWD"),
        ("HK$ 5m", "5000000", "HKD"),
        ("S$ 1.2m", "1200000", "SGD"),
        ("1200萬元", "12000000", "CNY"),
        ("SGD 12k", "12000", "SGD"),
    ],
    "id/my/th/vn/ph": [
        ("Rp 1.200.000", "1200000", "IDR"),
        ("Rp12 juta", "12000000", "IDR"),
        ("Rp 1,5 miliar", "1500000000", "IDR"),
        ("Rp500rb", "500000", "IDR"),
        ("RM 5 juta", "5000000", "MYR"),
        ("RM1,200.50", "1200.5", "MYR"),
        ("฿12,000", "12000", "THB"),
        ("12 ล้านบาท", "12000000", "THB"),
        ("12 triệu đồng", "12000000", "VND"),
        ("5 tỷ VND", "5000000000", "VND"),
        ("₱1.2M", "1200000", "PHP"),
        ("PHP 500,000", "500000", "PHP"),
        ("๑๒,๐๐๐", "12000", ""),
        ("1.200.000₫", "1200000", "VND"),
        ("12.000.000 đ", "12000000", "VND"),
    ],
    "ar": [
        ("١٢٬٠٠٠٬٠٠٠", "12000000", ""),
        ("١٢٠٠٠", "12000", ""),
        ("١٢ مليون", "12000000", ""),
        ("١٢٫٥ مليون", "12500000", ""),
        ("١٢,٠٠٠", "12000", ""),
        ("12 مليون ريال", "12000000", "IRR"),
        ("SAR 12m", "12000000", "SAR"),
        ("AED 1.2 million", "1200000", "AED"),
        ("د.إ 500", "500", "AED"),
        ("ج.م 1,200", "1200", "EGP"),
        ("DA 500", "500", "DZD"),
        ("Dhs. 5,000", "5000", "AED"),
        ("۱۲۰۰۰", "12000", ""),
        ("12 مليون ر.س", "12000000", "SAR"),
        ("\u200f١٢٠٠\u200f", "1200", ""),
    ],
    "ke/tz/ug/ng/gh/za/et": [
        ("KES 4m", "4000000", "KES"),
        ("KSh 1,200/=", "1200", "KES"),
        ("Ksh. 500", "500", "KES"),
        ("TSh 5m", "5000000", "TZS"),
        ("UGX 12,000,000/=", "12000000", "UGX"),
        ("₦12m", "12000000", "NGN"),
        ("NGN 5bn", "5000000000", "NGN"),
        ("GH₵ 1,200", "1200", "GHS"),
        ("GHS 5m", "5000000", "GHS"),
        ("R 1 200 000,00", "1200000", "ZAR"),
        ("R1.2m", "1200000", "ZAR"),
        ("R5", "5", "ZAR"),
        ("ZAR 12 million", "12000000", "ZAR"),
        ("Br 500", "500", "ETB"),
        ("ETB 12m", "12000000", "ETB"),
        ("500 birr", "500", "ETB"),
        ("FCFA 12 000 000", "12000000", "XAF"),
        ("12 millions FCFA", "12000000", "XAF"),
        ("XOF 5m", "5000000", "XOF"),
        ("K5m", "5000000", "ZMW"),
        ("ZMW 12k", "12000", "ZMW"),
        ("Kz 500", "500", "AOA"),
        ("Ar 12 000", "12000", "MGA"),
    ],
    "dev": [
        ("12e6", "12000000", ""),
        ("12_000_000", "12000000", ""),
        ("1_000", "1000", ""),
        ("1.2E+07", "12000000", ""),
        ("12000000.0", "12000000", ""),
        ("12000.50", "12000.5", ""),
        ("0.30000000000000004", "0.30000000000000004", ""),
        ("333333.333333333", "333333.333333333", ""),
        ("1.5e3", "1500", ""),
        ("+5", "5", ""),
        ("1.234e3", "1234", ""),
        ("1 000e3", "1000000", ""),
    ],
    "odd": [
        ("12.5", "12.5", ""),
        ("12,000", "12000", ""),
        ("1,5m", "1500000", ""),
        ("(1 200)", "-1200", ""),
        ("-5", "-5", ""),
        ("5-", "-5", ""),
        ("−5", "-5", ""),
        ("12 m", "12000000", ""),
        ("12m.", "12000000", ""),
        ("0", "0", ""),
        ("00", "0", ""),
        ("0.00", "0", ""),
        ("000", "0", ""),
        ("12.", "12", ""),
        ("USD $5", "5", "USD"),
        ("€ 5 EUR", "5", "EUR"),
        ("5 $", "5", "USD"),
        ("€5 m", "5000000", "EUR"),
        ("5€m", "5000000", "EUR"),
        ("12 b", "12000000000", ""),
        ("12 mm", "12000000", ""),
        ("12 MUSD", "12000000", "USD"),
        ("12 XYZ", "12", "XYZ"),
        ("12 usd", "12", "USD"),
        ("usd 12", "12", "USD"),
        ("12Eur", "12", "EUR"),
        ("1234.567", "1234.567", ""),
        ("1234,5", "1234.5", ""),
        ("0,5m", "500000", ""),
        ("0,500m", "500000", ""),
        ("0.500", "0.5", ""),
        ("012", "12", ""),
        ("12\xa0000", "12000", ""),
        ("12\u2009000", "12000", ""),
        ("12\u202f000,5", "12000.5", ""),
        ("12\u3000000", "12000", ""),
        ("\u200f12", "12", ""),
        ("12٠", "120", ""),
        ("1,23 m", "1230000", ""),
        ("100.5k", "100500", ""),
        ("2 556 107,25", "2556107.25", ""),
        ("3 000,75m", "3000750000", ""),
        ("12.5 Mio", "12500000", ""),
    ],
}
"""Country -> what people there write, the exact figure, and the likeliest currency."""
ASKED = [
    "250 T€",
    "250 TEUR",
    "1.200 €",
    "1,500 Mio. €",
    "1'200.000",
    "5 mil",
    "Bs 1.200",
    "$12.500",
    "R$ 1.200",
    "12 mil",
    "R$12mil",
    "EUR 5.000",
    "500 tkr",
    "500 t.kr.",
    "12 mil. Kč",
    "1,5 mil. lei",
    "12 mil lei",
    "1,200千円",
    "KWD 12,000",
    "JOD 1,200.500",
    "12,000 DT",
    "MZN 1.200",
    "12.000",
    "12,5",
    "1.500m",
    "1,500k",
    "12 t",
    "12 T",
    "1.000,000",
    "1,000.000",
    "1,234.567",
    "0,500",
    "12,34",
    "10.000m",
    "10,000m",
]
"""What has two readings, or one that is mostly a slip."""
REFUSED = [
    "1万2",
    "1万200",
    "1千200万",
    "1m 200k",
    "2bn500m",
    "1 million 2 million",
    "1 thousand 2 million",
    "1 million 3000 thousand",
    "1 million 200",
    "1亿2000万3",
    "1 crore 20",
    "1亿-2000万",
    "1亿, 2000万人",
    "about 5m",
    "5m+",
    "5m*",
    "至少500万",
    "5m per year",
    "5m/yr",
    "3 x 100",
    "1/2 m",
    "2 * 5m",
    "twelve million",
    "$.50",
    "百万",
    "£1·5m",
    "5 mil millones",
    "5 mil milhões",
    "2$500",
    "KSEK 500",
    "₹3L",
    "2.5 lakh crore",
    "N12m",
    "12e6m",
    "0x10",
    "1e-3",
    "5e",
    "1,000e3",
    "NaN",
    "inf",
    "12e400",
    "1,2,3",
    "12 00",
    "1 2 3",
    "12.34.56",
    "--5",
    "5½",
    "12²",
    "½",
    "5-10m",
    "5m–10m",
    "5 to 10 million",
    "~5m",
    "ca. 5m",
    ">5m",
    "<5m",
    "5m?",
    "5m*",
    "5m [1]",
    "50%",
    "m12",
    "12 USD/yr",
    "USD",
    "-",
    "–",
    "n/a",
    "tbd",
    "TBC",
    "?",
    "nil",
    "none",
    "12O00",
    "l2m",
    "12,,",
    ",5",
    ".5m",
    "1'2",
    "12 'USD'",
    '"12m"',
    "12m12",
    "12m USD EUR",
    "USD EUR 5",
    "$€5",
    "m€ 5",
    "12 G",
    "12 ABCD",
    "12,000.00.00",
    "5 hundred thousand",
    "\u202e12",
    "①②",
    "Ⅻ",
    "12k5",
    "5 kk",
    "12%m",
    "12#",
]
"""What is no amount, or none that is read here."""


@pytest.mark.parametrize(("text", "figure", "code"), [row for country in READ.values() for row in country])
def test_an_amount_is_read_with_its_currency(text: str, figure: str, code: str) -> None:
    written = read_written(text)
    assert written.figure == Fraction(figure)
    assert written.codes[:1] == ((code,) if code else ())


@pytest.mark.parametrize("text", ASKED)
def test_what_can_be_read_in_two_ways_is_asked_about(text: str) -> None:
    with pytest.raises(MoneyError, match=r"can be read as|may mean|where decimals begin"):
        read_written(text)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_amount_is_refused_with_a_next_step(text: str) -> None:
    with pytest.raises(MoneyError, match=r"write|leave it out|a cost may be|at most|the most is"):
        read_written(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        *[
            (text, "write 0 for nothing")
            for text in ("-", "N/A", "à confirmer", "待定", "k.A.", "p.m.", "нет")
        ],
        *[
            (text, "looks like two")
            for text in ("1-2m", "1 to 2m", "5～6万", "5至6万", "entre 1 et 2 millions")
        ],
        *[
            (text, "how much exactly")
            for text in (
                "5m-ish",
                "up to 5m",
                "5m (est.)",
                "5万左右",
                "5多万",
                "plus de 5 M€",
                "hasta 5m",
                "约五百万",
            )
        ],
        *[(text, "holds several numbers") for text in ("1m 200k", "1万2", "5 USD 20", "5m5")],
        *[(text, "calculation") for text in ("2m + 3m", "2*3m", "=2+3")],
        *[
            (text, "write it like")
            for text in ("0x1F", "1e-3", "1,2E+06", "5e6m", "几百万", "二〇二五", "五六万")
        ],
    ],
)
def test_what_is_no_amount_is_called_what_it_is(text: str, says: str) -> None:
    with pytest.raises(MoneyError, match=says):
        read_written(text)


def in_chinese(number: int) -> str:
    """A number as it is written on a cheque, from right to left by hand: 20 050 is 二万零五十."""
    digits, units = "零一二三四五六七八九", ("", "十", "百", "千")
    if number >= 10_000:
        size, sign = next(pair for pair in ((10**8, "亿"), (10**4, "万")) if number >= pair[0])
        high, low = divmod(number, size)
        gap = "零" if 0 < low < size // 10 else ""
        return in_chinese(high) + sign + (gap + in_chinese(low) if low else "")
    said = ""
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            said += digits[digit] + units[power]
        elif said and not said.endswith("零"):
            said += "零"
    return said.rstrip("零")


CHEQUE = str.maketrans("一二三四五六七八九十百千万亿", "壹贰叁肆伍陆柒捌玖拾佰仟萬億")


@given(st.integers(1, 10**12))
def test_chinese_numerals_are_read_as_they_are_written(number: int) -> None:
    written = in_chinese(number)
    assert read_written(f"{written}元").figure == number
    assert read_written(f"人民币{written.translate(CHEQUE)}元整").figure == number


@pytest.mark.parametrize(
    "text", ["二万五", "三百五", "三千五", "一千零百", "万", "百万元", "万五千", "五点五万", "三万四万"]
)
def test_chinese_numerals_that_mean_two_things_or_nothing_are_refused(text: str) -> None:
    with pytest.raises(MoneyError):
        read_written(text)


GROUPS = st.lists(st.integers(0, 999), min_size=1, max_size=3)


@given(st.integers(1, 999), GROUPS, st.sampled_from(" ,.'_"), st.sampled_from(",."), st.integers(0, 99))
def test_thousands_and_cents_of_any_country(
    first: int, rest: list[int], thousands: str, point: str, cents: int
) -> None:
    """By the digits alone: what parts thousands is dropped, what begins the cents is the point."""
    digits = "".join([str(first), *(f"{group:03d}" for group in rest)])
    whole = thousands.join([str(first), *(f"{group:03d}" for group in rest)])
    found = readings(whole)
    assert Fraction(digits) in found
    assert len(found) == 1 or (len(rest) == 1 and thousands == ".")
    if point != thousands:
        assert readings(f"{whole}{point}{cents:02d}") == (Fraction(f"{digits}.{cents:02d}"),)


@given(st.text(alphabet="0123456789 ,.'", min_size=1, max_size=12))
def test_every_reading_has_all_the_digits_in_their_order(text: str) -> None:
    if not (text[0].isdigit() and text[-1].isdigit()):
        return
    digits = int("".join(one for one in text if one.isdigit()))
    for figure in readings(text, three_decimals=True):
        assert figure in {Fraction(digits, 10**power) for power in range(len(text))}


@given(
    st.text(alphabet="0123456789 ,.'", min_size=1, max_size=9), st.sampled_from(["", "m", " €", "k€", " 万"])
)
def test_a_unit_multiplies_and_a_currency_does_not(number: str, behind: str) -> None:
    factor = {"m": 10**6, "k€": 1000, " 万": 10**4}.get(behind, 1)
    with contextlib.suppress(DoubtfulError):
        try:
            plain, written = read_written(number), read_written(number + behind)
        except DoubtfulError:
            raise
        except MoneyError:
            return
        assert written.figure == plain.figure * factor
