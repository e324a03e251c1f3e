"""Frozen forecasts: what a fix of an opportunity is expected to avoid, written down before the fix and never changed.

They are rows of the platform's table `frozen_forecasts`, and of `frozen_forecasts.csv` in the data folder.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from dagster_project.outcomes.kept_rows import append_row, read_rows
from dagster_project.resources.errors import UserError

COLUMNS = (
    "forecast_id", "source", "opportunity_key", "fix_on", "low_cases", "likely_cases", "high_cases", "low_usd",
    "likely_usd", "high_usd", "method", "release_id", "account_ids", "note", "frozen_by", "frozen_at",
)  # fmt: skip


@dataclass(frozen=True)
class FrozenForecast:
    """Cases (and dollars, where known) a year that a fix is expected to avoid, with when and from what it was made.

    account_ids: tenants that get the fix; none says that everybody does, and that there is nobody to compare with.
    """

    forecast_id: str
    source: str
    opportunity_key: str
    fix_on: date
    low_cases: float
    likely_cases: float
    high_cases: float
    low_usd: float | None
    likely_usd: float | None
    high_usd: float | None
    method: str
    release_id: str
    account_ids: tuple[str, ...]
    note: str
    frozen_by: str
    frozen_at: datetime


def identified(forecast: FrozenForecast) -> FrozenForecast:
    """The forecast with its identifier, which covers all that it says: whoever edits a line gives it another one."""
    words = json.dumps([*_row(replace(forecast, forecast_id="")).values()], ensure_ascii=False)
    return replace(forecast, forecast_id=f"FRC-{hashlib.sha256(words.encode()).hexdigest()[:12]}")


def freeze(file: Path, forecast: FrozenForecast) -> None:
    """Add a forecast. Raises UserError where one of this opportunity and day is frozen already."""
    for kept in read_forecasts(file):
        if (kept.source, kept.opportunity_key, kept.fix_on) == (
            forecast.source, forecast.opportunity_key, forecast.fix_on,
        ):  # fmt: skip
            raise UserError(
                f"{kept.opportunity_key} has a forecast for {kept.fix_on} already: {kept.forecast_id}, frozen "
                f"{kept.frozen_at:%Y-%m-%d}.",
                "A frozen forecast is not changed. Another day of the fix is another forecast.",
            )
    append_row(file, COLUMNS, _row(forecast))


def _row(forecast: FrozenForecast) -> dict[str, str]:
    """The values of its line, by column."""
    told = asdict(forecast) | {
        "account_ids": "|".join(forecast.account_ids),
        "frozen_at": f"{forecast.frozen_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "note": " ".join(forecast.note.split()),
    }
    numbers = (name for name in COLUMNS if name.endswith(("_cases", "_usd")) and told[name] is not None)
    told |= {name: float(told[name]) for name in numbers}
    return {name: "" if told[name] is None else str(told[name]) for name in COLUMNS}


def read_forecasts(file: Path) -> list[FrozenForecast]:
    """Every frozen forecast of the file, the oldest first.

    Raises UserError with the row that cannot be read, or that is not as it was frozen.
    """
    found = []
    for row in read_rows(file, COLUMNS):
        try:
            found.append(
                FrozenForecast(
                    **{name: row[name] for name in ("forecast_id", "source", "opportunity_key", "method",
                                                    "release_id", "note", "frozen_by")},
                    **{name: float(row[name]) for name in ("low_cases", "likely_cases", "high_cases")},
                    **{name: float(row[name]) if row[name] else None for name in ("low_usd", "likely_usd", "high_usd")},
                    fix_on=date.fromisoformat(row["fix_on"]),
                    account_ids=tuple(filter(None, row["account_ids"].split("|"))),
                    frozen_at=datetime.fromisoformat(row["frozen_at"]),
                )
            )  # fmt: skip
        except ValueError as error:
            raise UserError(f"{file}: {row['forecast_id']} cannot be read: {error}", "Mend or remove it.") from error
        if identified(found[-1]).forecast_id != row["forecast_id"]:
            raise UserError(
                f"{file}: {row['forecast_id']} is not as it was frozen: a value of its line has been changed.",
                "Put back what stood there (a copy of the file has it), or remove the line.",
            )
    return found
