"""Promises that were broken in the week, the worst of them, and earlier ones that are cleared."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import polars as pl

from dagster_project.exports.review.asking import Asking
from dagster_project.exports.review.tables import Shown, Table, nothing
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dashboards.cleared_breaches import WINDOW, cleared_breaches

PRIORITIES = ("P0", "P1", "P2", "P3")

WORST = """
    select
        clocks.source, clocks.case_id, clocks.clock, rules.label, clocks.window_number, clocks.priority,
        cases.tenant_name, clocks.segment, clocks.arr_usd, cases.state, cases.subject, clocks.status,
        clocks.target_seconds, clocks.elapsed_seconds,
        clocks.elapsed_seconds / nullif(clocks.target_seconds, 0) as target_used_share, clocks.breached_at,
        'case?source=' || url_encode(clocks.source) || '&case_id=' || url_encode(clocks.case_id) as link
    from ({rows}) as clocks
    left join reporting.cases on clocks.source = cases.source and clocks.case_id = cases.case_id
    left join reporting.sla_clock_rules as rules on clocks.clock = rules.clock
    order by coalesce(clocks.priority, 'P9'), target_used_share desc nulls last, clocks.source, clocks.case_id,
        clocks.clock, clocks.window_number
"""

WORST_SHOWN = (
    Shown("", "text", ("priority",), 0.4),
    Shown("Case", "link", ("case_id", "link"), 1.0),
    Shown("Customer", "text", ("tenant_name",), 1.7),
    Shown("Clock", "text", ("label",), 1.4),
    Shown("Target", "hours", ("target_seconds",), 0.7),
    Shown("Elapsed", "hours", ("elapsed_seconds",), 1.25),
    Shown("× target", "number", ("target_used_share",), 0.8),
    Shown("Breached", "moment", ("breached_at",), 1.6),
    Shown("State", "text", ("state",), 1.9),
    Shown("ARR", "usd", ("arr_usd",), 0.9),
    Shown("Subject", "text", ("subject",), 2.4),
)
COUNTED = (
    Shown("Clock", "text", ("label",), 2.0),
    *(Shown(priority, "count", (priority,), 0.55) for priority in PRIORITIES),
    Shown("none", "count", ("no_priority",), 0.6),
    Shown("All", "count", ("breached",), 0.6),
    Shown("Week before", "count", ("breached_before",), 1.0),
)
CLEARED = (
    Shown("Case", "link", ("case_id", "link"), 1.2),
    Shown("Clock", "text", ("label",), 1.6),
    Shown("Breached", "day", ("breached_at_before",), 1.4),
    Shown("Now", "text", ("status",), 0.8),
    Shown("Why", "text", ("why",), 3.2),
)


def breaches(asking: Asking, home: Home, monday: date) -> tuple[Table, Table, Table]:
    """Counts by clock and priority, the breaches themselves, the worst first, and what was cleared."""
    names = (
        ("breaches_by_clock", "Breaches by clock and priority"),
        ("breaches", "Worst breaches"),
        ("cleared_breaches", "Cleared since the release before"),
    )
    if "sla_breached" not in asking.metrics or asking.lacks("sla_clocks") or asking.lacks("sla_clock_rules"):
        return tuple(nothing(*name, "This release has no clocks.") for name in names)  # type: ignore[return-value]
    labels = dict(asking.sql("select clock, label from reporting.sla_clock_rules order by display_order").iter_rows())
    sunday = monday + timedelta(days=6)
    rows = asking.sql(WORST.format(rows=asking.rows_behind("sla_breached", monday, sunday)))
    worst = Table(
        *names[1], rows, WORST_SHOWN, "No promise was broken in this week.",
        "By priority, then by how far over the target; time as the clock counts it.", most=7,
        told=frozenset({"tenant_name"}), free=frozenset({"subject"}),
    )  # fmt: skip
    return _counted(asking, names[0], monday, labels), worst, _cleared(asking, home, names[2], labels)


def _counted(asking: Asking, name: tuple[str, str], monday: date, labels: dict[str, str]) -> Table:
    """By the metric, clock by clock."""
    last = monday - timedelta(weeks=1)
    found = asking.by_period(["sla_breached"], last, monday + timedelta(days=6), ["clock", "priority"])
    counts = {key: int(row["sla_breached"] or 0) for key, row in found.items()}
    now, before = Counter[str](), Counter[str]()
    for (clock, _, week), count in counts.items():
        (now if week == monday else before)[clock] += count
    rows = [
        {
            "clock": clock, "label": label,
            **{priority: counts.get((clock, priority, monday), 0) for priority in PRIORITIES},
            "no_priority": now[clock] - sum(counts.get((clock, p, monday), 0) for p in PRIORITIES),
            "breached": now[clock], "breached_before": before[clock],
        }
        for clock, label in labels.items() if now[clock] or before[clock]
    ]  # fmt: skip
    return Table(*name, pl.DataFrame(rows), COUNTED, "No promise was broken in this week or the one before.", most=12)


def _cleared(asking: Asking, home: Home, name: tuple[str, str], labels: dict[str, str]) -> Table:
    try:
        older, rows = cleared_breaches(home, asking.reader)
    except UserError:
        return nothing(*name, "The release before was published by another version, and cannot be compared with.")
    if older is None:
        return nothing(*name, "No older release is kept that could be compared with.")
    if rows.is_empty():
        return nothing(*name, f"None: every breach of release {older} is one in this release too.")
    address = pl.format("case?source={}&case_id={}", "source", "case_id")
    rows = rows.with_columns(link=address, label=pl.col("clock").replace(labels))
    newest_first = rows.sort("breached_at_before", *WINDOW, descending=[True, *(False for _ in WINDOW)])
    return Table(*name, newest_first, CLEARED, "", f"The newest first; held against release {older}.", most=4)
