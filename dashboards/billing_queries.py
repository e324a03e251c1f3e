"""What the page on billing and cost reads besides metrics: lists, one select each."""

from __future__ import annotations

WHOLE_MONTHS = """
    select distinct margin_month as month from reporting.tenant_margins order by month
"""

MARGINS = """
    select tenant_name as tenant, plan, segment, revenue_usd, usage_cost_usd, handling_cost_usd, unpriced_row_count,
        margin_usd
    from reporting.tenant_margins
    where margin_month = ?
    order by margin_usd nulls last, tenant
"""

OVERDUE = """
    select tenant_name as tenant, invoice_id, amount_usd, invoice_date, due_on, overdue_day_count, overdue_age
    from reporting.invoices
    where status = 'Overdue'
    order by overdue_day_count desc, amount_usd desc
"""

DIFFERENCES = """
    select entity_id, tenant_name, period_date, reported_value, computed_value, difference, verdict
    from reporting.reconciliation_differences
    where measure = 'tenant_usage_daily.cost'
    order by abs(difference) desc nulls first, period_date desc
"""

RECONCILED = """
    select figure_count, agreeing_count, differing_count, one_sided_count, reported_total, computed_total
    from reporting.reconciliations
    where measure = 'tenant_usage_daily.cost'
"""
