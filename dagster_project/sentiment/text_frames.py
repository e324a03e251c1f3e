"""The tones of texts as a table that grows with new texts only."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from dagster_project.sentiment.lexicon import LEXICON, tones

SCHEMA = {"text_key": pl.String, "computed_sentiment_score": pl.Float64, "lexicon": pl.String}


def tones_of_texts(texts: pl.DataFrame, kept: Callable[[], pl.DataFrame]) -> pl.DataFrame:
    """One row per text (schema SCHEMA). texts: text_key, summary. kept: reads the table of the build before."""
    known = known_rows(kept, SCHEMA).filter(pl.col("lexicon") == LEXICON)
    known = known.join(texts.select("text_key"), on="text_key", how="semi")
    new = texts.join(known, on="text_key", how="anti")
    scored = new.select("text_key", tones(new["summary"]), pl.lit(LEXICON).alias("lexicon"))
    return pl.concat([known, scored]).sort("text_key")


def known_rows(kept: Callable[[], pl.DataFrame], schema: dict[str, pl.DataType]) -> pl.DataFrame:
    """What an earlier build wrote, or nothing where there was none or its columns were others."""
    import duckdb

    try:
        rows = kept()
    except duckdb.CatalogException:
        return pl.DataFrame(schema=schema)
    return rows if dict(rows.schema) == schema else pl.DataFrame(schema=schema)
