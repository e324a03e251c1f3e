"""What the page on the support desk looks at: one source and one of the periods that its figures are there for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl
import streamlit as st

from dashboards.answers import Answers
from dashboards.desk import queries
from dashboards.figures import span
from dashboards.filters import Selection

USUAL_PERIOD = "365 days"
ALL = "All"


@dataclass(frozen=True)
class Scope:
    """A source and a period. since is None for all there is."""

    answers: Answers
    source: str
    period: str
    since: date | None
    until: date
    first_day: date

    @property
    def days(self) -> int | None:
        """Length of the period; None for all there is."""
        return None if self.period == ALL else int(self.period.split()[0])

    @property
    def where(self) -> dict[str, tuple[str, ...]]:
        """The filter that metrics take."""
        return {"source": (self.source,)}

    @property
    def selection(self) -> Selection:
        """The same as other pages know it."""
        return Selection(self.since, self.until, self.first_day, self.where)

    @property
    def words(self) -> list[str]:
        """Source and period, as they head a download."""
        return [f"source: {self.source}", f"period: {span(self.since or self.first_day, self.until)}"]

    def ask(self, *metrics: str) -> dict[str, object]:
        """Metrics of the period."""
        return self.answers.ask(metrics, (), self.where, self.since, self.until).row(0, named=True)

    def figures(self, subject: str) -> pl.DataFrame:
        """The published figures of all things of a kind."""
        return self.answers.sql(queries.FIGURES, [self.source, self.period, subject])

    def rows(self, query: str) -> pl.DataFrame:
        """A list that is asked for a source and a period."""
        return self.answers.sql(query, [self.source, self.period])

    def list(self, query: str) -> pl.DataFrame:
        """A list that is asked for a source."""
        return self.answers.sql(query, [self.source])


def put_scope(answers: Answers) -> Scope | None:
    """Draw the choice of source and period; None where the release has no cases."""
    firsts = dict(answers.sql(queries.SOURCES).iter_rows())
    if not firsts:
        return None
    columns = st.columns([1.2, 2.2, 2], vertical_alignment="bottom", gap="small")
    source = next(iter(firsts))
    if len(firsts) > 1:
        source = columns[0].selectbox("Source", list(firsts), key="desk_source", bind="query-params")
    place = columns[1] if len(firsts) > 1 else columns[0]
    period = place.segmented_control(
        "Cases opened in the last", ["90 days", "365 days", ALL], default=USUAL_PERIOD, required=True,
        key="desk_period", bind="query-params",
    )  # fmt: skip
    until = answers.sources()[source].date()
    days = None if period == ALL else int(period.split()[0])
    since = until - timedelta(days=days - 1) if days else None
    return Scope(answers, source, period, since, until, firsts[source])
