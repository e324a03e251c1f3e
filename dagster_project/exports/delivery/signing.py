"""Signatures of generic webhooks, and how a receiver checks them.

    X-Timestamp: 1767225600
    X-Signature-256: sha256=<hex of HMAC-SHA-256 (RFC 2104) over "<timestamp>.<raw body>">

While a secret takes the place of another, the sender knows both: the first one signs `X-Signature-256`, the second
`X-Signature-256-Next`, so that receivers that know only one of them accept the delivery. A receiver that knows two
accepts either signature by either secret. After five minutes a signature is void, so that what was overheard cannot be
played again.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime

WINDOW_SECONDS = 300
"""How far the timestamp of a delivery may lie from the receiver's clock, either way."""

TIMESTAMP, SIGNATURE, NEXT_SIGNATURE = "X-Timestamp", "X-Signature-256", "X-Signature-256-Next"


def signature_headers(secrets: Sequence[str], body: bytes, now: datetime) -> dict[str, str]:
    """The headers that sign a body. secrets: one, or two during a rotation. Raises ValueError for another number."""
    if not 1 <= len(secrets) <= 2 or not all(secrets):
        raise ValueError(f"{len(secrets)} secrets: expected one, or two during a rotation")
    stamp = str(int(now.timestamp()))
    names = (SIGNATURE, NEXT_SIGNATURE)
    signatures = {name: _signature(secret, stamp, body) for name, secret in zip(names, secrets, strict=False)}
    return {TIMESTAMP: stamp, **signatures}


def is_signed(
    headers: Mapping[str, str], body: bytes, secrets: Sequence[str], now: datetime, window: float = WINDOW_SECONDS
) -> bool:
    """Whether a delivery was signed by one who knows one of the secrets, not longer ago than the window."""
    given = {name.lower(): value for name, value in headers.items()}
    stamp = given.get(TIMESTAMP.lower(), "")
    if not (stamp.isascii() and stamp.isdigit()) or abs(now.timestamp() - int(stamp)) > window:
        return False
    signatures = [given[name.lower()] for name in (SIGNATURE, NEXT_SIGNATURE) if name.lower() in given]
    # All are compared, so that the time it takes says nothing.
    matches = [
        hmac.compare_digest(_signature(secret, stamp, body).encode(), signature.encode())
        for secret in secrets
        for signature in signatures
    ]
    return any(matches)


def _signature(secret: str, stamp: str, body: bytes) -> str:
    return "sha256=" + hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
