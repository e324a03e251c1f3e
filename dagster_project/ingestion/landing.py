"""Land one batch: read it chunk by chunk, judge every row, and commit it to the lake or change nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

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
from dagster_project.ingestion.row_numbers import count_unreadable_rows
from dagster_project.ingestion.shaping import cast_to_contract
from dagster_project.ingestion.tenant_aliases import with_tenants_resolved
from dagster_project.ingestion.validation import find_problems
from dagster_project.ingestion.validation_rules.book import rule_book
from dagster_project.ingestion.validation_rules.checking import RuleCheck
from dagster_project.ingestion.validation_rules.rule import Rule
from dagster_project.ingestion.validation_rules.uniqueness import columns_to_hold
from dagster_project.resources.errors import UserError

HeldRows = Callable[[str, list[str]], pl.DataFrame]
"""Of a source the rows that a table holds, in some columns: (source, columns) → frame."""

NO_RULES = RuleCheck(())

SMALL_BATCH = 20
"""Below so many rows a share says little: a batch fails as a whole only when no row of it is right."""


@dataclass(frozen=True)
class Landed:
    """How it went: the note, and whether the same content had been landed before (then nothing was done)."""

    note: BatchNote | None
    unchanged: bool = False


def land(batch: Batch, lake: Lake, held_before: HeldRows | None = None) -> Landed:
    """Judge and write a batch, by its contract and by the validation rules that its source has landed.

    held_before: reads columns of the rows that the source has in this table already; a batch that is not the whole
    truth needs it for rules on what is unique. Without it only the batch's own rows are held against each other.

    Raises UserError where the batch cannot be read or more of its rows are rejected than its contract allows;
    the lake is then as it was.
    """
    book = rule_book(lake, batch.source)
    version = contract_version(batch.contract, book.version(batch.contract))
    if lake.has(batch.source, batch.contract, batch.fingerprint, version):
        return Landed(None, unchanged=True)
    rules = _rule_check(batch, book.of_table(batch.contract), held_before)
    facts = batch.contract.facts()
    batch_id = new_batch_id()
    draft = BatchNote(
        batch_id, batch.source, facts.source, facts.table, batch.origin, batch.fingerprint,
        version, batch.replaces_source, 0, 0, 0, "",
    )  # fmt: skip
    accepted, rejected = PartFile(lake.accepted_file(draft)), PartFile(lake.rejected_file(draft))
    rows_read = contract_breaks = 0
    unreadable: list[int] = []
    try:
        for chunk in batch.chunks():
            rows_read += chunk.frame.height + len(chunk.unreadable)
            judged = judge(batch, chunk, rules)
            accepted.append(judged.accepted)
            rejected.append(judged.rejected)
            rejected.append(_unreadable_rows(chunk))
            contract_breaks += judged.contract_breaks + len(chunk.unreadable)
            unreadable += [place for place, _, _ in chunk.unreadable]
        accepted.finish()
        rejected.finish()
        count_unreadable_rows(rejected.path, unreadable)
        _refuse_where_too_much_is_rejected(batch, rows_read, contract_breaks, rejected)
        committed_at = datetime.now(UTC).isoformat(timespec="microseconds")
        note = BatchNote(
            batch_id, batch.source, facts.source, facts.table, batch.origin, batch.fingerprint,
            version, batch.replaces_source,
            rows_read, accepted.rows, rejected.rows, committed_at, dict(batch.source_columns),
        )  # fmt: skip
        lake.commit(note)
    except BaseException:
        accepted.discard()
        rejected.discard()
        raise
    return Landed(note)


def _rule_check(batch: Batch, rules: tuple[Rule, ...], held_before: HeldRows | None) -> RuleCheck:
    columns = [] if batch.replaces_source or held_before is None else columns_to_hold(rules)
    return RuleCheck(rules, held_before(batch.source, columns) if columns and held_before else None)


class Judged(NamedTuple):
    """A chunk, judged: its rows in the contract's types, the rejected ones (schema REJECTED), and how many of those
    break the contract itself and not only a rule of their source."""

    accepted: pl.DataFrame
    rejected: pl.DataFrame
    contract_breaks: int


def judge(batch: Batch, chunk: Chunk, rules: RuleCheck = NO_RULES) -> Judged:
    """Hold every row of a chunk against the contract and the rules."""
    shaped = batch.shape(chunk.frame)
    cast = cast_to_contract(batch.contract, shaped.frame, batch.origin)
    cast.frame = with_tenants_resolved(batch.contract, cast.frame)
    # A value that could not be read is null by now; what pandera says of that null would only repeat it.
    keyed = cast.frame if batch.contract.facts().key else with_row_hash(cast.frame, chunk.frame)
    problems = _first_of_each_value([shaped.problems, cast.problems, find_problems(batch.contract, cast.frame)])
    contract_breaks = problems["row"].n_unique()
    problems = _first_of_each_value([problems, rules.find_problems(cast.frame, chunk.frame.columns)])
    if rules.wants_unique_values:
        # Only a row that is right in itself takes a value from others.
        repeated = rules.find_repeated(cast.frame, _is_good(problems, keyed.height))
        problems = _first_of_each_value([problems, repeated])
    if problems.is_empty():
        return Judged(keyed, pl.DataFrame(schema=REJECTED), 0)
    bad_rows = problems["row"].unique().sort()
    rejected = _rejected_rows(batch, chunk, keyed, problems, bad_rows)
    return Judged(keyed.filter(_is_good(problems, keyed.height)), rejected, contract_breaks)


def _first_of_each_value(problems: list[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat(problems).unique(["row", "column"], keep="first", maintain_order=True)


def _is_good(problems: pl.DataFrame, height: int) -> pl.Series:
    return ~pl.int_range(height, eager=True, dtype=pl.UInt32).is_in(problems["row"].implode())


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
            {"row_number": place, "record_key": None, "record": text,
             "reasons": [{"column": None, "value": None, "expected": what}]}
            for place, what, text in chunk.unreadable
        ],
        schema=REJECTED,
    )  # fmt: skip


def _refuse_where_too_much_is_rejected(batch: Batch, rows_read: int, breaks: int, rejected: PartFile) -> None:
    """By what breaks the contract alone: a rule that a tenant set too strictly refuses rows, and never a whole load."""
    facts = batch.contract.facts()
    allowed = rows_read * facts.allowed_reject_share if rows_read > SMALL_BATCH else rows_read - 1
    if breaks == 0 or breaks <= allowed:
        return
    raise UserError(
        f"{batch.origin}: {breaks:,} of {rows_read:,} rows break the contract {facts.source}.{facts.table}, "
        f"which allows {facts.allowed_reject_share:.0%}. The batch fails as a whole and nothing was changed.\n"
        + "\n".join(f"  {line}" for line in commonest_reasons(pl.read_parquet(rejected.path))),
        "Mend the rows, or the mapping if a value of the log only needs a translation, and try again.",
    )
