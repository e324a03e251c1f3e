"""One factory: contract → asset. Each raw table is an asset with its column schema and its contract check."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import dagster as dg
import polars as pl

from dagster_project.exports.alerts.ledger import Ledger
from dagster_project.exports.alerts.record import record_deliveries
from dagster_project.exports.delivery.journal import Journal
from dagster_project.ingestion.landing import land
from dagster_project.ingestion.merging import held_rows, merge_table
from dagster_project.ingestion.records import record_contracts, record_rejects, record_sources
from dagster_project.ingestion.reject_reasons import ALL_REJECTS, standing_rejects
from dagster_project.ingestion.source_schema import sentences
from dagster_project.ingestion.validation_rules.book import rule_book
from dagster_project.ingestion.validation_rules.parsing import RULED_SOURCES
from dagster_project.ingestion.validation_rules.record import record_rules, unusable_rules
from dagster_project.resources.errors import UserError
from dagster_project.resources.failures import RETRIES, told_to_people
from dagster_project.resources.paths import Home
from dagster_project.resources.pipeline_run import PipelineRun
from dagster_project.segments.record import record_definitions
from dagster_project.segments.row_versions import record_versions
from dagster_project.themes.record import record_taxonomies
from data_contracts import Contract, all_contracts
from data_contracts.column_types import duckdb_type
from data_contracts.platform.validation import ValidationRules

logger = logging.getLogger("loompin")

RUN_HOURS = 2
"""What a run may take: a table that promises to be a day old at most is loaded daily, give or take this."""

TOLD_REJECTS = 20
"""Lines on rejected rows that a run prints at most."""

RULES = dg.AssetKey(["raw", *ValidationRules.full_name().split(".")])

RECORDS = {
    "batches": "The ledger: one row per batch, with its counts.",
    "sources": "The configured sources, what they carry and the time they are looked at.",
    "contracts": "The contracts and their promises.",
    "rejected_rows": "The rejects of every table in one view.",
    "validation_rules": "The validation rules of every source, and why some cannot be used.",
    "schema_changes": "What changed in the columns of sources, and what that means for their rows.",
    "segment_definitions": "Every version of every segment, with its condition in SQL, or why it cannot be used.",
    "customer_versions": "What was said of each customer, and from when to when.",
    "tenant_versions": "What was said of each tenant, and from when to when.",
    "taxonomy_versions": "Taxonomies of our own, every version that was published, by topic.",
    "alert_deliveries": "Messages about alerts and what became of them, a row for each alert in one.",
}
"""What is written down of an ingestion, a table of the schema ingestion each."""


def raw_asset(contract: type[Contract]) -> dg.AssetsDefinition:
    """The asset of one raw table: what every configured source offers for it is landed, then merged."""
    facts = contract.facts()
    key = dg.AssetKey(["raw", facts.source, facts.table])
    schema = dg.TableSchema(
        columns=[
            dg.TableColumn(
                name,
                duckdb_type(field.dtype.type),
                description=field.description,
                constraints=dg.TableColumnConstraints(nullable=field.nullable, unique=facts.key == (name,)),
            )
            for name, field in contract.fields().items()
        ]
    )

    @dg.asset(
        key=key,
        description=contract.description(),
        group_name=f"raw_{facts.source}",
        owners=[f"team:{facts.owner.replace(' ', '_')}"],
        kinds={"duckdb", "parquet"},
        metadata={"dagster/column_schema": schema, "freshness_hours": facts.freshness_hours or "no promise"},
        check_specs=[
            dg.AssetCheckSpec(
                "contract", asset=key, description="Every row of this run's batches kept the contract.", blocking=False
            )
        ],
        freshness_policy=_freshness_policy(facts.freshness_hours),
        retry_policy=RETRIES,
        # Its rows are held against the rules that this run has landed, not those of the run before.
        deps=[RULES] if facts.source in RULED_SOURCES and key != RULES else [],
    )
    def raw_table(pipeline_run: PipelineRun) -> dg.MaterializeResult:
        with told_to_people():
            return ingest(contract, pipeline_run)

    return raw_table


def _freshness_policy(hours: int | None) -> dg.FreshnessPolicy | None:
    """Dagster's half of the promise: that the table is loaded in time. How old its rows are, dbt checks."""
    return None if hours is None else dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=hours + RUN_HOURS))


def ingest(contract: type[Contract], run: PipelineRun) -> dg.MaterializeResult:
    """Land the new batches of every source and bring the raw table up to the lake.

    A source whose batch is refused does not keep the others out: all are tried, then UserError tells the refusals.
    """
    notes, unchanged, refusals = [], 0, []
    for connector in run.connectors:
        try:
            for batch in connector.batches(contract):
                landed = land(batch, run.lake, partial(_held_rows, run, contract))
                unchanged += landed.unchanged
                if landed.note:
                    notes.append(landed.note)
        except UserError as error:
            refusals.append(error)
    merged = merge_table(run.warehouse, contract, run.lake)
    if refusals:
        raise UserError("\n".join(map(str, refusals)))
    rows_read = sum(note.rows_read for note in notes)
    rows_rejected = sum(note.rows_rejected for note in notes)
    name = f"{contract.facts().source}.{contract.facts().table}"
    if notes:
        refused = f", {rows_rejected:,} rejected" if rows_rejected else ""
        logger.info("ingested   %-34s %12s rows read%s", name, f"{rows_read:,}", refused)
    for sentence in sentences(merged.schema_changes):
        logger.info("schema     %s: %s", name, sentence)
    counts = {
        "rows_read": rows_read,
        "rows_accepted": rows_read - rows_rejected,
        "rows_rejected": rows_rejected,
        "rows_changed": merged.rows_changed,
        "batches": len(notes),
        "batches_unchanged": unchanged,
    }
    return dg.MaterializeResult(
        metadata=counts,
        check_results=[
            dg.AssetCheckResult(
                check_name="contract",
                passed=rows_rejected == 0,
                severity=dg.AssetCheckSeverity.WARN,
                metadata=counts,
            )
        ],
    )


def _held_rows(run: PipelineRun, contract: type[Contract], source: str, columns: list[str]) -> pl.DataFrame:
    return held_rows(run.warehouse, contract, run.lake, source, columns)


@dg.multi_asset(
    retry_policy=RETRIES,
    specs=[
        dg.AssetSpec(
            ["ingestion", name],
            group_name="ingestion",
            deps=[dg.AssetKey(["raw", c.facts().source, c.facts().table]) for c in all_contracts()],
            description=description,
            kinds={"duckdb"},
        )
        for name, description in RECORDS.items()
    ],
)
def ingestion_records(pipeline_run: PipelineRun) -> Iterator[dg.MaterializeResult]:
    """What dbt needs to know of the ingestion, written once all raw tables are in place."""
    contracts = all_contracts()
    with told_to_people():
        connection = pipeline_run.warehouse
        record_sources(connection, [connector.facts() for connector in pipeline_run.connectors], pipeline_run.time)
        record_contracts(connection, contracts)
        record_rejects(connection, contracts)
        names = [connector.facts().name for connector in pipeline_run.connectors]
        books = {name: rule_book(pipeline_run.lake, name) for name in names}
        record_rules(connection, books)
        home = Home(pipeline_run.environment.home)
        unusable = record_definitions(connection, names, home.segments)
        record_taxonomies(connection, home.taxonomy)
        record_deliveries(connection, Ledger(Journal(home.alert_records)))
        record_versions(connection, pipeline_run.lake, names, pipeline_run.time)
        rejects = standing_rejects(connection)
    for line in unusable_rules(books):
        logger.info("rule       %s", line)
    for line in rejects[:TOLD_REJECTS]:
        logger.info("rejected   %s", line)
    if rejects:
        logger.info("rejected   %s", ALL_REJECTS)
    for version in unusable:
        logger.info("segment    %s, version %d: %s", version.row.segment_id, version.row.version, version.problem)
    for name in RECORDS:
        yield dg.MaterializeResult(asset_key=["ingestion", name])


def ingestion_assets() -> list[dg.AssetsDefinition]:
    """Every raw table's asset, and the records."""
    return [*(raw_asset(contract) for contract in all_contracts()), ingestion_records]
