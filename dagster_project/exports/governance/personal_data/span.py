"""A place in a text where something stands that must not leave."""

from __future__ import annotations

import re
from dataclasses import dataclass

ORDER_WORDS = re.compile(
    r"(?:order|case|ticket|invoice|version|release|build|ref(?:erence)?|id|sku|part|serial|bug|incident|commit"
    r"|bestellung|bestellnummer|rechnung|rechnungsnummer|auftrag|auftragsnummer|fall|vorgang|vertrag)"
    r"(?:[ -]?(?:no|nr|number|nummer|id))?[ .:#=-]{0,3}$",
    re.IGNORECASE,
)
"""Right before a number: it names a thing, not a person."""


@dataclass(frozen=True)
class Span:
    """text[start:end] is of this kind: e-mail, phone, card, IBAN, IP, secret or name."""

    start: int
    end: int
    kind: str


def names_a_thing(text: str, start: int) -> bool:
    """True where the words before the position say that a number of an order, a case or the like follows."""
    return bool(ORDER_WORDS.search(text[max(0, start - 40) : start]))
