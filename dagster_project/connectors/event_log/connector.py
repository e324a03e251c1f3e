"""The connector: a log's files as batches, and the calendar that its mapping gives as rows of the support tables."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from dagster_project.connectors.connector import SourceFacts
from dagster_project.connectors.event_log.mapping import Mapping
from dagster_project.connectors.event_log.mapping_file import read_mapping
from dagster_project.connectors.event_log.shaping import shape
from dagster_project.connectors.table_files import file_fingerprint, read_chunks
from dagster_project.ingestion.batches import Batch, Chunk
from dagster_project.resources.configuration import SourceSettings
from dagster_project.resources.environment import Environment
from dagster_project.resources.errors import UserError
from data_contracts import Contract
from data_contracts.event_log.events import CaseList, Events
from data_contracts.support.promises import BusinessCalendars, BusinessHours, CalendarHolidays

logger = logging.getLogger(__name__)

MAPPING_TIME = datetime(1970, 1, 1, tzinfo=UTC)
"""A calendar from a mapping has no history: it reaches back to the beginning."""


class EventLog:
    """One configured case log: its files and its mapping."""

    def __init__(self, name: str, files: tuple[Path, ...], mapping: Mapping) -> None:
        self.name = name
        self.files = files
        self.mapping = mapping

    @classmethod
    def configured(cls, source: SourceSettings, environment: Environment) -> EventLog:
        """From a section of loompin.toml; paths that are not absolute are relative to the data folder."""
        paths, mapping = source.settings.get("paths"), source.settings.get("mapping")
        if not paths or not mapping:
            raise UserError(f"{environment.config}, [sources.{source.name}]: an event_log needs paths and a mapping.")
        files = tuple((environment.home / path).resolve() for path in paths)
        return cls(source.name, files, read_mapping(environment.home / mapping))

    def facts(self) -> SourceFacts:
        return SourceFacts(
            name=self.name,
            type="event_log",
            carries=self.mapping.carries,
            as_of_last_event=self.mapping.as_of_last_event,
            description=self.mapping.description,
            tables=((CaseList if self.mapping.is_case_list else Events).full_name(),),
        )

    def batches(self, contract: type[Contract]) -> Iterator[Batch]:
        if contract is (CaseList if self.mapping.is_case_list else Events):
            yield from (self._file_batch(contract, file) for file in self.files if self._is_there(file))
        elif contract in (BusinessCalendars, BusinessHours, CalendarHolidays):
            yield self._calendar_batch(contract)

    def _is_there(self, file: Path) -> bool:
        """A file that was landed and then put away is not missed: its rows are in the lake."""
        if not file.exists():
            logger.warning("%s is not there any more; the rows landed from it stay.", file)
        return file.exists()

    def _file_batch(self, contract: type[Contract], file: Path) -> Batch:
        return Batch(
            source=self.name,
            contract=contract,
            origin=str(file),
            fingerprint=f"{file_fingerprint(file)}:{self.mapping.version}",
            chunks=lambda: read_chunks(file),
            shape=lambda frame: shape(self.mapping, frame, str(file)),
        )

    def _calendar_batch(self, contract: type[Contract]) -> Batch:
        rows = self._calendar_rows(contract)
        frame = pl.DataFrame(
            rows, schema_overrides={"tenant_id": pl.String} if rows and "tenant_id" in rows[0] else None
        )
        return Batch(
            source=self.name,
            contract=contract,
            origin=f"{self.mapping.file}, calendar",
            fingerprint=self.mapping.version,
            chunks=lambda: iter([Chunk(frame, 1)] if rows else []),
            # The whole truth: a calendar taken out of the mapping is gone.
            replaces_source=True,
        )

    def _calendar_rows(self, contract: type[Contract]) -> list[dict[str, object]]:
        calendar = self.mapping.calendar
        if calendar is None:
            return []
        return {
            BusinessCalendars: [
                {
                    "calendar_id": self.name, "tenant_id": None, "name": f"Opening hours of {self.name}",
                    "time_zone": calendar.time_zone, "version": 1, "business_day_seconds": None, "is_default": True,
                    "valid_from": MAPPING_TIME, "updated_at": MAPPING_TIME,
                }
            ],
            BusinessHours: [
                {"calendar_id": self.name, "version": 1, "weekday": day, "opens_at": opens, "closes_at": closes}
                for day, opens, closes in calendar.hours
            ],
            CalendarHolidays: [
                {"calendar_id": self.name, "name": "Holiday", "starts_on": day, "ends_on": day}
                for day in calendar.holidays
            ],
        }[contract]  # fmt: skip
