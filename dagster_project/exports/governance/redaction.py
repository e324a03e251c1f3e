"""Personal data and secrets are taken out of free text before it leaves.

What is found gives way to what it was: "call [name] on [phone]". Where two shapes overlap, the graver one wins.
Redacting twice is redacting once. Beyond known shapes nothing is promised: a name that the release does not know stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dagster_project.exports.governance.personal_data.contacts import email_spans, phone_spans
from dagster_project.exports.governance.personal_data.network import ip_spans
from dagster_project.exports.governance.personal_data.payment import card_spans, iban_spans
from dagster_project.exports.governance.personal_data.people import KnownNames
from dagster_project.exports.governance.personal_data.secrets import secret_spans
from dagster_project.exports.governance.personal_data.span import Span

KINDS = ("secret", "e-mail", "IBAN", "card", "IP", "phone", "name")
"""What is looked for; of two that overlap the one named first wins."""

PLACEHOLDER = re.compile(r"\[(?:" + "|".join(KINDS) + r")\]")
BLANK = "\0"
"""Stands for what was taken out, while the rest is looked at. No shape holds it."""

NOBODY = KnownNames()


@dataclass(frozen=True)
class Redacted:
    """A text as it may leave, and how often each kind was taken out of it."""

    text: str
    counts: Counter[str] = field(default_factory=Counter)


def redact(text: str, names: KnownNames = NOBODY) -> str:
    """The text without e-mail addresses, telephone, card and account numbers, IP addresses, secrets and known names."""
    return redacted(text, names).text


def redacted(text: str, names: KnownNames = NOBODY) -> Redacted:
    """The same with what was taken out. Done again until nothing is found: what stood behind a number may be one."""
    counts: Counter[str] = Counter()
    text = unicodedata.normalize("NFC", text.replace(BLANK, " "))
    while spans := find_personal_data(text, names):
        pieces, place = [], 0
        for span in spans:
            pieces += [text[place : span.start], f"[{span.kind}]"]
            place = span.end
            counts[span.kind] += 1
        text = "".join(pieces) + text[place:]
    return Redacted(text, counts)


def find_personal_data(text: str, names: KnownNames = NOBODY) -> list[Span]:
    """Where it stands, in order and without overlaps. What was taken out before is not looked at again."""
    blanked = PLACEHOLDER.sub(lambda match: BLANK * len(match.group()), text)
    spans = [
        *secret_spans(blanked), *email_spans(blanked), *iban_spans(blanked), *card_spans(blanked),
        *ip_spans(blanked), *phone_spans(blanked), *names.spans(blanked),
    ]  # fmt: skip
    return _without_overlaps(span for span in spans if BLANK not in blanked[span.start : span.end])


def _without_overlaps(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (KINDS.index(s.kind), s.start - s.end, s.start)):
        if span.end > span.start and all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)
