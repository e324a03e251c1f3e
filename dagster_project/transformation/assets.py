"""dbt's models as assets and its tests as their checks, built in one go."""

import logging
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtCliResource, dbt_assets
from dagster_dbt.errors import DagsterDbtCliRuntimeError

from dagster_project.resources.failures import RETRIES, told_to_people
from dagster_project.resources.paths import DBT_PROJECT, Home
from dagster_project.resources.pipeline_run import PipelineRun
from dagster_project.transformation.clock_rows import refuse_unknown_words
from dagster_project.transformation.dbt_project import DBT
from dagster_project.transformation.failures import describe_failures

logger = logging.getLogger("loompin")


class FolderIsSchemaIsGroup(DagsterDbtTranslator):
    """Asset keys are [layer, model] and groups are layers, the same names as the folders and schemas."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """Sources keep the key in their meta; the rest are named by schema and table."""
        if dbt_resource_props["resource_type"] == "source":
            return super().get_asset_key(dbt_resource_props)
        return dg.AssetKey([dbt_resource_props["schema"], dbt_resource_props["alias"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The schema, which is the folder."""
        return dbt_resource_props["schema"]


def transformation_assets(manifest: Path) -> dg.AssetsDefinition:
    """All models, seeds and data tests of the project. Unit tests belong to `make test`, not to every run."""

    @dbt_assets(
        manifest=manifest,
        dagster_dbt_translator=FolderIsSchemaIsGroup(),
        exclude="resource_type:unit_test",
        name="dbt_build",
        retry_policy=RETRIES,
    )
    def dbt_build(context: dg.AssetExecutionContext, pipeline_run: PipelineRun) -> Iterator[Any]:
        home = Home(pipeline_run.environment.home)
        pipeline_run.close_warehouse()
        with told_to_people():
            refuse_unknown_words()
        dbt = DbtCliResource(
            project_dir=str(DBT_PROJECT),
            profiles_dir=str(DBT_PROJECT),
            dbt_executable=DBT,
            # A log of every step within dbt takes a sixth of a build's time, and nobody reads it.
            global_config_flags=["--log-path", str(home.dbt_target / "logs"), "--log-level-file", "info"],
        )
        started = time.monotonic()
        built = 0
        # What an earlier build left behind must not be taken for this one's.
        (home.dbt_target / "run_results.json").unlink(missing_ok=True)
        invocation = dbt.cli(
            ["build", "--exclude-resource-type", "unit_test", "--target-path", str(home.dbt_target)],
            manifest=manifest,
            target_path=home.dbt_target,
            context=context,
        )
        try:
            for event in invocation.stream():
                if isinstance(event, dg.Output):
                    built += 1
                    if built % 20 == 0:
                        logger.info("building   %d models so far, %.0f s", built, time.monotonic() - started)
                yield event
        except DagsterDbtCliRuntimeError as error:
            reasons = describe_failures(home.dbt_target, home.dbt_target / "logs" / "dbt.log")
            raise dg.Failure(reasons, allow_retries=False) from error
        logger.info("built      %d models and seeds in %.1f s", built, time.monotonic() - started)

    return dbt_build
