"""Warehouses that are built once and looked at by several files of tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from shared_builds import built_once
from transformation.zendesk_calendar_cases import CHANGING, ELAPSED
from transformation.zendesk_desk import BAD_ZONE, DEMOTED, Ticket, ZendeskDesk
from transformation.zendesk_figure_cases import FIGURES
from transformation.zendesk_reply_cases import FRT, OPENED, REPLIES, WAITING

from dagster_project.resources.paths import Home

STATUSES = """
[sources.zendesk]
type = "zendesk_fivetran"
statuses = {"Awaiting Parts" = "On-hold", "4711" = "On-hold"}
"""

FLAWED = [
    Ticket(2001, OPENED, (("2025-06-02 14:10:00", f'target {FRT} {{"in_business_hours":true}}'),), {FRT: 60}),
    Ticket(2002, OPENED, (("2025-06-02 14:10:00", f'target {FRT} {{"minutes":-5,"in_business_hours":true}}'),)),
    Ticket(2003, OPENED, (("2025-06-02 14:10:00", "target pausable_update_time 60"),)),
    Ticket(2004, OPENED, (("2025-06-02 14:10:00", "priority Galactic"),)),
    Ticket(2005, OPENED, (), {FRT: 60}, BAD_ZONE),
    Ticket(2006, OPENED, organization=None),
    Ticket(2007, OPENED, (("2025-06-02 14:10:00", f'target {FRT} {{"minutes":0,"in_business_hours":true}}'),)),
    Ticket(2008, OPENED, (("2025-06-02 14:10:00", f'target {FRT} {{"minutes":0.005,"in_business_hours":true}}'),)),
    Ticket(2009, OPENED, (("2025-06-02 14:10:00", "target periodic_update_time 60"),)),
]


@pytest.fixture(scope="session")
def zendesk_warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """Every ticket of PEER_SLA.md's cases, and some with flaws, looked at on Monday 2026-06-01 00:00 UTC."""

    def build(root: Path) -> None:
        desk = ZendeskDesk()
        desk.add(
            "audit_log", id=1, source_id=DEMOTED, source_type="user", created_at="2025-09-01 00:00:00",
            change_description="Guide role changed from Viewer to not set\nSupport role changed from Agent to End User",
        )  # fmt: skip
        for ticket in [t for _, t, _ in ELAPSED] + CHANGING + [c.ticket for c in REPLIES + WAITING + FIGURES] + FLAWED:
            desk.add_ticket(ticket)
        desk.build(root, "2026-06-01T00:00:00Z", STATUSES)

    home = Home(built_once("zendesk", build) / "home")
    with duckdb.connect(home.warehouse, read_only=True) as warehouse:
        warehouse.execute("set TimeZone = 'UTC'")
        yield warehouse
