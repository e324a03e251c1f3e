"""Views of what agents do: reflexes, actions, and the steps they suggest."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import agents_charts, agents_queries, charts
from dashboards.answers import Answers
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_columns
from dashboards.figures import counted
from dashboards.html_parts import chart_title, keys, nothing_here, section
from dashboards.rate_dots import rate_dots
from dashboards.table_columns import number_column, time_column
from dashboards.told_by_alerts import put_told_of_reflexes

PERCENT = {"format": "percent"}
SECONDS = {"format": "%.1f s"}
LISTED = ("missed", "false fire", "not verifiable", "fired again", "pending", "fired")


def wide_column(label: str) -> object:
    """A column of sentences."""
    return st.column_config.TextColumn(label, width="large")


def share_column(label: str, meaning: str = "") -> object:
    """A column of shares."""
    return st.column_config.NumberColumn(label, help=meaning or None, **PERCENT)


def put_reflexes(answers: Answers) -> None:
    """Reflexes that fired against those that should have."""
    reflexes = answers.sql(agents_queries.REFLEXES)
    bars = (
        reflexes.rename({"fired_count": "fired", "missed_count": "missed", "false_count": "false fire",
                         "repeated_count": "fired again", "not_verifiable_count": "not verifiable"})
        .unpivot(list(agents_charts.VERDICTS), index="reflex_name", variable_name="verdict")
        .filter(pl.col("value") > 0)
        .with_columns(
            reflex="reflex_name",
            place=pl.col("verdict").replace_strict(
                {name: place for place, name in enumerate(agents_charts.VERDICTS)}, return_dtype=pl.Int64
            ),
        )
    )  # fmt: skip
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title("Fired, and should have", "Each condition is read from its text and held against the warehouse.")
        keys(agents_charts.VERDICTS)
        charts.show(agents_charts.verdict_bars(bars), "Fires of each reflex by verdict")
    with right.container(border=True, height="stretch"):
        chart_title("Share missed", "Of the times that a reflex should have fired, with 95 % intervals.")
        charts.show(charts.share_dots(rate_dots(reflexes, "reflex_name", "missed_rate", "due_count")), "Share missed")
    section("Reflexes", "A condition that cannot be evaluated says why; what it fired for is then not verifiable.")
    put_download(answers, "CSV", "reflexes", lambda: reflexes, ["reporting.reflex_performance"])
    draw_columns(
        reflexes,
        reflex_name="Reflex", trigger_condition="Condition", not_evaluated_reason=wide_column("Not evaluated because"),
        due_count=number_column("Should have fired"), fired_count=number_column("Fired"),
        missed_count=number_column("Missed"), missed_rate=share_column("Missed"),
        false_count=number_column("False"), not_verifiable_count=number_column("Not verifiable"),
        repeated_count=number_column("Again"), pending_count=number_column("Pending"),
        median_delay_seconds=number_column("Median delay (s)"), median_execution_ms=number_column("Median run (ms)"),
        p90_execution_ms=number_column("p90 run (ms)"),
    )  # fmt: skip
    put_told_of_reflexes(answers)
    section("Case by case", "By reflex and by what it fired for, or did not; the newest first.")
    verdict = st.segmented_control("Verdict", LISTED, default="missed", required=True, key="verdict",
                                   bind="query-params")  # fmt: skip
    firings = answers.sql(agents_queries.FIRINGS, [verdict])
    if firings.is_empty():
        nothing_here("There is none.")
        return
    put_download(answers, "CSV", "reflex_firings", lambda: firings, [f"reporting.reflex_firings, verdict {verdict}"])
    draw_columns(
        firings,
        reflex_name="Reflex", trigger_condition="Condition", entity_kind="Sort", entity_id="For",
        signal_value=st.column_config.NumberColumn("Value", format="%.2f"), observed_at=time_column("Seen"),
        fired_at=time_column("Fired"), not_verifiable_reason="Why not", tenant_name="Tenant",
    )  # fmt: skip


def put_actions(answers: Answers) -> None:
    """How actions end and how long they take, by agent and sort; and whether both logs tell the same."""
    agents, outcomes = answers.sql(agents_queries.AGENTS), answers.sql(agents_queries.OUTCOMES)
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title("Actions that succeed", "By agent, with 95 % intervals; cancelled ones do not count.")
        charts.show(charts.share_dots(rate_dots(agents, "agent_id", "success_rate", "ended_count")), "Success by agent")
    with right.container(border=True, height="stretch"):
        chart_title(
            "With the same tasks",
            "Failures beside those that the other agents would have had with as many actions of each sort.",
        )
        draw_columns(
            agents.sort("failure_ratio", descending=True, nulls_last=True),
            agent_id="Agent", compared_failed_count=number_column("Failed"),
            expected_failed_count=st.column_config.NumberColumn("Expected", format="%.1f"),
            failure_ratio=st.column_config.NumberColumn("Ratio", format="%.2f"),
            fails_more_than_others=st.column_config.CheckboxColumn("More than chance"),
            stuck_count=number_column("Stuck"),
            spend_usd=st.column_config.NumberColumn("Spend", format="dollar"),
        )  # fmt: skip
    section("By agent and sort of action", "Seconds of actions that ended. The least successful first.")
    put_download(answers, "CSV", "agent_action_outcomes", lambda: outcomes, ["reporting.agent_action_outcomes"])
    draw_columns(
        outcomes,
        agent_id="Agent", action_type="Action", ended_count=number_column("Ended"),
        success_rate=share_column("Succeeded"), success_rate_low=share_column("95 % from"),
        success_rate_high=share_column("95 % to"), stuck_count=number_column("Stuck"),
        median_seconds=st.column_config.NumberColumn("Median", **SECONDS),
        p90_seconds=st.column_config.NumberColumn("p90", **SECONDS),
        others_median_seconds=st.column_config.NumberColumn("Median of others", **SECONDS),
        spend_usd=st.column_config.NumberColumn("Spend", format="dollar"),
    )  # fmt: skip
    stuck = answers.sql(agents_queries.STUCK)
    section("Stuck", "Queued or running for more than 24 hours.")
    if stuck.is_empty():
        nothing_here("No action is stuck.")
    else:
        draw_columns(
            stuck, action_id="Action", agent_id="Agent", action_type="Sort", status="Status",
            started_at=time_column("Began"), tenant_name="Tenant",
        )  # fmt: skip
    differences = answers.sql(agents_queries.LOG_DIFFERENCES)
    section("Two logs", "Actions that action_logs and unified_action_logs do not tell alike.")
    put_reconciled(answers, "unified_action_logs.")
    if differences.is_empty():
        nothing_here("Both logs tell the same, or there is only one.")
        return
    put_download(answers, "CSV", "action_log_differences", lambda: differences, ["reporting.action_log_differences"])
    draw_columns(
        differences,
        verdict="Verdict", action_id="Action", agent_id="Agent", action_type="Sort", status="Status",
        unified_status="In the joint log", duration_seconds=st.column_config.NumberColumn("Seconds", **SECONDS),
        unified_duration_seconds=st.column_config.NumberColumn("In the joint log", **SECONDS),
        started_at=time_column("Began"),
    )  # fmt: skip


def put_reconciled(answers: Answers, measures: str) -> None:
    """How many reported figures agree with the computed ones. measures: how their names begin."""
    for row in answers.sql(agents_queries.LOGS_RECONCILED).iter_rows(named=True):
        if row["measure"].startswith(measures):
            st.caption(
                f"{row['measure']}: {row['agreeing_count']:,} of {counted(row['figure_count'], 'figure')} agree, "
                f"{row['disagreeing_count']:,} do not"
            )


def put_suggestions(answers: Answers) -> None:
    """Which suggestions are accepted, and whether their confidence is worth anything."""
    acceptance, calibration = answers.sql(agents_queries.ACCEPTANCE), answers.sql(agents_queries.CALIBRATION)
    if acceptance.is_empty():
        nothing_here("No source of this release has suggestions.")
        return
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title("Accepted by suggestion", "Of those that were decided, with 95 % intervals; the fewest first.")
        charts.show(
            charts.share_dots(rate_dots(acceptance, "suggestion", "acceptance_rate", "decided_count")),
            "Share accepted by suggestion",
        )
    with right.container(border=True, height="stretch"):
        chart_title(
            "Is its confidence right?",
            "Tenths of the decided suggestions by confidence. On the dashed line a model is as often right as it says.",
        )
        dots = calibration.select(
            confidence="mean_confidence", value="acceptance_rate", low="acceptance_rate_low",
            high="acceptance_rate_high", n="decided_count",
        )  # fmt: skip
        charts.show(agents_charts.calibration_dots(dots), "Share accepted by confidence")
    section(
        "Confidence",
        "The Brier score is the mean square of confidence less outcome. A model that scores worse than one that always "
        "says the accepted share misleads.",
    )
    draw_columns(
        answers.sql(agents_queries.SCORES),
        source="Source", decided_count=number_column("Decided"), acceptance_rate=share_column("Accepted"),
        mean_confidence=share_column("Mean confidence"),
        brier_score=st.column_config.NumberColumn("Brier score", format="%.3f"),
        uninformed_brier_score=st.column_config.NumberColumn("Always the share", format="%.3f"),
        calibration_error=share_column("Off by, on average"),
    )  # fmt: skip
    section("By suggestion")
    put_download(answers, "CSV", "suggestions", lambda: acceptance, ["reporting.next_best_action_acceptance"])
    draw_columns(
        acceptance,
        suggestion="Suggestion", suggested_count=number_column("Suggested"), accepted_count=number_column("Accepted"),
        rejected_count=number_column("Rejected"), open_count=number_column("Open"),
        acceptance_rate=share_column("Accepted, share"), mean_confidence=share_column("Mean confidence"),
        median_hours_to_decide=st.column_config.NumberColumn("Median hours to decide", format="%.1f"),
    )  # fmt: skip
    waiting = answers.sql(agents_queries.OPEN_SUGGESTIONS)
    section("Waiting for a decision", "The surest first.")
    if waiting.is_empty():
        nothing_here("Every suggestion is decided.")
        return
    put_download(answers, "CSV", "open_suggestions", lambda: waiting, ["reporting.next_best_actions, open"])
    draw_columns(
        waiting, entity_id="For", suggestion="Suggestion", impact="Impact", confidence=share_column("Confidence"),
        suggested_at=time_column("Suggested"), tenant_name="Tenant",
    )  # fmt: skip
