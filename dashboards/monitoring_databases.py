"""Databases on the page on monitoring: latency by hour, errors, objectives missed, slow sorts of query."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import monitoring_queries
from dashboards.answers import Answers
from dashboards.cards import Card, put_cards
from dashboards.charts import show
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_rows
from dashboards.durations import share
from dashboards.figures import MISSING, counted, whole
from dashboards.grid_charts import grid, value_dots
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.table_columns import number_column, table_height, time_column

MILLISECONDS = {"format": "%,.1f ms"}
PERMILLE = {"format": "%.3f %%"}
RATES = ("database_slow_hour_rate", "database_error_rate")


def put_databases(answers: Answers) -> None:
    """The part on databases."""
    databases = answers.sql(monitoring_queries.DATABASES)
    if databases.is_empty():
        nothing_here("No source of this release measures databases.")
        return
    hours = answers.sql(monitoring_queries.DATABASE_HOURS)
    _put_cards(answers, databases, hours)
    if hours.is_empty():
        nothing_here("The source does not say when it measured, so there are no hours and days to compare.")
    else:
        _put_charts(databases, hours)
    _put_sorts(answers, databases)
    _put_tables(answers, databases)


def _put_charts(databases: pl.DataFrame, hours: pl.DataFrame) -> None:
    left, right = st.columns([3, 2], gap="small")
    with left.container(border=True, height="stretch"):
        chart_title(
            "Latency by hour of the day, UTC",
            "Mean time of a query in that hour over that of the database's usual hour. Orange: surely above twice it.",
        )
        cells = hours.select(
            row="database_id", column="hour_of_day", value="slowdown", is_marked="is_slow_hour",
            words=pl.format(
                "{} times the usual: {} ms ({} to {}), {} days", pl.col("slowdown").round(2),
                pl.col("mean_latency_ms").round(1), pl.col("mean_latency_low_ms").round(1),
                pl.col("mean_latency_high_ms").round(1), pl.col("day_count"),
            ),
        )  # fmt: skip
        show(grid(cells, "Latency"), "Latency by database and hour of the day, relative to the usual hour")
    with right.container(border=True, height="stretch"):
        chart_title(
            "Errors in the last two weeks",
            "Share of queries that failed, with 95 % intervals; the tick is the two weeks before.",
        )
        dots = databases.select(
            group="database_id", value="recent_error_rate", low="recent_error_rate_low", high="recent_error_rate_high",
            before="earlier_error_rate", n="recent_query_count", is_marked=pl.col("fails_more").fill_null(False),
            label=pl.format("{}\nobjective {} %", "database_id", (pl.col("error_rate_objective") * 100).round(2)),
        )  # fmt: skip
        show(value_dots(dots, ".2%", title="Failed", zero=True), "Error rate by database, with 95 % intervals")


def _put_cards(answers: Answers, databases: pl.DataFrame, hours: pl.DataFrame) -> None:
    bounds = [f"{name}{end}" for name in RATES for end in ("", "_low", "_high")]
    totals = answers.ask([*bounds, "database_queries", "database_hours_observed"]).row(0, named=True)
    slow, failing = hours.filter(pl.col("is_slow_hour")), databases.filter(pl.col("fails_more"))
    agreement = answers.sql(monitoring_queries.AGREEMENT, ["database_query_heatmap.volume%"])

    hours_over, errors = RATES
    put_cards(
        [
            Card("Hours over the objective", share(totals[hours_over]), answers.definition(hours_over).description,
                 rate=totals[hours_over], interval=(totals[f"{hours_over}_low"], totals[f"{hours_over}_high"]),
                 n=totals["database_hours_observed"]),
            Card("Slow hours", whole(slow.height),
                 "Hours of the day in which a database takes more than twice as long as in its usual hour; even the "
                 "lower bound of the 95 % interval of their mean does.",
                 note=", ".join(f"{name} at {hour:02}:00" for name, hour in
                                slow.select("database_id", "hour_of_day").head(3).iter_rows()),
                 is_alarm=not slow.is_empty()),
            # Of so many queries the interval is narrower than a track can draw.
            Card("Query errors", share(totals[errors], 4), answers.definition(errors).description,
                 n=totals["database_queries"],
                 note=f"95 % {share(totals[f'{errors}_low'], 4)} to {share(totals[f'{errors}_high'], 4)}"),
            Card("Failing more", whole(failing.height),
                 "Databases whose error rate of the last two weeks is above that of the two weeks before, beyond both "
                 "95 % intervals.", note=", ".join(failing["database_id"]), is_alarm=not failing.is_empty()),
            Card("Heatmap reconciled",
                 f"{whole(agreement['agreeing_count'][0])} of {whole(agreement['figure_count'][0])}"
                 if agreement.height else MISSING,
                 "Hours of the heatmap whose volume is that of the log of slow queries; of sorts that are logged.",
                 note=f"{whole(agreement['disagreeing_count'][0])} differ" if agreement.height else ""),
        ],
        per_row=6,
    )  # fmt: skip


def _put_sorts(answers: Answers, databases: pl.DataFrame) -> None:
    section(
        "Where the time goes",
        "Time that queries of a sort took in an hour of the day, over all days: volume times mean latency. Volume and "
        "latency are the heatmap's; the runs are those of the log.",
    )
    names = databases["database_id"].sort().to_list()
    slowest = databases.sort("slowest_hour_slowdown", descending=True, nulls_last=True)["database_id"][0]
    name = st.selectbox("Database", names, index=names.index(slowest), key="database", bind="query-params", width=260)
    sorts = answers.sql(monitoring_queries.QUERY_HOURS, [name])
    if sorts.is_empty():
        nothing_here(f"No heatmap of the queries of {name}.")
        return
    with st.container(border=True):
        cells = sorts.select(
            row="query_type", column="hour_of_day", value="query_seconds", is_marked=pl.lit(False),
            words=pl.format(
                "{} s in {} queries, mean {} ms; {} in the log", pl.col("query_seconds").round(0).cast(pl.Int64),
                pl.col("query_count"), pl.col("mean_latency_ms").round(1), pl.col("logged_count"),
            ),
        )  # fmt: skip
        show(grid(cells, "Time"), f"Time of queries of {name} by sort and hour of the day")
    put_download(answers, "CSV", "query_hours", lambda: sorts, [f"database: {name}"])


def _put_tables(answers: Answers, databases: pl.DataFrame) -> None:
    section("Databases", "All days recorded; objectives are those of seeds/database_objectives.csv.")
    put_download(
        answers, "CSV by day", "database_days", lambda: answers.reader.sql(monitoring_queries.DATABASE_DAYS),
        ["reporting.database_days"],
    )  # fmt: skip
    percent = databases.with_columns(pl.col("recent_error_rate", "earlier_error_rate", "error_rate_objective") * 100)
    st.dataframe(
        percent.select(
            "database_id", "query_count", "mean_latency_ms", "p95_latency_ms", "p95_objective_ms", "slow_hour_count",
            "hour_count", "slowest_hour_of_day", "slowest_hour_slowdown", "recent_error_rate", "earlier_error_rate",
            "error_rate_objective", "error_rate_missed_day_count", "day_count",
        ),
        column_config={
            "database_id": "Database", "query_count": number_column("Queries"),
            "mean_latency_ms": st.column_config.NumberColumn("Mean", **MILLISECONDS),
            "p95_latency_ms": st.column_config.NumberColumn("p95", **MILLISECONDS),
            "p95_objective_ms": st.column_config.NumberColumn("p95 objective", **MILLISECONDS),
            "slow_hour_count": number_column("Hours over it"), "hour_count": number_column("Hours"),
            "slowest_hour_of_day": number_column("Slowest hour", "UTC"),
            "slowest_hour_slowdown": st.column_config.NumberColumn("Times the usual", format="%.1f"),
            "recent_error_rate": st.column_config.NumberColumn("Errors now", **PERMILLE),
            "earlier_error_rate": st.column_config.NumberColumn("Errors before", **PERMILLE),
            "error_rate_objective": st.column_config.NumberColumn("Objective", **PERMILLE),
            "error_rate_missed_day_count": number_column("Days over it"), "day_count": number_column("Days"),
        },
        hide_index=True, height=table_height(databases.height), placeholder=MISSING,
    )  # fmt: skip
    statements = answers.sql(monitoring_queries.STATEMENTS)
    section("Statements that take longest", f"{counted(statements.height, 'statement')} of the log of slow queries.")
    if statements.is_empty():
        nothing_here("No slow query was logged.")
        return
    put_download(answers, "CSV", "slow_statements", lambda: statements, ["reporting.slow_statements"])
    draw_rows(
        statements,
        {
            "database_id": "Database", "query_type": "Sort",
            "query_fingerprint": st.column_config.TextColumn("Statement", width="large"),
            "run_count": number_column("Runs"), "median_ms": st.column_config.NumberColumn("Median", **MILLISECONDS),
            "p95_ms": st.column_config.NumberColumn("p95", **MILLISECONDS),
            "total_seconds": number_column("Seconds in all"),
            "share_of_slow_time": st.column_config.NumberColumn("Of slow time", format="percent"),
            "median_rows_examined": number_column("Rows read, median"), "last_started_at": time_column("Last run"),
        },
    )  # fmt: skip
