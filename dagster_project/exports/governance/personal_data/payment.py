"""Numbers of bank accounts (IBAN, ISO 13616, check digits mod 97) and of payment cards (ISO/IEC 7812, Luhn)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dagster_project.exports.governance.personal_data.span import Span

IBAN_START = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[ ]?\d{2}(?=[ -]?[A-Za-z0-9])")
IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28,
    "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18,
    "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22,
    "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20,
    "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18, "NO": 15,
    "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SC": 31, "SE": 24, "SI": 19,
    "SK": 24, "SM": 27, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
}  # fmt: skip
"""Characters of an IBAN by country (SWIFT's registry)."""

CARD = re.compile(r"(?<![\w+])(?<!\d[.,:/-])\d(?:[ \u00a0-]?\d){12,18}(?![\w]|[.,:/-]\d)")
CARD_SCHEMES = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})"  # Visa
    r"|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}"  # Mastercard
    r"|3[47]\d{13}"  # American Express
    r"|3(?:0[0-5]|[689]\d)\d{11}"  # Diners Club
    r"|35\d{14}"  # JCB
    r"|(?:6011|64[4-9]\d|65\d\d)\d{12}"  # Discover
    r"|62\d{14,17}"  # UnionPay
)


def iban_spans(text: str) -> Iterator[Span]:
    """Account numbers whose check digits are right, in groups of four or not, in either case."""
    for match in IBAN_START.finditer(text):
        length = IBAN_LENGTHS.get(match.group()[:2].upper())
        end = _end_of(text, match.start(), length) if length else None
        if end is not None and _is_iban(text[match.start() : end]):
            yield Span(match.start(), end, "IBAN")


def card_spans(text: str) -> Iterator[Span]:
    """Numbers as long as those of a card scheme, that begin like them and have the right check digit."""
    for match in CARD.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if CARD_SCHEMES.fullmatch(digits) and _is_luhn(digits):
            yield Span(match.start(), match.end(), "card")


def _end_of(text: str, start: int, length: int) -> int | None:
    """Where that many letters and digits from the start on end, single spaces and hyphens between them left out."""
    count, place = 0, start
    while place < len(text) and count < length:
        if text[place].isascii() and text[place].isalnum():
            count += 1
        elif text[place] not in " -\u00a0" or text[place - 1] in " -\u00a0":
            return None
        place += 1
    is_whole = count == length and not (place < len(text) and text[place].isalnum())
    return place if is_whole else None


def _is_iban(written: str) -> bool:
    compact = re.sub(r"[^A-Za-z0-9]", "", written).upper()
    moved = compact[4:] + compact[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


def _is_luhn(digits: str) -> bool:
    doubled = [int(d) for d in digits[-2::-2]]
    plain = [int(d) for d in digits[-1::-2]]
    return (sum(plain) + sum(sum(divmod(2 * d, 10)) for d in doubled)) % 10 == 0
