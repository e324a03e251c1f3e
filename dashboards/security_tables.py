"""Tables of the page on security and adoption: each with its heading, its download and its columns."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards.answers import Answers
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_rows
from dashboards.html_parts import nothing_here, section
from dashboards.table_columns import number_column, time_column

PERCENT = {"format": "percent"}


def _put(answers: Answers, name: str, rows: pl.DataFrame, table: str, columns: dict) -> None:
    put_download(answers, "CSV", name, lambda: rows, [f"reporting.{table}"])
    draw_rows(
        rows.drop([column for column in rows.columns if column not in columns]),
        columns,
    )  # fmt: skip


def put_findings(answers: Answers, rows: pl.DataFrame) -> None:
    """Everything that asks for attention, the most urgent first."""
    section("What asks for attention", "One line per account, key, operator, unusual week or thing in the wrong place.")
    if rows.is_empty():
        nothing_here("Nothing asks for attention.")
        return
    kinds = rows["finding"].unique(maintain_order=True).to_list()
    chosen = st.multiselect("What", kinds, key="findings", placeholder="All kinds", label_visibility="collapsed")
    shown = rows.filter(pl.col("finding").is_in(chosen)) if chosen else rows
    _put(
        answers, "security_findings", shown, "security_findings",
        {
            "urgency": "Urgency", "finding": st.column_config.TextColumn("What", width=290), "tenant": "Tenant",
            "subject_id": "Which", "detail": st.column_config.TextColumn("Figures", width=260),
            "since_date": st.column_config.DateColumn("Since", format="D MMM YYYY"),
        },
    )  # fmt: skip


def put_posture(answers: Answers, rows: pl.DataFrame) -> None:
    """How each tenant is guarded."""
    section("Tenants", "Open accounts and API keys at the time of the release; admins without a second factor first.")
    _put(
        answers, "security_posture", rows, "security_posture",
        {
            "tenant": "Tenant", "plan": "Plan", "account_count": number_column("Accounts"),
            "second_factor_rate": st.column_config.NumberColumn("Second factor", **PERCENT),
            "is_second_factor_forced": st.column_config.CheckboxColumn("Forced"),
            "admin_count": number_column("Admins"), "admin_without_count": number_column("Admins without"),
            "locked_count": number_column("Locked"), "failed_attempt_count": number_column("Failed attempts"),
            "single_sign_on": "Single sign-on", "sign_in_count": number_column("Sign-ins, 30 d"),
            "sso_sign_in_count": number_column("By single sign-on"), "active_key_count": number_column("Keys"),
            "stale_key_count": number_column("Stale"), "active_past_end_count": number_column("Active past end"),
            "expired_key_count": number_column("Past end"), "revoked_key_count": number_column("Revoked"),
            "endless_key_count": number_column("Never end"),
        },
    )  # fmt: skip


def put_operators(answers: Answers, rows: pl.DataFrame) -> None:
    """What our own operators did in tenants' workspaces."""
    section("Our operators", "What they did in tenants' workspaces, and whether their access covers it.")
    if rows.is_empty():
        nothing_here("No source of this release names operators.")
        return
    _put(
        answers, "operators", rows, "operator_access",
        {
            "operator_id": "Operator", "email": "Address", "access_level": "Access", "status": "Status",
            "left_at": time_column("Left"), "tenant_count": number_column("Tenants"),
            "action_count": number_column("Actions"), "export_count": number_column("Exports"),
            "change_count": number_column("Changes"), "after_leaving_count": number_column("After leaving"),
            "beyond_access_count": number_column("Beyond access"), "last_action_at": time_column("Last action"),
        },
    )  # fmt: skip


def put_unusual_weeks(answers: Answers, rows: pl.DataFrame) -> None:
    """Weeks with far more of something than the weeks before."""
    section("Unusual weeks", "Four standard deviations or more above the eight weeks before, and ten entries at least.")
    if rows.is_empty():
        nothing_here("No week was unusual.")
        return
    _put(
        answers, "unusual_weeks", rows, "activity_weeks, is_unusual",
        {
            "week_start": st.column_config.DateColumn("Week from", format="D MMM YYYY"), "tenant": "Tenant",
            "action": "Action or event", "kind": "Kind", "entry_count": number_column("Entries"),
            "usual_count": st.column_config.NumberColumn("Usually", format="%.1f"),
            "score": st.column_config.NumberColumn("Score", format="%.0f"), "busiest_actor_id": "Busiest account",
            "busiest_actor_share": st.column_config.NumberColumn("Its share", **PERCENT),
        },
    )  # fmt: skip


def put_plans(answers: Answers, rows: pl.DataFrame) -> None:
    """Seats and people by plan."""
    section("Seats by plan", "A seat is taken by an open account, and in use with a sign-in in the last 30 days.")
    _put(
        answers, "plans", rows, "plan_adoption",
        {
            "plan": "Plan", "price_monthly_usd": st.column_config.NumberColumn("Per month", format="dollar"),
            "tenant_count": number_column("Tenants"), "seat_count": number_column("Seats"),
            "account_count": number_column("Taken"), "active_count": number_column("In use"),
            "free_seat_count": number_column("Free"),
            "seat_rate": st.column_config.NumberColumn("Taken, share", **PERCENT),
            "active_rate": st.column_config.NumberColumn("In use of taken", **PERCENT),
            "near_limit_count": number_column("Tenants near the limit"),
            "idle_tenant_count": number_column("Tenants with nobody active"),
        },
    )  # fmt: skip


def put_workspaces(answers: Answers, rows: pl.DataFrame) -> None:
    """How full each tenant's workspace is."""
    section("Workspaces", "Those that are near the limit of their plan come first, then those where nobody is active.")
    _put(
        answers, "workspaces", rows, "workspace_adoption",
        {
            "tenant": "Tenant", "plan": "Plan", "seat_state": "State", "seat_count": number_column("Seats"),
            "account_count": number_column("Taken"), "active_count": number_column("In use"),
            "dormant_count": number_column("Dormant"), "free_seat_count": number_column("Free"),
            "seat_rate": st.column_config.NumberColumn("Taken, share", **PERCENT),
            "last_sign_in_at": time_column("Last sign-in"),
        },
    )  # fmt: skip


def put_rights(answers: Answers, rows: pl.DataFrame) -> None:
    """Where rights and use differ."""
    section("Rights and use that differ", "What a tenant uses without a right to it, and what it may use and does not.")
    if rows.is_empty():
        nothing_here("Every tenant uses what it may, and nothing else.")
        return
    _put(
        answers, "rights", rows, "entitlement_use",
        {
            "tenant": "Tenant", "plan": "Plan", "feature": "Feature", "verdict": "Verdict", "granted_by": "Right by",
            "last_used_on": st.column_config.DateColumn("Last used", format="D MMM YYYY"),
        },
    )  # fmt: skip


def put_residency(answers: Answers, rows: pl.DataFrame) -> None:
    """Where tenants' things run, against what they were promised."""
    section(
        "Where data are",
        "Workspaces, integrations, API keys (region of the last call) and system events of 30 days, against the "
        "jurisdiction that each tenant was promised; what lies outside comes first.",
    )
    if rows.is_empty():
        nothing_here("No source of this release says where things run.")
        return
    _put(
        answers, "residency", rows, "data_residency",
        {
            "tenant": "Tenant", "promised_jurisdiction": "Promised", "kind": "What",
            "thing_count": number_column("How many"),
            "region": "Region", "place": "Place", "jurisdiction": "Jurisdiction", "verdict": "Verdict",
        },
    )  # fmt: skip
