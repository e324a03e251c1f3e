"""When the warehouse is built without anybody asking."""

from __future__ import annotations

import dagster as dg

WAREHOUSE_JOB = dg.define_asset_job(
    "warehouse", selection=dg.AssetSelection.all(), description="Ingest, build, audit and publish."
)

# The parts of it, for `loompin ingest`, `build` and `publish`.
PARTS = [
    dg.define_asset_job(
        "ingest",
        selection=dg.AssetSelection.key_prefixes("raw") | dg.AssetSelection.key_prefixes("ingestion"),
        description="Land what the sources have and merge it into the raw tables.",
    ),
    dg.define_asset_job(
        "build",
        selection=dg.AssetSelection.all()
        - dg.AssetSelection.key_prefixes("raw")
        - dg.AssetSelection.key_prefixes("ingestion")
        - dg.AssetSelection.key_prefixes("published"),
        description="Run dbt's models and checks.",
    ),
    dg.define_asset_job(
        "publish",
        selection=dg.AssetSelection.key_prefixes("published"),
        description="Audit and publish what was built.",
    ),
]

# Two in the morning UTC: after the day's last cases of every zone but the Americas', before Europe's desks open.
DAILY = dg.ScheduleDefinition(
    name="daily_warehouse",
    job=WAREHOUSE_JOB,
    cron_schedule="0 2 * * *",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
