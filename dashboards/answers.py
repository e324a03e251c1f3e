"""Questions to the release, answered from caches.

Every cache's key starts with a Sight: the release and who looks at it. What one viewer was answered can so never
reach another, and an answer cannot go stale: a new release has a new id. Readers stay open between reruns; one that
falls out of its cache is closed when the last page that holds it lets go.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl
import streamlit as st

from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dashboards.metric_rows import render_rows
from dashboards.metrics import MetricDefinition, MetricQuestion
from dashboards.reporting import ReleaseInfo, ReleaseReader, Viewer, open_release


@dataclass(frozen=True)
class Sight:
    """What is looked at and by whom: a release of a data folder, and a viewer."""

    home: Path
    release_id: str
    viewer: Viewer

    @property
    def key(self) -> str:
        """The whole of it as one unambiguous text: two sights have the same key only if they are the same."""
        tenants = None if self.viewer.tenants is None else sorted(self.viewer.tenants)
        parts = [str(self.home), self.release_id, self.viewer.name, tenants, self.viewer.sees_personal_data]
        return json.dumps(parts)


@dataclass(frozen=True)
class RowQuery:
    """A select and its parameters."""

    sql: str
    parameters: tuple[object, ...] = ()


# Streamlit's own hashing runs the parts of a tuple together; a key must not depend on what is in a tenant's name.
KEYS = {Sight: lambda sight: sight.key, MetricQuestion: repr, RowQuery: repr}


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs=KEYS)
def _reader(sight: Sight) -> ReleaseReader:
    return open_release(Home(sight.home), sight.viewer, sight.release_id)


@st.cache_resource(max_entries=8, show_spinner="Reading what the metrics mean …", hash_funcs=KEYS)
def _metrics_known(sight: Sight) -> bool:
    """Whether the metrics of the release can be asked for: the first time takes seconds, and says so."""
    return bool(_reader(sight).metrics.definitions())


@st.cache_data(max_entries=2000, show_spinner=False, hash_funcs=KEYS)
def _asked(sight: Sight, question: MetricQuestion) -> pl.DataFrame:
    return _reader(sight).ask(question)


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs=KEYS)
def _selected(sight: Sight, query: RowQuery) -> pl.DataFrame:
    return _reader(sight).sql(query.sql, query.parameters)


@st.cache_data(max_entries=8, show_spinner=False, hash_funcs=KEYS)
def _definitions(sight: Sight) -> dict[str, MetricDefinition]:
    return {definition.name: definition for definition in _reader(sight).metrics.definitions()}


class Answers:
    """What a page asks. Raises UserError where the release cannot be opened, or knows no such metric."""

    def __init__(self, sight: Sight) -> None:
        self.sight = sight
        self.reader = _reader(sight)

    @property
    def info(self) -> ReleaseInfo:
        """The release's id and times."""
        return self.reader.info

    def ask(
        self,
        metrics: Iterable[str],
        by: Iterable[str] = (),
        where: Mapping[str, Sequence[str]] | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> pl.DataFrame:
        """The values of metrics; the columns of `by` come first, under the names asked."""
        _metrics_known(self.sight)
        return _asked(self.sight, MetricQuestion.of(metrics, by, where, since=since, until=until))

    def sql(self, query: str, parameters: Sequence[object] = ()) -> pl.DataFrame:
        """The rows of a select on the release."""
        return _selected(self.sight, RowQuery(query, tuple(parameters)))

    def rows_behind(
        self,
        metric: str,
        where: Mapping[str, Sequence[str]] | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> str:
        """The SQL of the rows that a count is made of, to be selected from."""
        return render_rows(self.reader.metrics, MetricQuestion.of([metric], (), where, since=since, until=until))

    def definition(self, metric: str) -> MetricDefinition:
        """What a metric means. Raises UserError where the release does not know it."""
        definition = _definitions(self.sight).get(metric)
        if definition is None:
            raise UserError(f"This release has no metric {metric!r}.", "Publish a new one with `loompin run`.")
        return definition

    def definitions(self) -> list[MetricDefinition]:
        """Every metric, by name."""
        return list(_definitions(self.sight).values())

    def sources(self) -> dict[str, datetime]:
        """The sources of the release, each with the time that it is looked at."""
        return dict(self.sql("select source, as_of from release.sources order by source").iter_rows())


_OF_THIS_RUN = "answers_of_this_run"


def keep_for_page(answers: Answers) -> None:
    """Called by the frame before it runs a page."""
    st.session_state[_OF_THIS_RUN] = answers


def answers_of_page() -> Answers:
    """What the page that is being drawn asks: the chosen release, as the session's viewer may see it."""
    return st.session_state[_OF_THIS_RUN]
