"""Texts with personal data in many shapes, look-alikes that must stay, and what holds for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.exports.governance.personal_data.people import KnownNames
from dagster_project.exports.governance.redaction import find_personal_data, redact, redacted

PEOPLE = KnownNames.of(
    ["Ann Smith", "Jürgen Müller-Lüdenscheidt", "Mark Will", "Maria del Carmen Ruiz", "Cher", "Tom O'Neil", "Kai Groß"]
)

TAKEN_OUT = [
    ("write to ann.smith+shop@example.co.uk please", "write to [e-mail] please"),
    ("<mailto:o'hara@example.com>", "<mailto:[e-mail]>"),
    ("jörg@müller.de schrieb", "[e-mail] schrieb"),
    ("ann (at) example (dot) com", "[e-mail]"),
    ("ann [at] example.com", "[e-mail]"),
    ("Reach me at a@b.io.", "Reach me at [e-mail]."),
    ("call +49 30 1234567 now", "call [phone] now"),
    ("call +49 (0)30 123 45-67", "call [phone]"),
    ("+4915112345678", "[phone]"),
    ("0049 171 2345678", "[phone]"),
    ("Mobil: 0171/2345678", "Mobil: [phone]"),
    ("mobil 01712345678", "mobil [phone]"),
    ("(030) 123 45 67", "[phone]"),
    ("040-5551234", "[phone]"),
    ("Büro 089 / 12345678", "Büro [phone]"),
    ("Rückruf unter 12 34 56 7", "Rückruf unter [phone]"),
    ("+44 20 7946 0958", "[phone]"),
    ("+44 (0)7700 900123", "[phone]"),
    ("020 7946 0958", "[phone]"),
    ("07700 900123", "[phone]"),
    ("07700900123", "[phone]"),
    ("(0161) 496 0000", "[phone]"),
    ("+1 (415) 555-2671", "[phone]"),
    ("(415) 555-2671", "[phone]"),
    ("415-555-2671 ext. 12", "[phone]"),
    ("1-415-555-2671", "[phone]"),
    ("415.555.2671", "[phone]"),
    ("phone number 5552671", "phone number [phone]"),
    ("call me at 555-0142", "call me at [phone]"),
    ("DE89 3704 0044 0532 0130 00", "[IBAN]"),
    ("de89370400440532013000.", "[IBAN]."),
    ("IBAN GB29 NWBK 6016 1331 9268 19 at the bank", "IBAN [IBAN] at the bank"),
    ("FR1420041010050500013M02606", "[IBAN]"),
    ("NL91 ABNA 0417 1643 00", "[IBAN]"),
    ("4111 1111 1111 1111", "[card]"),
    ("5500-0000-0000-0004", "[card]"),
    ("378282246310005", "[card]"),
    ("my card 6011111111111117, exp 12/27", "my card [card], exp 12/27"),
    ("from 192.168.0.14 again", "from [IP] again"),
    ("203.0.113.7:8080", "[IP]:8080"),
    ("2001:db8:85a3::8a2e:370:7334", "[IP]"),
    ("[fe80::1]", "[[IP]]"),
    ("::ffff:192.0.2.128", "[IP]"),
    ("2001:0db8:0000:0000:0000:ff00:0042:8329/64", "[IP]/64"),
    ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U", "[secret]"),
    ("key AKIAIOSFODNN7EXAMPLE", "key [secret]"),
    ("ghp_" + "a1B2" * 9, "[secret]"),
    ("xoxb-2143212345-abcdEFGH", "[secret]"),
    ("https://hooks.slack.com/services/T000/B000/k3Yw8d", "[secret]"),
    ("sk_live_4eC39HqLyjWDarjtT1zdp7dc", "[secret]"),
    ("Authorization: Bearer abcdef123456789", "Authorization: Bearer [secret]"),
    ("password: hunter2!", "password: [secret]"),
    ("mein Passwort ist Geheim123", "mein Passwort ist [secret]"),
    ('{"api_key": "q8f-22k-ss1"}', '{"api_key": "[secret]"}'),
    ("postgres://ann:s3cret@db:5432/x", "postgres://[secret]@db:5432/x"),
    ("wJalrXUtnFEMI0K7MDENGbPxRfiCYEXAMPLEKEY1", "[secret]"),
    ("-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----", "[secret]"),
    ("Ann Smith said", "[name] said"),
    ("SMITH, ANN", "[name]"),
    ("Ann Smith's laptop", "[name]'s laptop"),
    ("jürgen müller-lüdenscheidt", "[name]"),
    ("Maria del Carmen Ruiz called", "[name] called"),
    ("Hi Ann, it broke", "Hi [name], it broke"),
    ("Sehr geehrter Herr Müller-Lüdenscheidt,", "Sehr geehrter Herr [name],"),
    ("Tom O’Neil called", "[name] called"),
    ("tom o\u02bcneil’s phone", "[name]’s phone"),
    ("Ann\u00a0\u00a0Smith and Ann\tSmith and Ann \n Smith", "[name] and [name] and [name]"),
    ("Ju\u0308rgen Mu\u0308ller‑Lu\u0308denscheidt", "[name]"),
    ("login ann.smith, by A. Smith", "login [name], by [name]"),
    ("Smith ,\u00a0Ann", "[name]"),
    ("Kai Groß, too", "[name], too"),
    ("KAI GROSS'S case", "[name]'S case"),
    ("Regards,\nAnn", "Regards,\n[name]"),
]

STAYS = [
    "order 4111111111111112 is late",
    "order number 07700 900123",
    "Bestellung Nr. 0171 2345678",
    "case-0004711 and TCK-2026-000123",
    "INV-2026-0001, BUG-12, INC-204",
    "version 10.15.7.1 of the app",
    "Chrome/120.0.0.0",
    "v1.2.3.4 and 2.11.0",
    "build 1.2.3.4",
    "999.1.1.1",
    "on 2026-06-30 at 12:30:45",
    "30.06.2026, 06/30/2026, 2026/06/30",
    "from 2026-06-30T12:00:00Z",
    "20260630120000",
    "1750000000000 ms",
    "$1,234,567.89 and 1 000 000 cases",
    "std::vector and a::b",
    "12:30:45:10",
    "DE89 3704 0044 0532 0130 01",
    "git commit 3f786850e387550fdab836ed7e6dc881de23001b",
    "uuid 123e4567-e89b-12d3-a456-426614174000",
    "trace 4bf92f3577b34da6a3ce929d0e0e4736",
    "package@1.2.3 and @handle",
    "the password is wrong",
    "reset my password. Thanks",
    "a Smith, a smith. Ann cannot log in",
    "will mark it; Mark it. A smith works.",
    "case_id demo_company/case-17 theme:checkout driver:csat:waited",
    "5 of 10 (50 %) between 100-200",
    "ORD 1234 5678 9012 3456",
    "",
]


@pytest.mark.parametrize(("text", "expected"), TAKEN_OUT, ids=[text[:30] for text, _ in TAKEN_OUT])
def test_personal_data_is_taken_out(text: str, expected: str) -> None:
    assert redact(text, PEOPLE) == expected


@pytest.mark.parametrize("text", STAYS, ids=[text[:30] for text in STAYS])
def test_what_only_looks_alike_stays(text: str) -> None:
    assert redact(text, PEOPLE) == text


def test_what_was_taken_out_is_counted() -> None:
    found = redacted("a@b.io or c@d.io, +49 30 1234567", PEOPLE)
    assert found.counts == {"e-mail": 2, "phone": 1}


PIECES = [text for text, _ in TAKEN_OUT] + STAYS + ["[phone]", "[secret]", "[card", " ", "\n", ": ", "phone", "x", "@"]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=6).map("".join))
def test_redacting_twice_is_redacting_once_and_leaves_nothing_to_find(text: str) -> None:
    once = redact(text, PEOPLE)
    assert redact(once, PEOPLE) == once
    assert find_personal_data(once, PEOPLE) == []


@given(st.lists(st.sampled_from(TAKEN_OUT), min_size=1, max_size=4))
def test_data_between_plain_words_is_taken_out_whatever_stands_beside_it(chosen: list[tuple[str, str]]) -> None:
    text = " so then ; ".join(text for text, _ in chosen)
    assert redact(text, PEOPLE) == " so then ; ".join(expected for _, expected in chosen)


@pytest.mark.parametrize("run", ["1", "1-", "a.", "a@", "::", "DE89 ", "+1 ", "Ann ", "eyJ", "(0", "://a:", "token="])
def test_long_runs_take_no_more_than_their_length(run: str) -> None:
    text = run * 4000
    start = time.perf_counter()
    redact(text, PEOPLE)
    assert time.perf_counter() - start < 3
