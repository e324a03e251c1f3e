"""A support desk written down by hand: cases in shorthand, landed as the support tables and built by dbt.

Times are UTC. A case is opened at its first time; what happens to it is a list of (time, what) where `what` is

    state X          the case enters state X               priority P1       its priority changes
    reply            an agent replies publicly              message           the customer writes
    note, bot        an internal note; a bot's message       deleted, recovered, merged
    escalated, de-escalated                                 to engineering and back; `escalated sre` to sre
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl
from dbt_builds import build_models, environment_of, run_dbt

from dagster_project.connectors.connector import SourceFacts
from dagster_project.ingestion.batches import Batch, Chunk
from dagster_project.ingestion.lake import Lake
from dagster_project.ingestion.landing import land
from dagster_project.ingestion.merging import create_ledger, merge_table
from dagster_project.ingestion.records import record_contracts, record_rejects, record_sources
from dagster_project.resources.database import open_warehouse
from dagster_project.resources.paths import Home
from data_contracts import all_contracts
from data_contracts.vocabulary import EVENT_KINDS

SOURCE = "desk"


@dataclass(frozen=True)
class Case:
    """One case by hand."""

    case_id: str
    opened: str
    happenings: tuple[tuple[str, str], ...] = ()
    priority: str | None = "P2"
    tier: str = "Standard"
    tenant: str = "tenant"
    private: bool = False


class Desk:
    """Rows of the support tables, collected by hand."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict]] = {}
        self._number = itertools.count(1)

    def add(self, table: str, **row: object) -> None:
        """A row of a table, as a source would give it."""
        self.rows.setdefault(table, []).append(row)

    def add_case(self, case: Case) -> None:
        """A case and everything that happens to it."""
        common = {"case_id": case.case_id, "tenant_id": case.tenant}
        last = max([case.opened, *(at for at, _ in case.happenings)])
        self.add(
            "cases", **common, channel="web", state="New", priority=case.priority or "P2", sla_tier=case.tier,
            is_created_privately=case.private, opened_at=case.opened, updated_at=last,
        )  # fmt: skip
        if case.priority:
            self._priority(common, None, case.priority, case.opened)
        state = "New"
        for at, what in case.happenings:
            word, _, argument = what.partition(" ")
            if word == "state":
                self._move(common, "state_changed", at, state, argument)
                state = argument
            elif word in ("deleted", "recovered", "merged"):
                self._move(common, word, at, None, None)
            elif word == "priority":
                self._priority(common, "P2", argument, at)
            elif word in ("escalated", "de-escalated"):
                self._escalation(common, word, at, argument or "engineering")
            else:
                self._interaction(common, word, at)

    def _id(self, prefix: str) -> str:
        return f"{prefix}{next(self._number):05d}"

    def _move(self, common: dict, kind: str, at: str, before: str | None, after: str | None) -> None:
        self.add(
            "case_state_transitions", **common, transition_id=self._id("t"), kind=kind, from_state=before,
            to_state=after, actor_kind="agent", occurred_at=at,
        )  # fmt: skip

    def _priority(self, common: dict, before: str | None, after: str, at: str) -> None:
        self.add(
            "case_priority_changes", **common, priority_change_id=self._id("p"), from_priority=before,
            to_priority=after, actor_kind="agent", occurred_at=at,
        )  # fmt: skip

    def _escalation(self, common: dict, word: str, at: str, kind: str) -> None:
        if word == "escalated":
            self.add(
                "escalations", **common, escalation_id=self._id("e"), kind=kind, escalated_at=at,
                ended_at=None, updated_at=at,
            )  # fmt: skip
        else:
            [*_, newest] = (row for row in self.rows["escalations"] if row["kind"] == kind)
            newest["ended_at"] = at

    def _interaction(self, common: dict, word: str, at: str) -> None:
        kinds = {
            "reply": ("message", "agent", True),
            "message": ("message", "customer", True),
            "note": ("note", "agent", False),
            "bot": ("message", "bot", True),
            "private-message": ("message", "agent", False),
        }
        kind, author, is_public = kinds[word]
        self.add(
            "case_interactions", **common, interaction_id=self._id("i"), kind=kind, author_kind=author,
            is_public=is_public, occurred_at=at,
        )  # fmt: skip

    def add_calendar(
        self, calendar_id: str, zone: str, hours: dict[int, list[tuple[str, str]]], *, version: int = 1,
        valid_from: str = "2000-01-01", tenant: str | None = None, is_default: bool = False,
    ) -> None:  # fmt: skip
        """A version of a calendar; hours by ISO weekday."""
        self.add(
            "business_calendars", calendar_id=calendar_id, tenant_id=tenant, name=calendar_id, time_zone=zone,
            version=version, is_default=is_default, valid_from=valid_from, updated_at=valid_from,
        )  # fmt: skip
        for weekday, blocks in hours.items():
            for opens, closes in blocks:
                self.add(
                    "business_hours",
                    calendar_id=calendar_id,
                    version=version,
                    weekday=weekday,
                    opens_at=opens,
                    closes_at=closes,
                )

    def build(
        self,
        home: Path,
        as_of: datetime,
        select: str,
        project: Path | None = None,
        stand_ins: Mapping[str, str] | None = None,
    ) -> duckdb.DuckDBPyConnection:
        """Land, merge and build; returns the warehouse, open for reading. project: another dbt project than ours.

        stand_ins: marts that are not built but stand for what is above them, with the SQL of their rows.
        """
        lake = Lake(Home(home).create().lake)
        with open_warehouse(environment_of(home)) as connection:
            create_ledger(connection)
            for contract in all_contracts():
                rows = self.rows.get(contract.facts().table, []) if contract.facts().source != "event_log" else []
                if rows:
                    land(_batch(contract, rows), lake)
                merge_table(connection, contract, lake)
            carries = tuple(kind for kind in EVENT_KINDS if kind != "state_repeated")
            record_sources(connection, [SourceFacts(SOURCE, "support", carries, False, "By hand.")], as_of)
            record_contracts(connection, all_contracts())
            record_rejects(connection, all_contracts())
            for mart, rows in (stand_ins or {}).items():
                connection.execute("create schema if not exists marts")
                connection.execute(f"create table marts.{mart} as {rows}")
        # Keys and filled columns are checked on whole companies; here the invariants, of the clocks above all.
        if project:
            options = ("--exclude", "test_type:generic", "test_type:unit", "--no-write-json")
            run_dbt(home, "build", "--select", *select.split(), *options, project=project)
        else:
            build_models(home, select, generic_tests=False, stand_ins=stand_ins or ())
        warehouse = duckdb.connect(Home(home).warehouse, read_only=True)
        warehouse.execute("set TimeZone = 'UTC'")
        return warehouse


def _batch(contract, rows: list[dict]) -> Batch:
    frame = pl.DataFrame(rows, infer_schema_length=None)
    return Batch(SOURCE, contract, "by hand", repr(rows), lambda: iter([Chunk(frame, 1)]))


def at(text: str) -> datetime:
    """An instant, UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def weekdays(opens: str, closes: str) -> dict[int, list[tuple[str, str]]]:
    """Monday to Friday, one block."""
    return {day: [(opens, closes)] for day in range(1, 6)}
