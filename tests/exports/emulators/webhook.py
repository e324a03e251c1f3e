"""A receiver of generic webhooks: checks signature and window, and acts once on each idempotency key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from exports.emulators.clock import TestClock
from exports.emulators.loopback import Call, Emulator, Fault, Reply

from dagster_project.exports.delivery.signing import is_signed


class WebhookReceiver(Emulator):
    """`received` holds each document that was acted on, by its idempotency key, in order."""

    def __init__(self, clock: TestClock, secrets: Sequence[str], faults: Iterable[Fault] = ()) -> None:
        super().__init__(clock, faults)
        self.secrets = list(secrets)
        self.received: dict[str, Any] = {}
        self.answer_with: Reply | None = None

    def serve(self, call: Call) -> Reply:
        if not is_signed(call.headers, call.body, self.secrets, self.clock.now()):
            return Reply(401, {"message": "signature not accepted"})
        if self.answer_with is not None:
            return self.answer_with
        self.received.setdefault(call.headers["idempotency-key"], call.document)
        return Reply(202, {"message": "accepted"})
