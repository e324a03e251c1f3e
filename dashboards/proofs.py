"""What the checks of a release prove about the clocks, in words, and how they went."""

from __future__ import annotations

import polars as pl

PROOFS = {
    "assert_segments_add_up_to_elapsed": (
        "The stretches of every receipt add up to the clock's elapsed time, to the second."
    ),
    "assert_breached_is_elapsed_over_target_unless_the_target_changed": (
        "A clock is breached exactly if its elapsed time exceeds its target, unless its target changed on the way."
    ),
    "assert_every_measured_window_with_a_target_has_one_row": (
        "Every window that ever had a target has one row, and no other has: nothing is silently dropped."
    ),
    "unique_together_reporting_sla_clocks": "No case has two rows for the same clock and window.",
    "holds_reporting_sla_clocks_is_breached_status": "The status says breached exactly where the clock is breached.",
    "holds_reporting_sla_clocks_is_breached_breached_at": "Every breach has its moment, and nothing else has one.",
    "holds_reporting_sla_clocks_stopped_at": "No clock ends before it starts.",
    "holds_reporting_sla_clocks_target_seconds": "Targets are above 0, and elapsed time is never negative.",
    "not_null_reporting_sla_clocks": "No clock is without elapsed time or status.",
    "accepted_values_reporting_sla_clocks_status": "A status is one of running, paused, met, breached, cancelled.",
    "accepted_values_reporting_sla_clock_segments": "A stretch is one of counted, paused, cancelled, no target.",
    "holds_reporting_sla_clock_segments": "Only counted stretches count.",
    "unique_together_reporting_sla_clock_segments": "No stretch is in a receipt twice.",
    "unique_together_reporting_sla_attainment_cells": "No promise is in two cells of the change explainer.",
    "holds_reporting_sla_attainment_cells": "No cell has more promises met than decided.",
    "unique_together_reporting_sla_targets_in_force": "No two targets hold for the same cases at the same time.",
    "holds_reporting_sla_targets_in_force": "Every target in force is above 0.",
    "unique_together_sla_risk_snapshots": "No past clock is looked at twice at one moment.",
    "holds_sla_risk_snapshots": "No past clock that is looked at has used more than its target.",
    "holds_breach_frequencies": "Every probability of a breach lies between 0 and 1.",
    "unique_together_reporting_at_risk_clocks": "No clock is on the list at risk twice.",
    "holds_reporting_at_risk_clocks": "Every probability on the list lies between 0 and 1.",
    "holds_reporting_breach_probability_calibration": "Every observed share lies within its interval.",
}
"""How the name of a check begins → what it proves. The longest beginning that fits is taken."""

STATUS = {"pass": "holds", "warn": "warns", "fail": "broken", "error": "did not run", "skipped": "skipped"}


def proofs_of(checks: pl.DataFrame) -> pl.DataFrame:
    """The checks about clocks with what they prove (proves, result, failures, name), in the order of PROOFS.

    checks: release.checks. Checks of the same meaning stay apart: each is a query of its own.
    """
    rows = [
        {"proves": PROOFS[begins], "result": STATUS.get(row["status"], row["status"]), "failures": row["failures"],
         "name": row["name"], "place": list(PROOFS).index(begins)}
        for row in checks.iter_rows(named=True)
        if (begins := max((b for b in PROOFS if row["name"].startswith(b)), key=len, default=None))
    ]  # fmt: skip
    schema = {"proves": pl.String, "result": pl.String, "failures": pl.Int64, "name": pl.String, "place": pl.Int64}
    return pl.DataFrame(rows, schema=schema).sort("place", "name").drop("place")
