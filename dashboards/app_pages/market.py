"""The product's apps in their stores, and what competitors say, do and are said of."""

from __future__ import annotations

import streamlit as st

from dashboards.answers import answers_of_page
from dashboards.market_competitors import put_competitors
from dashboards.market_stores import put_stores

PARTS = {"App stores": put_stores, "Competitors": put_competitors}

part = st.segmented_control(
    "Of", list(PARTS), default="App stores", required=True, key="market", bind="query-params",
    label_visibility="collapsed",
)  # fmt: skip
PARTS[part](answers_of_page())
