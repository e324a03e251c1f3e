"""ingestion.alert_deliveries: what was to be told and what came of it, a row per message and alert in it, for dbt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb

from dagster_project.exports.alerts.ledger import Ledger, LedgerState

COLUMNS = (
    "message_id varchar, alert_key varchar, rule_id varchar, entity_id varchar, tenant_id varchar, case_id varchar, "
    "component varchar, severity varchar, occasion varchar, recipient varchar, recipient_kind varchar, "
    "on_call varchar, component_owner varchar, "
    "channel varchar, alert_count bigint, outcome varchar, said varchar, attempt_count bigint, "
    "execution_time_ms double, fired_at timestamptz, delivered_at timestamptz"
)


def record_deliveries(connection: duckdb.DuckDBPyConnection, ledger: Ledger) -> None:
    """Write down what the ledger holds; an empty table where nothing was ever sent."""
    connection.execute("create schema if not exists ingestion")
    connection.execute(f"create or replace table ingestion.alert_deliveries ({COLUMNS})")
    rows = list(delivery_rows(ledger.state()))
    if rows:
        connection.executemany(
            f"insert into ingestion.alert_deliveries values ({', '.join('?' for _ in rows[0])})", rows
        )


def delivery_rows(state: LedgerState) -> Iterator[list[Any]]:
    """The rows, in the order of the ledger."""
    for sent in state.messages.values():
        took = (sent.result_at - sent.meant_at).total_seconds() * 1000 if sent.result_at else None
        for alert in sent.document["alerts"]:
            # Messages of earlier versions do not say who was told as what.
            by_kind = alert.get("recipients_by_kind") or dict.fromkeys(alert["recipient_kinds"], alert["recipients"])
            yield [
                sent.message_id, alert["alert_key"], alert["rule_id"], alert["subject"], alert["tenant_id"],
                alert["case_id"], alert["component"], alert["severity"], sent.document["occasion"],
                ", ".join(alert["recipients"]), ", ".join(alert["recipient_kinds"]),
                *(", ".join(by_kind.get(kind, ())) or None for kind in ("on-call", "component owner")), sent.channel,
                len(sent.document["alerts"]), sent.outcome, sent.said, sent.attempts, took, sent.meant_at,
                sent.result_at if sent.outcome == "delivered" else None,
            ]  # fmt: skip
