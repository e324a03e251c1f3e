"""Land one batch: read it chunk by chunk, judge every row, and commit it to the lake or change nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from dagster_project.ingestion.batches import Batch, Chunk
from dagster_project.ingestion.lake import (
    REJECTED,
    BatchNote,
    Lake,
    PartFile,
    contract_version,
    new_batch_id,
)
from dagster_project.ingestion.reject_reasons import commonest_reasons
from dagster_project.ingestion.row_hash import ROW_HASH, with_row_hash
from dagster_project.ingestion.shaping import cast_to_contract
from dagster_project.ingestion.tenant_aliases import with_tenants_resolved
from dagster_project.ingestion.validation import find_problems
from dagster_project.resources.errors import UserError

SMALL_BATCH = 20
"""Below so many rows a share says little: a batch fails as a whole only when no row of it is right."""


@dataclass(frozen=True)
class Landed:
    """How it went: the note, and whether the same content had been landed before (then nothing was done)."""

    note: BatchNote | None
    unchanged: bool = False


def land(batch: Batch, lake: Lake) -> Landed:
    """Judge and write a batch.

    Raises UserError where the batch cannot be read or more of its rows are rejected than its contract allows;
    the lake is then as it was.
    """
    if lake.has(batch.source, batch.contract, batch.fingerprint):
        return Landed(None, unchanged=True)
    facts = batch.contract.facts()
    batch_id = new_batch_id()
    draft = BatchNote(
        batch_id, batch.source, facts.source, facts.table, batch.origin, batch.fingerprint,
        contract_version(batch.contract), batch.replaces_source, 0, 0, 0, "",
    )  # fmt: skip
    accepted, rejected = PartFile(lake.accepted_file(draft)), PartFile(lake.rejected_file(draft))
    rows_read = 0
    try:
        for chunk in batch.chunks():
            rows_read += chunk.frame.height + len(chunk.unreadable)
            good, bad = judge(batch, chunk)
            accepted.append(good)
            rejected.append(bad)
            rejected.append(_unreadable_rows(chunk))
        accepted.finish()
        rejected.finish()
        _refuse_where_too_much_is_rejected(batch, rows_read, rejected)
        committed_at = datetime.now(UTC).isoformat(timespec="microseconds")
        note = BatchNote(
            batch_id, batch.source, facts.source, facts.table, batch.origin, batch.fingerprint,
            contract_version(batch.contract), batch.replaces_source,
            rows_read, accepted.rows, rejected.rows, committed_at,
        )  # fmt: skip
        lake.commit(note)
    except BaseException:
        accepted.discard()
        rejected.discard()
        raise
    return Landed(note)


def judge(batch: Batch, chunk: Chunk) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Split a chunk into accepted rows (in the contract's types) and rejected rows (schema REJECTED)."""
    shaped = batch.shape(chunk.frame)
    cast = cast_to_contract(batch.contract, shaped.frame, batch.origin)
    cast.frame = with_tenants_resolved(batch.contract, cast.frame)
    # A value that could not be read is null by now; what pandera says of that null would only repeat it.
    keyed = cast.frame if batch.contract.facts().key else with_row_hash(cast.frame, chunk.frame)
    problems = pl.concat([shaped.problems, cast.problems, find_problems(batch.contract, cast.frame)]).unique(
        ["row", "column"], keep="first", maintain_order=True
    )
    if problems.is_empty():
        return keyed, pl.DataFrame(schema=REJECTED)
    bad_rows = problems["row"].unique().sort()
    is_good = ~pl.int_range(keyed.height, eager=True, dtype=pl.UInt32).is_in(bad_rows.implode())
    return keyed.filter(is_good), _rejected_rows(batch, chunk, keyed, problems, bad_rows)


def _rejected_rows(
    batch: Batch, chunk: Chunk, keyed: pl.DataFrame, problems: pl.DataFrame, bad_rows: pl.Series
) -> pl.DataFrame:
    reasons = problems.group_by("row").agg(reasons=pl.struct("column", "value", "expected"))
    key = batch.contract.facts().key or (ROW_HASH,)
    record_key = pl.concat_str([pl.col(name).cast(pl.String) for name in key], separator=" / ")
    records = chunk.frame[bad_rows].select(record=pl.struct(pl.all()).struct.json_encode())
    return (
        keyed[bad_rows]
        .with_columns(record_key=record_key)
        .select("record_key", row=bad_rows, record=records.to_series())
        .join(reasons, on="row", how="left", maintain_order="left")
        .with_columns(row_number=pl.col("row").cast(pl.UInt64) + chunk.first_row)
        .select(pl.col(name).cast(dtype) for name, dtype in REJECTED.items())
    )


def _unreadable_rows(chunk: Chunk) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"row_number": line, "record_key": None, "record": text,
             "reasons": [{"column": None, "value": None, "expected": what}]}
            for line, what, text in chunk.unreadable
        ],
        schema=REJECTED,
    )  # fmt: skip


def _refuse_where_too_much_is_rejected(batch: Batch, rows_read: int, rejected: PartFile) -> None:
    facts = batch.contract.facts()
    allowed = rows_read * facts.allowed_reject_share if rows_read > SMALL_BATCH else rows_read - 1
    if rejected.rows == 0 or rejected.rows <= allowed:
        return
    raise UserError(
        f"{batch.origin}: {rejected.rows:,} of {rows_read:,} rows break the contract {facts.source}.{facts.table}, "
        f"which allows {facts.allowed_reject_share:.0%}. The batch fails as a whole and nothing was changed.\n"
        + "\n".join(f"  {line}" for line in commonest_reasons(pl.read_parquet(rejected.path))),
        "Mend the rows, or the mapping if a value of the log only needs a translation, and try again.",
    )
