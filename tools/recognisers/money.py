"""Sums of money."""

import re
from collections.abc import Iterator

from tools.recognisers.found import Found

# ISO 4217 codes by the signs and words that people use; a sign that several currencies share stays a sign.
_SIGNS = {
    "€": "EUR", "£": "GBP", "₺": "TRY", "₽": "RUB", "₴": "UAH", "₹": "INR", "₪": "ILS", "₩": "KRW", "zł": "PLN",
    "US$": "USD", "A$": "AUD", "C$": "CAD", "HK$": "HKD", "S$": "SGD", "R$": "BRL", "RM": "MYR", "$": "$", "¥": "¥",
}  # fmt: skip
_WORDS = {
    "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "quid": "GBP", "pence": "GBP", "dollar": "$", "dollars": "$",
    "bucks": "$", "franc": "CHF", "francs": "CHF", "rupees": "INR", "yen": "JPY", "roubles": "RUB", "rubles": "RUB", "lira": "TRY",
    "zloty": "PLN", "zlotys": "PLN", "ringgit": "MYR", "pesos": "pesos", "kronor": "SEK", "kroner": "kroner", "dirhams": "AED",
}  # fmt: skip
_CODES = (
    "AED AUD BGN BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF IDR ILS INR ISK JPY KRW MXN MYR NOK NZD PHP PLN RON RSD RUB SAR SEK SGD "
    "THB TRY UAH USD ZAR"
).split()
_AMOUNT = (
    r"(?P<amount>\d{1,3}(?:[,.' ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?)(?![\d])(?: ?(?P<scale>k|thousand|m|mn|million|bn|billion)\b)?"
)
_BEFORE = re.compile(rf"(?<![\w$])(?P<unit>{'|'.join(map(re.escape, [*_SIGNS, *_CODES]))}):? ?{_AMOUNT}")
_AFTER = re.compile(
    rf"(?<![\w.,/:-]){_AMOUNT} ?(?P<unit>{'|'.join([re.escape(s) for s in _SIGNS] + [rf'{w}(?![a-zA-Z])' for w in [*_CODES, *_WORDS]])})",
    re.IGNORECASE,
)
_SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "billion": 1e9,
}


def sums(text: str) -> Iterator[Found]:
    """Sums of money as `amount currency`, the currency by its ISO 4217 code where the text says which."""
    for pattern in (_BEFORE, _AFTER):
        for match in pattern.finditer(text):
            unit = match["unit"]
            currency = _SIGNS.get(unit) or _SIGNS.get(unit.lower()) or _WORDS.get(unit.lower()) or unit.upper()
            amount = _number(match["amount"]) * _SCALES.get((match["scale"] or "").lower(), 1)
            yield Found("money", match.start(), match.end(), f"{amount:.2f} {currency}")


def _number(written: str) -> float:
    """A number with its marks for thousands and decimals told apart: the last mark is the decimal one if one or two
    digits follow it."""
    decimals = re.search(r"[.,](\d{1,2})$", written)
    whole = written[: decimals.start()] if decimals else written
    return float(re.sub(r"\D", "", whole) + (f".{decimals[1]}" if decimals else ""))
