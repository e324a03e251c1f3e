"""What the platform reports of its support desk and agents, month by month: counted from the cases, with known errors.

An agent's cases of a month are those on which they spent time in it; handling time is that time per case; satisfaction
is the mean of the answers of the month to surveys on cases that the agent held when the survey was sent. The desk's
figures are the same over all agents, for everybody and for the largest tenants, but that its cases are those opened.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import choose, happens
from dagster_project.connectors.demo_company.history import DAY
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.desk_metrics import SupportAgentPerformance, SupportMetrics
from data_contracts.platform.tenancy import Users
from data_contracts.support.cases import Cases
from data_contracts.support.timeline import CaseAssignments, CaseInteractions, SatisfactionSurveys

TENANTS = 5
"""Tenants with figures of their own, the largest."""
STRANGER = "Robin Castellan"
"""Reported in each month of the last quarter of a year, and no account of ours."""
MONTH = pl.col("at").dt.truncate("1mo").dt.date()


def create(scene: Scene) -> Iterator[Tables]:
    """Both tables."""
    history = scene.world.history
    this_month = history.date_of(history.until - DAY).replace(day=1)
    first_month = history.date_of(history.start + 31 * DAY).replace(day=1)
    is_told = pl.col("month").is_between(first_month, this_month, closed="left")
    worked = (
        scene.table(CaseInteractions)
        .filter(pl.col("handling_seconds").is_not_null() & pl.col("author_id").is_not_null())
        .select("tenant_id", "case_id", "handling_seconds", agent_id="author_id", at="occurred_at")
        .with_columns(month=MONTH)
        .filter(is_told)
        .group_by("tenant_id", "month", "agent_id", "case_id")
        .agg(pl.col("handling_seconds").sum())
        .collect()
    )
    answers = _answers(scene).filter(is_told)
    yield {
        SupportAgentPerformance: _agents(scene, worked, answers),
        SupportMetrics: _desk(scene, worked, answers, is_told),
    }


def _answers(scene: Scene) -> pl.DataFrame:
    """Each answer with its month, and the agent who held the case when the survey was sent."""
    answered = (
        scene.table(SatisfactionSurveys)
        .filter(pl.col("score").is_not_null())
        .select("tenant_id", "case_id", "score", "sent_at", at="answered_at")
    )
    held = (
        scene.table(CaseAssignments)
        .select("case_id", "assigned_at", "assignment_id", agent_id="assignee_id")
        .join(answered.select("case_id", "sent_at"), on="case_id")
        .filter(pl.col("assigned_at") <= pl.col("sent_at"))
        .sort("assigned_at", "assignment_id")
        .group_by("case_id", "sent_at")
        .agg(pl.col("agent_id").last())
    )
    return answered.join(held, on=["case_id", "sent_at"], how="left").with_columns(month=MONTH).collect()


def _agents(scene: Scene, worked: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    rng = scene.rng
    names = scene.table(Users).select("name", agent_id="id").collect()
    told = (
        worked.group_by("agent_id", "month")
        .agg(volume=pl.col("case_id").n_unique(), seconds=pl.col("handling_seconds").sum())
        .join(
            answers.group_by("agent_id", "month").agg(csat=pl.col("score").mean()), on=["agent_id", "month"], how="left"
        )
        .join(names, on="agent_id")
        .sort("month", "agent_id")
        .with_columns(handle=(pl.col("seconds") / pl.col("volume")).round(1), csat=pl.col("csat").round(2))
    )
    since = scene.world.history.date_of(
        scene.world.history.days_before_end(planted("agent_volume_overstated").starts_days_before)
    )
    busiest = told.group_by("agent_id").agg(pl.col("volume").sum()).sort("volume", "agent_id")["agent_id"][-1]
    is_overstated = (pl.col("agent_id") == busiest) & (pl.col("month") >= since)
    is_off = pl.lit(pl.Series(happens(rng, told.height, planted("agent_reports_off").size))) & ~is_overstated
    told = told.with_columns(
        volume=pl.when(is_overstated)
        .then((pl.col("volume") * planted("agent_volume_overstated").size).ceil().cast(pl.Int64))
        .otherwise(pl.col("volume").cast(pl.Int64)),
        handle=pl.col("handle") + pl.when(is_off).then(60.0).otherwise(0.0),
    )
    months = told["month"].unique().sort()
    # The first half of the reports knew agents by their names only; where two share one, the number was given.
    alone = names.group_by("name").len().filter(pl.col("len") == 1)["name"]
    by_name = (told["month"] < months[len(months) // 2]) & told["name"].is_in(alone.implode())
    stranger = pl.DataFrame({"month": months.tail(3)})
    status = rows.texts(("online", "away", "offline")).gather(choose(rng, told.height + 3, [5, 3, 2]))
    return rows.frame(
        SupportAgentPerformance,
        {
            "agent_name": pl.concat([told["name"], pl.Series([STRANGER] * 3)]),
            "agent_id": pl.concat([told["agent_id"].set(by_name, None), pl.Series([None] * 3, dtype=pl.String)]),
            "csat": pl.concat([told["csat"], pl.Series([4.0] * 3)]),
            "volume": pl.concat([told["volume"], pl.Series([12] * 3)]),
            "avg_handle_seconds": pl.concat([told["handle"], pl.Series([900.0] * 3)]),
            "status": status,
            "period_start": pl.concat([told["month"], stranger["month"]]),
        },
    )


def _desk(scene: Scene, worked: pl.DataFrame, answers: pl.DataFrame, is_told: pl.Expr) -> pl.DataFrame:
    opened = (
        scene.table(Cases)
        .select("tenant_id", "case_id", at="opened_at")
        .with_columns(month=MONTH)
        .filter(is_told)
        .collect()
    )
    largest = scene.world.company.ids.head(TENANTS)
    parts = []
    for name, frame, value in (
        ("case_volume", opened, pl.len().cast(pl.Float64)),
        ("csat", answers, pl.col("score").mean()),
        ("avg_handle_seconds", worked, pl.col("handling_seconds").sum() / pl.col("case_id").n_unique()),
    ):
        of_all = frame.group_by("month").agg(value=value).with_columns(tenant_id=pl.lit(None, dtype=pl.String))
        of_some = (
            frame.filter(pl.col("tenant_id").is_in(largest.implode())).group_by("tenant_id", "month").agg(value=value)
        )
        parts += [part.select("tenant_id", "month", "value", metric_name=pl.lit(name)) for part in (of_all, of_some)]
    told = pl.concat(parts).sort("month", "metric_name", "tenant_id", nulls_last=False)
    effect = planted("desk_csat_flattered")
    begins = scene.world.history.days_before_end(effect.starts_days_before)
    first, last = (scene.world.history.date_of(begins + days * DAY) for days in (0, effect.lasts_days))
    is_flattered = (
        (pl.col("metric_name") == "csat") & pl.col("tenant_id").is_null() & pl.col("month").is_between(first, last)
    )
    value = told.select(pl.when(is_flattered).then(pl.col("value") + effect.size).otherwise(pl.col("value")).round(2))
    return rows.frame(
        SupportMetrics,
        {
            "id": rows.numbered("SM-", np.arange(1, told.height + 1), 5),
            "tenant_id": told["tenant_id"],
            "metric_name": told["metric_name"],
            "value": value.to_series(),
            "period_start": told["month"],
        },
    )


SUBJECT = Subject("desk_metrics", (SupportAgentPerformance, SupportMetrics), create)
