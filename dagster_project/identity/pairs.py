"""Scored pairs: Splink's prediction, with what each field said in bits."""

from __future__ import annotations

import copy
import logging
import math
from collections.abc import Sequence

import polars as pl

from dagster_project.identity.backend import Backend
from dagster_project.identity.comparisons import Comparison
from dagster_project.identity.frequencies import register_frequencies
from dagster_project.identity.households import is_of_household
from dagster_project.identity.model import Model

PAIRS = {
    "left": pl.Int64, "right": pl.Int64, "probability": pl.Float64, "bits": pl.Float64, "explanation": pl.String,
}  # fmt: skip
DECIMALS = 6
"""Probabilities are rounded, so that the order in which an engine adds up is not seen in them."""


def score_pairs(
    table: pl.DataFrame, comparisons: Sequence[Comparison], model: Model, least: float, backend: Backend
) -> pl.DataFrame:
    """Pairs of `unique_id` (left < right) with a probability of at least `least`, each explained. Schema: PAIRS."""
    from splink import Linker

    settings = copy.deepcopy(model.settings)
    linker = Linker(
        backend.api.register(table.to_arrow()), settings, log_level=logging.CRITICAL, validate_settings=False
    )
    register_frequencies(linker, table, comparisons, backend, is_learned=model.method == "trained")
    # A hair below, for what is rounded up to it.
    predicted = linker.inference.predict(threshold_match_probability=max(least - 1e-6, 1e-9), warning_mode="never")
    rows = pl.from_arrow(predicted.as_pyarrow_table())
    low, high = pl.min_horizontal("unique_id_l", "unique_id_r"), pl.max_horizontal("unique_id_l", "unique_id_r")
    return (
        rows.select(
            low.cast(pl.Int64).alias("left"),
            high.cast(pl.Int64).alias("right"),
            pl.col("match_probability").round(DECIMALS).alias("probability"),
            pl.col("match_weight").round(2).alias("bits"),
            _explanation(rows, comparisons, model.prior).alias("explanation"),
        )
        .filter(pl.col("probability") >= least)
        .unique(["left", "right"])
        .sort("left", "right")
    )


def _explanation(rows: pl.DataFrame, comparisons: Sequence[Comparison], prior: float) -> pl.Expr:
    """Such as "e-mail equal +11.9, surname equal +5.2, phone different -2.1; start -14.3": bits that add up."""
    parts = []
    for comparison in comparisons:
        grade = pl.col(f"gamma_{comparison.field}")
        words = pl.lit(comparison.label + " ") + grade.replace_strict(
            {g: comparison.words(g) for g in range(-1, len(comparison.levels))}, return_dtype=pl.String
        )
        bits = pl.col(f"mw_{comparison.field}")
        if (frequent := f"mw_tf_adj_{comparison.field}") in rows.columns:
            bits = bits + pl.col(frequent).fill_null(0.0)
        signed = pl.when(bits >= 0).then(pl.lit(" +")).otherwise(pl.lit(" ")) + bits.round(1).cast(pl.String)
        part = pl.when(grade >= 0).then(words + signed)
        if is_of_household(comparison.field):
            equal = pl.col(f"{comparison.field}_l") == pl.col(f"{comparison.field}_r")
            part = part.when(equal).then(pl.lit(f"{comparison.label} equal, as in a household +0.0"))
        parts.append(part)
    start = math.log2(prior / (1 - prior))
    return pl.concat_str(
        pl.concat_list(parts).list.drop_nulls().list.join(", "), pl.lit(f"; start {start:.1f}"), separator=""
    )
