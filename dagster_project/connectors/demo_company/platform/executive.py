"""The executive view: a score per area at the end of each month, where it is heading, and a sentence.

Scores of areas whose figures are simulated too follow from them, by the warehouse's definitions (a dbt seed), which
stand here a second time. Promises to reply are judged by the default targets alone, so that Support is off by a little.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Random
from dagster_project.connectors.demo_company.history import DAY
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.policies import FIRST_RESPONSE_SECONDS
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.billing import Invoices
from data_contracts.platform.customer_events import CustomerEvents
from data_contracts.platform.executive import ExecutiveConfig
from data_contracts.platform.integrations import SyncHistory
from data_contracts.platform.supply import SupplyOrders
from data_contracts.support.cases import Cases
from data_contracts.support.timeline import CaseInteractions, CasePriorityChanges, SatisfactionSurveys
from data_contracts.vocabulary import PRIORITIES

# area, heading, what is said of it by trend
AREAS = (
    ("Infrastructure", "Strategic intelligence", ("Systems fail less", "Systems fail more", "System health is steady")),
    ("Revenue", "Financial health", ("Customers pay sooner", "Customers pay later", "Payments are steady")),
    ("Support", "Service operations", ("Customers are happier", "Customers are less happy", "Service is steady")),
    ("Marketing", "Campaigns", ("Campaigns earn more", "Campaigns earn less", "Campaigns earn what they did")),
    ("Product", "Products", ("Products are liked better", "Products are liked less", "Ratings are steady")),
    ("Operations", "Supply chain", ("More orders are on time", "More orders are late", "Deliveries are steady")),
)  # fmt: skip
# By area: inputs with the share that gives 0 points, the share that gives 100, and the weight.
DEFINITIONS = {
    "Support": (("csat", 0.4, 1.0, 0.6), ("sla_attainment", 0.5, 1.0, 0.4)),
    "Revenue": (("paid_on_time", 0.5, 1.0, 1.0),),
    "Operations": (("supply_on_time", 0.5, 1.0, 1.0),),
    "Product": (("product_csat", 0.2, 1.0, 1.0),),
    "Infrastructure": (("syncs_succeeded", 0.8, 1.0, 1.0),),
}
WINDOW_DAYS = 90
TRENDS = ("up", "down", "stable")
STEADY_WITHIN = 2.0
"""Points within which a score is stable from month to month."""


def create(scene: Scene) -> Iterator[Tables]:
    """The scores of every month that has a whole window before it."""
    history = scene.world.history
    first, last = history.date_of(history.start + 91 * DAY), history.date_of(history.until - 2 * DAY)
    ends = [day for day in pl.date_range(first, last, "1d", eager=True) if (day + timedelta(days=1)).day == 1]
    facts = _facts(scene)
    yield {ExecutiveConfig: pl.concat(_area(scene.rng, number, ends, facts, last) for number in range(len(AREAS)))}


def _area(rng: Random, number: int, ends: list[date], facts: dict[str, pl.DataFrame], last: date) -> pl.DataFrame:
    name, title, sentences = AREAS[number]
    computed = np.array([_score(name, facts, day) for day in ends])
    score = np.where(np.isnan(computed), _walk(rng, len(ends)), computed)
    flattered, called_up = planted("revenue_score_flattered"), planted("support_called_up")
    if name == "Revenue":
        score += flattered.size * _since(ends, last, flattered.starts_days_before)
    score = np.round(np.clip(score, 0, 100))
    change = np.diff(score, prepend=score[:1])
    trend = np.select([change > STEADY_WITHIN, change < -STEADY_WITHIN], [0, 1], 2)
    if name == "Support":
        trend[_since(ends, last, called_up.starts_days_before)] = 0
    return rows.frame(
        ExecutiveConfig,
        {
            "category": rows.texts((name,) * len(ends)),
            "title": rows.texts((title,) * len(ends)),
            "score": score,
            "trend": rows.texts(TRENDS).gather(trend),
            "narrative": rows.texts(sentences).gather(trend),
            "as_of_date": pl.Series(ends),
        },
    )


def _score(area: str, facts: dict[str, pl.DataFrame], day: date) -> float:
    """The weighted mean of the inputs' points in the window up to the day; NaN where no input has rows in it."""
    points, weights = [], []
    for name, worst, best, weight in DEFINITIONS.get(area, ()):
        share = (
            facts[name].filter(pl.col("day").is_between(day - timedelta(days=WINDOW_DAYS - 1), day))["is_good"].mean()
        )
        if share is not None:
            points.append(100 * min(max((share - worst) / (best - worst), 0), 1))
            weights.append(weight)
    return float(np.average(points, weights=weights)) if points else np.nan


def _facts(scene: Scene) -> dict[str, pl.DataFrame]:
    """By input: a row for each thing that counts, with its day and whether it is good."""
    answered = scene.table(SatisfactionSurveys).filter(pl.col("score").is_not_null())
    orders = scene.table(SupplyOrders).filter(pl.col("arrived_at").is_not_null())
    rated = scene.table(CustomerEvents).filter(pl.col("csat_score").is_not_null() & pl.col("case_id").is_null())
    ended_at = pl.col("started_at") + pl.duration(milliseconds="duration_ms")
    synced = scene.table(SyncHistory).filter(pl.col("status").is_in(("success", "error")))
    facts = {
        "csat": answered.select(day=pl.col("answered_at").dt.date(), is_good=pl.col("score") >= 4),
        "sla_attainment": _replies(scene),
        "paid_on_time": scene.table(Invoices).select(
            day="due_on", is_good=(pl.col("paid_on") <= pl.col("due_on")).fill_null(value=False)
        ),
        "supply_on_time": orders.select(
            day="promised_on", is_good=pl.col("arrived_at").dt.date() <= pl.col("promised_on")
        ),
        "product_csat": rated.select(day=pl.col("occurred_at").dt.date(), is_good=pl.col("csat_score") >= 4),
        "syncs_succeeded": synced.select(day=ended_at.dt.date(), is_good=pl.col("status") == "success"),
    }
    return {name: rows_of.collect() for name, rows_of in facts.items()}


def _replies(scene: Scene) -> pl.LazyFrame:
    """First replies against the default targets; a working day is taken for three days."""
    limits = dict(zip(PRIORITIES, (FIRST_RESPONSE_SECONDS * [1, 1, 1, 3]).tolist(), strict=True))
    replied = scene.table(CaseInteractions).filter((pl.col("author_kind") == "agent") & pl.col("is_public"))
    first = scene.table(CasePriorityChanges).filter(pl.col("from_priority").is_null())
    due = pl.col("opened_at") + pl.duration(seconds="limit")
    return (
        scene.table(Cases)
        .filter(~pl.col("is_created_privately"))
        .select("case_id", "opened_at")
        .join(first.select("case_id", limit=pl.col("to_priority").replace_strict(limits)), on="case_id")
        .join(replied.group_by("case_id").agg(replied_at=pl.col("occurred_at").min()), on="case_id", how="left")
        .select(
            day=pl.min_horizontal("replied_at", due).dt.date(),
            is_good=(pl.col("replied_at") <= due).fill_null(value=False),
        )
    )


def _since(ends: list[date], last: date, days: int) -> np.ndarray:
    """Which of the days are no more than so many days before the last one."""
    return np.array([(last - day).days <= days for day in ends])


def _walk(rng: Random, count: int) -> np.ndarray:
    """Scores of an area, or a time, of which no figures are simulated: from month to month a little up or down."""
    return np.clip(82 + np.cumsum(rng.normal(0.3, 2.5, count)), 40, 98)


SUBJECT = Subject("executive", (ExecutiveConfig,), create, after=("billing", "supply", "customer_events", "operations"))
