"""A JSON document to a generic webhook: signed, with a key by which the receiver knows a repetition.

The key stays the same however often the same version of the same thing is sent, in this run or a later one, so a
receiver that keeps keys acts on it once, and repeating is safe.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dagster_project.exports.delivery.http import Request
from dagster_project.exports.delivery.places import Place
from dagster_project.exports.delivery.retrying import Attempt, Deliverer, Delivery
from dagster_project.exports.delivery.signing import signature_headers

KEYS = uuid.UUID("5f0d7a86-8e0b-5b8e-9a49-4a1d7c6c3b52")
"""Namespace of the idempotency keys (RFC 9562, version 5)."""


def idempotency_key(thing: str, version: str) -> str:
    """The key of a version of a thing: always the same for the same two."""
    return str(uuid.uuid5(KEYS, json.dumps([thing, version])))


@dataclass(frozen=True)
class Webhook:
    """Where documents go and what signs them.

    secrets: one, or two during a rotation: the one in force, then the next.
    """

    place: Place
    secrets: tuple[str, ...] = field(repr=False)

    def deliver(
        self,
        deliverer: Deliverer,
        document: Mapping[str, object],
        *,
        thing: str,
        version: str,
        on_attempt: Callable[[Attempt], None] = lambda attempt: None,
    ) -> Delivery:
        """Deliver a document. thing, version: what it is about; the same two are delivered as the same."""
        body = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        key = idempotency_key(thing, version)

        def request(now: datetime) -> Request:
            headers = {
                "Content-Type": "application/json",
                "User-Agent": "loompin",
                "Idempotency-Key": key,
                **signature_headers(self.secrets, body, now),
            }
            return Request("POST", self.place, headers, body, self.secrets)

        return deliverer.deliver(request, repeatable=True, on_attempt=on_attempt)
