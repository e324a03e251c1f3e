"""Alerts and escalations: what lasts, who was told when, what helps accounts at risk, and what waits for a person."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import alerts_queries
from dashboards.alert_records import read_alert_records
from dashboards.alerts_views import put_actions, put_approvals, put_open, put_rules, put_told
from dashboards.answers import answers_of_page
from dashboards.cards import Card, put_cards
from dashboards.figures import counted, whole
from dashboards.html_parts import nothing_here
from dashboards.page_end import end_page

answers = answers_of_page()
rules = answers.sql(alerts_queries.RULES)
if rules.is_empty():
    nothing_here("This release has no rules for alerts.")
    end_page()
records = read_alert_records(answers.sight.home, answers.sight.viewer)
totals = answers.ask(["alerts_open", "alerts_open_urgent", "alerts_open_unanswered", "alerts_given"]).row(0, named=True)
accounts = answers.ask(["accounts_at_risk", "accounts_at_risk_with_action"]).row(0, named=True)
messages, held = records.messages(), records.held()
troubled = messages.filter(pl.col("outcome") != "delivered").height
waiting = records.approvals().filter(pl.col("decision") == "waits").height


def metric_card(label: str, metric: str, note: str = "", *, is_alarm: bool = False) -> Card:
    """A card of a count."""
    return Card(label, whole(totals[metric] or 0), answers.definition(metric).description, note=note, is_alarm=is_alarm)


put_cards(
    [
        metric_card("Open alerts", "alerts_open", f"of {whole(totals['alerts_given'] or 0)} in 120 days"),
        metric_card("P0 and P1", "alerts_open_urgent", "open", is_alarm=bool(totals["alerts_open_urgent"])),
        metric_card("Customer not told", "alerts_open_unanswered", "open, nobody wrote since"),
        Card("Not delivered", whole(troubled), "Messages that failed, are in doubt or were broken off, as of now.",
             note=f"of {counted(messages.height, 'message')}, {whole(held.height)} waiting", is_alarm=troubled > 0),
        Card("Customers at risk", whole(accounts["accounts_at_risk"] or 0),
             answers.definition("accounts_at_risk").description,
             note=f"{whole(accounts['accounts_at_risk_with_action'] or 0)} with an action that helped others"),
        Card("Approvals", whole(waiting), "What waits for a person before it may leave, as of now.",
             is_alarm=waiting > 0),
    ]
)  # fmt: skip
VIEWS = {
    "Open": put_open,
    "Told": put_told,
    "Next best actions": put_actions,
    "Rules": put_rules,
    "Approvals and policies": put_approvals,
}
shown = st.segmented_control("Look into", list(VIEWS), default="Open", required=True, key="view", bind="query-params")
VIEWS[shown](answers, records)
