"""Chats on the page on monitoring: what the bot ends by itself, since when, at which hour, and if reports agree."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboards import charts, monitoring_queries
from dashboards.answers import Answers
from dashboards.cards import FEW, Card, put_cards
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_rows
from dashboards.durations import share
from dashboards.figures import MISSING, counted, day, points, whole
from dashboards.grid_charts import banded_line
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.table_columns import number_column

RATE = ("deflection_rate", "deflection_rate_low", "deflection_rate_high")
BY_HOUR = tuple(name.replace("rate", "rate_by_hour") for name in RATE)
PERCENT = {"format": "percent"}


def put_chats(answers: Answers) -> None:
    """The part on chats."""
    totals = answers.ask([*RATE, "chats"]).row(0, named=True)
    if not totals["chats"]:
        if answers.ask(["chats_by_hour"]).item():
            _put_hours(answers, st.container())
        else:
            nothing_here("No source of this release counts chats.")
        return
    changes = answers.sql(monitoring_queries.CHAT_CHANGES)
    rates_apart = answers.sql(monitoring_queries.CHAT_RATES_APART)
    days_apart = answers.sql(monitoring_queries.CHAT_DAYS_APART)
    put_cards(
        [
            Card("Deflection", share(totals["deflection_rate"]), answers.definition("deflection_rate").description,
                 rate=totals["deflection_rate"],
                 interval=(totals["deflection_rate_low"], totals["deflection_rate_high"]), n=totals["chats"]),
            _change_card(changes),
            Card("Reported rates that differ", whole(rates_apart.height),
                 "Days of a tenant whose reported rate is another than the counts of the same row give.",
                 note="days of a tenant", is_alarm=not rates_apart.is_empty()),
            Card("Days that do not add up", whole(days_apart.height),
                 "Days of a tenant whose hourly counts do not add up to the daily ones.",
                 note="days of a tenant", is_alarm=not days_apart.is_empty()),
        ],
        per_row=4,
    )  # fmt: skip
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title("Deflection by week", "With 95 % intervals; hollow where the week is not whole.")
        charts.show(charts.attainment_by_week(_weeks(answers), 250), "Deflection by week, with 95 % intervals")
    _put_hours(answers, right)
    _put_changes(answers, changes)
    _put_differences(answers, rates_apart, days_apart)


def _put_hours(answers: Answers, place: DeltaGenerator) -> None:
    with place.container(border=True, height="stretch"):
        chart_title("Deflection by hour of the day, UTC", "From the hourly counts, with 95 % intervals.")
        hours = answers.ask([*BY_HOUR, "chats_by_hour"], ["hour_of_day"]).sort("hour_of_day")
        rows = hours.select(
            place=pl.col("hour_of_day").str.head(2), label="hour_of_day", value=BY_HOUR[0], low=BY_HOUR[1],
            high=BY_HOUR[2], n="chats_by_hour", is_marked=pl.lit(False),
        )  # fmt: skip
        charts.show(
            banded_line(rows, ".0%", title="Deflection", height=250), "Deflection by hour of the day, with intervals"
        )


def _change_card(changes: pl.DataFrame) -> Card:
    clear = changes.filter(pl.col("is_all") & pl.col("is_clear"))
    meaning = (
        "The day from which the daily rates of all tenants together differ most from those before it, if by 4 standard "
        "errors or more. What else changed that day is not in the data: it is associated with the difference, no more."
    )
    if clear.is_empty():
        return Card("Changed on", MISSING, meaning, note="no clear change")
    change = clear.row(0, named=True)
    low, high = (points(change[name], 0).removesuffix(" pp") for name in ("difference_low", "difference_high"))
    return Card(
        "Changed on", day(change["changed_on"]), meaning,
        note=f"{share(change['rate_before'])} to {share(change['rate_after'])}; 95 % {low} to {high} pp",
    )  # fmt: skip


def _weeks(answers: Answers) -> pl.DataFrame:
    weeks = answers.ask([*RATE, "chats"], ["metric_time__week"]).sort("metric_time__week")
    days = answers.ask(["chats"], ["metric_time__day"])["metric_time__day"]
    first, last = days.min(), days.max()
    return weeks.select(
        week="metric_time__week", value=RATE[0], low=RATE[1], high=RATE[2], n="chats",
        is_few=pl.col("chats") < FEW,
        is_whole=(pl.col("metric_time__week") >= first) & (pl.col("metric_time__week") <= last - timedelta(days=6)),
        label=pl.col("metric_time__week").dt.strftime("%-d %b %Y"),
    )  # fmt: skip


def _put_changes(answers: Answers, changes: pl.DataFrame) -> None:
    section(
        "Since when, by tenant",
        "The day from which a tenant's daily rates differ most from those before it, with two weeks or more on both "
        "sides. Clear from 4 standard errors on, since every day has been tried.",
    )
    if changes.is_empty():
        nothing_here("Nobody has four weeks of days yet.")
        return
    put_download(answers, "CSV", "deflection_changes", lambda: changes, ["reporting.messaging_deflection_changes"])
    draw_rows(
        changes.drop("is_all"),
        {
            "tenant": "Tenant", "changed_on": st.column_config.DateColumn("From", format="D MMM YYYY"),
            "rate_before": st.column_config.NumberColumn("Before", **PERCENT),
            "rate_after": st.column_config.NumberColumn("After", **PERCENT),
            "difference": st.column_config.NumberColumn("Difference", **PERCENT),
            "difference_low": st.column_config.NumberColumn("95 % from", **PERCENT),
            "difference_high": st.column_config.NumberColumn("95 % to", **PERCENT),
            "chats_before": number_column("Chats before"), "chats_after": number_column("Chats after"),
            "is_clear": "Clear",
        },
    )  # fmt: skip


def _put_differences(answers: Answers, rates: pl.DataFrame, days: pl.DataFrame) -> None:
    section(
        "Reports that do not agree",
        "A reported rate against the counts of its own row, and a day against the sum of its hours.",
    )
    left, right = st.columns(2, gap="small")
    date = st.column_config.DateColumn("Day", format="D MMM YYYY")
    with left:
        if rates.is_empty():
            nothing_here("Every reported rate is that of its counts.")
        else:
            put_download(answers, f"CSV, {counted(rates.height, 'rate')}", "deflection_differences", lambda: rates,
                         ["reporting.messaging_days"])  # fmt: skip
            draw_rows(
                rates.drop("deflection_rate_low", "deflection_rate_high"),
                {
                    "metric_date": date, "tenant": "Tenant", "chat_count": number_column("Chats"),
                    "deflection_rate": st.column_config.NumberColumn("Computed", **PERCENT),
                    "reported_deflection_rate": st.column_config.NumberColumn("Reported", **PERCENT),
                },
            )  # fmt: skip
    with right:
        if days.is_empty():
            nothing_here("Every day is the sum of its hours.")
        else:
            put_download(answers, f"CSV, {counted(days.height, 'day')}", "chat_day_differences", lambda: days,
                         ["reporting.messaging_days"])  # fmt: skip
            draw_rows(
                days,
                {
                    "metric_date": date, "tenant": "Tenant", "chat_count": number_column("Chats of the day"),
                    "hourly_chat_count": number_column("Sum of its hours"), "hour_count": number_column("Hours"),
                },
            )  # fmt: skip
