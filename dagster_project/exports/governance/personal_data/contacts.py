"""E-mail addresses and telephone numbers.

Telephone numbers are known by their writing (ITU-T E.123: +49 30 1234567, +44 (0)20 7946 0958, (030) 123 45 67), by
the trunk 0 and area code of Germany and the United Kingdom, by the 3-3-4 of North America, and by a word like "phone"
before them. A number of an order or a case, a date and a version are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dagster_project.exports.governance.personal_data.span import Span, names_a_thing

EMAIL = re.compile(
    r"(?<![\w.+%'-])[\w.+%'-]{1,64}@(?:[\w-]{1,63}\.){1,8}(?:xn--[a-z0-9-]{2,40}|[^\W\d_]{2,40})(?![\w@])",
)
SPELLED_EMAIL = re.compile(
    r"(?<![\w.+%'-])[\w.+%'-]{1,64}[ ]?[\[({<][ ]?(?:at|ät|@)[ ]?[\])}>][ ]?[\w-]{1,63}"
    r"(?:[ ]?(?:\.|[\[({<][ ]?(?:dot|punkt|\.)[ ]?[\])}>])[ ]?[\w-]{1,63}){0,4}"
    r"(?:[ ]?(?:\.|[\[({<][ ]?(?:dot|punkt|\.)[ ]?[\])}>])[ ]?[^\W\d_]{2,40})(?!\w)",
    re.IGNORECASE,
)

BETWEEN = r"[ \u00a0./()-]{0,3}"
BEFORE = r"(?<![\w+])(?<!\d[ \u00a0.,:/-])"
AFTER = r"(?![\w]|[.,:/-]\d)"

INTERNATIONAL = re.compile(rf"(?<![\w+])\+[ ]?[(]?[1-9](?:{BETWEEN}\d){{6,14}}{AFTER}")
CALLED_ABROAD = re.compile(rf"{BEFORE}00[ ]?(?:1(?:{BETWEEN}\d){{10}}|[2-9]\d(?:{BETWEEN}\d){{7,12}}){AFTER}")
WITH_TRUNK_ZERO = re.compile(
    rf"{BEFORE}(?:[(]0[1-9]\d{{1,4}}[)][ ]?|0[1-9]\d{{1,4}}(?:[ \u00a0]?[/-][ \u00a0]?|[ \u00a0]))"
    rf"\d{{2,8}}(?:[ \u00a0-]\d{{1,8}}){{0,5}}{AFTER}"
)
MOBILE = re.compile(rf"{BEFORE}0(?:1[567]\d{{8,9}}|7[1-9]\d{{8}}){AFTER}")
NORTH_AMERICAN = re.compile(
    rf"{BEFORE}(?:1[ .-])?(?:[(][2-9]\d\d[)][ ]?|[2-9]\d\d[ .-])[2-9]\d\d[ .-]\d{{4}}"
    rf"(?:[ ]?(?:x|ext\.?)[ ]?\d{{1,5}})?{AFTER}",
    re.IGNORECASE,
)
ANNOUNCED = re.compile(
    r"(?<!\w)(?:tel|telephone|telefon(?:nummer)?|phone|mobile?|mobil(?:nummer)?|handy(?:nummer)?|cell|fax|whatsapp"
    r"|call(?: me)?(?: back)?|dial|ring(?: me)?|text me|reach me|anrufen|rückruf|durchwahl|rufnummer)"
    r"(?:[ ]?(?:no|nr|number|nummer|unter|on|at|is|ist|lautet))?[.:#]?[ ]{0,2}(?:unter |on |at |is |ist )?"
    r"(?P<number>[(]?\+?\d(?:[ \u00a0./()-]{0,3}\d){5,14})(?![\w]|[:/-]\d)",
    re.IGNORECASE,
)
DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")
FEWEST_DIGITS = 9
"""Of a number with its area code; shorter runs of digits are told by a word before them only."""


def email_spans(text: str) -> Iterator[Span]:
    """E-mail addresses, also those written as "ann (at) example (dot) com"."""
    for form in (EMAIL, SPELLED_EMAIL):
        for match in form.finditer(text):
            yield Span(match.start(), match.end(), "e-mail")


def phone_spans(text: str) -> Iterator[Span]:
    """Telephone numbers."""
    for match in INTERNATIONAL.finditer(text):
        yield Span(match.start(), match.end(), "phone")
    for form in (CALLED_ABROAD, WITH_TRUNK_ZERO, MOBILE, NORTH_AMERICAN):
        for match in form.finditer(text):
            digits = sum(character.isdigit() for character in match.group())
            if digits >= FEWEST_DIGITS and not names_a_thing(text, match.start()):
                yield Span(match.start(), match.end(), "phone")
    for match in ANNOUNCED.finditer(text):
        if not DATE.match(match.group("number")):
            yield Span(match.start("number"), match.end("number"), "phone")
