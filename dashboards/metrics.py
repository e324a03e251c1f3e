"""Metrics by name: the semantic layer's manifest, which travels with the release, rendered to SQL by MetricFlow.

In: the manifest's text and a question (metrics, groupings, filters, period). Out: the SQL of their one definition.
Names may be short (`priority`) where only one entity of a metric has them, or whole (`support_case__priority`); a
metric's own time is `metric_time`, with the grain behind two underscores: `metric_time__week`.
"""

from __future__ import annotations

import difflib
import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cached_property, lru_cache
from typing import Any

from dagster_project.resources.errors import UserError

GRAINS = ("day", "week", "month", "quarter", "year")


@dataclass(frozen=True)
class MetricQuestion:
    """What is asked: metrics, what to group by, which rows (dimension → allowed values), and the period.

    since and until are days of metric_time, both included.
    """

    metrics: tuple[str, ...]
    by: tuple[str, ...] = ()
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    since: date | None = None
    until: date | None = None
    order: tuple[str, ...] = ()
    limit: int | None = None

    @classmethod
    def of(
        cls,
        metrics: Iterable[str],
        by: Iterable[str] = (),
        where: Mapping[str, Sequence[str]] | None = None,
        **rest: Any,
    ) -> MetricQuestion:
        """The same from lists and dictionaries; filters without values are left out."""
        filters = tuple(sorted((name, tuple(values)) for name, values in (where or {}).items() if values))
        return cls(tuple(metrics), tuple(by), filters, **rest)


@dataclass(frozen=True)
class MetricDefinition:
    """A metric as people are told of it.

    dimensions: what it can be grouped and filtered by. denominator: of a ratio, the metric that counts its cases.
    times: those of the dimensions, in short, that a grain may stand behind (`opened_at__month`).
    """

    name: str
    label: str
    description: str
    dimensions: tuple[str, ...] = field(default=())
    denominator: str | None = None
    times: tuple[str, ...] = ()


class MetricCatalog:
    """The metrics of one release."""

    def __init__(self, manifest: str) -> None:
        self._manifest = manifest
        # Pages ask from several threads, and MetricFlow numbers the parts of a query from shared state.
        self._rendering = threading.Lock()
        # A question's SQL depends on the definitions alone: viewers and releases that share them share it.
        self._rendered = lru_cache(maxsize=2000)(self._render)

    @staticmethod
    @lru_cache(maxsize=4)
    def of(manifest: str) -> MetricCatalog:
        """The catalog of a manifest; the same text gives the same catalog, since building one takes a second."""
        return MetricCatalog(manifest)

    def definitions(self) -> list[MetricDefinition]:
        """Every metric, by name."""
        return [
            MetricDefinition(
                metric.name,
                metric.label or metric.name,
                metric.description or "",
                tuple(sorted(d.dunder_name for d in metric.dimensions)),
                metric.type_params.denominator.name if metric.type_params.denominator else None,
                tuple(sorted({_bare(d.name) for d in metric.dimensions if d.type.value == "time"})),
            )
            for metric in sorted(self._engine_metrics, key=lambda metric: metric.name)
        ]

    def parts(self, question: MetricQuestion) -> list[MetricQuestion]:
        """The question as one for each group of metrics that mean the same by its short names.

        The priority of a case and that of a clock are two dimensions to MetricFlow; to people they are one, and answers
        of both can stand side by side. Raises UserError for a name that one of the metrics does not know.
        """
        asked = [*question.by, *(name for name, _ in question.where)]
        groups: dict[tuple[str, ...], list[str]] = {}
        for metric in question.metrics:
            self._known(metric)
            names = self._group_names([metric])
            groups.setdefault(tuple(self._whole_name(name, names) for name in asked), []).append(metric)
        if len(groups) < 2:
            return [question]
        return [replace(question, metrics=tuple(metrics), order=(), limit=None) for metrics in groups.values()]

    def render(self, question: MetricQuestion) -> str:
        """The SQL of a question. Raises UserError, with the nearest name there is, for a name that is unknown."""
        return self._rendered(question)

    def _render(self, question: MetricQuestion) -> str:
        from metricflow.engine.metricflow_engine import MetricFlowQueryRequest
        from metricflow_semantics.errors.error_classes import InvalidQueryException

        for name in question.metrics:
            self._known(name)
        names = self._group_names(question.metrics)
        request = MetricFlowQueryRequest.create(
            metric_names=list(question.metrics),
            group_by_names=[self._whole_name(name, names) for name in question.by] or None,
            where_constraints=[self._filter(name, values, names) for name, values in question.where] or None,
            time_constraint_start=datetime.combine(question.since, time.min) if question.since else None,
            time_constraint_end=datetime.combine(question.until, time.min) if question.until else None,
            order_by_names=[self._ordered(name, question, names) for name in question.order] or None,
            limit=question.limit,
        )
        try:
            with self._rendering:
                return self._engine.explain(request).sql_statement.sql
        except InvalidQueryException as error:
            raise UserError(f"These metrics cannot be asked for like this: {_first_lines(error)}") from error

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The definitions as they stand in dbt's semantic manifest."""
        return json.loads(self._manifest)

    @cached_property
    def _engine(self) -> Any:
        # MetricFlow takes a second to import; commands that ask for no metric do not pay for it.
        from metricflow.engine.metricflow_engine import MetricFlowEngine
        from metricflow.protocols.sql_client import SqlEngine
        from metricflow.sql.render.duckdb_renderer import DuckDbSqlPlanRenderer
        from metricflow_semantics.model.dbt_manifest_parser import parse_manifest_from_dbt_generated_manifest
        from metricflow_semantics.model.semantic_manifest_lookup import SemanticManifestLookup

        class OnlyRenders:
            """All that rendering asks of a database client: the dialect."""

            sql_engine_type = SqlEngine.DUCKDB
            sql_plan_renderer = DuckDbSqlPlanRenderer()

        lookup = SemanticManifestLookup(parse_manifest_from_dbt_generated_manifest(self._manifest))
        return MetricFlowEngine(lookup, OnlyRenders())

    @cached_property
    def _engine_metrics(self) -> list[Any]:
        return self._engine.list_metrics()

    @cached_property
    def _times(self) -> set[str]:
        return {d.dunder_name for m in self._engine_metrics for d in m.dimensions if d.type.value == "time"}

    def _known(self, name: str) -> None:
        known = [metric.name for metric in self._engine_metrics]
        if name not in known:
            raise UserError(f"There is no metric {name!r}.", _nearest(name, known))

    def _group_names(self, metrics: Sequence[str]) -> list[str]:
        """Whole names of what all these metrics can be grouped by."""
        common = [
            {d.dunder_name for d in metric.dimensions} for metric in self._engine_metrics if metric.name in metrics
        ]
        return sorted(set.intersection(*common)) if common else []

    def _whole_name(self, name: str, names: Sequence[str]) -> str:
        """`priority` → `support_case__priority`; metric_time and whole names as they are."""
        if name.startswith("metric_time"):
            _, _, grain = name.partition("__")
            if grain and grain not in GRAINS:
                raise UserError(f"{name!r}: {grain!r} is no grain.", f"There are {', '.join(GRAINS)}.")
            return name
        if name in names:
            return name
        bare = _bare(name)
        if bare != name:
            whole = self._whole_name(bare, names)
            if whole not in self._times:
                raise UserError(f"{name!r}: {bare!r} is no time, so it has no {name.removeprefix(bare)[2:]}s.")
            return f"{whole}{name.removeprefix(bare)}"
        matching = [whole for whole in names if whole.split("__", 1)[-1] == name]
        if len(matching) == 1:
            return matching[0]
        if matching:
            raise UserError(f"{name!r} is ambiguous.", f"Write one of {', '.join(matching)}.")
        short = {whole.split("__", 1)[-1] for whole in names}
        raise UserError(f"These metrics cannot be grouped or filtered by {name!r}.", _nearest(name, short))

    def _filter(self, name: str, values: Sequence[str], names: Sequence[str]) -> str:
        listed = ", ".join("'" + value.replace("'", "''").replace("{", "").replace("}", "") + "'" for value in values)
        whole = self._whole_name(name, names)
        return f"{{{{ Dimension('{whole}') }}}} in ({listed})"

    def _ordered(self, name: str, question: MetricQuestion, names: Sequence[str]) -> str:
        sign, bare = ("-", name[1:]) if name.startswith("-") else ("", name)
        return sign + (bare if bare in question.metrics else self._whole_name(bare, names))


def answer_to(name: str, columns: Sequence[str]) -> str:
    """Which column of an answer is what was asked for by this name.

    MetricFlow writes its own grain behind a time that was asked without one: the day, or the month of a monthly table.
    """
    exact = [column for column in columns if name in (column, column.split("__", 1)[-1])]
    return (exact or [column for column in columns if name in (_bare(column), _bare(column).split("__", 1)[-1])])[0]


def is_time(column: str) -> bool:
    """Whether a column of an answer holds periods."""
    return column != _bare(column)


def _bare(name: str) -> str:
    """A name without the grain behind it."""
    bare, _, grain = name.rpartition("__")
    return bare if bare and grain in GRAINS else name


def _nearest(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=3)
    return f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(sorted(known))}."


def _first_lines(error: Exception) -> str:
    return " ".join(str(error).split())[:400]
