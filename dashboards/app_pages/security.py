"""What asks for attention in accounts, keys and operators; who comes, what they use, and where their data are."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import charts, security_queries, security_tables
from dashboards.answers import answers_of_page
from dashboards.cards import Card, put_cards
from dashboards.durations import share
from dashboards.figures import counted, whole
from dashboards.html_parts import chart_title, keys, nothing_here
from dashboards.page_end import end_page
from dashboards.palette import ACCENT, BREACHED, MET, NO_TARGET, PAUSED, QUIET
from dashboards.rate_dots import rate_dots
from dashboards.security_charts import finding_bars
from dashboards.stacked_weeks import stacked_weeks

WEEK = "metric_time__week"
KINDS = {
    "operator access": ACCENT, "configuration": PAUSED, "data leaving": BREACHED, "keys": NO_TARGET, "people": MET,
    "integrations": QUIET,
}  # fmt: skip
"""Kinds of action that change or take something; sign-ins and the use of features would hide them."""

URGENCIES = {"high": BREACHED, "medium": PAUSED, "low": QUIET}

answers = answers_of_page()
posture = answers.sql(security_queries.POSTURE)
findings = answers.sql(security_queries.FINDINGS)
residency = answers.sql(security_queries.RESIDENCY)
workspaces = answers.sql(security_queries.WORKSPACES)
operators = answers.sql(security_queries.OPERATORS)
unusual = answers.sql(security_queries.UNUSUAL_WEEKS)
plans = answers.sql(security_queries.PLANS)
features = answers.sql(security_queries.FEATURES)
rights = answers.sql(security_queries.RIGHTS)
if posture.is_empty():
    nothing_here("No source of this release has accounts, so there is nothing to say of security and adoption.")
    end_page()

totals = answers.ask(
    ["open_accounts", "second_factor_rate", "second_factor_rate_low", "second_factor_rate_high", "admin_accounts",
     "admins_without_second_factor", "working_api_keys", "stale_api_keys", "api_keys_past_end"]
).row(0, named=True)  # fmt: skip
seats = answers.ask(
    ["seats_taken", "seats_in_use", "seat_use_rate", "seat_use_rate_low", "seat_use_rate_high"]
).row(0, named=True)  # fmt: skip
urgent = findings.filter(pl.col("urgency") == "high")
outside = residency.filter(pl.col("verdict") == "outside")
full = workspaces.filter(pl.col("seat_state").is_in(["over the limit", "full", "near the limit"]))

put_cards(
    [
        Card("Urgent findings", whole(urgent.height), answers.definition("security_findings").description,
             note=f"of {counted(findings.height, 'finding')}", is_alarm=not urgent.is_empty()),
        Card("Second factor", share(totals["second_factor_rate"]), answers.definition("second_factor_rate").description,
             rate=totals["second_factor_rate"],
             interval=(totals["second_factor_rate_low"], totals["second_factor_rate_high"]), n=totals["open_accounts"]),
        Card("Admins without", whole(totals["admins_without_second_factor"]),
             answers.definition("admins_without_second_factor").description,
             note=f"of {counted(totals['admin_accounts'], 'admin')}",
             is_alarm=bool(totals["admins_without_second_factor"])),
        Card("Keys past their end", whole(totals["api_keys_past_end"]),
             answers.definition("api_keys_past_end").description,
             note=f"and {whole(totals['stale_api_keys'])} of {whole(totals['working_api_keys'])} that work are stale",
             is_alarm=bool(totals["api_keys_past_end"])),
        Card("Outside the jurisdiction", whole(outside["tenant"].n_unique()),
             "Tenants with something running in another jurisdiction than they were promised.",
             note=", ".join(outside["tenant"].unique().sort().head(2)), is_alarm=not outside.is_empty()),
        Card("Seats in use", share(seats["seat_use_rate"]), answers.definition("seat_use_rate").description,
             rate=seats["seat_use_rate"],
             interval=(seats["seat_use_rate_low"], seats["seat_use_rate_high"])
             if seats["seat_use_rate"] is not None else None, n=seats["seats_taken"],
             note=f"{counted(full.height, 'workspace')} near the limit"),
    ]
)  # fmt: skip


def put_attention() -> None:
    """Findings, and the tenants they are of."""
    if not findings.is_empty():
        with st.container(border=True):
            chart_title("Findings by kind", "How many of each; the urgent first.")
            keys(URGENCIES)
            kinds = (
                answers.ask(["security_findings"], ["finding", "urgency"])
                .with_columns(place=pl.col("urgency").replace_strict({"high": 1, "medium": 2, "low": 3}))
                .sort("place", "security_findings", "finding", descending=[False, True, False])
            )
            charts.show(finding_bars(kinds, URGENCIES), "Findings by kind and urgency")
    security_tables.put_findings(answers, findings)
    security_tables.put_posture(answers, posture)


def put_activity() -> None:
    """What was done, by whom, and what was unusual."""
    with st.container(border=True):
        chart_title(
            "Actions by week", "Entries of the audit log that change or take something; sign-ins and the use of "
            "features are left out. The last week may be cut.",
        )  # fmt: skip
        keys(KINDS)
        weeks = (
            answers.ask(["audit_actions"], [WEEK, "kind"], {"kind": list(KINDS)})
            .sort(WEEK)
            .select(label=pl.col(WEEK).dt.strftime("%-d %b"), kind="kind", value="audit_actions")
        )
        charts.show(stacked_weeks(weeks, KINDS), "Entries of the audit log by week and kind")
    security_tables.put_unusual_weeks(answers, unusual)
    security_tables.put_operators(answers, operators)


def put_adoption() -> None:
    """Seats and features: paid for, taken, used."""
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title("Seats in use by plan", "Accounts with a sign-in in 30 days, of the seats taken; 95 % intervals.")
        dots = rate_dots(plans.filter(pl.col("account_count") > 0), "plan", "active_rate", "account_count")
        charts.show(charts.share_dots(dots), "Share of taken seats in use, by plan")
    with right.container(border=True, height="stretch"):
        chart_title("Features in use", "Tenants that used it in 90 days, of those that may; the least used first.")
        measured = features.filter(pl.col("is_measured") & (pl.col("granted_count") > 0))
        dots = rate_dots(measured, "feature", "use_rate", "granted_count")
        charts.show(charts.share_dots(dots), "Share of tenants that use a feature, of those that may")
    unmeasured = features.filter(~pl.col("is_measured"))["feature"].to_list()
    if unmeasured:
        st.caption(f"Nothing in the data shows the use of {', '.join(unmeasured)}.")
    security_tables.put_plans(answers, plans)
    security_tables.put_workspaces(answers, workspaces)
    security_tables.put_rights(answers, rights)


def put_places() -> None:
    """Where data are."""
    security_tables.put_residency(answers, residency)


PARTS = {
    "Attention": put_attention, "Activity": put_activity, "Seats and features": put_adoption, "Residency": put_places,
}  # fmt: skip
part = st.segmented_control("Part", list(PARTS), default="Attention", required=True, key="part", bind="query-params",
                            label_visibility="collapsed")  # fmt: skip
PARTS[part]()
