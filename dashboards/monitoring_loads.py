"""Page loads on the page on monitoring: which page is slow in which browser, and whether browsers are told right."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import monitoring_queries
from dashboards.answers import Answers
from dashboards.cards import Card, put_cards
from dashboards.charts import show
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_rows
from dashboards.figures import MISSING, whole
from dashboards.grid_charts import SERIES, grid, lines_by_week
from dashboards.html_parts import chart_title, keys, nothing_here, section
from dashboards.table_columns import number_column

MILLISECONDS = {"format": "%,.0f ms"}


def put_loads(answers: Answers) -> None:
    """The part on page loads."""
    loads = answers.sql(monitoring_queries.LOADS)
    if loads.is_empty():
        nothing_here("No source of this release measures how pages load.")
        return
    weeks = answers.sql(monitoring_queries.LOAD_WEEKS)
    slow = loads.filter(pl.col("is_slow_here"))
    agreement = answers.sql(monitoring_queries.AGREEMENT, ["telemetry_events.browser%"])
    worst = loads.filter(pl.col("load_count") >= 30).sort("p95_ms", descending=True).head(1)
    put_cards(
        [
            Card("Slow in one browser", whole(slow.height),
                 "Pages that take more than one and a half times as long in a browser as in all others: even the lower "
                 "bound of the 95 % interval of the median does. From 30 loads on.",
                 note=", ".join(f"{page} in {browser}" for page, browser in slow.select("page", "browser").iter_rows()),
                 is_alarm=not slow.is_empty()),
            Card("Highest p95", f"{whole(worst['p95_ms'][0])} ms" if worst.height else MISSING,
                 "The page and browser in which 95 of 100 loads take longest to end; from 30 loads on.",
                 n=worst["load_count"][0] if worst.height else None,
                 note=f"{worst['page'][0]} in {worst['browser'][0]}" if worst.height else ""),
            Card("Browsers told wrong", whole(agreement["disagreeing_count"][0]) if agreement.height else MISSING,
                 "Days and browsers whose reported loads are more or fewer than those whose user agent names it.",
                 note=f"of {whole(agreement['figure_count'][0])} days and browsers" if agreement.height else "",
                 is_alarm=bool(agreement.height and agreement["disagreeing_count"][0])),
        ],
        per_row=4,
    )  # fmt: skip
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title(
            "Median load time by page and browser",
            "The browser is the one that the user agent names. Orange: slow in this browser.",
        )
        cells = loads.sort("browser").select(
            row="page", column="browser", value="median_ms", is_marked="is_slow_here",
            words=pl.format(
                "{} ms ({} to {}), p95 {} ms, n {}", pl.col("median_ms").round(0).cast(pl.Int64),
                pl.col("median_low_ms").cast(pl.Int64), pl.col("median_high_ms").cast(pl.Int64),
                pl.col("p95_ms").cast(pl.Int64), pl.col("load_count"),
            ),
        )  # fmt: skip
        show(grid(cells, "Load time", row_height=36), "Median load time by page and browser")
    with right.container(border=True, height="stretch"):
        chart_title(
            "Median load time by week", "In milliseconds, all browsers together; the ends may be part of a week."
        )
        if weeks.is_empty():
            nothing_here("The source does not say when pages were loaded.")
        else:
            _put_weeks(weeks)
    section("Pages and browsers", "Slow is a load of more than 2.5 seconds. The slowest beside other browsers first.")
    put_download(answers, "CSV", "page_loads", lambda: loads, ["reporting.page_load_times"])
    draw_rows(
        loads.drop("is_slow_here", "slow_rate_low", "slow_rate_high").sort(
            "slowdown", descending=True, nulls_last=True
        ),
        {
            "page": "Page", "browser": "Browser", "load_count": number_column("Loads"),
            "median_ms": st.column_config.NumberColumn("Median", **MILLISECONDS),
            "median_low_ms": st.column_config.NumberColumn("95 % from", **MILLISECONDS),
            "median_high_ms": st.column_config.NumberColumn("95 % to", **MILLISECONDS),
            "p95_ms": st.column_config.NumberColumn("p95", **MILLISECONDS),
            "slow_rate": st.column_config.NumberColumn("Slow", format="percent"),
            "median_elsewhere_ms": st.column_config.NumberColumn("Median in other browsers", **MILLISECONDS),
            "slowdown": st.column_config.NumberColumn("Times that", format="%.2f"),
        },
    )  # fmt: skip


def _put_weeks(weeks: pl.DataFrame) -> None:
    names = weeks["series"].unique(maintain_order=True).to_list()[: len(SERIES)]
    keys(dict(zip(names, SERIES, strict=False)))
    drawn = weeks.filter(pl.col("series").is_in(names)).with_columns(label=pl.col("week").dt.strftime("%-d %b %Y"))
    show(lines_by_week(drawn, names, ",.0f", title="Median, ms"), "Median load time by page and week")
