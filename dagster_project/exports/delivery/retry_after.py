"""When the other side says that it may be asked again."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from dagster_project.exports.delivery.http import Answer


def seconds_to_wait(answer: Answer, now: datetime) -> float | None:
    """Seconds until `Retry-After` (seconds, or an HTTP date), else until `X-RateLimit-Reset` (Unix seconds).

    A reset counts only where nothing remains of the limit. None where the answer says neither, or not legibly.
    """
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isdigit():
        return float(asked)
    if asked:
        moment = _http_date(asked)
        if moment is not None:
            return max(0.0, (moment - now).total_seconds())
    reset = answer.headers.get("x-ratelimit-reset", "").strip()
    if reset.isdigit() and answer.headers.get("x-ratelimit-remaining", "").strip() == "0":
        return max(0.0, int(reset) - now.timestamp())
    return None


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
