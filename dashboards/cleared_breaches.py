"""Breaches that a later run cleared: published as breached in the release before, no longer so in this one.

Within a case's history a breach stays one (DESIGN §5, rule 4); it goes only where corrected source data, another
policy or another calendar changes what the run reads. Two releases are compared, each through its own reader, so that
a viewer sees no more of the older one than of the newer.
"""

from __future__ import annotations

import polars as pl

from dagster_project.publishing.release_files import release_ids
from dagster_project.resources.paths import Home
from dashboards.reporting import ReleaseReader, open_release

WINDOW = ["source", "case_id", "clock", "window_number"]

BREACHED_BEFORE = f"""
    select {", ".join(WINDOW)}, priority as priority_before, calendar_id as calendar_before,
        target_seconds as target_before, elapsed_seconds as elapsed_before, breached_at as breached_at_before
    from reporting.sla_clocks where is_breached and ($1 is null or clock = $1)
"""

NOT_BREACHED_NOW = f"""
    select {", ".join(WINDOW)}, status, priority, calendar_id, target_seconds, elapsed_seconds
    from reporting.sla_clocks where not is_breached and ($1 is null or clock = $1)
"""


def release_before(home: Home, release_id: str) -> str | None:
    """The kept release that was published last before this one; None where there is none."""
    return next((older for older in release_ids(home) if older < release_id), None)


def cleared_breaches(home: Home, now: ReleaseReader, clock: str | None = None) -> tuple[str | None, pl.DataFrame]:
    """The release compared with, and the windows whose breach is gone since (why, and both releases' numbers).

    A window that the newer release no longer has is listed too, with the status "gone".
    """
    older = release_before(home, now.info.release_id)
    if older is None:
        return None, pl.DataFrame(schema={**dict.fromkeys(WINDOW, pl.String), "why": pl.String})
    with open_release(home, now.viewer, older) as reader:
        before = reader.sql(BREACHED_BEFORE, [clock])
    still = now.sql(f"select {', '.join(WINDOW)} from reporting.sla_clocks where is_breached")
    cleared = before.join(still, on=WINDOW, how="anti").join(now.sql(NOT_BREACHED_NOW, [clock]), on=WINDOW, how="left")
    return older, cleared.with_columns(pl.col("status").fill_null("gone"), why=_why().cast(pl.String)).sort(
        "breached_at_before", *WINDOW
    )


def _why() -> pl.Expr:
    """What differs between the two releases, from the nearest cause to the farthest."""
    return (
        pl.when(pl.col("status").is_null())
        .then(pl.lit("the window is gone: the case's history was corrected"))
        .when(~pl.col("calendar_before").eq_missing(pl.col("calendar_id")))
        .then(pl.lit("another calendar counts"))
        .when(pl.col("target_before") != pl.col("target_seconds"))
        .then(pl.lit("the target is another one"))
        .when(pl.col("elapsed_before") != pl.col("elapsed_seconds"))
        .then(pl.lit("fewer seconds count: events or opening hours were corrected"))
        .otherwise(pl.lit("the target was in force at another time"))
    )
