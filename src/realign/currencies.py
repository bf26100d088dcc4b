"""The words and signs that people write for currencies and for thousands, millions and more."""

from operator import ne

_FEW = 3
"""Codes that are offered for one that nobody knows; where more come near, each would be a guess."""
_CODES = frozenset(
    (
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD "
        "CAD CDF CHF CLF CLP CNH CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS "
        "GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD "
        "KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO "
        "NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS "
        "SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF "
        "XCD XDR XOF XPF YER ZAR ZMW ZWG "
    ).split()
)
"""ISO 4217; these are known in small letters, too."""
_RARE = frozenset(
    (
        "BOV CHE CHW COU MXV USN UYI UYW VED XAG XAU XCG XPD XPT XSU XTS XUA XXX "
        "ATS BEF BGL BYR CYP CSD DEM ECS EEK ESP FIM FRF GHC GRD HRK IEP ITL LTL LUF LVL MRO MTL MZM NLG PTE "
        "ROL SDD SIT SKK SLL STD TRL VEB VEF YUM ZMK ZWD ZWL "
    ).split()
)
"""Units of ISO 4217 that few use, and those that it has withdrawn; known in capitals only."""
THREE_DECIMALS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
"""Currencies that are divided into a thousand parts."""

_DOLLARS = (
    "USD ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD "
    "SBD SGD SRD TTD TWD UYU XCD "
)

_MARKS = {
    mark: tuple(codes.split())
    for marks, codes in {
        "$ dollar dollars دولار долларов долл долл.": _DOLLARS,
        "US$ U$ U$S $US USD$ US-$ US-Dollar US-dollars 美元 美金 米ドル 달러": "USD",
        "A$ AU$ AUD$ 澳元": "AUD",
        "C$ CA$ CAD$ 加元": "CAD",
        "NZ$ 新西兰元": "NZD",
        "S$ SG$": "SGD",
        "HK$ 港元 港币": "HKD",
        "NT$ 新台币": "TWD",
        "R$ real reais": "BRL",
        "MX$ Mex$": "MXN",
        "J$": "JMD",
        "TT$": "TTD",
        "EC$": "XCD",
        "FJ$": "FJD",
        "N$": "NAD",
        "€ euro euros Euro Euros 欧元 евро ευρώ يورو": "EUR",
        "£ pound pounds": "GBP EGP FKP GIP LBP SDG SHP SSP SYP",
        "£E E£": "EGP",
        "sterling 英镑": "GBP",
        "¥": "JPY CNY",
        "円 日元 yen": "JPY",
        "RMB 人民币 yuan": "CNY",
        "元 圆 圓 块": "CNY HKD MOP TWD",
        "₩ 원 won": "KRW KPW",
        "₹": "INR",
        "Rs Rs. rupee rupees Rupees": "INR PKR LKR NPR MUR SCR",
        "रु रू रुपये": "INR NPR",
        "₽ руб рубль рублей р": "RUB BYN",
        "₴ грн": "UAH",
        "₺ TL": "TRY",
        "₸ тенге тг": "KZT",
        "сом сомов": "KGS",
        "сум сумов": "UZS",
        "₦ naira": "NGN",
        "₱ Php": "PHP",
        "₫ đ đồng dong": "VND",
        "₪": "ILS",
        "฿ บาท baht": "THB",
        "₵ GH₵ GH¢ cedi cedis": "GHS",
        "₡": "CRC",
        "₲ Gs Gs.": "PYG",
        "₮": "MNT",
        "₭": "LAK",
        "៛": "KHR",
        "৳ Tk Tk. taka": "BDT",
        "₼": "AZN",
        "₾": "GEL",
        "֏": "AMD",
        "ریال ريال": "IRR SAR QAR OMR YER",
        "ر.س": "SAR",
        "د.إ Dhs Dhs. AED$": "AED",
        "ج.م": "EGP",
        "د.ت": "TND",
        "د.م": "MAD",
        "دينار": "BHD DZD IQD JOD KWD LYD TND",
        "جنيه": "EGP SDG SSP SYP LBP",
        "DT": "TND",
        "DA": "DZD",
        "DH Dh dirham dirhams": "MAD AED",
        "kr Kr kr. Kr. krone kroner kronor": "DKK ISK NOK SEK",
        "Kč": "CZK",
        "zł": "PLN",
        "Ft": "HUF",
        "lei leu": "RON MDL",
        "лв": "BGN",
        "дин din din.": "RSD",
        "KM": "BAM",
        "Fr Fr. SFr SFr. sFr sFr. Franken": "CHF",
        "franc francs": "CHF XAF XOF XPF CDF RWF BIF GNF KMF DJF",
        "FCFA CFA": "XAF XOF",
        "FC": "CDF",
        "FRw Frw RF": "RWF",
        "Rp Rp. rupiah": "IDR",
        "RM ringgit": "MYR",
        "R rand": "ZAR",
        "KSh Ksh KSh. Ksh. Kshs Kshs. KShs": "KES",
        "USh Ush USh. UShs": "UGX",
        "TSh Tsh TSh. TShs Tshs": "TZS",
        "shilling shillings": "KES SOS TZS UGX",
        "Br birr Birr": "ETB BYN",
        "Le": "SLE",
        "MT MTn": "MZN",
        "Kz": "AOA",
        "ZK K": "ZMW",
        "Ar": "MGA",
        "Bs Bs.": "BOB VES",
        "S/ S/. sol soles": "PEN",
        "Q quetzales": "GTQ",
        "peso pesos": "ARS CLP COP CUP DOP MXN PHP UYU",
        "B/.": "PAB",
        "L.": "HNL",
    }.items()
    for mark in marks.split()
}
_SCALES = {
    word: 10**power
    for power, words in {
        3: """
            k thousand thousands tsd tausend millier milliers mille mila mil' tys tis tisíc tusen
            tusind duizend ezer tuhat bin ribu rb nghìn тыс тысяч тис elfu 千 仟 천 ألف हज़ार พัน χιλ
            """,
        4: "万 萬 만",
        5: "lakh lakhs lac lacs लाख 십만",
        6: """
            m mm mn mln mio mi mill million millions millón millones milhão milhões millionen milione
            milioni miljoen miljoenen miljoner miljonit millioner milj milyon juta jt triệu milioane
            milionów milionu milionů millió млн миллион миллионов мільйон 百万 百萬 백만 مليون ملايين ล้าน
            εκατ
            """,
        7: "crore crores cr करोड़ 千万 千萬 천만",
        8: "亿 億 억",
        9: """
            b bn bln bi billion billions mrd mia md mds mld mlrd milliard milliards milliarde
            milliarden miljard miljarder milliárd milyar miliar miliardi miliardo miliardów bilhão
            bilhões tỷ млрд миллиард миллиардов 十亿 مليار δισ
            """,
        12: "tn trn trillion trillions billones billón biliões billionen triliun 兆 万亿 조",
    }.items()
    for word in words.split()
}
DOUBTFUL = {
    "mil": (10**3, 10**6),
    "t": (10**3, 10**12),
    "bil": (10**9, 10**12),
}
"""Words that mean a thousand here and a million there."""


_PHRASES = {
    "us dollar": "USD",
    "united states dollar": "USD",
    "доллар сша": "USD",
    "долл сша": "USD",
    "долларов сша": "USD",
    "dollars américains": "USD",
    "dollars des états-unis": "USD",
    "dollars de los estados unidos": "USD",
    "australian dollar": "AUD",
    "canadian dollar": "CAD",
    "swiss franc": "CHF",
    "pound sterling": "GBP",
    "pounds sterling": "GBP",
    "indian rupee": "INR",
    "kenyan shilling": "KES",
    "kenya shilling": "KES",
    "south african rand": "ZAR",
    "chinese yuan": "CNY",
    "japanese yen": "JPY",
    "francs cfa": "XAF XOF",
    "f cfa": "XAF XOF",
    "fcfa": "XAF XOF",
}
"""Names of currencies of several words, in small letters, without points; one may end in s."""


def is_code(word: str) -> bool:
    """Whether it has the form of a code; one that is not known here is compared, too, and not dropped."""
    return len(word) == 3 and word.isascii() and word.isalpha() and word.isupper()


def is_known(code: str) -> bool:
    """Whether a code is one of ISO 4217: `VAT` is none."""
    return code in _CODES or code in _RARE


def near_codes(code: str) -> tuple[str, ...]:
    """The codes that an unknown one was probably meant for: its letters in order, or one letter changed."""
    mixed = sorted(known for known in _CODES if sorted(known) == sorted(code))
    close = sorted(known for known in _CODES if sum(map(ne, known, code)) == 1)
    return tuple(mixed or (close if len(close) <= _FEW else ()))


def currencies(word: str) -> tuple[str, ...]:
    """The ISO 4217 codes that a word or sign may stand for, the likeliest first, if it is a currency."""
    if word in _MARKS:
        return _MARKS[word]
    if word.upper() in _CODES or is_code(word):
        return (word.upper(),)
    phrase = word.casefold().replace(".", "")
    if named := _PHRASES.get(phrase) or _PHRASES.get(phrase.removesuffix("s")):
        return tuple(named.split())
    return _MARKS.get(word.casefold(), ()) if len(word) > 3 else ()


def scale(word: str) -> int | None:
    """What a word multiplies a number by: 1 000 000 for `Mio.`; None if it says no such thing."""
    return _SCALES.get(word.casefold().rstrip("."))
