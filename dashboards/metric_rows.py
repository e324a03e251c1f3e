"""The rows behind a number: those that a count adds up, found by the count's own definition in the manifest.

In: a question for one plain count. Out: a select of whole rows, as many as the count says, for drilling and for
downloads. Nothing is defined here a second time: table, condition, dimensions and time are the measure's. (Grouping
the metric by its entity would do the same through MetricFlow, but it writes an entity named `case` unquoted.)
"""

from __future__ import annotations

from typing import Any

from dagster_project.resources.database import literal
from dagster_project.resources.errors import UserError
from dashboards.metrics import MetricCatalog, MetricQuestion


def render_rows(catalog: MetricCatalog, question: MetricQuestion) -> str:
    """The SQL of the rows behind a count. Raises UserError for a metric that counts no rows, or an unknown filter."""
    (name,) = question.metrics
    model, measure = _measure(catalog.manifest, name)
    conditions = [f"({measure['expr']}) > 0"]
    dated = _dimension(model, measure["agg_time_dimension"] or model["defaults"]["agg_time_dimension"])
    if question.since:
        conditions.append(f"date_trunc('day', {dated}) >= date '{question.since:%Y-%m-%d}'")
    if question.until:
        conditions.append(f"date_trunc('day', {dated}) <= date '{question.until:%Y-%m-%d}'")
    for dimension, values in question.where:
        listed = ", ".join(literal(value) for value in values)
        conditions.append(f"{_dimension(model, dimension)} in ({listed})")
    table = model["node_relation"]
    return f"select * from {table['schema_name']}.{table['alias']} where {' and '.join(conditions)}"


def _measure(manifest: dict[str, Any], name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The semantic model and the measure of a count."""
    metric = next((metric for metric in manifest["metrics"] if metric["name"] == name), None)
    if metric is None or metric["type"] != "simple" or metric["filter"]:
        raise UserError(f"{name!r} is no plain count; there are no rows behind it.")
    measured = metric["type_params"]["measure"]["name"]
    for model in manifest["semantic_models"]:
        for measure in model["measures"]:
            if measure["name"] == measured and measure["agg"] == "sum" and not measure["non_additive_dimension"]:
                return model, measure
    raise UserError(f"{name!r} does not count the rows of a table; there are no rows behind it.")


def _dimension(model: dict[str, Any], name: str) -> str:
    """The expression of a dimension, by its short or its whole name."""
    short = name.split("__", 1)[-1]
    for dimension in model["dimensions"]:
        if dimension["name"] == short:
            return dimension["expr"] or dimension["name"]
    raise UserError(f"The rows of {model['name']} cannot be filtered by {name!r}.")
