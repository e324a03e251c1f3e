"""What the warehouse told by itself, beside what the platform's own logs hold, where people look for those.

The `reflex_logs` and `escalations` of the platform stay as they are, and so do numbers made of them: none counts twice.
"""

from __future__ import annotations

import polars as pl

from dagster_project.resources.errors import UserError
from dashboards.answers import Answers
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns, put_count
from dashboards.html_parts import section
from dashboards.table_columns import number_column, time_column

REFLEXES = """
    select deliveries.rule_id, rules.label, entity_id, recipient, channel, outcome, execution_time_ms, fired_at
    from reporting.alert_deliveries as deliveries
    inner join (
        select rule_id, min(label) as label from reporting.alert_rules where origin = 'reflex' group by rule_id
    ) as rules on deliveries.rule_id = rules.rule_id
    order by fired_at desc, message_id, alert_key
"""

ESCALATIONS = """
    select case_id, kind, to_team, component, reason, reminder_count, escalated_at, last_told_at
    from reporting.alert_escalations
    order by escalated_at desc, escalation_id
"""


def put_told_of_reflexes(answers: Answers) -> None:
    """Messages that the warehouse sent because a reflex is to fire; nothing where there is none."""
    rows = _rows(answers, REFLEXES)
    if rows.is_empty():
        return
    section("Told by the warehouse", "Because of these reflexes, by its own channels; in none of the numbers above.")
    put_download(answers, "CSV", "told_of_reflexes", lambda: rows, ["reporting.alert_deliveries, of reflexes"])
    put_count(rows, "message")
    draw_columns(
        rows.head(DRAWN), label="Reflex", entity_id="For", recipient="To", channel="Channel", outcome="Outcome",
        execution_time_ms=number_column("Run (ms)"), fired_at=time_column("Fired"),
    )  # fmt: skip


def put_told_of_cases(answers: Answers) -> None:
    """Cases of which the warehouse told the people on call or the owners; nothing where there is none."""
    rows = _rows(answers, ESCALATIONS)
    if rows.is_empty():
        return
    section(
        "Told by the warehouse",
        "Alerts of cases by the last run, whatever the period; in none of the numbers above.",
    )
    put_download(answers, "CSV", "told_of_cases", lambda: rows, ["reporting.alert_escalations"])
    put_count(rows, "escalation")
    draw_columns(
        rows.head(DRAWN), case_id="Case", kind="Kind", to_team="To", component="Component", reason="Rule",
        reminder_count=number_column("Reminders"), escalated_at=time_column("First told"),
        last_told_at=time_column("Last told"),
    )  # fmt: skip


def _rows(answers: Answers, query: str) -> pl.DataFrame:
    """The rows, and none of a release from before there were alerts."""
    try:
        return answers.sql(query)
    except UserError:
        return pl.DataFrame()
