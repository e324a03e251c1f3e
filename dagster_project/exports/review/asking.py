"""Questions to a release that may lack tables or metrics: what it has not is told, and never a fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import polars as pl

from dagster_project.resources.errors import UserError
from dashboards.metric_rows import render_rows
from dashboards.metrics import MetricDefinition, MetricQuestion
from dashboards.reporting import ReleaseReader

WEEK, DAY = "metric_time__week", "metric_time__day"


class Asking:
    """A release through its one reader."""

    def __init__(self, reader: ReleaseReader) -> None:
        self.reader = reader

    @cached_property
    def tables(self) -> dict[str, set[str]]:
        """Its tables with their columns."""
        rows = self.reader.sql("show all tables").select("name", "column_names").iter_rows()
        return {name: set(columns) for name, columns in rows}

    @cached_property
    def metrics(self) -> dict[str, MetricDefinition]:
        """Its metrics, by name."""
        return {metric.name: metric for metric in self.reader.metrics.definitions()}

    def lacks(self, table: str, *columns: str) -> bool:
        """Whether the release has not such a table, or not with these columns."""
        return table not in self.tables or not set(columns) <= self.tables[table]

    def sql(self, query: str, parameters: Sequence[object] = ()) -> pl.DataFrame:
        """The rows of one select."""
        return self.reader.sql(query, parameters)

    def by_period(
        self, metrics: Sequence[str], first: date, last: date, by: Sequence[str] = (), grain: str = WEEK
    ) -> dict[tuple[Any, ...], dict[str, Any]]:
        """Values of those metrics that the release knows, by (groups…, first day of the week, or day)."""
        known = [name for name in metrics if name in self.metrics]
        if not known:
            return {}
        question = MetricQuestion.of(known, [*by, grain], None, since=first, until=last)
        rows = self.reader.ask(question).iter_rows(named=True)
        return {tuple(row[name] for name in (*by, grain)): row for row in rows}

    def rows_behind(
        self, metric: str, first: date, last: date, where: Mapping[str, Sequence[str]] | None = None
    ) -> str:
        """The SQL of the rows that a count is made of."""
        return render_rows(self.reader.metrics, MetricQuestion.of([metric], (), where, since=first, until=last))

    def interval_of_quantile(
        self, metric: str, column: str, first: date, last: date, quantile: float
    ) -> tuple[float | None, float | None]:
        """The 95 % interval of a quantile of a column, over the rows that a count is made of."""
        try:
            rows = self.rows_behind(metric, first, last)
        except UserError:
            return None, None
        found = self.sql(f"select {column} as v from ({rows}) as counted where {column} is not null order by 1")
        return order_statistics(found["v"].to_list(), quantile)


def order_statistics(values: Sequence[float], quantile: float) -> tuple[float | None, float | None]:
    """The 95 % interval of a quantile: two of the values, whatever their distribution; None with too few.

    values: in order. Ranks nq ∓ 1.96 √(nq(1 − q)), rounded outwards by one (Campbell and Gardner 1988, British Medical
    Journal 296:1454; Conover 1999, Practical Nonparametric Statistics, 3.2).
    """
    n = len(values)
    middle, reach = n * quantile, 1.96 * (n * quantile * (1 - quantile)) ** 0.5
    low, high = round(middle - reach), round(1 + middle + reach)
    if low < 1 or high > n:
        return None, None
    return float(values[low - 1]), float(values[high - 1])


def mondays_before(monday: date, count: int) -> list[date]:
    """The Mondays of so many weeks before one, the earliest first."""
    return [monday - timedelta(weeks=back) for back in range(count, 0, -1)]
