"""Generic webhooks: signature, window, rotation, and a key by which a repetition is known."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from exports.emulators.clock import TestClock
from exports.emulators.loopback import Fault, Reply, served
from exports.emulators.webhook import WebhookReceiver
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project.exports.delivery.places import AllowedPlaces
from dagster_project.exports.delivery.retrying import Deliverer, Outcome
from dagster_project.exports.delivery.signing import is_signed, signature_headers
from dagster_project.exports.delivery.webhook import Webhook, idempotency_key

NOW = datetime(2026, 7, 6, 6, tzinfo=UTC)


def test_the_signature_is_hmac_sha256_over_time_and_body():
    # Reference: printf '1783317600.{"a":1}' | openssl dgst -sha256 -hmac whsec-1
    headers = signature_headers(["whsec-1"], b'{"a":1}', NOW)
    assert headers["X-Timestamp"] == "1783317600"
    assert headers["X-Signature-256"] == "sha256=5407a8cb443d591b77c3ba81a972322cd1e03700c21b378639ff2cd8d8d0bc8a"


@pytest.mark.parametrize(("seconds", "holds"), [(0, True), (300, True), (-300, True), (301, False), (-301, False)])
def test_a_signature_is_void_after_five_minutes(seconds, holds):
    headers = signature_headers(["a"], b"x", NOW)
    assert is_signed(headers, b"x", ["a"], NOW + timedelta(seconds=seconds)) is holds


@pytest.mark.parametrize(
    ("sender", "receiver", "holds"),
    [
        (["old"], ["old"], True),
        (["old", "new"], ["old"], True),  # a receiver that does not know the new one yet
        (["old", "new"], ["new"], True),  # one that has forgotten the old one already
        (["new"], ["old", "new"], True),
        (["new"], ["old"], False),
        (["old", "new"], ["other"], False),
    ],
)
def test_two_secrets_hold_while_one_takes_the_place_of_the_other(sender, receiver, holds):
    assert is_signed(signature_headers(sender, b"x", NOW), b"x", receiver, NOW) is holds


@settings(max_examples=50, deadline=None)
@given(body=st.binary(max_size=60), other=st.binary(max_size=60), later=st.integers(1, 200))
def test_neither_body_nor_time_can_be_changed(body, other, later):
    headers = signature_headers(["a"], body, NOW)
    assert is_signed(headers, body, ["a"], NOW)
    assert is_signed(headers, other, ["a"], NOW) is (other == body)
    moved = {**headers, "X-Timestamp": str(int(headers["X-Timestamp"]) + later)}
    assert not is_signed(moved, body, ["a"], NOW)


@pytest.mark.parametrize("stamp", ["", "soon", "1e9", "-5", "١٢"])
def test_a_timestamp_that_is_none(stamp):
    assert not is_signed({"X-Timestamp": stamp, "X-Signature-256": "sha256=00"}, b"x", ["a"], NOW)


def sent(receiver, clock, documents=({"n": 1},), secrets=("whsec-1",)):
    place = AllowedPlaces(frozenset({"127.0.0.1"}), loopback_http=True).place(receiver.url + "/in", "test")
    deliverer = Deliverer(clock, chance=random.Random(1))
    return [
        Webhook(place, tuple(secrets)).deliver(deliverer, document, thing="item", version=str(document["n"]))
        for document in documents
    ]


@settings(max_examples=25, deadline=None)
@given(faults=st.lists(st.sampled_from(list(Fault)), max_size=4))
def test_whatever_goes_wrong_a_document_is_acted_on_once(faults):
    clock = TestClock(NOW)
    with served(WebhookReceiver(clock, ["whsec-1"], faults)) as receiver:
        outcomes = sent(receiver, clock, [{"n": 1}, {"n": 1}])
    assert [delivery.outcome for delivery in outcomes] == [Outcome.DELIVERED, Outcome.DELIVERED]
    assert list(receiver.received.values()) == [{"n": 1}]
    assert {call.headers["idempotency-key"] for call in receiver.calls} == {idempotency_key("item", "1")}


def test_each_attempt_is_signed_anew_so_that_a_long_wait_does_not_void_it():
    clock = TestClock(NOW)
    receiver = WebhookReceiver(clock, ["whsec-1"], [Fault.TOO_MANY] * 4)
    receiver.retry_after = 100
    with served(receiver):
        (delivery,) = sent(receiver, clock)
    assert delivery.outcome is Outcome.DELIVERED
    assert clock.now() - NOW > timedelta(seconds=400)


def test_a_wrong_secret_is_refused_for_good():
    clock = TestClock(NOW)
    with served(WebhookReceiver(clock, ["other"])) as receiver:
        (delivery,) = sent(receiver, clock)
    assert (delivery.outcome, len(receiver.calls)) == (Outcome.REFUSED, 1)


def test_what_a_receiver_says_back_is_blotted_out():
    clock = TestClock(NOW)
    with served(WebhookReceiver(clock, ["whsec-1"])) as receiver:
        receiver.answer_with = Reply(422, {"message": "bad secret whsec-1"})
        (delivery,) = sent(receiver, clock)
    assert delivery.outcome is Outcome.REFUSED
    assert "***" in delivery.said
    assert "whsec-1" not in delivery.said


def test_keys_differ_by_thing_and_by_version():
    assert len({idempotency_key(*pair) for pair in [("a", "1"), ("a", "2"), ("b", "1"), ("a1", ""), ("", "a1")]}) == 5
