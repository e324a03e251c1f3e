"""Views of what agents are held to: playbooks and games, claimed outcomes, policies."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import agents_charts, agents_queries, charts
from dashboards.agents_work_views import put_reconciled, share_column, wide_column
from dashboards.answers import Answers
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_columns
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.rate_dots import rate_dots
from dashboards.table_columns import number_column, time_column

MONEY = {"format": "dollar"}


def put_playbooks(answers: Answers) -> None:
    """How often playbooks are followed and to their end, and the games that agents play."""
    playbooks, runs = answers.sql(agents_queries.PLAYBOOKS), answers.sql(agents_queries.RUNS_NOT_COMPLETED)
    games = answers.sql(agents_queries.WARGAMES)
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title("Followed to the end", "Runs with every step done well, with 95 % intervals.")
        dots = rate_dots(playbooks, "playbook_title", "completion_rate", "ended_run_count")
        if dots.is_empty():
            nothing_here("No playbook was followed.")
        else:
            charts.show(charts.share_dots(dots), "Share of completed runs by playbook")
    with right.container(border=True, height="stretch"):
        chart_title("Runs that did not end well", "With the step they ended at; the newest first.")
        draw_columns(
            runs,
            playbook_title="Playbook", outcome="Outcome", failed_step="At step", incident_title="Incident",
            started_at=time_column("Began"),
        )  # fmt: skip
    section(
        "Playbooks", "One that was followed though it is a draft or retired is marked; one never followed has no n."
    )
    put_download(answers, "CSV", "playbooks", lambda: playbooks, ["reporting.playbook_performance"])
    draw_columns(
        playbooks,
        playbook_title="Playbook", category="Category", status="Status", run_count=number_column("Runs"),
        completed_run_count=number_column("Completed"), completion_rate=share_column("Completed, share"),
        most_failed_step="Fails most at", incident_run_count=number_column("On incidents"),
        median_run_seconds=number_column("Median seconds"),
        median_incident_hours=st.column_config.NumberColumn("Median hours of incidents", format="%.1f"),
        is_used_unready=st.column_config.CheckboxColumn("Used unready"), last_run_at=time_column("Last run"),
    )  # fmt: skip
    section("Games", "Planning games of agents. Those that stopped without a conclusion stand first.")
    put_reconciled(answers, "wargame_simulations.")
    if games.is_empty():
        nothing_here("No source of this release has games.")
        return
    put_download(answers, "CSV", "wargames", lambda: games, ["reporting.wargames"])
    draw_columns(
        games,
        topic="About", outcome="Outcome", reported_status="Reported", round_count=number_column("Rounds"),
        planned_round_count=number_column("Planned"), participant_count=number_column("Agents"),
        message_count=number_column("Messages"), reported_message_count=number_column("Reported messages"),
        hours_played=st.column_config.NumberColumn("Hours", format="%.1f"),
        silent_day_count=number_column("Days silent"), decision="Decision", last_message="Last said",
        started_at=time_column("Began"), simulation_id="Game",
    )  # fmt: skip


def put_claims(answers: Answers) -> None:
    """What automation is claimed to have brought, by who believes it."""
    by_status, doubtful = answers.sql(agents_queries.CLAIMS_BY_STATUS), answers.sql(agents_queries.DOUBTFUL_CLAIMS)
    if by_status.is_empty():
        nothing_here("No source of this release has a ledger of outcomes.")
        return
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title("Revenue claimed", "By verification; an outcome that is claimed twice counts once.")
        bars = by_status.select(
            status="verification_status", value=pl.col("revenue_impact_usd").cast(pl.Float64), n="claim_count"
        )
        charts.show(agents_charts.claim_bars(bars), "Revenue claimed by verification status")
    with right.container(border=True, height="stretch"):
        chart_title("Hours and money", "Hours are valued at the loaded rate of seeds/cost_rates.csv.")
        draw_columns(
            by_status,
            verification_status="Status", claim_count=number_column("Claims"),
            repeated_claim_count=number_column("Claimed again"),
            revenue_impact_usd=st.column_config.NumberColumn("Revenue", **MONEY),
            operational_hours_saved=number_column("Hours saved"),
            hours_value_usd=st.column_config.NumberColumn("Their value", **MONEY),
            median_revenue_impact_usd=st.column_config.NumberColumn("Median claim", **MONEY),
        )  # fmt: skip
    section("Disputed, or claimed twice", "The largest first.")
    if doubtful.is_empty():
        nothing_here("No claim is disputed.")
        return
    put_download(answers, "CSV", "doubtful_claims", lambda: doubtful, ["reporting.outcome_claims"])
    draw_columns(
        doubtful,
        claim_id="Claim", verification_status="Status", is_claimed_again=st.column_config.CheckboxColumn("Again"),
        action_id="For action", agent_id="Agent", action_type="Sort",
        revenue_impact_usd=st.column_config.NumberColumn("Revenue", **MONEY),
        operational_hours_saved=st.column_config.NumberColumn("Hours", format="%.1f"), verified_by="By",
        claimed_at=time_column("Claimed"),
    )  # fmt: skip


def put_policies(answers: Answers) -> None:
    """Rules that were broken, and access rules that contradict each other."""
    policies, violations = answers.sql(agents_queries.POLICIES), answers.sql(agents_queries.VIOLATIONS)
    rules = answers.sql(agents_queries.ACCESS_RULES)
    left, right = st.columns([2, 3], gap="small")
    with left.container(border=True, height="stretch"):
        chart_title("Violations by policy", "Rules of conduct that are evaluated here.")
        bars = policies.filter(pl.col("checked_count") > 0).select(
            policy="policy_name", value="violation_count", n="checked_count"
        )
        if bars.is_empty():
            nothing_here("Nothing was there to be checked.")
        else:
            charts.show(agents_charts.violation_bars(bars), "Violations by policy")
    with right.container(border=True, height="stretch"):
        chart_title(
            "Access rules to look at", "Contradicted, broken, or missing. The strictest of several effects holds."
        )
        draw_columns(
            rules,
            access_rule_id="What, how, and in which role", effect="Holds", permission_effects="Permission",
            security_effects="Security", is_conflicting=st.column_config.CheckboxColumn("Conflict"),
            action_count=number_column("Actions"), violation_count=number_column("Against it"),
        )  # fmt: skip
    section("Policies", "How each rule reads and what was checked; a rule that is not evaluated says why.")
    put_download(answers, "CSV", "governance_policies", lambda: policies, ["reporting.governance_policies"])
    draw_columns(
        policies,
        policy_name="Policy", logic="Rule", status="Status", not_evaluated_reason=wide_column("Not evaluated because"),
        checked_count=number_column("Checked"), violation_count=number_column("Violated"),
        violation_rate=share_column("Share"), violation_rate_low=share_column("95 % from"),
        violation_rate_high=share_column("95 % to"),
        last_violation_on=st.column_config.DateColumn("Last", format="D MMM YYYY"),
    )  # fmt: skip
    section("Violations", "The newest first. An action that violates two policies stands here twice.")
    if violations.is_empty():
        nothing_here("No policy was violated.")
        return
    put_download(answers, "CSV", "policy_violations", lambda: violations, ["reporting.policy_violations"])
    draw_columns(
        violations,
        occurred_on=st.column_config.DateColumn("Day", format="D MMM YYYY"), policy_name="Policy", agent_id="Agent",
        action_type="Action", entity_id="What", finding="Finding",
        measured_value=st.column_config.NumberColumn("Measured", format="%.2f"),
        limit_value=st.column_config.NumberColumn("Limit", format="%.0f"), tenant_name="Tenant",
    )  # fmt: skip
