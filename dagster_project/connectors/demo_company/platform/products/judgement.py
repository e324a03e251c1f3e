"""What the platform says of each product on the first of a month: quality, sentiment, and the issues of 30 days.

The count is that of the cases about the product which are neither deleted nor merged, but for the planted rows.
"""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import happens
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.products.catalogue import PRODUCTS, product_id
from dagster_project.connectors.demo_company.subject import Scene
from data_contracts.platform.products import ProductIntelligence
from data_contracts.support.timeline import CaseInteractions, CaseStateTransitions

WINDOW = timedelta(days=30)
FLATTERED = "Smart Lock"
BEST_QUALITY, POINTS_PER_DOUBLING = 90.0, 14.0


def judge(scene: Scene, links: pl.DataFrame) -> pl.DataFrame:
    """The rows of product_intelligence: one per product that is out, and month of the history."""
    rng, history = scene.rng, scene.world.history
    first, last = history.date_of(history.start), history.date_of(history.until - 1)
    months = pl.date_range(first.replace(day=1), last, "1mo", eager=True)[2:]
    weight = pl.DataFrame(
        {
            "product_id": [product_id(p.name) for p in PRODUCTS],
            "weight": np.array([p.weight for p in PRODUCTS]) / sum(p.weight for p in PRODUCTS),
            "out_since": [history.date_of(history.days_before_end(p.versions[0][0])) for p in PRODUCTS],
        }
    )
    asked = links.join(_removed(scene), on="case_id", how="anti").join(_tones(scene), on="case_id", how="left")
    judged = weight.join(pl.DataFrame({"analyzed_on": months}), how="cross").filter(
        pl.col("out_since") < pl.col("analyzed_on") - WINDOW
    )
    counted = pl.concat([_count(asked, day) for day in months])
    judged = (
        judged.join(counted, on=["product_id", "analyzed_on"], how="left")
        .with_columns(pl.col("issues").fill_null(0))
        .with_columns(expected=pl.col("weight") * pl.col("issues").sum().over("analyzed_on"))
        .sort("analyzed_on", "product_id")
    )
    doublings = ((judged["issues"] + 3) / (judged["expected"] + 3)).log(2).to_numpy()
    noise = rng.standard_normal(judged.height)
    quality = np.clip(BEST_QUALITY - POINTS_PER_DOUBLING * np.maximum(doublings, -0.4) + 2 * noise, 5, 99).round(0)
    flattered = (judged["product_id"] == product_id(FLATTERED)).cast(pl.Float64) * planted("flattered_product").size
    off = happens(rng, judged.height, planted("issue_counts_off").size)
    wrong_by = rng.integers(1, 5, judged.height) * np.where(happens(rng, judged.height, 0.5), 1, -1)
    issues = judged["issues"].to_numpy()
    # A count that cannot be lowered so far is raised.
    wrong = np.where(issues + wrong_by < 0, issues + np.abs(wrong_by), issues + wrong_by)
    return rows.frame(
        ProductIntelligence,
        {
            "product_id": judged["product_id"],
            "quality_score": quality,
            "sentiment_score": (judged["tone"].fill_null(0.0) + flattered).clip(-1, 1).round(2),
            "issue_count": np.where(off, wrong, issues),
            "analyzed_on": judged["analyzed_on"],
        },
    )


def _count(asked: pl.DataFrame, day: object) -> pl.DataFrame:
    """Issues and mean tone of the 30 days before a day, by product."""
    window = (pl.col("opened_on") >= day - WINDOW) & (pl.col("opened_on") < day)
    counted = (
        asked.filter(window).group_by("product_id").agg(issues=pl.len().cast(pl.Int64), tone=pl.col("tone").mean())
    )
    return counted.with_columns(analyzed_on=pl.lit(day))


def _removed(scene: Scene) -> pl.DataFrame:
    """Cases that were deleted or merged for good."""
    kinds = ["deleted", "merged", "recovered"]
    last = (
        scene.table(CaseStateTransitions)
        .filter(pl.col("kind").is_in(kinds))
        .group_by("case_id")
        .agg(pl.col("kind").sort_by("occurred_at").last())
    )
    return last.filter(pl.col("kind") != "recovered").select("case_id").collect()


def _tones(scene: Scene) -> pl.DataFrame:
    """The mean tone of the customer's messages on each case."""
    said = scene.table(CaseInteractions).filter(
        (pl.col("author_kind") == "customer") & pl.col("sentiment_score").is_not_null()
    )
    return said.group_by("case_id").agg(tone=pl.col("sentiment_score").mean()).collect()
