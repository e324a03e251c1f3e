"""Parts of the page on opportunities: the ranking, what stands behind a number, and what the platform says."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from dagster_project.outcomes.standing import newer_decisions, not_scored_yet
from dagster_project.resources.paths import Home
from dashboards import opportunities_charts, opportunities_queries
from dashboards.answers import Answers
from dashboards.charts import show
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_columns, draw_rows
from dashboards.durations import share
from dashboards.figures import MISSING, counted, day, dollars, signed, whole
from dashboards.html_parts import chart_title, facts, keys, nothing_here, section
from dashboards.linked_choice import linked_choice
from dashboards.table_columns import money_column, number_column

SHOWN = 12
"""Opportunities in the charts: the first of the ranking."""


SORTS = {
    "topic driver": "driver: a topic", "setback driver": "driver: a setback", "component": "defects: part",
    "product": "defects: product",
}  # fmt: skip
"""What an opportunity is, where the word of its column sort does not say it."""


def money(label: str, meaning: str = "", width: int = 78) -> Any:
    """A column of money, as narrow as the many of this page must be."""
    return money_column(label, meaning, width=width)


def name_of() -> pl.Expr:
    """What an opportunity is called, and of a parent which topic has the very same cases."""
    same = pl.lit(" (same cases as ") + pl.col("same_cases_as") + pl.lit(")")
    return pl.col("name") + same.fill_null("")


def put_ranking(answers: Answers, rows: pl.DataFrame) -> None:
    """The charts of the first opportunities, and the table of all."""
    ranked = rows.filter(pl.col("shown_rank").is_not_null() & (pl.col("fix_likely_usd") > 0))
    first = (
        ranked.unique("shown_subject", keep="first", maintain_order=True)
        .head(SHOWN)
        .with_columns(pl.col("name").str.slice(0, 60))
    )
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title(
            "What a fix is expected to bring a year",
            "Likely, with low to high; grey where confidence is low. "
            "Low and high are the uncertainty of the removable share alone.",
        )
        if first.is_empty():
            nothing_here("No opportunity of this kind has an amount.")
        else:
            ranges = first.select(
                "confidence", name=_label(), low=pl.col("fix_low_usd").cast(pl.Float64),
                likely=pl.col("fix_likely_usd").cast(pl.Float64), high=pl.col("fix_high_usd").cast(pl.Float64),
            )  # fmt: skip
            show(opportunities_charts.fix_ranges(ranges), "Expected yearly value of a fix by opportunity")
    with right.container(border=True, height="stretch"):
        chart_title("What it costs today", "Cases of the last 90 days, by component.")
        if not first.is_empty():
            keys({name: colour for name, (_, colour) in opportunities_charts.COMPONENTS.items()})
            parts = pl.concat(
                first.select(name=_label(), component=pl.lit(name), amount=pl.col(column).cast(pl.Float64),
                             place=pl.lit(place))
                for place, (name, (column, _)) in enumerate(opportunities_charts.COMPONENTS.items())
            )  # fmt: skip
            show(opportunities_charts.cost_parts(parts), "Cost of the last 90 days by opportunity and component")
    put_download(answers, "CSV", "roi_opportunities", lambda: rows, ["reporting.roi_opportunities"])
    draw_columns(
        rows.with_columns(name=name_of(), sort=pl.col("sort").replace(SORTS)),
        rank_shown=st.column_config.TextColumn(
            "Rank", width=52, help="Among those shown, by what a fix is likely to bring; = is a tie, – is not ranked."
        ),
        rank=number_column(
            "Of all", "Rank among themes, drivers and defects, as the weekly review tells it.", width=50
        ),
        name=st.column_config.TextColumn("Opportunity", width=230), sort=st.column_config.TextColumn("Is a", width=105),
        fix_low_usd=money("Fix, low", "A year, low end."),
        fix_likely_usd=money("Fix, likely", "A year; how it was got stands below."),
        fix_high_usd=money("Fix, high", "A year, high end."),
        confidence=st.column_config.TextColumn("Confidence", width=82),
        case_count=number_column("Cases", "Opened in the last 90 days.", width=56),
        account_count=number_column("Accounts", "With such cases in the last 90 days.", width=72),
        reach_rate=st.column_config.NumberColumn("Of cases", help="Share of all cases of the last 90 days.",
                                                 format="percent", width=72),
        cost_usd=money("Cost, 90 days", "Handling, credits, AI and infrastructure; the parts stand below.", 95),
        cost_per_year_usd=money("Cost, a year", "The same × 365 / 90, or as it was of what happens once.", 90),
        arr_exposed_usd=money("ARR exposed", "Each account once within an opportunity.", 92),
        arr_expected_at_risk_usd=money("ARR at risk", "Expected: exposed × the difference in leaving, where one is "
                                       "shown; 0 where none is, empty where too few customers are known.", 85),
        effort_days=number_column("Days", "Planned days of open projects.", width=50),
    )  # fmt: skip


def _label() -> pl.Expr:
    return (
        pl.col("rank_shown")
        + " · "
        + pl.col("name")
        + pl.when(pl.col("kind") == "theme").then(pl.lit(" (theme)")).otherwise(pl.lit(""))
    )


def put_evidence(answers: Answers, source: str, rows: pl.DataFrame) -> None:
    """One opportunity: every number with how it was got, its accounts and its cases."""
    section("What stands behind it", "Each number of one opportunity, the accounts it touches and the cases it is of.")
    names = {key: f"{name} ({key})" for name, key in rows.select("name", "opportunity_key").iter_rows()}
    key = linked_choice("Opportunity", names, "opportunity", f"{source} {'-'.join(sorted(set(rows['kind'])))}")
    one = rows.row(rows["opportunity_key"].to_list().index(key), named=True)
    not_scored = not_scored_yet(newer_decisions(answers, Home(answers.sight.home)))
    st.html(facts(_facts(one, f".{not_scored}" if not_scored else "")))
    st.html(f'<div class="lw-section"><p>{_leaving_words(one)}</p></div>')
    linked = answers.sql(opportunities_queries.LINKED, [source, key, source, key])
    if not linked.is_empty():
        draw_rows(linked, {"what": "Linked", "title": "Title", "status": "Status", "planned_days": number_column(
            "Planned days"), "linked_by": "By the name",
            "due_on": st.column_config.DateColumn("Due", format="D MMM YYYY")})  # fmt: skip
    accounts, cases = (
        answers.sql(query, [source, key]) for query in (opportunities_queries.ACCOUNTS, opportunities_queries.CASES)
    )
    left, right = st.columns([2, 3], gap="small")
    with left:
        chart_title("Accounts", f"{counted(accounts.height, 'account')} since the beginning; exposed are those with "
                    "cases in the period.")  # fmt: skip
        put_download(answers, "CSV", "opportunity_accounts", lambda: accounts, [f"opportunity: {key}"])
        draw_columns(
            accounts, tenant_name=st.column_config.TextColumn("Account", width=145),
            segment=st.column_config.TextColumn("Segment", width=76), arr_exposed_usd=money("ARR exposed", "", 86),
            period_case_count=st.column_config.NumberColumn("Cases", help="Of the last 90 days.", width=50),
            case_count=st.column_config.NumberColumn("Ever", width=44), period_cost_usd=money("Cost", "", 52),
            last_opened_at=st.column_config.DatetimeColumn("Last", format="D MMM YYYY", timezone="UTC", width=86),
        )  # fmt: skip
    with right:
        chart_title("Cases", f"{counted(cases.height, 'case')} since the beginning; those of the period first.")
        put_download(answers, "CSV", "opportunity_cases", lambda: cases, [f"opportunity: {key}"])
        draw_columns(
            cases, case_id=st.column_config.TextColumn("Case", width=78),
            tenant_name=st.column_config.TextColumn("Account", width=145),
            opened_at=st.column_config.DatetimeColumn("Opened", format="D MMM YYYY", timezone="UTC", width=88),
            is_in_period=st.column_config.CheckboxColumn("90 days", help="Opened in the last 90 days.", width=62),
            handling_minutes=st.column_config.NumberColumn("Minutes", format="%.0f", width=62),
            handling_cost_usd=money("Handling", "", 68), credits_usd=money("Credits", "", 58),
            ai_cost_usd=money("AI", "", 42), infrastructure_cost_usd=money("Infra", "Infrastructure.", 50),
            cost_usd=money("Cost", "", 52), root_cause=st.column_config.TextColumn("Cause", width=100),
        )  # fmt: skip


def _facts(one: dict[str, Any], not_scored: str) -> dict[str, str]:
    period = f"{day(one['period_start'])} – {day(one['period_end'])}"
    removable = MISSING if one["removable_rate"] is None else (
        f"{share(one['removable_rate'])} ({share(one['removable_rate_low'])} to {share(one['removable_rate_high'])}), "
        f"{whole(one['removable_count'])} of {whole(one['judged_count'])} cases"
    )  # fmt: skip
    avoided = (
        MISSING if one["avoided_cases_likely"] is None
        else f"{whole(one['avoided_cases_likely'])} ({whole(one['avoided_cases_low'])} to "
        f"{whole(one['avoided_cases_high'])})"
    )  # fmt: skip
    return {
        f"Cases, {period}": f"{whole(one['case_count'])} of {counted(one['account_count'], 'account')}, "
        f"{counted(one['customer_count'], 'customer')}",
        "Is a": SORTS.get(one["sort"], one["sort"]) + (
            f", with the very cases of {one['same_cases_as']}" if one["same_cases_as"] else ""
        ),
        "Handling": f"{whole(one['handling_minutes'])} min, {dollars(one['handling_cost_usd'])}",
        "Credits": dollars(one["credits_usd"]),
        "AI and infrastructure": f"{dollars(one['ai_cost_usd'])} and {dollars(one['infrastructure_cost_usd'])}, known "
        f"of {counted(one['usage_known_count'], 'case')}",
        "Cost, 90 days and a year": f"{dollars(one['cost_usd'])}, {dollars(one['cost_per_year_usd'])}",
        "Removable share of cases": removable,
        "Cases avoided a year": avoided,
        "A fix brings a year": f"{dollars(one['fix_likely_usd'])} ({dollars(one['fix_low_usd'])} to "
        f"{dollars(one['fix_high_usd'])})",
        "How": one["fix_method"],
        "Confidence": f"{one['confidence']}: {one['confidence_reason']}",
        "Effort": f"{counted(one['effort_days'], 'day')}: {one['effort_basis']}"
        if one["effort_days"] is not None else f"unknown: {one['effort_basis']}",
        "Past forecasts that held": MISSING
        if one["past_forecast_count"] is None
        else f"{share(one['past_coverage_rate'], 0)} of {whole(one['past_forecast_count'])}" + (
            "" if one["past_bias"] is None else f"; outcomes {one['past_bias']:+.0%} of what was likely"
        ).replace("%", " %") + not_scored,
        "ARR exposed": dollars(one["arr_exposed_usd"]),
        "ARR expected at risk": f"{dollars(one['arr_expected_at_risk_usd'])} "
        f"({dollars(one['arr_expected_low_usd'])} to {dollars(one['arr_expected_high_usd'])})",
        "ARR exposed × measured difference": dollars(one["arr_times_difference_usd"]) + (
            ", not counted: the interval contains 0" if one["leaving_status"] == "no difference shown" else ""
        ),
    }  # fmt: skip


def _leaving_words(one: dict[str, Any]) -> str:
    if one["touched_rate"] is None or one["untouched_rate"] is None:
        return "No customer who was there a year ago had such a case before, so nothing is known of leaving."
    difference = " to ".join(signed(one[f"leaving_difference_{side}"] * 100, 1) for side in ("low", "high"))
    treated = {
        "touched leave more often": "The difference is counted: ARR exposed × difference is what is expected at risk.",
        "no difference shown": "The interval contains 0, so nothing is expected at risk; its upper end is shown.",
        "touched leave less often": "Those touched leave less often, so nothing is expected at risk.",
        "too few customers": "Fewer than 30 customers on a side: too few, so nothing is expected and nothing is added.",
    }[one["leaving_status"]]
    points = signed(one["leaving_difference"] * 100, 1)
    return (
        f"Leaving, and what it is associated with: of {whole(one['touched_count'])} customers with such a case more "
        f"than a year ago {whole(one['touched_left_count'])} left within the year ({share(one['touched_rate'])}), of "
        f"{whole(one['untouched_count'])} others {whole(one['untouched_left_count'])} "
        f"({share(one['untouched_rate'])}). Difference {points} points, 95 % {difference}. {treated}"
    )


def put_reported(answers: Answers, source: str) -> None:
    """What the platform says opportunities are worth, beside what follows from cases; and what is linked to what."""
    reported = answers.sql(opportunities_queries.REPORTED, [source])
    section(
        "As the platform tells it",
        "Matched by the longest name of a theme, component or product in the title; those whose title names none stand "
        "at the end. The two amounts are not added up.",
    )
    if reported.is_empty():
        nothing_here("The platform tells of no opportunities.")
        return
    links = answers.sql(opportunities_queries.LINKS, [source] * 4)
    st.html(facts({row["what"]: f"{whole(row['linked'])} of {whole(row['total'])} linked, "
                   f"{whole(row['total'] - row['linked'])} not" for row in links.iter_rows(named=True)}))  # fmt: skip
    put_download(answers, "CSV", "reported_opportunities", lambda: reported, ["reporting.reported_opportunities"])
    draw_rows(
        reported,
        {
            "title": "Reported opportunity", "opportunity_type": "Type", "status": "Status", "tenant_name": "Account",
            "reported_impact_usd": money("Reported"), "computed_title": "Computed opportunity",
            "linked_by": "By the name", "fix_low_usd": money("Fix, low"), "fix_likely_usd": money("Fix, likely"),
            "fix_high_usd": money("Fix, high"), "arr_exposed_usd": money("ARR exposed"),
        },
    )  # fmt: skip
