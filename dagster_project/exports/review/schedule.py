"""The review of the last whole week, written every Monday into the data folder; nothing is sent anywhere."""

import dagster as dg

from dagster_project.resources.environment import read_environment
from dagster_project.resources.paths import Home


@dg.op(name="write_weekly_review", description="Writes the review of the last whole week of the current release.")
def write_weekly_review(context: dg.OpExecutionContext) -> None:
    """Write it, and note where."""
    # PDF and the metrics' engine take a second to import; loading the definitions does not pay for them.
    from dagster_project.exports.review.content import build_review
    from dagster_project.exports.review.writing import dashboards_url, write_review
    from dashboards.reporting import open_release

    environment = read_environment()
    home = Home(environment.home)
    with open_release(home) as reader:
        review = build_review(home, reader)
    files = write_review(review, home.reviews, dashboards_url(environment))
    context.add_output_metadata(
        {
            "week": review.week,
            "release": review.release_id,
            "content": review.content_hash,
            "page": dg.MetadataValue.path(str(files[0])),
        }
    )


@dg.job(
    name="weekly_review", description="The weekly ops review as HTML, PDF and CSV, under exports/ of the data folder."
)
def weekly_review() -> None:
    """One step."""
    write_weekly_review()


# Mondays at four in the morning UTC: after the daily build and the backlogs of the week.
WEEKLY_REVIEW = dg.ScheduleDefinition(
    name="weekly_review",
    job=weekly_review,
    cron_schedule="0 4 * * 1",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
