"""Identity in the warehouse: the records of all sources in, pairs and people out, for dbt's two Python models.

A record is named by source, platform and its id there; to the linking, source and platform together are its source.
Pairs are scored again only where records, corrections, thresholds or this code have changed since they were.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from dagster_project.identity.clusters import as_frame, group_records
from dagster_project.identity.corrections import read_corrections
from dagster_project.identity.linking import Linked, Thresholds, crowded_of, link_records
from dagster_project.resources.configuration import identity_thresholds
from dagster_project.resources.environment import read_environment
from dagster_project.resources.paths import Home

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

ROLES = {"person_name": "name", "email": "email", "phone": "phone", "city": "city", "country": "country"}

BETWEEN = "/"
"""Between source and platform: demo_company/Salesforce."""


def linked_pairs(records: duckdb.DuckDBPyRelation, session: duckdb.DuckDBPyConnection, this: Any) -> pa.Table:
    """The rows of int_identity_pairs. `this` is the table as an earlier build left it, if one did.

    Columns: left_/right_ source, platform and source_id; probability, bits, decision, explanation; method,
    training_pair_count, prior; fingerprint of everything that the rows come from.
    """
    environment = read_environment()
    frame = records_of(records)
    thresholds = Thresholds(**identity_thresholds(environment))
    corrections = read_corrections(Home(environment.home).identity_corrections)
    fingerprint = _fingerprint(frame, corrections, thresholds)
    if (earlier := _earlier(session, this, fingerprint)) is not None:
        return earlier.to_arrow()
    # The engine of the linking has its own memory, beside that of the warehouse; it needs little.
    linked = link_records(
        frame, ROLES, thresholds, corrections, source_order(frame), environment.memory_limit, environment.threads
    )
    return _pairs_table(linked, fingerprint).to_arrow()


def grouped_records(records: duckdb.DuckDBPyRelation, pairs: duckdb.DuckDBPyRelation) -> pa.Table:
    """The rows of int_identity_members: the columns of clusters.as_frame, with `platform` parted from `source`.

    Beside them the thresholds, which would be nowhere to read where there are no pairs, and which records, and how
    many, were compared with nobody since too many others share each of their keys.
    """
    thresholds = Thresholds(**identity_thresholds(read_environment()))
    frame = records_of(records).sort("source", "source_id")
    names = list(frame.select("source", "source_id").iter_rows())
    places = {name: place for place, name in enumerate(names)}
    decided: dict[str, list[tuple[int, int, float]]] = {"linked": [], "same": [], "different": []}
    for left, left_id, right, right_id, probability, decision in _joined(pairs.pl()).iter_rows():
        pair = (places[left, left_id], places[right, right_id], probability)
        decided.setdefault(decision, []).append(pair)
    order = {source: place for place, source in enumerate(source_order(frame))}
    members = group_records(
        names,
        decided["linked"],
        [pair[:2] for pair in decided["same"]],
        [pair[:2] for pair in decided["different"]],
        [order[source] for source, _ in names],
        frame["partition"].to_list(),
    )
    uncompared = crowded_of(frame, ROLES).uncompared
    named = _parted(
        as_frame(frame, members).with_columns(is_uncompared=pl.int_range(pl.len()).is_in(uncompared)),
        "source", "source", "platform",
    )  # fmt: skip
    return named.with_columns(
        link_threshold=pl.lit(thresholds.link), review_threshold=pl.lit(thresholds.review),
        uncompared_count=pl.lit(len(uncompared), pl.Int64),
    ).to_arrow()  # fmt: skip


def records_of(relation: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    """Records as the linking takes them: source and platform in one, the tenant as the party."""
    return relation.pl().with_columns(
        pl.concat_str("source", "platform", separator=BETWEEN).alias("source"), pl.col("tenant_id").alias("partition")
    )


def source_order(records: pl.DataFrame) -> list[str]:
    """Sources in the order in which they anchor a person."""
    return records.select("anchor_rank", "source").unique().sort("anchor_rank", "source")["source"].to_list()


def _joined(pairs: pl.DataFrame) -> pl.DataFrame:
    return pairs.select(
        pl.concat_str("left_source", "left_platform", separator=BETWEEN).alias("left_source"), "left_source_id",
        pl.concat_str("right_source", "right_platform", separator=BETWEEN).alias("right_source"), "right_source_id",
        "probability", "decision",
    )  # fmt: skip


def _parted(frame: pl.DataFrame, joined: str, source: str, platform: str) -> pl.DataFrame:
    """One column of both names as two. A source's name holds no such stroke, so the first one is the border."""
    parts = pl.col(joined).str.splitn(BETWEEN, 2)
    return frame.with_columns(
        parts.struct.field("field_0").alias(source), parts.struct.field("field_1").alias(platform)
    )


def _pairs_table(linked: Linked, fingerprint: str) -> pl.DataFrame:
    pairs = linked.pairs
    for side in ("left", "right"):
        pairs = _parted(pairs, f"{side}_source", f"{side}_source", f"{side}_platform")
    return pairs.with_columns(
        method=pl.lit(linked.method),
        training_pair_count=pl.lit(linked.training_pairs, pl.Int64),
        prior=pl.lit(linked.prior, pl.Float64),
        fingerprint=pl.lit(fingerprint),
    )


def _fingerprint(frame: pl.DataFrame, corrections: object, thresholds: Thresholds) -> str:
    digest = hashlib.sha256()
    compared = frame.select("source", "source_id", "partition", "anchor_rank", *ROLES).sort("source", "source_id")
    digest.update(compared.write_csv().encode())
    digest.update(repr((corrections, thresholds)).encode())
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _earlier(session: duckdb.DuckDBPyConnection, this: Any, fingerprint: str) -> pl.DataFrame | None:
    ((is_there,),) = session.execute(
        "select count(*) from duckdb_columns() "
        "where schema_name = ? and table_name = ? and column_name = 'fingerprint'",
        [this.schema, this.identifier],
    ).fetchall()
    if not is_there:
        return None
    rows = session.sql(f"select * from {this}").pl()
    return rows if rows.height and set(rows["fingerprint"]) == {fingerprint} else None
