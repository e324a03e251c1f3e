"""What Dagster loads. Policy only: which assets there are, one run at a time in one process, daily; a weekly review.

The graph goes from source to release: raw tables → ingestion records → dbt's models → the release → what is exported.
"""

from __future__ import annotations

import dagster as dg

from dagster_project.automation.alert_sensor import ALERTS_JOB, ALERTS_SENSOR
from dagster_project.automation.schedules import BACKLOGS_JOB, DAILY, PARTS, WAREHOUSE_JOB, WEEKLY_BACKLOGS
from dagster_project.exports.assets import exported_backlogs
from dagster_project.exports.review.schedule import WEEKLY_REVIEW, weekly_review
from dagster_project.ingestion.assets import ingestion_assets
from dagster_project.publishing.assets import release_asset
from dagster_project.resources.environment import put_settings, read_environment
from dagster_project.resources.pipeline_run import PipelineRun
from dagster_project.transformation.assets import transformation_assets
from dagster_project.transformation.dbt_project import prepare_manifest

environment = read_environment()
put_settings(environment)

dbt_build = transformation_assets(prepare_manifest(environment))

defs = dg.Definitions(
    assets=[
        *ingestion_assets(),
        dbt_build,
        release_asset(key for key in dbt_build.keys if key.path[0] == "reporting"),
        exported_backlogs,
    ],
    jobs=[WAREHOUSE_JOB, *PARTS, BACKLOGS_JOB, weekly_review, ALERTS_JOB],
    schedules=[DAILY, WEEKLY_BACKLOGS, WEEKLY_REVIEW],
    sensors=[ALERTS_SENSOR],
    resources={"pipeline_run": PipelineRun()},
    # DuckDB takes one writer, and all steps of a run share one look at the sources: hence one process.
    executor=dg.in_process_executor,
)
