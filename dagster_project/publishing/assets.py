"""The last asset of the graph: the release, downstream of everything in the schema reporting."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import timedelta

import dagster as dg

from dagster_project.publishing.publish import publish
from dagster_project.resources.failures import RETRIES, told_to_people
from dagster_project.resources.pipeline_run import PipelineRun

logger = logging.getLogger("loompin")


def release_asset(reporting: Iterable[dg.AssetKey]) -> dg.AssetsDefinition:
    """The asset ["published", "reporting"], made when every asset of reporting is."""

    @dg.asset(
        key=["published", "reporting"],
        deps=list(reporting),
        group_name="published",
        kinds={"duckdb"},
        description="The current release: what dashboards, exports and alerts read.",
        # Built daily; two hours is what a run may take.
        freshness_policy=dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=26)),
        retry_policy=RETRIES,
    )
    def published_reporting(pipeline_run: PipelineRun) -> dg.MaterializeResult:
        pipeline_run.close_warehouse()
        with told_to_people():
            published = publish(pipeline_run.environment)
        pipeline_run.published(published.release_id)
        logger.info("published  release %s: %d checks, %s cases opened by %s", published.release_id, published.checks,
                    f"{published.rows.get('cases', 0):,}", f"{published.as_of:%Y-%m-%d %H:%M} UTC")  # fmt: skip
        return dg.MaterializeResult(
            metadata={"release_id": published.release_id, "checks": published.checks, **published.rows}
        )

    return published_reporting
