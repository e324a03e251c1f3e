"""The first stage: which names are seen in a text, and where."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.themes.aliases import AliasBook
from dagster_project.themes.taxonomy import Taxonomy, Topic
from dagster_project.themes.words import keys_of, sentences_of, words_of

TAXONOMY = Taxonomy.of(
    [
        Topic("root", "Everything"),
        Topic("sign", "Signing in", "root", 1.0, ("sign-on", "password", "second factor", "log in")),
        Topic("bill", "Bill", "root", 1.0, ("plan", "limit of our plan", "price", "café card")),
        Topic("speed", "Speed", "root", 2.0, ("search", "slow")),
        Topic("find", "Finding", "root", 1.0, ("search", "search index", "query")),
    ]
)
BOOK = AliasBook(TAXONOMY)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("My password is lost.", [("sign", "password", 0.8)]),
        ("PASSWORDS, again", [("sign", "PASSWORDS", 0.8)]),
        ("passwordless is nice", []),
        ("Sign on fails, sign-on fails", [("sign", "Sign on", 0.9), ("sign", "sign-on", 0.9)]),
        ("the Second  Factors", [("sign", "Second  Factors", 0.9)]),
        ("We hit the limit of our plan.", [("bill", "limit of our plan", 0.95)]),
        ("limit of our plans and the plan", [("bill", "limit of our plans", 0.95), ("bill", "plan", 0.8)]),
        ("CAFE cards", [("bill", "CAFE cards", 0.9)]),
        ("Café-card", [("bill", "Café-card", 0.9)]),
        ("the search index is slow", [("find", "search index", 0.9), ("speed", "slow", 0.8)]),
        ("search", [("speed", "search", 0.8)]),
        ("several queries", [("find", "queries", 0.8)]),
        ("Everything is fine", []),
        ("", []),
    ],
)
def test_names_and_their_places(text, found):
    assert [(m.topic_id, text[m.start : m.end], m.score) for m in BOOK.spans(text)] == found


def test_a_topic_is_told_once_by_its_surest_place():
    (match,) = BOOK.topics("The plan has a limit, the limit of our plan.")
    assert (match.start, match.score) == (26, 0.95)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("exports", "Export", True), ("queries", "query", True), ("boxes", "box", True), ("crashes", "crash", True),
        ("APIs", "api", True), ("status", "statu", False), ("access", "acces", False), ("naïve", "naive", True),
        ("STRASSE", "straße", True), ("plan", "planet", False),
    ],
)  # fmt: skip
def test_words_are_compared_without_case_accents_and_plural(one, other, same):
    assert (keys_of(one) == keys_of(other)) is same


TEXTS = st.text(st.sampled_from("plan search index slow limit of our second factor é S .-!\n")) | st.text()


@given(TEXTS)
def test_spans_lie_in_the_text_in_order_and_share_nothing(text):
    spans = BOOK.spans(text)
    ends = 0
    for match in spans:
        assert ends <= match.start < match.end <= len(text)
        assert BOOK.names[keys_of(text[match.start : match.end])] == match.topic_id
        ends = match.end
    assert {m.topic_id for m in BOOK.topics(text)} == {m.topic_id for m in spans}


@given(TEXTS)
def test_sentences_hold_every_word_once(text):
    places = sentences_of(text)
    assert all(before[1] <= after[0] for before, after in pairwise(places))
    for word in words_of(text):
        assert sum(start <= word.start and word.end <= end for start, end in places) == 1
