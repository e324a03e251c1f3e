"""Alerts are told by themselves: at each new release, and when quiet hours end, a reminder is due or one has failed.

A tick looks what is due, which takes less than a second; only if something is does a run start, which sends it.
Without a section [alerts] in loompin.toml a tick looks at nothing.
"""

import dagster as dg

from dagster_project.resources.environment import read_environment
from dagster_project.resources.errors import UserError

TICK_SECONDS = 120
"""Between two looks; a reminder or the end of quiet hours is at most so late."""


@dg.op(description="Tell what is due, once for each event and channel.")
def tell_alerts(context: dg.OpExecutionContext) -> None:
    """Send, and say in the run what came of it."""
    from dagster_project.exports.alerts.tick import tell_now

    told = tell_now(read_environment())
    if told is None:
        return
    for channel, title, outcome, said in told.results:
        context.log.info(f"{outcome}: {title} through {channel} ({said})")
    if told.plan.stale:
        context.log.warning(told.plan.stale)
    for _, reason in told.held_back:
        context.log.warning(f"held back: {reason}")
    outcomes = [str(outcome) for _, _, outcome, _ in told.results]
    context.add_output_metadata({name: outcomes.count(name) for name in sorted(set(outcomes))})


@dg.job(description="Tell of alerts through the channels of loompin.toml.", executor_def=dg.in_process_executor)
def alerts() -> None:
    """One step."""
    tell_alerts()


ALERTS_JOB = alerts


@dg.sensor(
    name="alerts",
    job=ALERTS_JOB,
    minimum_interval_seconds=TICK_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Starts a run where an alert is to be told, told again, or sent once more.",
)
def ALERTS_SENSOR(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """What is due decides."""
    from dagster_project.exports.alerts.tick import what_is_due

    try:
        due = what_is_due(read_environment())
    except UserError as error:
        return dg.SkipReason(str(error))
    if due is not None:
        return dg.SkipReason(due)
    going = context.instance.get_runs_count(
        dg.RunsFilter(job_name=ALERTS_JOB.name, statuses=[dg.DagsterRunStatus.QUEUED, dg.DagsterRunStatus.STARTED])
    )
    return dg.SkipReason("A run that tells them is on its way.") if going else dg.RunRequest()
