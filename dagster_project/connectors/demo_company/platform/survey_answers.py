"""What the platform makes of answers to surveys: feelings of each, a trend by day, what is said to move them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import choose
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.taxonomy import LEAVES, PARENTS
from dagster_project.connectors.demo_company.product import THEMES
from dagster_project.connectors.demo_company.product_scores import product_score_moves
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.customer_events import CustomerEvents
from data_contracts.platform.surveys import TRENDS, SurveyDrivers, SurveyResponseTrends, SurveySentiment

ROWS_PER_PART = 500_000


def create(scene: Scene) -> Iterator[Tables]:
    """The three tables."""
    answers = scene.table(CustomerEvents).filter(pl.col("response_id").is_not_null())
    known = answers.select("response_id", "survey_id", "customer_id", "occurred_at", "sentiment_score", "csat_score")
    found = known.sort("response_id").collect()
    trends, parts = [], []
    for part in found.iter_slices(ROWS_PER_PART):
        # Where no tone was given the platform took it from the score.
        tone = part["sentiment_score"].fill_null((part["csat_score"] - 3) * 0.4).clip(-1, 1).round(2).to_numpy().copy()
        parts.append(_feelings(scene, part, tone))
        trends.append(part.select("survey_id", date=pl.col("occurred_at").dt.date(), tone=pl.Series(tone)))
    yield {SurveyResponseTrends: _trends(scene, pl.concat(trends)), SurveyDrivers: _drivers(scene)}
    for feelings in parts:
        yield {SurveySentiment: feelings}


def _feelings(scene: Scene, part: pl.DataFrame, tone: np.ndarray) -> pl.DataFrame:
    rng, count = scene.rng, part.height
    noise = 0.08 * np.abs(rng.standard_normal((3, count)))
    joy, anger = np.clip(tone * 0.9, 0, 1) + noise[0], np.clip(-tone * 0.8, 0, 1) + noise[1]
    fear = np.clip(-tone * 0.3, 0, 1) + noise[2]
    return rows.frame(
        SurveySentiment,
        {
            "response_id": part["response_id"],
            "overall_score": tone,
            "joy": np.clip(joy, 0, 1).round(2),
            "anger": np.clip(anger, 0, 1).round(2),
            "fear": np.clip(fear, 0, 1).round(2),
            "survey_id": part["survey_id"],
            "customer_id": part["customer_id"],
            "answered_at": part["occurred_at"],
        },
    )


def _trends(scene: Scene, answers: pl.DataFrame) -> pl.DataFrame:
    """By survey and day; some days are counted two too high."""
    by_day = answers.group_by("survey_id", "date").agg(count=pl.len(), tone=pl.col("tone").mean().round(4))
    by_day = by_day.sort("survey_id", "date")
    wrong = np.linspace(0, by_day.height - 1, int(planted("trends_wrong").size)).astype(np.int64)
    excess = np.zeros(by_day.height, dtype=np.int64)
    excess[wrong] = 2
    return rows.frame(
        SurveyResponseTrends,
        {
            "survey_id": by_day["survey_id"],
            "response_date": by_day["date"],
            "total_responses": by_day["count"].cast(pl.Int64) + pl.Series(excess),
            "avg_sentiment": by_day["tone"],
        },
    )


def _drivers(scene: Scene) -> pl.DataFrame:
    """One a topic: half of what is planted, as such figures go, with a trend that nobody has computed."""
    impact = product_score_moves() / 2
    return rows.frame(
        SurveyDrivers,
        {
            "topic": rows.texts(tuple(LEAVES[theme][0] for theme in THEMES)),
            "impact_score": impact.round(2),
            "trend": rows.texts(TRENDS).gather(choose(scene.rng, len(THEMES), [0.3, 0.4, 0.3])),
            "category": rows.texts(tuple(PARENTS[LEAVES[theme][1]] for theme in THEMES)),
        },
    )


SUBJECT = Subject(
    "survey_answers", (SurveySentiment, SurveyResponseTrends, SurveyDrivers), create, after=("customer_events",)
)
