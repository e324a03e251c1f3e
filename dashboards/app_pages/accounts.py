"""Which deals are won and lost, and what the health score of customers says of what happens later."""

from __future__ import annotations

import streamlit as st

from dashboards.accounts_deals import put_deals
from dashboards.accounts_health import put_health
from dashboards.answers import answers_of_page
from dashboards.filters import put_tenants

answers = answers_of_page()
SECTIONS = {"Won and lost": put_deals, "Health": put_health}
left, right = st.columns([2, 2], vertical_alignment="bottom", gap="small")
shown = left.segmented_control(
    "Look into", list(SECTIONS), default="Won and lost", required=True, key="section", bind="query-params"
)
SECTIONS[shown](answers, put_tenants(answers, right))
