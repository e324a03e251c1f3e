"""Journeys as they are defined: how many go on from each step, after what time, and who went on or stopped."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import charts, voice_charts
from dashboards.answers import Answers
from dashboards.cards import FEW
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns, put_count
from dashboards.durations import duration
from dashboards.figures import MISSING
from dashboards.filters import Selection
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.table_columns import interval_columns, number_column, time_column

PERCENT = {"format": "percent"}
SHARES = ("journey_success_rate", "journey_success_rate_low", "journey_success_rate_high")
GOES_ON = ("journey_conversion_rate", "journey_conversion_rate_low", "journey_conversion_rate_high")

REPORTED = """
    select source, journey_name, reported_success_rate, success_rate as success_rate_of_all, reported_volume,
        flow_status
    from reporting.journeys
"""

ROWS = """
    select visits.who_kind, visits.who_id,
        case when visits.who_kind = 'case' then 'case?source=' || url_encode(visits.who_source) || '&case_id='
            || url_encode(visits.who_id) end as link,
        visits.tenant_name, visits.segment, visits.priority, visits.reached_at,
        visits.seconds_since_step_before, visits.goes_on
    from ({rows}) as visits
    where $1 = 'took it' or visits.goes_on = ($1 = 'went on')
    order by visits.reached_at desc, visits.who_id
"""

METHOD = (
    "A step counts for whoever took all steps before it, one after the other, each at its first time after the one "
    "before; n is those that took the step. Conversion is the share of them that also took the next one by the time "
    "looked at, with Wilson's 95 % interval (Wilson 1927); those still under way count as not gone on, so that the "
    "newest weeks look lower than they will be. Times are medians and 90th percentiles, around the clock. Journeys are "
    "dated by their first step. Reported is what the platform says, of all periods and segments."
)


def put_steps(answers: Answers, chosen: Selection) -> None:
    """Journeys, the steps of one, and its rows."""
    section("Journeys as they are defined", "Cases or customers that took all steps, one after the other.")
    if answers.sql("select journey_name from reporting.journeys limit 1").is_empty():
        nothing_here("No source of this release defines journeys.")
        return
    journeys = answers.ask(
        ["journeys_started", "journeys_finished", *SHARES], ["source", "journey_name"], chosen.where, chosen.since,
        chosen.until,
    ).filter(pl.col("journeys_started") > 0)  # fmt: skip
    if journeys.is_empty():
        nothing_here("Nobody began a journey in this period with these filters; customers' journeys have no priority.")
        return
    told = journeys.join(answers.sql(REPORTED), on=["source", "journey_name"], how="left").sort(
        "journeys_started", "journey_name", descending=[True, False]
    )
    put_download(answers, "CSV", "journeys", lambda: told, chosen.words)
    draw_columns(
        told.with_columns(pl.col(SHARES[1]).clip(0, 1), pl.col(SHARES[2]).clip(0, 1)),
        journey_name="Journey", journeys_started=number_column("Started"),
        journeys_finished=number_column("Finished"),
        **interval_columns("journey_success_rate", "Share", **PERCENT),
        success_rate_of_all=st.column_config.NumberColumn("Share ever", **PERCENT),
        reported_success_rate=st.column_config.NumberColumn("Reported, ever", **PERCENT),
        reported_volume=number_column("Volume, reported"), flow_status="Drawing",
    )  # fmt: skip
    name = st.selectbox(
        "Steps of", told["journey_name"].unique(maintain_order=True).to_list(), key="journey", bind="query-params",
        width=420,
    )  # fmt: skip
    where = {**chosen.where, "journey_name": (name,)}
    steps = answers.ask(
        [
            "journey_visits", "journey_step_median_seconds", "journey_step_p90_seconds", "journey_visits_going_on",
            *GOES_ON,
        ],
        ["step_number", "step"], where, chosen.since, chosen.until,
    ).sort("step_number")  # fmt: skip
    _put_one(answers, name, steps, chosen)
    _put_rows(answers, name, steps, where, chosen)
    with st.expander("Method and sources of journeys"):
        st.markdown(METHOD)


def _put_one(answers: Answers, name: str, steps: pl.DataFrame, chosen: Selection) -> None:
    median, p90 = (
        pl.col(f"journey_step_{what}_seconds").map_elements(duration, return_dtype=pl.String)
        for what in ("median", "p90")
    )
    # Nothing comes after the last step.
    is_last = pl.col("step_number") == pl.col("step_number").max()
    rows = steps.with_columns(
        median=median, p90=p90, few=pl.when(pl.col("journey_visits") < FEW).then(pl.lit("few")).otherwise(pl.lit("")),
        **{each: pl.when(~is_last).then(pl.col(each).clip(0, 1)) for each in GOES_ON},
    )  # fmt: skip
    left, right = st.columns([2, 3], gap="small")
    with left.container(border=True, height="stretch"):
        chart_title(name, "How many took each step after all steps before it, and the median time since that.")
        named = pl.format("{}. {}: {}", "step_number", "step", "journey_visits")
        after = pl.when(pl.col("median").is_null()).then(pl.lit("")).otherwise(", after " + pl.col("median"))
        charts.show(
            voice_charts.step_bars(
                rows.select(
                    label=named + after,
                    reached="journey_visits", words=pl.col("median").fill_null(MISSING),
                )
            ),
            f"Steps of the journey {name}",
        )  # fmt: skip
    with right.container(border=True, height="stretch"):
        put_download(answers, "CSV", "journey_steps", lambda: steps, [f"journey: {name}", *chosen.words])
        draw_columns(
            rows,
            step_number=number_column("Step"), step="What", journey_visits=number_column("Took it (n)"),
            few=st.column_config.TextColumn("", width=50),
            **interval_columns("journey_conversion_rate", "Went on", **PERCENT),
            median=st.column_config.TextColumn("Median since step before", alignment="right"),
            p90=st.column_config.TextColumn("90 % within", alignment="right"),
        )  # fmt: skip


def _put_rows(answers: Answers, name: str, steps: pl.DataFrame, where: dict, chosen: Selection) -> None:
    left, right = st.columns([1, 1], vertical_alignment="bottom", gap="small")
    labels = {f"{row['step_number']}. {row['step']}": row["step_number"] for row in steps.iter_rows(named=True)}
    step = left.selectbox("Who took step", list(labels), key="step", bind="query-params")
    fate = right.segmented_control(
        "and", ["took it", "went on", "stopped"], default="took it", required=True, key="fate", bind="query-params"
    )
    rows = answers.rows_behind(
        "journey_visits", {**where, "step_number": (str(labels[step]),)}, chosen.since, chosen.until
    )
    found = answers.sql(ROWS.format(rows=rows), [fate])
    put_download(
        answers,
        "CSV",
        "journey_rows",
        lambda: found.drop("link"),
        [f"journey: {name}", f"step: {step}, {fate}", *chosen.words],
    )
    put_count(found, "row")
    if found.is_empty():
        return
    words = pl.col("seconds_since_step_before").map_elements(duration, return_dtype=pl.String)
    draw_columns(
        found.head(DRAWN).with_columns(since=words),
        who_kind="Who", who_id="Identifier",
        link=st.column_config.LinkColumn("Look", display_text="case", width=60),
        tenant_name="Tenant", segment="Segment", priority="Priority",
        reached_at=time_column("Took it"), since="Since the step before",
        goes_on=st.column_config.CheckboxColumn("Went on"),
    )  # fmt: skip
