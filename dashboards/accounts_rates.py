"""Which deals are asked for, and their win rates: those of dbt, and of chosen tenants the same from the metrics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from dagster_project.statistics.shares import newcombe, wilson
from dashboards import accounts_queries
from dashboards.answers import Answers
from dashboards.cards import FEW

ALL = "all"
BY = {
    "competitor": ("competitor",), "reason": ("reason_category",),
    "competitor and reason": ("competitor", "reason_category"), "segment": ("segment",),
}  # fmt: skip
UNKNOWN = {"competitor": "nobody else", "segment": "not known"}
COUNTS = {
    "deals_decided": "deal_count", "deals_won": "won_count", "deals_won_amount": "won_amount_usd",
    "deals_lost_amount": "lost_amount_usd",
}  # fmt: skip
RATES = {
    "win_rate": pl.Float64, "win_rate_low": pl.Float64, "win_rate_high": pl.Float64, "rest_rate": pl.Float64,
    "rest_count": pl.Int64, "difference": pl.Float64, "difference_low": pl.Float64, "difference_high": pl.Float64,
    "is_few": pl.Boolean, "is_apart": pl.Boolean,
}  # fmt: skip


@dataclass(frozen=True)
class Deals:
    """Of a source; of a segment or all, of some tenants or all, decided in the last days or ever (days is None)."""

    source: str
    segment: str
    days: int | None
    tenants: tuple[str, ...]
    as_of: date

    @property
    def after(self) -> date | None:
        """The day after which they were decided."""
        return self.as_of - timedelta(days=self.days) if self.days else None

    @property
    def where(self) -> dict[str, tuple[str, ...]]:
        """As metrics take it."""
        segments = {} if self.segment == ALL else {"segment": (self.segment,)}
        return {"source": (self.source,), **segments, **({"tenant_name": self.tenants} if self.tenants else {})}

    @property
    def period(self) -> tuple[date | None, date | None]:
        """First and last day, as metrics take it; of all time also those without a day."""
        return (self.after + timedelta(days=1), self.as_of) if self.after else (None, None)


def win_rates(answers: Answers, deals: Deals, group: str) -> pl.DataFrame:
    """A row per group of a kind of BY, with Wilson's interval and the difference from all other deals asked for.

    Columns as in reporting.win_rates, the lowest rate first.
    """
    if not deals.tenants:
        return answers.sql(accounts_queries.WIN_RATES, [deals.source, deals.segment, deals.days, group])
    return rates_of_metrics(answers, deals, group)


def rates_of_metrics(answers: Answers, deals: Deals, group: str) -> pl.DataFrame:
    """The same from the metrics, which can be asked of any tenants; of a chosen segment none by segment."""
    named = [pl.col(name).fill_null(UNKNOWN[name]) if name in UNKNOWN else pl.col(name) for name in BY[group]]
    renamed = [pl.col(metric).alias(column) for metric, column in COUNTS.items()]
    counts = (
        answers.ask(list(COUNTS), BY[group], deals.where, *deals.period)
        .filter(pl.col("deals_decided") > 0, pl.lit(group != "segment" or deals.segment == ALL))
        .select(pl.concat_str(named, separator=" · ").alias("group_name"), *renamed)
    )
    n, won = counts["deal_count"].sum(), counts["won_count"].sum()
    rates = [_rates(*row, n, won) for row in counts.select("won_count", "deal_count").iter_rows()]
    told = pl.DataFrame(rates, RATES, orient="row")
    return pl.concat([counts, told], how="horizontal").sort("win_rate", "group_name")


def _rates(won: int, n: int, all_n: int, all_won: int) -> tuple:
    """The columns of RATES."""
    share, low, high = wilson(won, n) or (None, None, None)
    rest = wilson(all_won - won, all_n - n)
    if rest is None:
        return share, low, high, None, 0, None, None, None, n < FEW, False
    rest_share, rest_low, rest_high = rest
    below, above = newcombe(share, low, high, rest_share, rest_low, rest_high)
    return (
        share, low, high, rest_share, all_n - n, share - rest_share, below, above, n < FEW, below > 0 or above < 0,
    )  # fmt: skip
