"""Parts of the page on outcomes: forecasts against outcomes, the ledger, one outcome with its checks, claims."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from dagster_project.outcomes.standing import Standing
from dashboards import outcomes_charts, outcomes_queries
from dashboards.answers import Answers
from dashboards.charts import show
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_columns, draw_rows
from dashboards.durations import share
from dashboards.figures import MISSING, counted, day, dollars, moment, signed, whole
from dashboards.html_parts import chart_title, facts, keys, nothing_here, section
from dashboards.linked_choice import linked_choice
from dashboards.table_columns import number_column

SHORT = {
    "the groups were not parallel before the fix": "not parallel before",
    "fixes that were never made show effects too": "placebo dates failed",
    "subjects that the fix does not touch show effects too": "placebo subjects failed",
}
"""Findings as the table has room for them; the whole sentence stands with the outcome."""
WORDS = {True: "passed", False: "failed", None: "not made"}


def cases(label: str, meaning: str = "") -> Any:
    """A column of cases a year, rounded."""
    return st.column_config.NumberColumn(label, help=meaning or None, format="%.0f", width=58)


def put_forecasts(answers: Answers, rows: pl.DataFrame) -> None:
    """What was forecast and what came of it, drawn and in numbers."""
    section(
        "Forecasts against outcomes",
        "Cases avoided a year. A forecast is frozen before its fix; the outcome is that of accounts that got the "
        "fix against those that did not, or against their own past where everybody got it. A change in percent is of "
        "the cases that there would have been without the fix: those of before, moved as the others moved. Where the "
        "others fell by more than there were, that is not above 0, and a percent of it would say nothing.",
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
    shown = rows.with_columns(
        finding=pl.coalesce("finding", "why_not_measured").str.replace_many(SHORT),
        change=pl.struct(rows.columns).map_elements(effect_words, return_dtype=pl.String),
        part=pl.struct(rows.columns).map_elements(part_words, return_dtype=pl.String),
    )
    draw_columns(
        shown, forecast_id=entry_column("Forecast"),
        opportunity_title=st.column_config.TextColumn("Opportunity", width=115),
        fix_on=st.column_config.DateColumn("Fix on", format="D MMM YYYY", width=88),
        low_cases=cases("Low", "Cases avoided a year, as forecast."), likely_cases=cases("Likely"),
        high_cases=cases("High"), avoided_cases=cases("Outcome", "Cases avoided a year, as measured."),
        avoided_cases_low=cases("from", "Lower end of the outcome's 95 % interval."), avoided_cases_high=cases("to"),
        is_in_range=st.column_config.CheckboxColumn("In range", width=66),
        change=st.column_config.TextColumn("Cases a week", width=125, help="The change that goes with the fix, and its "
                                           "95 % interval."),
        part=st.column_config.TextColumn("Of expected", width=96, help="That change as a part of the cases that there "
                                         "would have been without the fix."),
        finding=st.column_config.TextColumn("Finding", width=385),
    )  # fmt: skip


def put_ledger(answers: Answers, standing: Standing) -> None:
    """Measured entries of the ledger, with what people decided."""
    ledger = standing.ledger
    section(
        "Outcome ledger",
        "What has come of fixes since they were made. An entry is proposed and stays pending until a person decides: "
        "loompin outcomes decide ENTRY --status verified --by NAME --reason TEXT.",
    )
    if ledger.is_empty():
        nothing_here("No outcome has been measured yet.")
        return
    put_download(answers, "CSV", "outcome_ledger", lambda: ledger, ["reporting.outcome_ledger, measured, as of now"])
    dollar = {"format": "dollar", "width": 82}
    draw_columns(
        ledger.with_columns(pl.col("decision").str.replace_many(SHORT)), entry_id=entry_column("Entry"),
        title=st.column_config.TextColumn("Outcome of", width=125),
        outcome_on=st.column_config.DateColumn("Fix on", format="D MMM YYYY", width=88),
        decision=st.column_config.TextColumn("Status", width=505), suggested_status=st.column_config.TextColumn(
            "By checks", width=80, help="What the checks speak for; a person decides."),
        revenue_impact_usd=st.column_config.NumberColumn("Cost avoided", help="Since the fix.", format="dollar",
                                                         width=95),
        revenue_impact_usd_low=st.column_config.NumberColumn("from", help="Lower end, 95 %.", **dollar),
        revenue_impact_usd_high=st.column_config.NumberColumn("to", **dollar),
        operational_hours_saved=st.column_config.NumberColumn("Hours saved", format="%.1f", width=90),
        n=number_column("Cases", width=60),
    )  # fmt: skip


def put_outcome(answers: Answers, source: str, standing: Standing) -> None:
    """One outcome: its weeks, its checks, and every decision on it."""
    rows = standing.forecasts
    measured = rows.filter(pl.col("avoided_cases").is_not_null())
    if measured.is_empty():
        return
    section("What stands behind it", "The weekly series, the checks and the decisions of one outcome.")
    names = {
        entry: f"{entry}: {title or 'an opportunity that is gone'}"
        for entry, title in measured.select("forecast_id", "opportunity_title").iter_rows()
    }
    entry = linked_choice("Outcome", names, "outcome_entry", source)
    one = measured.row(measured["forecast_id"].to_list().index(entry), named=True)
    kept = standing.ledger.row(by_predicate=pl.col("entry_id") == entry, named=True)
    hours = [kept[f"operational_hours_saved{end}"] for end in ("", "_low", "_high")]
    saved = MISSING if None in hours else "{:.1f} ({:.1f} to {:.1f})".format(*hours).replace("-", "−")
    st.html(facts({"Status": kept["decision"], **_facts(one), "Hours saved since": saved}))
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
    newer = [d for d in standing.decisions if d.entry_id == entry]
    history = [*decisions.select("status", "decided_by", "reason", "decided_at").iter_rows(), *(
        (d.status, d.decided_by, d.reason, d.decided_at) for d in newer)]  # fmt: skip
    if not history:
        st.caption("Nobody has decided on it yet.")
        return
    draw_rows(
        pl.DataFrame(history, schema=["status", "decided_by", "reason", "decided_at"], orient="row"),
        {"status": "Status", "decided_by": "Decided by", "reason": "Reason", "decided_at": "When"},
    )


def effect_words(one: dict[str, Any]) -> str:
    """The change that goes with a fix, in cases a week: −1.4 (−2.4 to −0.5)."""
    if one["effect"] is None:
        return MISSING
    value, low, high = (signed(one[name], 1) for name in ("effect", "effect_low", "effect_high"))
    return f"{value} ({low} to {high})"


def level_words(one: dict[str, Any]) -> str:
    """Cases a week before the fix, since, and what was to be expected since without it."""
    if one.get("counterfactual") is None:
        return MISSING
    numbers = {name: f"{one[name]:.1f}".replace("-", "−") for name in ("baseline", "observed", "counterfactual")}
    return f"{numbers['baseline']} before, {numbers['observed']} since; {numbers['counterfactual']} expected without it"


def part_words(one: dict[str, Any], *, is_long: bool = False) -> str:
    """The change as a part of the cases expected without the fix, or that there is none."""
    if one.get("counterfactual") is None:
        return MISSING
    if one["relative_effect"] is None:
        return "not a percentage: none were expected" if is_long else "not a percentage"
    value, low, high = (
        None if one[name] is None else f"{signed(100 * one[name], 0)} %"
        for name in ("relative_effect", "relative_effect_low", "relative_effect_high")
    )
    return f"{value} ({low} to {high or 'no end'})" if is_long else value


def entry_column(label: str) -> Any:
    """A column of entries of the ledger."""
    return st.column_config.TextColumn(label, width=128)


def _facts(one: dict[str, Any]) -> dict[str, str]:
    trend = "the trend is part of the model" if one["trend_passed"] is None else (
        f"{WORDS[one['trend_passed']]}: {one['trend_slope']:+.3f} a week "
        f"({one['trend_low']:+.3f} to {one['trend_high']:+.3f})"
    )  # fmt: skip
    return {
        "Finding": one["finding"],
        "Change, cases a week": effect_words(one),
        "Cases a week": level_words(one),
        "Change of what was expected": part_words(one, is_long=True),
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
