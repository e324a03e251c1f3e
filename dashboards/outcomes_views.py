"""Parts of the page on outcomes: forecasts against outcomes, the ledger, one outcome with its checks, claims."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from dashboards import outcomes_charts, outcomes_queries
from dashboards.answers import Answers
from dashboards.charts import show
from dashboards.decisions_since import decisions_since, with_newer
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_columns, draw_rows
from dashboards.durations import share
from dashboards.figures import MISSING, counted, day, dollars, moment, whole
from dashboards.html_parts import chart_title, facts, keys, nothing_here, section
from dashboards.table_columns import number_column

WORDS = {True: "passed", False: "failed", None: "not made"}


def cases(label: str, meaning: str = "") -> Any:
    """A column of cases a year, rounded."""
    return st.column_config.NumberColumn(label, help=meaning or None, format="%.0f")


def put_forecasts(answers: Answers, rows: pl.DataFrame) -> None:
    """What was forecast and what came of it, drawn and in numbers."""
    section(
        "Forecasts against outcomes",
        "Cases avoided a year. A forecast is frozen before its fix; the outcome is that of accounts that got the "
        "fix against those that did not, or against their own past where everybody got it.",
    )
    measured = rows.filter(pl.col("avoided_cases").is_not_null())
    if not measured.is_empty():
        with st.container(border=True):
            chart_title("Cases avoided a year", "The bar is the range that was forecast, its tick what was likely.")
            keys({"forecast": outcomes_charts.FORECAST, "outcome, 95 %": outcomes_charts.OUTCOME,
                  "outcome whose checks failed": outcomes_charts.BREACHED})  # fmt: skip
            drawn = measured.select(
                "finding", "is_supported", name=pl.col("forecast_id") + " · " + pl.col("opportunity_title"),
                low="low_cases", likely="likely_cases", high="high_cases", value="avoided_cases",
                value_low="avoided_cases_low", value_high="avoided_cases_high",
            )  # fmt: skip
            show(outcomes_charts.forecasts_and_outcomes(drawn), "Forecast ranges and measured outcomes")
    put_download(answers, "CSV", "forecast_outcomes", lambda: rows, ["reporting.forecast_outcomes"])
    draw_columns(
        rows, forecast_id="Forecast", opportunity_title="Opportunity",
        fix_on=st.column_config.DateColumn("Fix on", format="D MMM YYYY"),
        low_cases=cases("Low", "Cases avoided a year, as forecast."), likely_cases=cases("Likely"),
        high_cases=cases("High"), avoided_cases=cases("Outcome", "Cases avoided a year, as measured."),
        avoided_cases_low=cases("95 %, from"), avoided_cases_high=cases("to"),
        is_in_range=st.column_config.CheckboxColumn("In range"),
        relative_effect=st.column_config.NumberColumn("Change", format="percent", help="Of cases a week before."),
        finding="Finding", why_not_measured="Not measured because", frozen_by="Frozen by",
        frozen_at=st.column_config.DatetimeColumn("Frozen (UTC)", format="D MMM YYYY", timezone="UTC"), note="Fix",
    )  # fmt: skip


def put_ledger(answers: Answers, source: str) -> None:
    """Measured entries of the ledger, with what people decided."""
    newer = decisions_since(answers)
    ledger = with_newer(answers.sql(outcomes_queries.LEDGER, [source]), newer)
    section(
        "Outcome ledger",
        "What has come of fixes since they were made. An entry is proposed and stays pending until a person decides: "
        "`loompin outcomes decide ENTRY --status verified --by NAME --reason TEXT`.",
    )
    if newer:
        st.caption(f"{counted(len(newer), 'decision')} newer than this release, shown from the data folder.")
    if ledger.is_empty():
        nothing_here("No outcome has been measured yet.")
        return
    put_download(answers, "CSV", "outcome_ledger", lambda: ledger, ["reporting.outcome_ledger, measured"])
    dollar = {"format": "dollar"}
    draw_columns(
        ledger, entry_id="Entry", title="Outcome of",
        outcome_on=st.column_config.DateColumn("Fix on", format="D MMM YYYY"),
        verification_status="Status", suggested_status=st.column_config.TextColumn(
            "By its checks", help="What the checks speak for; a person decides."), finding="Finding",
        revenue_impact_usd=st.column_config.NumberColumn("Cost avoided", help="Since the fix.", **dollar),
        revenue_impact_usd_low=st.column_config.NumberColumn("95 %, from", **dollar),
        revenue_impact_usd_high=st.column_config.NumberColumn("to", **dollar),
        operational_hours_saved=st.column_config.NumberColumn("Hours saved", format="%.1f"),
        operational_hours_saved_low=st.column_config.NumberColumn("Hours, from", format="%.1f"),
        operational_hours_saved_high=st.column_config.NumberColumn("Hours, to", format="%.1f"),
        n=number_column("Cases"), method="Method", decided_by="Decided by", reason="Reason",
    )  # fmt: skip


def put_outcome(answers: Answers, source: str, rows: pl.DataFrame) -> None:
    """One outcome: its weeks, its checks, and every decision on it."""
    measured = rows.filter(pl.col("avoided_cases").is_not_null())
    if measured.is_empty():
        return
    section("What stands behind it", "The weekly series, the checks and the decisions of one outcome.")
    names = {
        f"{entry}: {title or 'an opportunity that is gone'}": entry
        for entry, title in measured.select("forecast_id", "opportunity_title").iter_rows()
    }
    entry = names[st.selectbox("Outcome", list(names), key="outcome_entry", bind="query-params")]
    one = measured.row(measured["forecast_id"].to_list().index(entry), named=True)
    st.html(facts(_facts(one)))
    weeks = answers.sql(outcomes_queries.WEEKS, [source, entry])
    placebos = answers.sql(outcomes_queries.PLACEBOS, [source, entry])
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title("Cases a week", "The dashed line is the fix. The others are brought to the number of accounts that "
                    "got it.")  # fmt: skip
        keys({"got the fix": outcomes_charts.TREATED, "the others": outcomes_charts.OTHERS})
        lines = pl.concat(
            weeks.select(week="week_start", series=pl.lit(name), cases=column)
            for name, column in (("got the fix", "treated_cases"), ("the others", "comparison_cases"))
        ).drop_nulls()
        show(outcomes_charts.weeks_around(lines, one["fix_on"]), "Cases a week of accounts with and without the fix")
        put_download(answers, "CSV", "outcome_weeks", lambda: weeks, [f"forecast: {entry}"])
    with right.container(border=True, height="stretch"):
        chart_title("The effect beside placebos", "Cases a week with 95 % intervals: the fix, fixes that were never "
                    "made, and subjects that it does not touch.")  # fmt: skip
        own = pl.DataFrame({"name": ["the fix"], "kind": ["the fix"], "effect": [one["effect"]],
                            "effect_low": [one["effect_low"]], "effect_high": [one["effect_high"]]})  # fmt: skip
        drawn = placebos.select(
            name=pl.when(pl.col("placebo_kind") == "date").then(pl.lit("at ")).otherwise(pl.lit("on "))
            + pl.col("placebo_name"),
            kind=pl.lit("placebo"), effect="effect", effect_low="effect_low", effect_high="effect_high",
        )  # fmt: skip
        show(outcomes_charts.effects(pl.concat([own, drawn])), "The effect of the fix and of its placebos")
    decisions = answers.sql(outcomes_queries.DECISIONS, [source, entry])
    newer = [d for d in decisions_since(answers) if d.entry_id == entry]
    history = [*decisions.select("status", "decided_by", "reason", "decided_at").iter_rows(), *(
        (d.status, d.decided_by, d.reason, d.decided_at) for d in newer)]  # fmt: skip
    if not history:
        st.caption("Nobody has decided on it yet.")
        return
    draw_rows(
        pl.DataFrame(history, schema=["status", "decided_by", "reason", "decided_at"], orient="row"),
        {"status": "Status", "decided_by": "Decided by", "reason": "Reason", "decided_at": "When"},
    )


def _facts(one: dict[str, Any]) -> dict[str, str]:
    change = MISSING if one["relative_effect"] is None else (
        f"{one['relative_effect']:+.0%} ({one['relative_effect_low']:+.0%} to {one['relative_effect_high']:+.0%})"
    ).replace("-", "−").replace("%", " %")  # fmt: skip
    trend = "the trend is part of the model" if one["trend_passed"] is None else (
        f"{WORDS[one['trend_passed']]}: {one['trend_slope']:+.3f} a week "
        f"({one['trend_low']:+.3f} to {one['trend_high']:+.3f})"
    )  # fmt: skip
    return {
        "Finding": one["finding"],
        "Change of cases": change,
        "Cases avoided a year": f"{whole(one['avoided_cases'])} ({whole(one['avoided_cases_low'])} to "
        f"{whole(one['avoided_cases_high'])})",
        "Forecast": f"{whole(one['likely_cases'])} ({whole(one['low_cases'])} to {whole(one['high_cases'])})",
        "How it was forecast": one["forecast_method"],
        "Frozen": f"{moment(one['frozen_at'])} by {one['frozen_by'] or MISSING}",
        "Fix": f"{day(one['fix_on'])}: {one['note'] or MISSING}",
        "Method": f"{one['method']}, {whole(one['weeks_before'])} weeks before and {whole(one['weeks_after'])} after",
        "Accounts": f"{whole(one['treated_accounts'])} with the fix, {whole(one['comparison_accounts'])} without",
        "Parallel before the fix": trend,
        "Placebo dates": WORDS[one["dates_passed"]],
        "Placebo subjects": WORDS[one["segments_passed"]],
        "A case cost": f"{dollars(one['usd_per_case'])}, {(one['hours_per_case'] or 0) * 60:.0f} min",
    }


def put_claims(answers: Answers, source: str) -> None:
    """What the platform itself claims that its agents brought."""
    claims = answers.sql(outcomes_queries.CLAIMS, [source])
    if claims.is_empty():
        return
    section("As the platform claims", "Outcomes that agents claim for single actions, with the platform's own status.")
    by_status = answers.sql(outcomes_queries.CLAIMS_BY_STATUS, [source])
    st.html(facts({row["verification_status"]: f"{counted(row['claim_count'], 'claim')}, "
                   f"{dollars(row['revenue_impact_usd'])}, {whole(row['operational_hours_saved'])} h"
                   for row in by_status.iter_rows(named=True)}))  # fmt: skip
    put_download(answers, "CSV", "outcome_claims", lambda: claims, ["reporting.outcome_ledger, claimed"])
    draw_rows(
        claims,
        {
            "entry_id": "Claim", "title": "Action",
            "outcome_on": st.column_config.DateColumn("Claimed", format="D MMM YYYY"),
            "revenue_impact_usd": st.column_config.NumberColumn("Revenue impact", format="dollar"),
            "operational_hours_saved": st.column_config.NumberColumn("Hours saved", format="%.1f"),
            "verification_status": "Status", "decided_by": "Verified by",
        },
    )  # fmt: skip


def score_words(score: dict[str, Any] | None) -> str:
    """How good forecasts have been, to stand beside new ones."""
    if score is None:
        return "No forecast has been held against an outcome yet."
    low, high = share(score["coverage_rate_low"], 0), share(score["coverage_rate_high"], 0)
    bias = "" if score["bias"] is None else (
        f" On average {abs(score['bias']):.0%} {'less' if score['bias'] < 0 else 'more'} came of a fix than was likely."
    ).replace("%", " %")  # fmt: skip
    return (
        f"Of {counted(score['scored_count'], 'past forecast')} with an outcome {whole(score['in_range_count'])} held "
        f"({share(score['coverage_rate'], 0)}, 95 %: {low} to {high}).{bias}"
    )
