"""Files: a folder per week with the items as CSV, Parquet and JSON, each put in place at once.

The JSON is written last and names the other two with their sums, so a week that was broken off is known and written
anew. It is what the next export is compared with: nothing is written where nothing has changed.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from dagster_project.exports.backlogs.ledger import Ledger
from dagster_project.exports.backlogs.sending import CREATE, UNCHANGED, UPDATE, Change, Report, changed_fields
from dagster_project.exports.backlogs.week import Item, Week, withdrawn
from dagster_project.resources.errors import UserError
from dagster_project.resources.whole_files import write_whole

NAME = "files"
STEM = "backlog_items"

SCHEMA = {
    "week_start": pl.Date, "driver_week": pl.Date, "arr_usd": pl.Decimal(18, 2), "cost_usd": pl.Decimal(18, 2),
    "quotes": pl.List(pl.String),
}  # fmt: skip
"""Types of columns that JSON has no type for."""


@dataclass(frozen=True)
class Files:
    """The folder that weeks are written into. address: of the dashboards, for the links."""

    folder: Path
    address: str

    def of(self, week: str) -> Path:
        """The folder of a week."""
        return self.folder / week

    def plan(self, week: Week) -> Report:
        """What an export would write."""
        report = Report(NAME, [str(self.of(week.week))])
        before = {item["item_key"]: item for item in _read(self.of(week.week)).get("items", [])}
        present = {item.key for item in week.items} | {item.key for item in week.held}
        lost = [
            withdrawn(key, week.week, {k: v for k, v in item.items() if k != "sent_hash"}, week.release_id)
            for key, item in before.items()
            if key not in present
        ]
        if lost and not present and any(item["sent_hash"] != "withdrawn" for item in before.values()):
            raise UserError(
                f"The release has no items of {week.week}, though {len(lost)} were written.",
                "If it was built from other sources, go back to the one before: loompin releases rollback ID.",
            )
        report.changes = [_change(item, before.get(item.key)) for item in (*week.items, *lost)]
        report.counts.update(change.action for change in report.changes)
        report.counts["held back"] = len(week.held)
        report.problems += [f"{item.title}: {item.reason}" for item in week.held]
        return report

    def send(self, week: Week, ledger: Ledger) -> Report:
        """Write the week's files where something has changed, or where one is missing or harmed."""
        report = self.plan(week)
        actions = dict(report.counts)
        is_whole = _is_whole(self.of(week.week))
        run = ledger.begin(NAME, str(self.of(week.week)), week.week, week.release_id)
        if report.changes and (not is_whole or any(change.action != UNCHANGED for change in report.changes)):
            self._write(week, [change.item for change in report.changes])
        report.counts.clear()
        report.counts.update({f"{name}d" if name in (CREATE, UPDATE) else name: n for name, n in actions.items()})
        if report.changes and not is_whole and not actions.get(CREATE) and not actions.get(UPDATE):
            report.problems.append("a file was missing or had been changed, and is written anew")
        ledger.end(run, report.counts, report.problems)
        return report

    def _write(self, week: Week, items: list[Item]) -> None:
        folder = self.of(week.week)
        rows = [{**item.fields, "link": f"{self.address.rstrip('/')}/{item.fields['link']}"} for item in items]
        frame = _frame(rows)
        parquet = io.BytesIO()
        frame.write_parquet(parquet)
        flat = frame.with_columns(pl.col("quotes").list.join(" | ")) if "quotes" in frame.columns else frame
        contents = {f"{STEM}.csv": _safe(flat).write_csv().encode(), f"{STEM}.parquet": parquet.getvalue()}
        for name, content in contents.items():
            write_whole(folder / name, content)
        document = {
            "week": week.week,
            "release_id": week.release_id,
            "as_of": week.as_of.isoformat(),
            "is_whole_week": week.is_whole,
            "closed_count": week.closed_count,
            "without_root_cause_count": week.untold_count,
            "files": {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
            "items": [{**item.fields, "sent_hash": item.hash} for item in items],
        }
        write_whole(folder / f"{STEM}.json", json.dumps(document, indent=1, ensure_ascii=False).encode())


def _change(item: Item, before: Mapping[str, Any] | None) -> Change:
    if before is None:
        return Change(CREATE, item)
    if before["sent_hash"] == item.hash:
        # As it was written: what only others have moved is no change (see `items`).
        fields = {name: value for name, value in before.items() if name != "sent_hash"}
        return Change(UNCHANGED, Item(item.key, item.week, fields, item.hash, item.withdrawn))
    return Change(UPDATE, item, changed_fields(before, item.fields))


def _read(folder: Path) -> dict[str, Any]:
    """What was last written; nothing where it was broken off."""
    file = folder / f"{STEM}.json"
    if not file.exists():
        return {}
    try:
        told = json.loads(file.read_text())
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _is_whole(folder: Path) -> bool:
    files = _read(folder).get("files", {})
    return bool(files) and all(
        (folder / name).exists() and hashlib.sha256((folder / name).read_bytes()).hexdigest() == told
        for name, told in files.items()
    )


def _frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, infer_schema_length=None)
    return frame.with_columns(_typed(name, kind) for name, kind in frame.schema.items())


def _typed(name: str, kind: pl.DataType) -> pl.Expr:
    """A column with its own type, also where no row has a value."""
    wanted = SCHEMA.get(name, pl.String if kind == pl.Null else kind)
    if wanted == pl.Date and kind == pl.String:
        return pl.col(name).str.to_date("%Y-%m-%d")
    return pl.col(name).cast(wanted)


def _safe(frame: pl.DataFrame) -> pl.DataFrame:
    """Texts that a spreadsheet would take for a formula begin with an apostrophe (OWASP, CSV injection)."""
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    return frame.with_columns(
        pl.when(pl.col(name).str.contains(r"^[=+\-@\t\r]")).then("'" + pl.col(name)).otherwise(pl.col(name)).alias(name)
        for name in texts
    )
