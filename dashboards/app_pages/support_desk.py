"""What cases are about and whom it reaches, whether guidance helps, how escalations go, and who asks."""

from __future__ import annotations

import streamlit as st

from dashboards.answers import answers_of_page
from dashboards.cards import put_cards
from dashboards.desk.cards import desk_cards
from dashboards.desk.escalations import put_escalations
from dashboards.desk.guidance import put_guidance
from dashboards.desk.incidents import put_incidents
from dashboards.desk.owners import put_owners
from dashboards.desk.requesters import put_requesters
from dashboards.desk.resources import put_resources
from dashboards.desk.scope import put_scope
from dashboards.html_parts import nothing_here
from dashboards.page_end import end_page

VIEWS = {
    "Incidents": put_incidents,
    "Resources": put_resources,
    "Macros and runbooks": put_guidance,
    "Owners": put_owners,
    "Escalations": put_escalations,
    "Requesters and files": put_requesters,
}

answers = answers_of_page()
scope = put_scope(answers)
if scope is None:
    nothing_here("This release has no cases.")
    end_page()
if scope.figures("all").is_empty():
    if answers.sight.viewer.tenants is None:
        nothing_here("No case was opened in this period. Choose a longer one.")
    else:
        nothing_here("These figures are of all tenants together; you may see those of some.")
    end_page()
put_cards(desk_cards(scope))
view = st.segmented_control(
    "Look at", list(VIEWS), default="Incidents", required=True, key="view", bind="query-params",
    label_visibility="collapsed",
)  # fmt: skip
VIEWS[view](scope)
