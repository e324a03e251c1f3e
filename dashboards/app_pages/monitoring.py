"""What the platform measures of itself: databases, chats, page loads, and agents as counted and as reported."""

from __future__ import annotations

import streamlit as st

from dashboards.answers import answers_of_page
from dashboards.monitoring_agents import put_agents
from dashboards.monitoring_chats import put_chats
from dashboards.monitoring_databases import put_databases
from dashboards.monitoring_loads import put_loads

PARTS = {"Databases": put_databases, "Chats": put_chats, "Page loads": put_loads, "Agents": put_agents}

part = st.segmented_control(
    "Of", list(PARTS), default="Databases", required=True, key="monitored", bind="query-params",
    label_visibility="collapsed",
)  # fmt: skip
PARTS[part](answers_of_page())
