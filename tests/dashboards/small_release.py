"""A small release, written as publishing writes one, but from rows that are made here instead of a whole run.

Tables, types and PII classes come from dbt's manifest, so that a column that changes there changes here. Two sources:
`desk` has everything, in two tenants; `log` is an old export that carries neither replies nor surveys.
"""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from dagster_project.publishing.release_files import Attempt, make_current, note_attempt, release_file
from dagster_project.resources.paths import Home

from .small_questions import rows_of_questions

AS_OF = datetime(2026, 6, 30, 12, tzinfo=UTC)
LOG_ENDED = datetime(2025, 3, 31, 18, tzinfo=UTC)
CASES_PER_SOURCE = 60
HOUR = 3600


def write_release(home: Home, manifests: Path, release_id: str = "20260630T120000000") -> str:
    """Write the release and put it in force. manifests: the folder with dbt's manifests. Returns the release's id."""
    home.releases.mkdir(parents=True, exist_ok=True)
    file = release_file(home, release_id)
    shutil.copyfile(_written_once(manifests), file)
    with duckdb.connect(str(file)) as connection:
        connection.execute("update release.info set release_id = ?", [release_id])
    make_current(home, release_id)
    note_attempt(home, Attempt(AS_OF.isoformat(), "published", release_id))
    return release_id


@cache
def _written_once(manifests: Path) -> Path:
    """The file that releases of a session are copies of: to make its tables takes seconds."""
    file = manifests / f"small_release_{os.getpid()}.duckdb"
    models = _reporting_models(manifests)
    with duckdb.connect(str(file)) as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute("create schema reporting")
        connection.execute("create schema release")
        rows = _rows()
        for table, columns in models.items():
            types = ", ".join(f'"{name}" {column["data_type"]}' for name, column in columns.items())
            connection.execute(f'create table reporting."{table}" ({types})')
            _insert(connection, f'reporting."{table}"', rows.get(table, []), columns)
        connection.execute(
            "create table release.info as "
            "select ? as release_id, ?::timestamptz as published_at, ?::timestamptz as as_of",
            ["", AS_OF + timedelta(minutes=5), AS_OF],
        )
        connection.execute(
            "create table release.sources (source varchar, source_type varchar, description varchar, as_of timestamptz)"
        )
        connection.executemany(
            "insert into release.sources values (?, ?, ?, ?)",
            [["desk", "event_log", "A desk.", AS_OF], ["log", "event_log", "An old log.", LOG_ENDED]],
        )
        connection.execute(
            "create table release.checks "
            "(name varchar, description varchar, status varchar, failures bigint, message varchar)"
        )
        connection.executemany(
            "insert into release.checks values (?, ?, ?, ?, ?)",
            [["unique_together_cases", "", "pass", 0, ""], ["points_at_a_row", "Customers exist.", "warn", 2, "Got 2"]],
        )
        connection.execute(
            "create table release.audit as select 2 as check_count, 1 as passed_count, 1 as warning_count"
        )
        connection.execute(
            "create table release.columns (table_name varchar, column_name varchar, description varchar, pii varchar)"
        )
        connection.executemany("insert into release.columns values (?, ?, ?, ?)", _columns(models))
        manifest = (manifests / "semantic_manifest.json").read_text()
        connection.execute("create table release.semantic_manifest as select ?::varchar as manifest", [manifest])
    return file


def _reporting_models(manifests: Path) -> dict[str, dict[str, Any]]:
    nodes = json.loads((manifests / "manifest.json").read_text())["nodes"].values()
    models = [node for node in nodes if node["resource_type"] == "model" and node["schema"] == "reporting"]
    return {node["alias"]: node["columns"] for node in models if all(c["data_type"] for c in node["columns"].values())}


def _columns(models: dict[str, dict[str, Any]]) -> list[list[str]]:
    return [
        [table, name, column["description"], column.get("config", {}).get("meta", {}).get("pii", "none")]
        for table, columns in models.items()
        for name, column in columns.items()
    ]


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]], columns: dict) -> None:
    unknown = {name for row in rows for name in row} - set(columns)
    assert not unknown, f"{table} has no column {sorted(unknown)}"
    if rows:
        connection.register("made_rows", pl.DataFrame(rows, infer_schema_length=None))
        connection.execute(f"insert into {table} by name select * from made_rows")
        connection.unregister("made_rows")


def _rows() -> dict[str, list[dict[str, Any]]]:
    cases = [_case("desk", number) for number in range(CASES_PER_SOURCE)]
    cases += [_case("log", number) for number in range(CASES_PER_SOURCE)]
    clocks = [clock for case in cases for clock in _clocks(case)]
    days = [AS_OF.date() - timedelta(days=back) for back in range(560)]
    return {
        **rows_of_questions(clocks),
        "cases": cases,
        "case_events": [event for case in cases for event in _events(case)],
        "sla_clocks": clocks,
        "sla_clock_segments": [segment for clock in clocks for segment in _segments(clock)],
        "sla_measurability": [
            {"source": "desk", "clock": "first_response", "label": "First response", "is_measured": True, "note": None},
            {"source": "desk", "clock": "resolution", "label": "Resolution", "is_measured": True, "note": None},
            {"source": "log", "clock": "first_response", "label": "First response", "is_measured": False,
             "note": "the source carries no event of kind public_reply"},
            {"source": "log", "clock": "resolution", "label": "Resolution", "is_measured": True, "note": None},
        ],
        "calendar_opening_blocks": [
            {"source": source, "calendar_id": "office", "calendar_name": "Office",
             "opens_at": datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
             "closes_at": datetime(day.year, day.month, day.day, 17, tzinfo=UTC)}
            for source in ("desk", "log") for day in days
        ],
        "backlog_by_day": [
            {"source": "desk", "tenant_id": tenant, "segment": segment, "priority": "P2", "backlog_date": day,
             "open_case_count": 3}
            for tenant, segment in (("acme", "Large"), ("globex", "Small")) for day in days[:120]
        ],
        "metricflow_time_spine": [{"date_day": day} for day in days],
        "illegal_state_transitions": [
            {"source": "desk", "tenant_id": cases[0]["tenant_id"], "case_id": "D-000", "state_before": "New",
             "state_after": "Triage", "occurred_at": cases[0]["opened_at"] + timedelta(minutes=10)}
        ],
        "sla_configuration_problems": [
            {"source": "desk", "tenant_id": "acme", "case_id": None, "subject": "business_hours",
             "record_key": "office / 1 / 1 / 12:00",
             "problem": "the block 12:00-17:00 opens before an earlier one of the day has closed",
             "effect": "the time that both cover counts once", "loaded_at": AS_OF - timedelta(hours=2)},
            {"source": "desk", "tenant_id": "acme", "case_id": "D-000", "subject": "ticket_field_history",
             "record_key": "ticket D-000, 2026-06-01 09:00:00+00", "problem": "unknown status mystery",
             "effect": "counts as work going on; say what it means in the settings", "loaded_at": None},
        ],
        "source_freshness": [
            _freshness("desk", "cases", "ok", AS_OF - timedelta(hours=2)),
            _freshness("desk", "case_interactions", "late", AS_OF - timedelta(hours=30)),
            _freshness("log", "events", "export", LOG_ENDED),
        ],
        "ingested_batches": [
            {"batch_id": "b1", "source": "desk", "contract_source": "support", "table_name": "cases", "origin": "a.csv",
             "rows_read": 62, "rows_accepted": 60, "rows_rejected": 2, "rows_changed": 60, "replaces_source": True,
             "committed_at": AS_OF}
        ],
        "rejected_row_reasons": [
            {"contract_source": "support", "table_name": "cases", "column_name": "priority",
             "expected": "one of P0, P1, P2, P3", "row_count": 2, "first_rejected_at": AS_OF, "last_rejected_at": AS_OF,
             "found_value": "urgent"}
        ],
        "reconciliations": [
            {"source": "desk", "measure": "invoices.amount", "figure_count": 3, "agreeing_count": 2,
             "differing_count": 1, "one_sided_count": 0, "disagreeing_count": 1, "reported_total": 30.0,
             "computed_total": 29.0, "largest_difference": 1.0}
        ],
        "reconciliation_differences": [
            {"source": "desk", "tenant_id": "T1", "tenant_name": "Acme", "measure": "invoices.amount",
             "entity_id": "INV-1", "reported_value": 10.0, "computed_value": 9.0, "difference": 1.0,
             "verdict": "differs"}
        ],
        "rejected_rows": [
            {"batch_id": "b1", "record_key": f"k{n}", "source": "desk", "contract_source": "support",
             "table_name": "cases", "origin": "a.csv", "column_name": "priority", "found_value": "urgent",
             "expected": "one of P0, P1, P2, P3", "record": f'{{"subject": "SECRET {n}"}}', "row_number": n,
             "rejected_at": AS_OF}
            for n in (7, 8)
        ],
    }  # fmt: skip


def _case(source: str, number: int) -> dict[str, Any]:
    """Cases a day apart, the newest last; every fifth one of the desk is still open."""
    as_of = AS_OF if source == "desk" else LOG_ENDED
    opened = (as_of - timedelta(days=CASES_PER_SOURCE - number)).replace(hour=10, minute=0)
    tenant, segment = (
        (("acme", "Large"), ("globex", "Small"))[number % 2] if source == "desk" else ("log", "Unsegmented")
    )
    is_open = source == "desk" and number % 5 == 4
    resolved = None if is_open else opened + timedelta(hours=4 + number % 3)
    surveyed = source == "desk" and not is_open and number % 2 == 0
    return {
        "source": source, "tenant_id": tenant, "tenant_name": tenant.title(),
        "case_id": f"{source[0].upper()}-{number:03}", "owner": "AG1", "group_name": "Front",
        "subject": f"=SUM({number}) is wrong" if number == 3 else "It is slow",
        "state": "In-progress" if is_open else "Closed", "priority": f"P{number % 3 + 1}", "sla_tier": "Standard",
        "channel": "email", "segment": segment, "tags": ["a", "b"], "arr_usd": 12_000, "reopen_count": number % 7 == 0,
        "reassignment_count": 1, "event_count": 6, "waiting_on_customer_seconds": HOUR,
        "time_to_acknowledge_seconds": 600, "time_to_resolve_seconds": resolved and (resolved - opened).seconds,
        "csat_score": (5 if number % 4 else 2) if surveyed else None, "is_resolved": not is_open,
        "is_closed": not is_open,
        "is_auto_closed": number % 2 == 0 if source == "desk" and not is_open else None, "is_reopened": number % 7 == 0,
        "is_removed": False, "opened_at": opened, "acknowledged_at": opened + timedelta(minutes=10),
        "first_response_at": opened + timedelta(hours=1) if source == "desk" else None, "resolved_at": resolved,
        "closed_at": resolved and resolved + timedelta(hours=1),
        "last_event_at": resolved + timedelta(hours=1) if resolved else opened + timedelta(hours=2),
        "survey_sent_at": resolved if surveyed else None, "survey_answered_at": resolved if surveyed else None,
        "as_of": as_of,
    }  # fmt: skip


def _clocks(case: dict[str, Any]) -> list[dict[str, Any]]:
    number = int(case["case_id"][2:])
    shared = {
        "source": case["source"], "tenant_id": case["tenant_id"], "case_id": case["case_id"], "window_number": 1,
        "priority": case["priority"], "segment": case["segment"], "sla_tier": "Standard", "arr_usd": 12_000,
        "as_of": case["as_of"], "started_at": case["opened_at"], "policy_id": "p", "no_due_reason": None,
    }  # fmt: skip
    clocks = []
    if case["source"] == "desk":
        answered = case["first_response_at"]
        clocks.append(_clock(shared, "first_response", 2 * HOUR if number % 4 else 1800, answered, HOUR, None))
    # Open from 9 to 17, opened at 10, waiting on the customer from 11 to 12.
    ended = case["resolved_at"] or case["as_of"]
    days = (ended.date() - case["opened_at"].date()).days
    elapsed = days * 8 * HOUR + (ended.hour - 10) * HOUR - HOUR
    clocks.append(_clock(shared, "resolution", 24 * HOUR, case["resolved_at"], elapsed, "office"))
    return clocks


def _clock(shared: dict, clock: str, target: int, stopped: datetime | None, elapsed: int, calendar: str | None) -> dict:
    is_breached = elapsed > target
    status = "breached" if is_breached else "met" if stopped else "running"
    breached_at = shared["started_at"] + timedelta(seconds=target) if is_breached else None
    return {
        **shared, "clock": clock, "calendar_id": calendar, "target_seconds": target, "stopped_at": stopped,
        "status": status, "elapsed_seconds": elapsed,
        "remaining_seconds": target - elapsed if status == "running" else None,
        "target_used_share": elapsed / target, "is_breached": is_breached,
        "is_breached_on_final_target": is_breached, "breached_at": breached_at,
        "due_at": shared["started_at"] + timedelta(seconds=target), "decided_at": breached_at or stopped,
    }  # fmt: skip


def _segments(clock: dict[str, Any]) -> list[dict[str, Any]]:
    """One stretch for a clock without a calendar; for one with, an hour, an hour of waiting, and the rest."""
    started, ended = clock["started_at"], clock["stopped_at"] or clock["as_of"]
    if clock["calendar_id"] is None:
        cuts = [(started, started + timedelta(seconds=clock["elapsed_seconds"]), "counted", clock["elapsed_seconds"])]
    else:
        first, second = started + timedelta(hours=1), started + timedelta(hours=2)
        cuts = [
            (started, first, "counted", HOUR),
            (first, second, "paused", 0),
            (second, ended, "counted", clock["elapsed_seconds"] - HOUR),
        ]
    rows, so_far = [], 0
    for number, (start, end, kind, counted) in enumerate(cuts, start=1):
        so_far += counted
        closed = int((end - start).total_seconds()) - counted if kind == "counted" else 0
        rows.append(
            {
                "source": clock["source"], "tenant_id": clock["tenant_id"], "case_id": clock["case_id"],
                "clock": clock["clock"], "window_number": 1,
                "segment_number": number, "segment_started_at": start, "segment_ended_at": end, "kind": kind,
                "counted_seconds": counted, "closed_seconds": closed, "elapsed_seconds_after": so_far,
                "priority": clock["priority"], "policy_id": "p", "calendar_id": clock["calendar_id"],
                "target_seconds": clock["target_seconds"],
            }
        )  # fmt: skip
    return rows


def _events(case: dict[str, Any]) -> list[dict[str, Any]]:
    opened, ended = case["opened_at"], case["closed_at"] or case["last_event_at"]
    told = [
        (opened, "created", "New", "customer"),
        (opened, "customer_message", "email", "customer"),
        (opened + timedelta(minutes=10), "state_changed", "Triage", "agent"),
        (opened + timedelta(hours=1), "public_reply", "email", "agent"),
        (opened + timedelta(hours=1), "state_changed", "Waiting-on-customer", "agent"),
        (opened + timedelta(hours=2), "state_changed", "In-progress", "customer"),
    ]
    if case["is_closed"]:
        told += [
            (case["resolved_at"], "state_changed", "Resolved", "agent"),
            (ended, "state_changed", "Closed", "system"),
        ]
    return [
        {
            "source": case["source"], "tenant_id": case["tenant_id"], "case_id": case["case_id"], "occurred_at": at,
            "order_in_case": number, "kind": kind, "value": value, "actor_id": "X1", "actor_kind": actor,
        }
        for number, (at, kind, value, actor) in enumerate(told, start=1)
    ]  # fmt: skip


def _freshness(source: str, table: str, state: str, newest: datetime) -> dict[str, Any]:
    return {
        "source": source, "contract_source": "support", "table_name": table, "owner": "desk lead",
        "freshness_state": state, "freshness_hours": 24, "row_count": 60,
        "age_hours": (AS_OF - newest).total_seconds() / HOUR, "newest_event_at": newest, "newest_load_at": AS_OF,
        "as_of": AS_OF,
    }  # fmt: skip
