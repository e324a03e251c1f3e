"""Chats of the tenants that have a bot: what it ends by itself, what people end, what goes from one to the other.

Four months by tenant, day and hour; a day is the sum of its hours but on the planted day. At night more stays with the
bot. The reported rate leaves handoffs out on the planted days.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Flags, Floats, Ints
from dagster_project.connectors.demo_company.history import DAY
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.messaging import MessagingHourlyVolume, MessagingMetrics

DAYS, MOST_TENANTS = 120, 10
USUAL_SHARE, SHARE_AT_NIGHT = 0.60, 0.12
HANDED_OVER = 0.35
"""Share of the chats that the bot does not end which it had begun: handoffs."""
LOST_FROM = 9


def create(scene: Scene) -> Iterator[Tables]:
    """Both tables."""
    rng, world = scene.rng, scene.world
    tenants = world.company.tenants.filter(pl.col("status") != "closed")["id"].head(MOST_TENANTS)
    first = world.history.until - DAY - DAYS * DAY
    shape = (len(tenants), DAYS, 24)
    day, hour = np.arange(DAYS), np.arange(24)
    size = 1_600 * (np.arange(len(tenants)) + 2.0) ** -0.8
    by_hour = np.exp(-(((hour - 13) / 5.0) ** 2)) + 0.12
    chats = rng.poisson(size[:, None, None] * (by_hour / by_hour.sum()) * np.ones(shape))
    retrained = planted("bot_retrained")
    is_after = first + day * DAY >= world.history.days_before_end(retrained.starts_days_before)
    share = np.clip(rng.normal(USUAL_SHARE, 0.03, len(tenants)), 0.5, 0.7)[:, None, None] * np.ones(shape)
    share += retrained.size * is_after[None, :, None] + SHARE_AT_NIGHT * ((hour < 6) | (hour >= 22))
    bot = rng.binomial(chats, np.clip(share, 0, 0.97))
    handoffs = rng.binomial(chats - bot, HANDED_OVER)
    human = chats - bot - handoffs
    forgotten = _holds("handoffs_forgotten", scene, first)
    lost = _holds("chat_hours_lost", scene, first)
    yield {
        MessagingMetrics: _days(tenants, first, bot, human, handoffs, forgotten),
        MessagingHourlyVolume: _hours(tenants, first, bot, human, handoffs, lost),
    }


def _holds(name: str, scene: Scene, first: int) -> Flags:
    """On which of the days a planted effect holds."""
    effect = planted(name)
    begins = scene.world.history.days_before_end(effect.starts_days_before)
    day = first + np.arange(DAYS) * DAY
    return (day >= begins) & (day < begins + effect.lasts_days * DAY)


def _days(
    tenants: pl.Series, first: int, bot: Ints, human: Ints, handoffs: Ints, forgotten: Flags
) -> pl.DataFrame:  # fmt: skip
    bot, human, handoffs = (counts.sum(axis=2) for counts in (bot, human, handoffs))
    tenant, day = (index.ravel() for index in np.indices(bot.shape))
    counted = bot + human + np.where(forgotten, 0, handoffs)
    return rows.frame(
        MessagingMetrics,
        {
            "metric_date": rows.dates(first + day * DAY, np.ones(day.size, dtype=bool)),
            "tenant_id": tenants.gather(tenant),
            "bot_handled": bot.ravel(),
            "human_handled": human.ravel(),
            "handoffs": handoffs.ravel(),
            "deflection_rate": _rate(bot.ravel(), counted.ravel()),
        },
    )


def _hours(tenants: pl.Series, first: int, bot: Ints, human: Ints, handoffs: Ints, lost: Flags) -> pl.DataFrame:
    tenant, day, hour = (index.ravel() for index in np.indices(bot.shape))
    counts = {"bot_handled": bot.ravel(), "human_handled": human.ravel(), "handoffs": handoffs.ravel()}
    total = sum(counts.values())
    gone = lost[day] & (hour >= LOST_FROM) & (hour < LOST_FROM + planted("chat_hours_lost").size)
    columns = {
        "hour": rows.joined(pl.Series(hour).cast(pl.String).str.zfill(2), ":00"),
        **{name: pl.Series(values) for name, values in counts.items()},
        "deflection_rate": pl.Series(_rate(counts["bot_handled"], total)),
        "tenant_id": tenants.gather(tenant),
        "metric_date": rows.dates(first + day * DAY, np.ones(day.size, dtype=bool)),
    }
    # An hour without a chat has no row.
    kept = pl.Series((total > 0) & ~gone)
    return rows.frame(MessagingHourlyVolume, {name: column.filter(kept) for name, column in columns.items()})


def _rate(part: Ints, whole: Ints) -> Floats:
    return np.round(part / np.maximum(whole, 1), 4)


SUBJECT = Subject("messaging", (MessagingMetrics, MessagingHourlyVolume), create)
