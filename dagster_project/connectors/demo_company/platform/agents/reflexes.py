"""Reflexes and the log of their firing: for what they watch, as it is in the other tables of the company.

What a reflex can see is worked out here from cases, events, surveys, customers and refunds, by the definitions of the
warehouse: a spike is a day with three cases or more against the mean of the 28 days before, known when the day is over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Ints, Random, choose, spread, within
from dagster_project.connectors.demo_company.history import DAY, History
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.agents.roster import REFUND, TYPE_NAMES, log_start
from dagster_project.connectors.demo_company.subject import Scene
from data_contracts.platform.agents import Reflexes, ReflexLogs
from data_contracts.platform.customer_events import CustomerEvents
from data_contracts.platform.customers import Customers
from data_contracts.support.cases import Cases
from data_contracts.support.timeline import SatisfactionSurveys

SENTIMENT, SPIKE, HEALTH, DEAL, REFUNDED, SURVEY, TWO_CONDITIONS = range(7)
# name, sort, condition, what it does
REFLEXES = (
    ("Auto-Tag Negative", "Event", "sentiment < -0.5", "tag_entity('urgent')"),
    ("Support Alert", "Threshold", "ticket_spike > 2x", "notify_slack('support')"),
    ("Churn Warning", "Prediction", "health < 50", "assign_csm()"),
    ("Lead Route", "CRM", "new_deal == true", "route_to_ae()"),
    ("Refund Check", "Policy", "refund_req == true", "validate_policy()"),
    ("Bad Survey", "Event", "csat <= 2", "open_follow_up()"),
    ("Key Account Risk", "Prediction", "health < 60 and plan == Enterprise", "assign_csm()"),
)  # fmt: skip
THRESHOLDS = {SENTIMENT: -0.5, SPIKE: 2.0, HEALTH: 50, SURVEY: 2}
MEDIAN_MS = (350.0, 120.0, 850.0, 240.0, 900.0, 420.0, 800.0)
OUTCOMES = ("success", "rejected", "failed")
SPIKE_FLOOR, SPIKE_DAYS = 3, 28
EVERYTHING = "global"
DEALS = 40


@dataclass(frozen=True)
class Fires:
    """Fires of one reflex, as columns; seconds are those since 1970."""

    reflex: int
    entities: pl.Series
    tenants: pl.Series
    at: Ints


def reflexes(history: History) -> pl.DataFrame:
    """The reflexes: all on, since the log begins."""
    names, kinds, conditions, plans = zip(*REFLEXES, strict=True)
    since = np.full(len(names), log_start(history))
    return rows.frame(
        Reflexes,
        {
            "id": rows.numbered("RFX-", np.arange(1, len(names) + 1), 3),
            "name": rows.texts(names),
            "type": rows.texts(kinds),
            "trigger_condition": rows.texts(conditions),
            "action_plan": rows.texts(plans),
            "is_enabled": np.ones(len(names), dtype=bool),
            "active_from": rows.instants(since),
            "updated_at": rows.instants(since),
        },
    )


def reflex_log(scene: Scene, actions: pl.DataFrame) -> pl.DataFrame:
    """The log of the last days, in the order of time."""
    rng, history = scene.rng, scene.world.history
    fires = [
        _fires(rng, SENTIMENT, _missing_some(rng, _negative_events(scene))),
        _fires(rng, SURVEY, _bad_surveys(scene)),
        _fires(rng, REFUNDED, _refunds(actions)),
        *_of_spikes(rng, scene),
        *_of_health(rng, scene),
        _of_deals(rng, history),
    ]
    return pl.concat([_log_rows(rng, history, some) for some in fires]).sort("fired_at", "reflex_id", "entity_id")


def _negative_events(scene: Scene) -> pl.DataFrame:
    said = scene.table(CustomerEvents).filter(pl.col("sentiment_score") < THRESHOLDS[SENTIMENT])
    return _seen(scene, said.select("id", "tenant_id", "occurred_at"))


def _bad_surveys(scene: Scene) -> pl.DataFrame:
    answers = scene.table(SatisfactionSurveys).filter(pl.col("score") <= THRESHOLDS[SURVEY])
    return _seen(scene, answers.select("survey_response_id", "tenant_id", "answered_at"))


def _refunds(actions: pl.DataFrame) -> pl.DataFrame:
    asked = actions.filter(pl.col("action_type") == TYPE_NAMES[REFUND]).filter(
        pl.col("requested_at") >= actions["started_at"].min()
    )
    return _named(asked.select("id", "tenant_id", "requested_at"))


def _of_spikes(rng: Random, scene: Scene) -> list[Fires]:
    """The alerts of spikes: within the hour, but for the planted ones, which come more than a day later."""
    opened = scene.table(Cases).select("tenant_id", day=pl.col("opened_at").dt.date()).collect()
    of_all = opened.with_columns(entity=pl.lit(EVERYTHING), tenant_id=pl.lit(None, dtype=pl.String))
    counts = pl.concat([opened.with_columns(entity="tenant_id").select(of_all.columns), of_all]).group_by(
        "entity", "tenant_id", "day"
    ).len("count")  # fmt: skip
    before = (
        counts.rename({"day": "earlier", "count": "earlier_count"})
        .join(counts, on="entity")
        .filter(pl.col("earlier").is_between(pl.col("day") - timedelta(days=SPIKE_DAYS), pl.col("day"), closed="left"))
        .group_by("entity", "day")
        .agg(mean=pl.col("earlier_count").sum() / SPIKE_DAYS)
    )
    spikes = counts.join(before, on=["entity", "day"]).filter(
        (pl.col("count") >= SPIKE_FLOOR)
        & (pl.col("count") / pl.col("mean") > THRESHOLDS[SPIKE])
        & (pl.col("day") >= scene.world.history.date_of(log_start(scene.world.history)))
    )
    seen = _named(spikes.select("entity", "tenant_id", (pl.col("day") + timedelta(days=1)).cast(pl.Datetime("us"))))
    fires = _fires(rng, SPIKE, seen)
    is_late = np.arange(len(fires.at)) < int(planted("reflex_late_fires").size)
    return [Fires(SPIKE, fires.entities, fires.tenants, fires.at + np.where(is_late, DAY, 0))]


def _of_health(rng: Random, scene: Scene) -> list[Fires]:
    """Warnings for those whose health is bad, and for some whose health is not."""
    scored = scene.table(Customers).filter(pl.col("health_score").is_not_null())
    is_low = pl.col("health_score") < THRESHOLDS[HEALTH]
    columns = ("id", "tenant_id", "updated_at")
    well = _seen(scene, scored.filter(~is_low).select(columns))
    chosen = rng.permutation(well.height)[: int(planted("reflex_false_fires").size)]
    return [
        _fires(rng, HEALTH, _seen(scene, scored.filter(is_low).select(columns))),
        _fires(rng, HEALTH, well[np.sort(chosen).tolist()]),
    ]


def _of_deals(rng: Random, history: History) -> Fires:
    at = np.sort(rng.integers(log_start(history), history.until, DEALS))
    return Fires(
        DEAL, rows.numbered("DEAL-", np.arange(1, DEALS + 1), 4), pl.Series([None] * DEALS, dtype=pl.String), at
    )


def _seen(scene: Scene, observations: pl.LazyFrame) -> pl.DataFrame:
    """Entity, tenant and second of what was there to be seen since the log begins, in a fixed order."""
    seen = _named(observations.collect())
    return seen.filter(pl.col("at") >= log_start(scene.world.history))


def _named(observations: pl.DataFrame) -> pl.DataFrame:
    frame = observations.rename(dict(zip(observations.columns, ("entity", "tenant", "at"), strict=True)))
    return frame.with_columns(pl.col("at").dt.epoch("s")).sort("at", "entity")


def _missing_some(rng: Random, seen: pl.DataFrame) -> pl.DataFrame:
    missed = rng.permutation(seen.height)[: round(seen.height * planted("reflex_misses").size)]
    return seen[np.setdiff1d(np.arange(seen.height), missed).tolist()]


def _fires(rng: Random, reflex: int, seen: pl.DataFrame) -> Fires:
    """A fire a few minutes after each of what was seen."""
    at = seen["at"].to_numpy() + 2 + within(rng, np.full(seen.height, 900))
    return Fires(reflex, seen["entity"], seen["tenant"], at)


def _log_rows(rng: Random, history: History, fires: Fires) -> pl.DataFrame:
    count = len(fires.at)
    outcomes = ("alerted", "rejected", "failed") if fires.reflex == SPIKE else OUTCOMES
    frame = rows.frame(
        ReflexLogs,
        {
            "reflex_id": pl.Series([f"RFX-{fires.reflex + 1:03}"]).new_from_index(0, count),
            "entity_id": fires.entities,
            "outcome": rows.texts(outcomes).gather(
                choose(rng, count, [0.8, 0.17, 0.03] if fires.reflex == REFUNDED else [0.96, 0, 0.04])
            ),
            "execution_time_ms": np.round(spread(rng, count, MEDIAN_MS[fires.reflex], 0.5)),
            "tenant_id": fires.tenants,
            "fired_at": rows.instants(fires.at),
        },
    )
    return frame.filter(pl.Series(fires.at < history.until))
