"""Agents' operations: what fired and should have, how actions end, what is accepted, and which rules were broken."""

from __future__ import annotations

import streamlit as st

from dashboards import agents_queries
from dashboards.agents_control_views import put_claims, put_playbooks, put_policies
from dashboards.agents_work_views import put_actions, put_reflexes, put_suggestions
from dashboards.answers import answers_of_page
from dashboards.cards import Card, put_cards
from dashboards.durations import share
from dashboards.figures import MISSING, counted, dollars, whole
from dashboards.html_parts import nothing_here
from dashboards.page_end import end_page

answers = answers_of_page()
agents, reflexes = answers.sql(agents_queries.AGENTS), answers.sql(agents_queries.REFLEXES)
if agents.is_empty() and reflexes.is_empty():
    nothing_here("No source of this release has agents' actions or reflexes.")
    end_page()

RATES = {
    "reflex_missed_rate": ("reflex_fires_missed", "reflex_fires_due"),
    "agent_success_rate": ("agent_actions_succeeded", "agent_actions_ended"),
    "suggestion_acceptance_rate": ("suggestions_accepted", "suggestions_decided"),
}
totals = {
    name: value
    for rate, parts in RATES.items()
    for name, value in answers.ask([rate, f"{rate}_low", f"{rate}_high", *parts]).row(0, named=True).items()
}
single = {
    name: answers.ask([name]).item()
    for name in ("reflex_fires_false", "policy_violations", "verified_revenue", "disputed_revenue")
}
scores = answers.sql(agents_queries.SCORES)
failing = agents.filter("fails_more_than_others")["agent_id"].to_list()


def rate_card(label: str, rate: str, note: str = "", *, is_alarm: bool = False) -> Card:
    """A card of a rate with its interval."""
    return Card(
        label, share(totals[rate]), answers.definition(rate).description, rate=totals[rate],
        interval=(totals[f"{rate}_low"] or 0, totals[f"{rate}_high"] or 0) if totals[rate] is not None else None,
        n=totals[RATES[rate][1]], note=note, is_alarm=is_alarm,
    )  # fmt: skip


score = scores.row(0, named=True) if scores.height == 1 else None
put_cards(
    [
        rate_card("Reflexes missed", "reflex_missed_rate",
                  f"and {counted(int(single['reflex_fires_false'] or 0), 'false fire')}",
                  is_alarm=bool(totals["reflex_fires_missed"])),
        rate_card("Actions that succeed", "agent_success_rate",
                  f"{', '.join(failing)} fails more than others" if failing else ""),
        rate_card("Suggestions accepted", "suggestion_acceptance_rate"),
        Card("Brier score", f"{score['brier_score']:.3f}" if score else MISSING,
             "Mean square of a suggestion's confidence less its outcome (1 accepted, 0 rejected); 0 is perfect.",
             note=f"{score['uninformed_brier_score']:.3f} by always saying the share" if score else "see each source",
             is_alarm=bool(score) and score["brier_score"] > score["uninformed_brier_score"]),
        Card("Policy violations", whole(single["policy_violations"] or 0),
             answers.definition("policy_violations").description, is_alarm=bool(single["policy_violations"])),
        Card("Revenue verified", dollars(single["verified_revenue"]),
             answers.definition("verified_revenue").description,
             note=f"{dollars(single['disputed_revenue'])} disputed"),
    ]
)  # fmt: skip
VIEWS = {
    "Reflexes": put_reflexes,
    "Actions": put_actions,
    "Suggestions": put_suggestions,
    "Playbooks and games": put_playbooks,
    "Outcomes": put_claims,
    "Policies": put_policies,
}
shown = st.segmented_control(
    "Look into", list(VIEWS), default="Reflexes", required=True, key="view", bind="query-params"
)
VIEWS[shown](answers)
