"""The method: every metric with its one definition and its SQL, and how the clocks count."""

from __future__ import annotations

from html import escape

import polars as pl
import streamlit as st

from dashboards.answers import answers_of_page
from dashboards.clock_rules import CLOCKS, RULES
from dashboards.html_parts import section
from dashboards.measurability import clocks
from dashboards.metrics import GRAINS, MetricDefinition, MetricQuestion

answers = answers_of_page()


def short_names(definition: MetricDefinition) -> list[str]:
    """What the metric can be grouped by, in short; days of events are said by metric_time."""
    names = {name.split("__", 1)[-1] for name in definition.dimensions}
    return sorted(name for name in names if not name.endswith(("_at", "_date")) and name not in GRAINS)


def put_metrics() -> None:
    """One metric in full, and the list of all."""
    definitions = {definition.name: definition for definition in answers.definitions()}
    section(
        "One metric",
        "What it means, what it can be asked by, and the SQL that answers it. Pages ask for it by this name.",
    )
    left, right = st.columns(2, gap="small")
    name = left.selectbox(
        "Metric", list(definitions), key="metric",
        index=list(definitions).index("sla_attainment") if "sla_attainment" in definitions else 0,
        bind="query-params",
    )  # fmt: skip
    definition = definitions[name]
    by = right.selectbox(
        "By", ["nothing", *[f"metric_time__{grain}" for grain in GRAINS], *short_names(definition)], key="by",
        bind="query-params",
    )  # fmt: skip
    grouping = [] if by == "nothing" else [by]
    denominator = (
        f"<div><dt>A share of</dt><dd>{escape(definition.denominator)}</dd></div>" if definition.denominator else ""
    )
    with st.container(border=True, key="panel_metric"):
        st.html(
            f'<div class="lw-title"><h3>{escape(definition.label)}</h3></div><p>{escape(definition.description)}</p>'
            f'<dl class="lw-grid lw-wide"><div><dt>Name</dt><dd><code>{escape(name)}</code></dd></div>{denominator}'
            f"<div><dt>Can be asked by</dt><dd>{escape(', '.join(short_names(definition)))}</dd></div></dl>"
        )
    shown = st.segmented_control(
        "Show", ["Answer", "SQL"], default="SQL", required=True, key="show", bind="query-params"
    )
    if shown == "SQL":
        st.code(answers.reader.metrics.render(MetricQuestion.of([name], grouping)), language="sql", wrap_lines=True)
    else:
        rows = answers.ask([name], grouping)
        st.dataframe(
            rows.sort(grouping) if grouping else rows, hide_index=True, height="content" if rows.height < 16 else 430
        )

    section(
        "All metrics",
        f"{len(definitions)} metrics. The definitions travel with the release: what a page shows is what was defined "
        "when it was published.",
    )
    st.dataframe(
        pl.DataFrame([{"Metric": d.label, "Name": d.name, "Meaning": d.description} for d in definitions.values()]),
        hide_index=True,
        height="content",
        column_config={"Meaning": st.column_config.TextColumn(width=800)},
    )


def put_clock_rules() -> None:
    """How the clocks count."""
    section("How the clocks count", "The same rules everywhere: on pages, in exports, on the command line.")
    labels = clocks(answers)
    parts = [(labels[clock], text) for clock, text in CLOCKS.items() if clock in labels] + list(RULES.items())
    st.html(
        '<div class="lw-rules">'
        + "".join(f"<section><h3>{escape(title)}</h3><p>{escape(text)}</p></section>" for title, text in parts)
        + "</div>"
    )


PARTS = {"Metrics": put_metrics, "How the clocks count": put_clock_rules}
part = st.segmented_control("Part", list(PARTS), default="Metrics", required=True, key="part", bind="query-params",
                            label_visibility="collapsed")  # fmt: skip
PARTS[part]()
