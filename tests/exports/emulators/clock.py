"""A clock on which waiting takes no time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class TestClock:
    """Begins at a given moment; sleeping moves it on."""

    __test__ = False

    def __init__(self, moment: datetime = datetime(2026, 7, 6, 6, 0, tzinfo=UTC)) -> None:
        self.moment = moment
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)
