"""What becomes of a delivery over every kind of fault, against a server on loopback and a clock that takes no time."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from exports.emulators.clock import TestClock
from exports.emulators.loopback import Emulator, Fault, Reply, served

from dagster_project.exports.delivery.http import Answer, NoAnswer, Request
from dagster_project.exports.delivery.places import AllowedPlaces
from dagster_project.exports.delivery.retry_after import seconds_to_wait
from dagster_project.exports.delivery.retrying import Deliverer, Outcome, Patience

NOW = datetime(2026, 7, 6, 6, tzinfo=UTC)


class Counting(Emulator):
    """Counts what was done."""

    status = 201

    def __init__(self, clock, faults=()):
        super().__init__(clock, faults)
        self.done = 0

    def serve(self, call):
        self.done += 1
        return Reply(self.status, {"echo": call.headers.get("authorization"), "path": call.path})


def delivered(faults, *, repeatable, status=201, attempts=4):
    clock = TestClock(NOW)
    server = Counting(clock, faults)
    server.status = status
    deliverer = Deliverer(clock, Patience(attempts=attempts, seconds_per_attempt=5), chance=random.Random(7))
    with served(server):
        place = AllowedPlaces(frozenset({"127.0.0.1"}), loopback_http=True).place(
            server.url + "/hook/s3cr3t-path", "test"
        )
        request = Request("POST", place, {"Authorization": "Bearer t0ken-of-test"}, b"{}", ("t0ken-of-test",))
        delivery = deliverer.deliver(lambda now: request, repeatable=repeatable)
    return delivery, server, clock


@pytest.mark.parametrize(
    ("faults", "repeatable", "outcome", "calls", "done"),
    [
        ([], True, Outcome.DELIVERED, 1, 1),
        ([Fault.FAILS_BEFORE, Fault.DROPS], True, Outcome.DELIVERED, 3, 1),
        ([Fault.LOST_ANSWER, Fault.CUT_ANSWER, Fault.FAILS_AFTER], True, Outcome.DELIVERED, 4, 4),
        ([Fault.TOO_MANY, Fault.TOO_MANY_UNTIL], False, Outcome.DELIVERED, 3, 1),
        # What may have been done is not asked for again.
        ([Fault.LOST_ANSWER], False, Outcome.IN_DOUBT, 1, 1),
        ([Fault.DROPS], False, Outcome.IN_DOUBT, 1, 0),
        ([Fault.CUT_ANSWER], False, Outcome.IN_DOUBT, 1, 1),
        ([Fault.TOO_MANY, Fault.FAILS_AFTER], False, Outcome.IN_DOUBT, 2, 1),
        ([Fault.TOO_MANY] * 4, False, Outcome.PUT_OFF, 4, 0),
        # Once in doubt it stays so, whatever the last attempt says of itself.
        ([Fault.LOST_ANSWER, *[Fault.TOO_MANY] * 3], True, Outcome.IN_DOUBT, 4, 1),
    ],
)
def test_outcome_by_faults(faults, repeatable, outcome, calls, done):
    delivery, server, _ = delivered(faults, repeatable=repeatable)
    assert (delivery.outcome, len(server.calls), server.done) == (outcome, calls, done)
    assert [attempt.number for attempt in delivery.attempts] == list(range(1, calls + 1))


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 409, 410, 422])
def test_an_answer_that_will_not_change_is_final(status):
    delivery, server, clock = delivered([], repeatable=True, status=status)
    assert (delivery.outcome, len(server.calls), clock.slept) == (Outcome.REFUSED, 1, [])


@pytest.mark.parametrize("fault", [Fault.TOO_MANY, Fault.TOO_MANY_UNTIL])
def test_what_retry_after_asks_for_is_waited_for_and_not_much_more(fault):
    delivery, server, clock = delivered([fault], repeatable=True)
    assert delivery.outcome is Outcome.DELIVERED
    assert server.came_too_early == 0
    assert 7 <= clock.slept[0] <= 8


def test_waits_grow_and_are_drawn_by_chance():
    waits = delivered([Fault.FAILS_BEFORE] * 5, repeatable=True, attempts=5)[2].slept
    assert len(waits) == 4
    assert all(0 <= wait <= 2**number for number, wait in enumerate(waits))
    assert len(set(waits)) == 4


def test_a_wait_that_is_too_long_is_left_to_the_next_run():
    clock = TestClock(NOW)
    deliverer = Deliverer(
        clock, Patience(longest_wait=60), send=lambda request, seconds: Answer(429, {"retry-after": "3600"})
    )
    delivery = deliverer.deliver(lambda now: Request("POST", _place()), repeatable=False)
    assert delivery.outcome is Outcome.PUT_OFF
    assert clock.slept == []
    assert delivery.again_at == datetime(2026, 7, 6, 7, tzinfo=UTC)


def test_where_nobody_listens_nothing_can_have_arrived():
    def refuse(request, seconds):
        raise NoAnswer("connection refused", may_have_arrived=False)

    delivery = Deliverer(TestClock(NOW), send=refuse).deliver(lambda now: Request("POST", _place()), repeatable=False)
    assert (delivery.outcome, len(delivery.attempts)) == (Outcome.PUT_OFF, 5)


def test_a_port_that_nobody_listens_on():
    with served(Counting(TestClock(NOW))) as server:
        url = server.url
    place = AllowedPlaces(frozenset({"127.0.0.1"}), loopback_http=True).place(url, "test")
    delivery = Deliverer(TestClock(NOW)).deliver(lambda now: Request("POST", place), repeatable=False)
    assert (delivery.outcome, delivery.said) == (Outcome.PUT_OFF, "connection refused")


def test_nothing_that_is_kept_or_printed_holds_a_secret():
    for status in (201, 400):
        delivery, server, _ = delivered([Fault.FAILS_BEFORE], repeatable=True, status=status)
        assert b"t0ken-of-test" in server.calls[-1].headers["authorization"].encode()
        shown = repr(delivery.attempts) + repr([attempt.as_record() for attempt in delivery.attempts]) + delivery.said
        assert "t0ken-of-test" not in shown
        assert "s3cr3t-path" not in shown
    request = Request("POST", _place(), {"Authorization": "Bearer t0ken-of-test"}, b"t0ken-of-test", ("t0ken-of-test",))
    assert "t0ken-of-test" not in repr(request)
    assert "s3cr3t-path" not in repr(request)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "12"}, 12),
        ({"retry-after": "Mon, 06 Jul 2026 06:00:30 GMT"}, 30),
        ({"retry-after": "Mon, 06 Jul 2026 05:00:00 GMT"}, 0),
        ({"retry-after": "soon"}, None),
        ({"x-ratelimit-reset": str(int(NOW.timestamp()) + 90), "x-ratelimit-remaining": "0"}, 90),
        ({"x-ratelimit-reset": str(int(NOW.timestamp()) + 90), "x-ratelimit-remaining": "12"}, None),
        ({}, None),
    ],
)
def test_when_it_may_be_asked_again(headers, seconds):
    assert seconds_to_wait(Answer(429, headers), NOW) == seconds


def _place():
    return AllowedPlaces(frozenset({"hooks.example.com"})).place("https://hooks.example.com/s3cr3t-path", "test")
