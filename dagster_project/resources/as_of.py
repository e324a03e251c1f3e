"""The moment at which a run looks at its sources."""

from __future__ import annotations

from datetime import UTC, datetime

from dagster_project.resources.errors import UserError


def parse_as_of(text: str | None) -> datetime:
    """An instant from ISO text, in UTC where it names no zone; now where there is none. Raises UserError."""
    if not text:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return read_instant(text).astimezone(UTC)
    except ValueError:
        raise UserError(f"--as-of {text!r} is no moment.", "Write it as 2026-06-30 or 2026-06-30T12:00:00Z.") from None


def read_instant(text: str) -> datetime:
    """An instant from ISO text, with the offset that it names, UTC where it names none. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
