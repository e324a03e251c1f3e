"""Slack's incoming webhooks: text "ok" for a message it takes, words for one it does not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from exports.emulators.clock import TestClock
from exports.emulators.loopback import Call, Emulator, Fault, Reply


class Slack(Emulator):
    """`posted` holds every message that appeared in the channel, in order; Slack knows no repetition."""

    def __init__(self, clock: TestClock, faults: Iterable[Fault] = ()) -> None:
        super().__init__(clock, faults)
        self.posted: list[Any] = []

    def serve(self, call: Call) -> Reply:
        blocks = call.document.get("blocks", [])
        if not call.document.get("text") or any(len(block["text"]["text"]) > 3000 for block in blocks):
            return Reply(400, "invalid_payload")
        self.posted.append(call.document)
        return Reply(200, "ok")
