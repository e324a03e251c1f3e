"""Views of the page on alerts: what lasts, who was told, what helped accounts like those at risk, rules, approvals."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import streamlit as st

from dagster_project.exports.alerts.planning import CADENCE, why_stale
from dagster_project.exports.alerts.settings import stale_hours_of
from dagster_project.exports.governance.policies import TOLD, read_applied
from dagster_project.resources.environment import read_environment
from dashboards import alerts_charts, alerts_queries, charts
from dashboards.alert_records import AlertRecords
from dashboards.alerts_charts import PRIORITIES, SEVERITIES
from dashboards.answers import Answers
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns, put_count
from dashboards.figures import MISSING, day, moment
from dashboards.html_parts import chart_title, facts, keys, nothing_here, section
from dashboards.stacked_weeks import stacked_weeks
from dashboards.table_columns import money_column, number_column, time_column

CASE = st.column_config.LinkColumn("Case", display_text=r"case_id=(.*)$", width=84)
WIDE = {"width": "large"}
SHOWN_DAYS = 120
"""Days of the chart: what a release keeps, but for states that have lasted longer."""

LATE_BY = timedelta(minutes=15)
"""A reminder may be so late: a tick is two minutes apart, and a run may be going on."""


def share_column(label: str) -> object:
    """A column of shares."""
    return st.column_config.NumberColumn(label, format="percent")


def put_open(answers: Answers, records: AlertRecords) -> None:
    """What lasts, the gravest first, with who is to be told and who was."""
    since = (answers.info.as_of - timedelta(days=SHOWN_DAYS)).date()
    weeks = answers.ask(["alerts_given"], ["metric_time__week", "severity"], since=since)
    with st.container(border=True):
        chart_title("Alerts by week and severity", f"Of the last {SHOWN_DAYS} days, by the week in which they began.")
        colours = {PRIORITIES[name]: colour for name, colour in SEVERITIES.items()}
        keys({name: colours[name] for name in reversed(colours)})
        rows = weeks.sort("metric_time__week").select(
            label=pl.col("metric_time__week").map_elements(day, return_dtype=pl.String),
            kind=pl.col("severity").replace(PRIORITIES), value=pl.col("alerts_given"),
        )  # fmt: skip
        charts.show(stacked_weeks(rows, colours, height=180), "Alerts by week and severity")
    section(
        "Alerts that last",
        f"As of the release; who was told is read from the journal, as of {moment(records.read_at)}. A case's alert "
        "lasts until the case is resolved.",
    )
    lasting = answers.sql(alerts_queries.OPEN)
    if lasting.is_empty():
        nothing_here("Nothing that an alert is given for lasts.")
    else:
        told = lasting.join(records.told(), on="alert_key", how="left", maintain_order="left")
        outcome = pl.coalesce("taken up by " + pl.col("taken_up_by"), "told_outcome")
        put_download(answers, "CSV", "open_alerts", lambda: told, ["reporting.alerts that last"])
        put_count(told, "alert", "gravest")
        draw_columns(
            told.head(DRAWN).with_columns(told_outcome=outcome),
            alert_priority=st.column_config.TextColumn("Priority", width=62),
            rule_label=st.column_config.TextColumn("Rule", width=118), link=CASE,
            about=st.column_config.TextColumn("About", width=98),
            evidence=st.column_config.TextColumn("What was measured", width=385),
            tenant_name=st.column_config.TextColumn("Account", width=138), began_at=time_column("Since", width=128),
            recipients=st.column_config.TextColumn("Who is to be told", width=125),
            last_told_at=time_column("Last told", width=128),
            told_outcome=st.column_config.TextColumn("Outcome", width=90),
        )  # fmt: skip
        _put_one(told)
    section("All alerts", "Of the last 120 days, with what was measured, as a file.")
    put_download(
        answers, "CSV", "alerts", lambda: answers.reader.sql(alerts_queries.ALL), ["reporting.alerts of 120 days"]
    )


def _put_one(told: pl.DataFrame) -> None:
    """All of one alert: what the table has no room for."""
    names = {
        row["alert_key"]: f"{row['alert_priority']} {row['rule_label']}: {row['about']}, {row['tenant_name'] or 'all'}"
        for row in told.head(DRAWN).iter_rows(named=True)
    }
    with st.expander("All of one alert"):
        key = st.selectbox("Alert", list(names), format_func=names.get, key="alert")
        one = told.row(by_predicate=pl.col("alert_key") == key, named=True)
        st.html(facts({
            "What was measured": one["evidence"], "Component": one["component"] or MISSING,
            "Who is to be told": one["recipients"] or MISSING, "Why they": one["reason"] or MISSING,
            "Outcome": one["told_outcome"] or "not told", "Customer answered": "yes" if one["is_answered"] else "no",
            "Taken up by": one["taken_up_by"] or "nobody",
        }))  # fmt: skip
        st.caption("To say that you have taken it up:")
        st.code(f"loompin alerts answer '{key}' --by NAME --reason TEXT", language=None)


def put_told(answers: Answers, records: AlertRecords) -> None:
    """What was sent, when, to whom and through which channel; what failed or waits; whether the cadence was kept."""
    stale_hours = stale_hours_of(read_environment())
    stale = why_stale(answers.info.as_of, records.read_at, stale_hours) if stale_hours else None
    if stale:
        st.info(stale)
    messages, held = records.messages(), records.held()
    escalations, deliveries = answers.sql(alerts_queries.ESCALATIONS), answers.sql(alerts_queries.DELIVERIES)
    if messages.is_empty() and held.is_empty():
        nothing_here(
            "Nobody was told of anything yet. Where to is said in [alerts] of loompin.toml; `loompin alerts send "
            "--dry-run` shows what would be sent."
        )
        return
    troubled = messages.filter(pl.col("outcome") != "delivered")
    columns = {
        "meant_at": time_column("When"), "title": st.column_config.TextColumn("Message", **WIDE),
        "alert_count": number_column("Alerts"), "recipients": "To", "channel": "Channel", "occasion": "Occasion",
        "outcome": "Outcome", "said": "Said", "attempts": number_column("Attempts"),
    }  # fmt: skip
    section(
        "Not delivered",
        "What failed is sent again by itself for two days; what is in doubt or broken off is not, where the other side "
        "would not know a repetition.",
    )
    if troubled.is_empty():
        nothing_here("Every message was delivered.")
    else:
        draw_columns(troubled.head(DRAWN), **columns)
    section("Waiting", "Quiet hours, a storm that was told of, or a policy.")
    if held.is_empty():
        nothing_here("Nothing waits.")
    else:
        draw_columns(
            held.head(DRAWN), title="Alert", channel="Channel", until="Until (UTC)",
            why=st.column_config.TextColumn("Why", **WIDE),
        )  # fmt: skip
    _put_cadence(answers, records)
    section("Sent", f"The newest first, as of {moment(records.read_at)}.")
    put_download(answers, "CSV", "alert_messages", records.messages, ["exports/alerts.jsonl"])
    put_count(messages, "message")
    draw_columns(messages.head(DRAWN), **columns)
    if not deliveries.is_empty():
        _put_recorded(escalations, deliveries)


def _put_recorded(escalations: pl.DataFrame, deliveries: pl.DataFrame) -> None:
    section("By alert", "A row for each alert of a message, as the last run recorded it in reporting.alert_deliveries.")
    put_count(deliveries, "alert")
    draw_columns(
        deliveries.with_columns(pl.col("severity").replace(PRIORITIES)).head(DRAWN), fired_at=time_column("When"),
        rule="Rule", about="About", tenant_name="Account", case_id="Case", severity="Priority", occasion="Occasion",
        recipient="To", channel="Channel", outcome="Outcome", execution_time_ms=number_column("ms", "Milliseconds."),
        delivered_at=time_column("Delivered"),
    )  # fmt: skip
    section("Escalations", "Alerts of cases that reached the people on call or the owners, as of the last run.")
    if escalations.is_empty():
        nothing_here("No alert of a case has reached the people on call or the owners of a component.")
        return
    draw_columns(
        escalations.head(DRAWN), case_id="Case", kind="Told as", to_team="To", component="Component", reason="Rule",
        update_cadence_minutes=number_column("Cadence, minutes"), reminder_count=number_column("Reminders"),
        escalated_at=time_column("First told"), last_told_at=time_column("Last told"),
    )  # fmt: skip


def _put_cadence(answers: Answers, records: AlertRecords) -> None:
    section("Cadence", "Open alerts that nobody has answered: P0 is told again every 4 hours, P1 every day.")
    due = (
        answers.sql(alerts_queries.OPEN)
        .filter(pl.col("alert_priority").is_in(list(CADENCE)) & ~pl.col("is_answered"))
        .join(records.told(), on="alert_key", how="inner", maintain_order="left")
        .filter(pl.col("taken_up_by").is_null())
    )
    if due.is_empty():
        nothing_here("No alert that was told of waits for an answer.")
        return
    next_at = pl.col("last_told_at") + pl.col("alert_priority").replace_strict(CADENCE, return_dtype=pl.Duration("us"))
    rows = due.with_columns(next_at=next_at).with_columns(is_kept=pl.col("next_at") + LATE_BY >= records.read_at)
    draw_columns(
        rows.head(DRAWN), alert_priority="Priority", rule_label="Rule", link=CASE, about="About",
        first_told_at=time_column("First told"), told_count=number_column("Times told"),
        last_told_at=time_column("Last told"), next_at=time_column("Next"),
        is_kept=st.column_config.CheckboxColumn("Kept", help="Off where the next telling is overdue."),
    )  # fmt: skip


def put_actions(answers: Answers, _: AlertRecords) -> None:
    """Customers at risk, and the action that is associated with an improvement of customers like them."""
    effects, accounts = answers.sql(alerts_queries.EFFECTS), answers.sql(alerts_queries.ACCOUNTS)
    if accounts.is_empty() and effects.is_empty():
        nothing_here("No source of this release has health scores and accepted suggestions.")
        return
    of_all = effects.filter((pl.col("health_group") == "all") & pl.col("is_enough"))
    with st.container(border=True):
        chart_title(
            "What accepted actions are associated with",
            "Customers at least five points healthier at the first monthly look six weeks later or more: share of "
            "those who got the action less that of customers of the same health who did not, with 95 % intervals.",
        )
        if of_all.is_empty():
            nothing_here("No action was given to ten customers or more.")
        else:
            charts.show(alerts_charts.difference_dots(of_all), "Difference of improvement by action")
    section(
        "Customers at risk",
        "Health below 50, twice as likely to leave as all, or a clock at risk. Nothing here is ever sent: a person "
        "decides. Observed, not tried out: an action may go to customers who were about to recover.",
    )
    if accounts.is_empty():
        nothing_here("No customer is at risk.")
    else:
        put_download(answers, "CSV", "account_actions", lambda: accounts, ["reporting.account_actions"])
        put_count(accounts, "customer", "likeliest to leave")
        draw_columns(
            accounts.head(DRAWN),
            customer_id="Customer", tenant_name="Account",
            arr_usd=money_column("ARR"),
            health_score=number_column("Health"), leaving_probability=share_column("Leaves in 90 days"),
            at_risk_clock_count=number_column("Clocks at risk"), suggestion="Action",
            verdict=st.column_config.TextColumn("Evidence", width="medium"), like_group="Compared: health",
            helped_n=number_column("Got it"), helped_rate=share_column("better"), others_n=number_column("Others"),
            others_rate=share_column("of them better"), difference_low=share_column("Difference from"),
            difference_high=share_column("to"), acceptance_rate=share_column("Accepted"),
            last_decision="Last time here",
        )  # fmt: skip
    section("All actions", "By health before; below ten who got it or thirty others nothing is concluded.")
    draw_columns(
        effects,
        suggestion="Action", health_group="Health before", helped_n=number_column("Got it"),
        helped_rate=share_column("better"), others_n=number_column("Others"),
        others_rate=share_column("of them better"), difference=share_column("Difference"),
        difference_low=share_column("from"), difference_high=share_column("to"),
        is_enough=st.column_config.CheckboxColumn("Enough"), decided_count=number_column("Decided"),
        acceptance_rate=share_column("Accepted"),
    )  # fmt: skip


def put_rules(answers: Answers, _: AlertRecords) -> None:
    """Rules and reflexes: which can be used, and how often each fired."""
    rules = answers.sql(alerts_queries.RULES)
    unusable = rules.filter(~pl.col("is_usable"))
    section("Not measured", "Reflexes whose trigger nothing measures, and rules that are switched off.")
    if unusable.is_empty():
        nothing_here("Every rule and reflex is evaluated.")
    else:
        draw_columns(
            unusable, label="Rule", rule_id="Id", meaning=st.column_config.TextColumn("When, and what then", **WIDE),
            not_usable_reason=st.column_config.TextColumn("Why it is not evaluated", **WIDE),
        )  # fmt: skip
    section("Evaluated on each release", "Rules of alert_rules.csv, and reflexes of the platform.")
    draw_columns(
        rules.filter("is_usable").with_columns(pl.col("severity").replace(PRIORITIES)),
        label="Rule", origin="Origin", severity="Priority", alert_count=number_column("Alerts of 120 days"),
        open_count=number_column("Open"), last_began_at=time_column("Last"),
        meaning=st.column_config.TextColumn("When", **WIDE), rule_id="Id",
    )  # fmt: skip


def put_approvals(answers: Answers, records: AlertRecords) -> None:
    """What waits for a person before it may leave, and what the policies of the platform do to what leaves."""
    approvals = records.approvals()
    section("Approvals", "Above a limit a thing leaves only if a person says so: loompin export approve ID.")
    if approvals.is_empty():
        nothing_here("Nothing waits for a person, and nothing ever did.")
    else:
        draw_columns(
            approvals.head(DRAWN),
            decision="Decision", approval="Id", kind="What", key="Key",
            amount_usd=st.column_config.NumberColumn("Amount", format="dollar"),
            reason=st.column_config.TextColumn("Why it waits", **WIDE), asked_at=time_column("Since"), by="By",
            because=st.column_config.TextColumn("Because", width="medium"),
        )  # fmt: skip
    policies = read_applied(answers.reader, answers.info.as_of)
    section("Policies", "What each row of the platform does to exports, alerts and reports.")
    rows = [
        [p.row.policy_id, p.row.name, p.row.logic, p.row.status, p.applied_as, p.detail, p.withholds_texts]
        for p in sorted(policies, key=lambda p: (p.applied_as != TOLD, p.row.policy_id))
    ]
    names = ["policy_id", "name", "logic", "status", "applied_as", "detail", "withholds_texts"]
    if not rows:
        nothing_here("The platform states no policies. Personal data is taken out all the same.")
        return
    draw_columns(
        pl.DataFrame(rows, schema=names, orient="row"),
        policy_id="Policy", name="Name", logic="Rule", status="Status", applied_as="Applied as",
        detail=st.column_config.TextColumn("What it does", **WIDE),
        withholds_texts=st.column_config.CheckboxColumn(
            "Withholds texts", help="It may be about personal data and cannot be read: no free text leaves."
        ),
    )  # fmt: skip
