"""What the page on themes is narrowed to: a source, a period, tenants and segments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from dashboards import themes_queries
from dashboards.answers import Answers
from dashboards.filters import put_multiselect


@dataclass(frozen=True)
class Scope:
    """What the page is narrowed to: a source, tenants and segments (all where empty), and the day it begins after."""

    source: str
    tenants: tuple[str, ...]
    segments: tuple[str, ...]
    after: date | None

    @property
    def parameters(self) -> list[object]:
        """As queries of events take them."""
        return [self.source, list(self.tenants), list(self.segments), self.after]

    @property
    def words(self) -> list[str]:
        """As they head a download."""
        named = (("tenants", self.tenants), ("segments", self.segments))
        return [f"events after: {self.after or 'all'}", *(f"{name}: {', '.join(of)}" for name, of in named if of)]


PERIODS: dict[str, int | None] = {"90 days": 90, "180 days": 180, "365 days": 365, "All": None}


def put_scope(answers: Answers, source: str) -> Scope:
    """Draw the filters. They act on all that is counted in events."""
    left, middle, right = st.columns([1.6, 1.5, 1.5], vertical_alignment="bottom", gap="small")
    period = left.segmented_control(
        "Events of the last", list(PERIODS), default="All", required=True, key="theme_period", bind="query-params"
    )
    tenants = put_multiselect(
        middle, "Tenants", answers.sql(themes_queries.TENANTS, [source])["tenant_name"].to_list(),
        key="theme_tenants", placeholder="All tenants",
    )  # fmt: skip
    segments = put_multiselect(
        right, "Segments", answers.sql(themes_queries.SEGMENTS, [source])["segment"].to_list(),
        key="theme_segments", placeholder="All segments",
    )  # fmt: skip
    days = PERIODS[period]
    after = answers.sources()[source].date() - timedelta(days=days) if days else None
    return Scope(source, tuple(tenants), tuple(segments), after)
