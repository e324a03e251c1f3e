"""What tenants use, what it costs, what they are billed, and who costs more than they pay."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import billing_charts, billing_queries
from dashboards.answers import answers_of_page
from dashboards.cards import Card, Change, put_cards
from dashboards.charts import show
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_rows
from dashboards.figures import MISSING, counted, dollars, relative_change, whole
from dashboards.html_parts import chart_title, keys, nothing_here, section
from dashboards.page_end import end_page
from dashboards.table_columns import number_column

LOWEST = 15
MONEY = {"format": "dollar"}

answers = answers_of_page()
months = answers.sql(billing_queries.WHOLE_MONTHS)["month"].to_list()
if not months:
    nothing_here("No source of this release has recorded usage for a whole month, so there is no cost to show.")
    end_page()
month = st.selectbox(
    "Month", months, index=len(months) - 1, format_func=lambda first: f"{first:%B %Y}", key="month",
    bind="query-params", width=220,
)  # fmt: skip
before = next((earlier for earlier in reversed(months) if earlier < month), None)
by_month = answers.ask(["usage_cost", "usage_cost_reported", "tenant_margin", "invoiced"], ["metric_time__month"])


def value(metric: str, first) -> float | None:
    """The metric in one month."""
    found = by_month.filter(pl.col("metric_time__month") == first)[metric]
    return float(found[0]) if found.len() and found[0] is not None else None


def since_before(metric: str) -> Change | None:
    """What became of it since the month before."""
    now, then = value(metric, month), value(metric, before) if before else None
    return Change(f"{relative_change(now, then)} from {dollars(then)}") if now is not None and then else None


margins = answers.sql(billing_queries.MARGINS, [month])
overdue = answers.sql(billing_queries.OVERDUE)
differences = answers.sql(billing_queries.DIFFERENCES)
reconciled = answers.sql(billing_queries.RECONCILED)
agreement = reconciled.row(0, named=True) if reconciled.height else None
losing = margins.filter(pl.col("margin_usd") < 0)

section(f"{month:%B %Y}", "Months with usage recorded from the first day to the last.")
put_cards(
    [
        Card("Invoiced", dollars(value("invoiced", month)), answers.definition("invoiced").description,
             change=since_before("invoiced")),
        Card("Usage cost", dollars(value("usage_cost", month)), answers.definition("usage_cost").description,
             change=since_before("usage_cost")),
        Card("Margin", dollars(value("tenant_margin", month)), answers.definition("tenant_margin").description,
             change=since_before("tenant_margin")),
        Card("Below zero", whole(losing.height), "Tenants that cost more in the month than they were invoiced.",
             note=f"of {counted(margins.height, 'tenant')}", is_alarm=not losing.is_empty()),
        Card("Overdue", dollars(answers.ask(["overdue_amount"]).item()),
             answers.definition("overdue_amount").description + " Of all months.",
             note=counted(overdue.height, "invoice"), is_alarm=not overdue.is_empty()),
        Card("Cost reconciled", f"{whole(agreement['agreeing_count'])} of {whole(agreement['figure_count'])}"
             if agreement else MISSING,
             "Daily costs that the platform reports and that the price of the day gives too, to the cent.",
             note=f"{whole(agreement['differing_count'])} differ" if agreement else ""),
    ]
)  # fmt: skip

cost = (
    answers.ask(["usage_cost"], ["metric_time__month", "category"])
    .rename({"metric_time__month": "month"})
    .with_columns(value=pl.col("usage_cost").cast(pl.Float64))
    .filter(pl.col("month").is_in(months))
)
categories = cost["category"].unique().sort().to_list()
left, right = st.columns(2, gap="small")
with left.container(border=True, height="stretch"):
    chart_title("Usage cost by month", "What tenants used, at the price of each day, by sort of resource.")
    keys(dict(zip(categories, billing_charts.CATEGORY_COLOURS, strict=False)))
    place = {name: number for number, name in enumerate(categories)}
    placed = cost.sort("month").with_columns(
        place=pl.col("category").replace_strict(place, return_dtype=pl.Int64),
        label=pl.col("month").dt.strftime("%b %Y"),
    )
    show(billing_charts.cost_by_month(placed, categories), "Usage cost by month and sort of resource")
with right.container(border=True, height="stretch"):
    chart_title(
        f"The {min(LOWEST, margins.height)} lowest margins",
        "Invoiced less usage and handling. A bar to the left of zero costs more than it pays.",
    )
    lowest = margins.head(LOWEST).with_columns(margin=pl.col("margin_usd").cast(pl.Float64))
    show(billing_charts.margin_bars(lowest), "The tenants with the lowest margin of the month")

section(
    "Margin by tenant",
    "Handling is the time agents spent on the tenant's cases at the loaded rate of seeds/cost_rates.csv. Costs that "
    "all tenants share are not in it.",
)
put_download(answers, "CSV", "tenant_margins", lambda: margins, [f"month: {month:%Y-%m}"])
draw_rows(
    margins,
    {
        "tenant": "Tenant", "plan": "Plan", "segment": "Segment",
        "revenue_usd": st.column_config.NumberColumn("Invoiced", **MONEY),
        "usage_cost_usd": st.column_config.NumberColumn("Usage", **MONEY),
        "handling_cost_usd": st.column_config.NumberColumn("Handling", **MONEY),
        "unpriced_row_count": number_column("Without a price"),
        "margin_usd": st.column_config.NumberColumn("Margin", **MONEY),
    },
)  # fmt: skip

section("Overdue invoices", "Past their day and not paid, by their dates; the oldest first.")
if overdue.is_empty():
    nothing_here("No invoice is overdue.")
else:
    put_download(answers, "CSV", "overdue_invoices", lambda: overdue, ["reporting.invoices, status Overdue"])
    draw_rows(
        overdue,
        {
            "tenant": "Tenant", "invoice_id": "Invoice",
            "amount_usd": st.column_config.NumberColumn("Amount", **MONEY),
            "invoice_date": st.column_config.DateColumn("Dated", format="D MMM YYYY"),
            "due_on": st.column_config.DateColumn("Due", format="D MMM YYYY"),
            "overdue_day_count": number_column("Days overdue"), "overdue_age": "Age",
        },
    )  # fmt: skip

section(
    "Costs that do not agree",
    "Days on which the platform reports another cost than quantity times the price in force, rounded half up to the "
    "cent. The largest first.",
)
if differences.is_empty():
    nothing_here("Every reported cost agrees with the computed one.")
else:
    put_download(answers, "CSV", "cost_differences", lambda: differences, ["reporting.reconciliation_differences"])
    draw_rows(
        differences,
        {
            "entity_id": "Driver", "tenant_name": "Tenant",
            "period_date": st.column_config.DateColumn("Day", format="D MMM YYYY"),
            "reported_value": st.column_config.NumberColumn("Reported", **MONEY),
            "computed_value": st.column_config.NumberColumn("Computed", **MONEY),
            "difference": st.column_config.NumberColumn("Difference", **MONEY), "verdict": "Verdict",
        },
    )  # fmt: skip
