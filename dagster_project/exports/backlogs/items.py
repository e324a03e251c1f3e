"""The last step of `backlog_items`: quotes without personal data, a link to the rows, a hash of what is the item's own.

The hash is over what the item's own cases say (which they are, accounts, minutes, satisfaction, quotes, component,
theme) and not over what compares it with others (share, trend, gaps, driver, costs that a tenant's cases share): those
move a little with every late answer anywhere, and would have every issue rewritten for the correction of one. Nor is it
over what is known of today only (ARR, who owns a component): a price or a team that changes corrects no old week.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

import polars as pl

from dagster_project.exports.governance.personal_data.people import KnownNames
from dagster_project.exports.governance.redaction import redact

OWN = (
    "source", "backlog", "item_key", "week", "is_whole_week", "theme_kind", "theme_id", "theme_label", "theme_version",
    "title", "case_count", "account_count", "derived_count", "handling_minutes", "csat_count", "csat",
    "bug_keys", "cases_fingerprint", "quotes", "component", "definition_version",
)  # fmt: skip
"""Columns that the hash is over."""

DIGITS = 6
"""Decimals of numbers: the last bits of a sum depend on the order in which it was added up."""

TITLES = {"reliability": "Defects", "product": "Feature gaps", "docs": "Missing guides"}

KEY = ["source", "item_key", "week_start"]


def finished_items(
    figures: pl.DataFrame, drivers: pl.DataFrame, quotes: pl.DataFrame, people: Iterable[str | None]
) -> pl.DataFrame:
    """The rows of `backlog_items`.

    figures: a row per source, item and week. drivers: what is known of drivers for some of them. quotes: texts of some
    of them by `place`. people: names that are taken out of quotes.
    """
    names = KnownNames.of(name for name in people if name)
    spoken = (
        quotes.sort(*KEY, "place")
        .with_columns(quote=pl.col("summary").map_elements(lambda text: redact(text, names), return_dtype=pl.String))
        .group_by(KEY, maintain_order=True)
        .agg(quotes=pl.col("quote"))
    )
    items = (
        figures.join(drivers, on=KEY, how="left")
        .join(spoken, on=KEY, how="left")
        .with_columns(
            quotes=pl.col("quotes").fill_null([]),
            title=pl.col("backlog").replace(TITLES) + ": " + pl.col("theme_label"),
            link=pl.struct("week", "item_key").map_elements(_link, return_dtype=pl.String),
        )
        .with_columns(pl.col(pl.Float64).round(DIGITS))
        .sort("week_start", "backlog", "item_key")
    )
    hashes = [content_hash(row) for row in items.select(OWN).iter_rows(named=True)]
    return items.with_columns(content_hash=pl.Series(hashes, dtype=pl.String))


def content_hash(item: Mapping[str, Any]) -> str:
    """SHA-256 of what is the item's own, whatever order its columns come in."""
    told = {name: item[name] for name in OWN}
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def _link(row: Mapping[str, str]) -> str:
    return "backlogs?" + urlencode({"week": row["week"], "item": row["item_key"]})
