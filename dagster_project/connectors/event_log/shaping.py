"""Bring rows of a log into the event_log contracts: rename, translate words, read times in the log's own form."""

from __future__ import annotations

import polars as pl

from dagster_project.connectors.event_log.mapping import NUMBER_COLUMNS, TEXT_COLUMNS, Mapping
from dagster_project.ingestion.batches import Shaped, no_problems
from dagster_project.ingestion.shaping import read_iso_times
from dagster_project.resources.errors import UserError
from data_contracts.vocabulary import PRIORITIES, STATES


def shape(mapping: Mapping, frame: pl.DataFrame, origin: str) -> Shaped:
    """The rows in the contract's columns. Raises UserError for a column that the file does not have."""
    absent = [name for name in mapping.columns.values() if name not in frame.columns]
    if absent:
        raise UserError(
            f"{origin}: column {absent[0]!r} is missing; the file has {', '.join(frame.columns)}.",
            f"{mapping.file} names it under 'columns'; correct it there, or export the column.",
        )
    shaper = _Shaper(mapping, frame)
    return shaper.shaped()


def with_ours(words: dict[str, str], ours: tuple[str, ...]) -> dict[str, str]:
    """The log's words, and our own where the mapping gives them no other meaning."""
    return words | {word: word for word in ours if word not in words}


class _Shaper:
    def __init__(self, mapping: Mapping, frame: pl.DataFrame) -> None:
        self.mapping = mapping
        self.frame = frame
        self.columns: dict[str, pl.Series] = {}
        self.problems: list[pl.DataFrame] = []

    def shaped(self) -> Shaped:
        words = self.mapping.columns
        for word, column in (TEXT_COLUMNS | NUMBER_COLUMNS).items():
            if word in words:
                self.columns[column] = self.text(words[word])
        for word, column in self.mapping.time_columns.items():
            if word in words:
                self.columns[column] = self.time(words[word])
        self.translate("source_state", "state", with_ours(self.mapping.states, STATES), words.get("state"))
        self.translate("priority", "priority", with_ours(self.mapping.priorities, PRIORITIES), words.get("priority"))
        self.translate("event_kind", "event_kind", self.mapping.events, words.get("event"))
        if self.mapping.actor_kinds:
            self.translate("actor_kind", "actor_kind", self.mapping.actor_kinds, words.get("actor_kind"))
        self.fill_in()
        problems = pl.concat(self.problems) if self.problems else no_problems()
        return Shaped(pl.DataFrame(self.columns), problems)

    def text(self, name: str) -> pl.Series:
        """A column as text, with the log's words for "missing" taken out."""
        text = self.frame[name].cast(pl.String).str.strip_chars()
        return text.set((text == "") | text.is_in(list(self.mapping.missing)), None)

    def time(self, name: str) -> pl.Series:
        """A column as instants in UTC, read in the mapping's format and zone."""
        given = self.frame[name]
        if isinstance(given.dtype, pl.Datetime):
            return given if given.dtype.time_zone else self.to_utc(given, name, given.cast(pl.String))
        text = self.text(name)
        if not self.mapping.time_formats:
            return self.iso_time(name, text)
        read = (
            pl.DataFrame({"t": text})
            .select(
                pl.coalesce(
                    pl.col("t").str.to_datetime(form, time_unit="us", strict=False)
                    for form in self.mapping.time_formats
                )
            )
            .to_series()
        )
        self.note(
            name,
            text,
            read.is_null() & text.is_not_null(),
            f"a time of the form {' or '.join(self.mapping.time_formats)}",
        )
        return read if read.dtype.time_zone else self.to_utc(read, name, text)

    def iso_time(self, name: str, text: pl.Series) -> pl.Series:
        """ISO times: with an offset as they say, without one in the mapping's zone."""
        with_offset, local = read_iso_times(text)
        unread = local.is_null() & with_offset.is_null() & text.is_not_null()
        self.note(name, text, unread, "an ISO time such as 2026-03-01T09:30:00 (give its form under 'time: format')")
        return pl.select(pl.coalesce(with_offset, self.to_utc(local, name, text))).to_series()

    def to_utc(self, local: pl.Series, name: str, text: pl.Series) -> pl.Series:
        """Local times of the mapping's zone: one that occurs twice is the earlier, one that never occurs a problem."""
        zoned = local.dt.replace_time_zone(self.mapping.time_zone, ambiguous="earliest", non_existent="null")
        self.note(
            name, text, zoned.is_null() & local.is_not_null(),
            f"a time that exists in {self.mapping.time_zone} (its clocks skipped this one)",
        )  # fmt: skip
        return zoned.dt.convert_time_zone("UTC")

    def translate(self, given: str, column: str, words: dict[str, str | None], name: str | None) -> None:
        """The log's words in ours; a word that the mapping does not know is a problem of its row."""
        if name is None:
            return
        text = self.columns[given]
        ours = text.replace_strict(words, default=None, return_dtype=pl.String)
        unknown = text.is_not_null() & ~text.is_in(list(words))
        self.note(name, text, unknown, f"one of the words in {self.mapping.file.name}: {', '.join(words)}")
        self.columns[column] = ours

    def fill_in(self) -> None:
        """What the contract wants and the log need not have."""
        height = self.frame.height
        if "tags" in self.columns:
            self.columns["tags"] = self.columns["tags"].str.split(",").list.eval(pl.element().str.strip_chars())
        tenant = self.columns.get("tenant_id", pl.Series([None], dtype=pl.String).new_from_index(0, height))
        self.columns["tenant_id"] = tenant.fill_null(self.mapping.name)
        if self.mapping.is_case_list and "changed_at" not in self.columns:
            moments = [self.columns[c] for c in self.mapping.time_columns.values() if c in self.columns]
            self.columns["changed_at"] = pl.select(pl.max_horizontal(moments)).to_series()

    def note(self, name: str, text: pl.Series, is_wrong: pl.Series, expected: str) -> None:
        rows = is_wrong.fill_null(False).arg_true()
        if rows.len() == 0:
            return
        self.problems.append(
            pl.DataFrame({"row": rows.cast(pl.UInt32), "value": text.gather(rows)})
            .with_columns(column=pl.lit(name), expected=pl.lit(expected))
            .select("row", "column", "value", "expected")
        )
