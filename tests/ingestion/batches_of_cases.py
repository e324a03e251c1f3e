"""Small batches of one keyed and one keyless table, for the tests of landing and merging."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import polars as pl

from dagster_project.ingestion.batches import Batch, Chunk
from data_contracts.event_log.events import Events
from data_contracts.support.escalations import CaseAffectedResources


def link(case: str, resource: str, hour: int, tenant: str = "t") -> dict:
    """A row of case_affected_resources: key case and resource, newest by linked_at."""
    return {
        "case_id": case, "resource_id": resource, "tenant_id": tenant,
        "linked_at": datetime(2026, 1, 1, hour, tzinfo=UTC),
    }  # fmt: skip


def links(rows: list[dict], origin: str = "links.csv", *, replaces: bool = False, rows_per_chunk: int = 1000) -> Batch:
    """A batch of such rows."""
    return batch(CaseAffectedResources, rows, origin, replaces, rows_per_chunk)


def event(case: str, state: str, minute: int) -> dict:
    """A row of event_log.events, which has no key."""
    return {"case_id": case, "tenant_id": "t", "state": state, "occurred_at": f"2026-01-01T09:{minute:02d}:00Z"}


def events(rows: list[dict], origin: str = "events.csv") -> Batch:
    """A batch of such rows."""
    return batch(Events, rows, origin, False, 1000)


def batch(contract, rows, origin, replaces, rows_per_chunk) -> Batch:
    frame = pl.DataFrame(rows) if rows else pl.DataFrame(schema=contract.dtypes())
    chunks = [
        Chunk(frame[start : start + rows_per_chunk], start + 1) for start in range(0, frame.height, rows_per_chunk)
    ]
    return Batch(
        source="desk",
        contract=contract,
        origin=origin,
        fingerprint=hashlib.sha256(repr((origin, rows)).encode()).hexdigest(),
        chunks=lambda: iter(chunks),
        replaces_source=replaces,
    )
