"""Attempts at one delivery, until it is known what became of it.

An answer of 2xx is the end, and so is 4xx but 408 and 429 (and 3xx: redirections are not followed). 429, 5xx, 408,
broken connections and silence are tried again, after what `Retry-After` says or else after exponential waits with full
jitter (Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog 2015): a wait is drawn evenly from 0 to
first_wait × 2^attempt.

**A write that must not happen twice is not blindly repeated.** Where the other side can have acted (an answer was lost,
5xx came after the work) and the request says that it is not safe to repeat, the outcome is IN_DOUBT: the caller looks
up whether it was done before it asks again. Only what was certainly not done (429, no connection) is repeated.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from dagster_project.exports.delivery.clock import Clock, SystemClock
from dagster_project.exports.delivery.http import Answer, NoAnswer, Request, Send, send
from dagster_project.exports.delivery.retry_after import seconds_to_wait

WORDS_KEPT = 300
"""Characters kept of what the other side said to a refusal."""


class Outcome(StrEnum):
    """What became of a delivery."""

    DELIVERED = "delivered"  # it was accepted
    REFUSED = "refused"  # final: it will not be accepted as it is
    PUT_OFF = "put_off"  # it was certainly not done; a later run may try again
    IN_DOUBT = "in_doubt"  # it may have been done; look up before asking again


@dataclass(frozen=True)
class Attempt:
    """One attempt, for the record. Nothing in it is a secret."""

    number: int
    at: datetime
    origin: str
    method: str
    status: int | None
    said: str
    waited_seconds: float | None = None

    def as_record(self) -> dict[str, object]:
        """As it stands in a journal."""
        return {
            "number": self.number, "at": self.at.isoformat(), "origin": self.origin, "method": self.method,
            "status": self.status, "said": self.said, "waited_seconds": self.waited_seconds,
        }  # fmt: skip


@dataclass(frozen=True)
class Delivery:
    """What became of it, the last answer if there was one, and every attempt.

    again_at: when the other side said that it may be asked again, where that was too long to wait for.
    """

    outcome: Outcome
    answer: Answer | None
    attempts: tuple[Attempt, ...]
    again_at: datetime | None = None

    @property
    def said(self) -> str:
        """In a few words, for people."""
        last = self.attempts[-1]
        return f"{last.status}: {last.said}" if last.status else last.said

    @property
    def document(self) -> Any:
        """What the answer says in JSON; None where there is no answer, or none in JSON."""
        try:
            return json.loads(self.answer.body) if self.answer else None
        except ValueError:
            return None


def only_429(answer: Answer) -> bool:
    """Whether an answer says that there were too many requests, so that this one was not acted on."""
    return answer.status == 429


@dataclass(frozen=True)
class Patience:
    """How often and how long. Seconds.

    longest_wait: above it nothing is waited for; the delivery is put off to the next run.
    """

    attempts: int = 5
    first_wait: float = 1.0
    longest_wait: float = 120.0
    seconds_per_attempt: float = 20.0


@dataclass
class Deliverer:
    """Delivers with patience, by a clock."""

    clock: Clock = field(default_factory=SystemClock)
    patience: Patience = field(default_factory=Patience)
    send: Send = send
    chance: random.Random = field(default_factory=random.Random)

    def deliver(
        self,
        make_request: Callable[[datetime], Request],
        *,
        repeatable: bool,
        is_rate_limit: Callable[[Answer], bool] = only_429,
        untold_limit_seconds: float | None = None,
        on_attempt: Callable[[Attempt], None] = lambda attempt: None,
    ) -> Delivery:
        """Attempt until the outcome is known.

        make_request: makes the request anew for each attempt, given its moment (signatures carry the time).
        repeatable: whether doing it twice is the same as doing it once (GET, PUT of the same, a call with an
            idempotency key).
        untold_limit_seconds: how long to wait at a limit where the answer does not say.
        on_attempt: told of each attempt as soon as it is over.

        Raises ForbiddenPlace where the address is not allowed.
        """
        attempts: list[Attempt] = []
        in_doubt = False
        while True:
            now = self.clock.now()
            request = make_request(now)
            try:
                answer, broken = self.send(request, self.patience.seconds_per_attempt), None
            except NoAnswer as error:
                answer, broken = None, error
            outcome, may_repeat = _judge(answer, broken, repeatable, is_rate_limit)
            in_doubt = in_doubt or outcome is Outcome.IN_DOUBT
            asked = seconds_to_wait(answer, self.clock.now()) if answer and may_repeat else None
            if asked is None and answer and is_rate_limit(answer):
                asked = untold_limit_seconds
            wait = self._wait(asked, len(attempts)) if may_repeat else None
            attempt = Attempt(
                len(attempts) + 1, now, request.place.origin, request.method, answer.status if answer else None,
                _said(request, answer, broken, outcome), wait,
            )  # fmt: skip
            attempts.append(attempt)
            on_attempt(attempt)
            if wait is None:
                if in_doubt and outcome is Outcome.PUT_OFF:
                    outcome = Outcome.IN_DOUBT
                again_at = self.clock.now() + timedelta(seconds=asked) if asked is not None else None
                return Delivery(outcome, answer, tuple(attempts), again_at)
            self.clock.sleep(wait)

    def _wait(self, asked: float | None, attempts_before: int) -> float | None:
        """Seconds to the next attempt; None where there is none in this run."""
        drawn = self.chance.uniform(0, self.patience.first_wait * 2**attempts_before)
        # What was asked for, and a little more, so that all who were turned away do not come back at once.
        wait = drawn if asked is None else asked + min(drawn, 1.0)
        is_last = attempts_before + 1 >= self.patience.attempts
        return None if is_last or wait > self.patience.longest_wait else wait


def _judge(
    answer: Answer | None, broken: NoAnswer | None, repeatable: bool, is_rate_limit: Callable[[Answer], bool]
) -> tuple[Outcome, bool]:
    """What one attempt means, and whether another one may follow."""
    if answer is None:
        arrived = broken is not None and broken.may_have_arrived
        return (Outcome.IN_DOUBT if arrived else Outcome.PUT_OFF), (repeatable or not arrived)
    if is_rate_limit(answer):
        return Outcome.PUT_OFF, True
    if 200 <= answer.status < 300:
        return Outcome.DELIVERED, False
    if answer.status == 408 or answer.status >= 500:
        return Outcome.IN_DOUBT, repeatable
    return Outcome.REFUSED, False


def _said(request: Request, answer: Answer | None, broken: NoAnswer | None, outcome: Outcome) -> str:
    if answer is None:
        return request.without_secrets(broken.why if broken else "no answer")
    if outcome is Outcome.DELIVERED:
        return "accepted"
    words = " ".join(answer.body.decode("utf-8", "replace").split())
    return request.without_secrets(words)[:WORDS_KEPT] or "no words"
