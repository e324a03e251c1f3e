"""Affected resources: how far each one reaches, in cases, accounts and revenue."""

from __future__ import annotations

import streamlit as st

from dashboards import charts
from dashboards.desk import charts as desk_charts
from dashboards.desk import columns, queries
from dashboards.desk.drill import linked, put_drill, put_table
from dashboards.desk.scope import Scope
from dashboards.downloads import put_download
from dashboards.figures import dollars, whole
from dashboards.html_parts import chart_title, nothing_here, section


def put_resources(scope: Scope) -> None:
    """The view."""
    resources = scope.rows(queries.RESOURCES)
    if resources.is_empty():
        nothing_here("This source has no resources.")
        return
    shown = (
        ("Revenue of the accounts", "arr_usd", "ARR in US dollars; an account counts once, however many cases it has."),
        ("Accounts", "tenant_count", "Different accounts with a case about the resource."),
        ("Cases", "case_count", "A case about two resources counts for both."),
    )
    for column, (title, value, note) in zip(st.columns(3, gap="small"), shown, strict=True):
        with column.container(border=True, height="stretch"):
            chart_title(title, note)
            words = dollars if value == "arr_usd" else whole
            rows = columns.bars(resources, "resource_name", value, most=10, words=words)
            if rows.is_empty():
                nothing_here("No case of this period is about a resource.")
            else:
                charts.show(desk_charts.count_bars(rows), f"{title} by resource, the ten largest")
    section("Blast radius", "Every resource with the cases of the period that are about it, by revenue reached.")
    put_download(scope.answers, "CSV", "desk_resources", lambda: resources, scope.words)
    names = resources["resource_name"].to_list()
    put_table(
        columns.in_words(resources), "resources", names, "resource",
        resource_name="Resource", resource_type="Kind", component="Component", owner_team="Owner", region="Region",
        health="Health", tenant_name="Account's own", **columns.FIGURES,
    )  # fmt: skip
    ids = resources["entity_id"].to_list()
    put_drill(scope, "resource", {name: linked("resource", key) for name, key in zip(names, ids, strict=True)})
