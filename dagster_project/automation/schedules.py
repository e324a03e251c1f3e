"""When the warehouse is built without anybody asking."""

from __future__ import annotations

import dagster as dg

# What leaves the warehouse has times of its own.
EXPORTS = dg.AssetSelection.key_prefixes("exports")

WAREHOUSE_JOB = dg.define_asset_job(
    "warehouse", selection=dg.AssetSelection.all() - EXPORTS, description="Ingest, build, audit and publish."
)

BACKLOGS_JOB = dg.define_asset_job(
    "backlogs",
    selection=dg.AssetSelection.keys(["exports", "backlogs"]),
    description="Send the last whole week's backlogs, and what earlier exports left.",
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
        - dg.AssetSelection.key_prefixes("published")
        - EXPORTS,
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

# Monday, when the daily run that knows all of Sunday is over.
WEEKLY_BACKLOGS = dg.ScheduleDefinition(
    name="weekly_backlogs",
    job=BACKLOGS_JOB,
    cron_schedule="0 3 * * 1",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
