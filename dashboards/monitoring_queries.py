"""What the page on monitoring reads besides metrics: lists, one select each."""

from __future__ import annotations

DATABASES = """
    select database_id, query_count, mean_latency_ms, p95_latency_ms, p95_objective_ms, slow_hour_count, hour_count,
        slowest_hour_of_day, slowest_hour_slowdown, recent_error_rate, recent_error_rate_low, recent_error_rate_high,
        recent_query_count, earlier_error_rate, error_rate_objective, error_rate_missed_day_count,
        latency_missed_day_count, day_count, recent_error_rate_low > earlier_error_rate_high as fails_more
    from reporting.database_performance
    order by recent_error_rate / error_rate_objective desc, database_id
"""

DATABASE_HOURS = """
    select database_id, hour_of_day, mean_latency_ms, mean_latency_low_ms, mean_latency_high_ms, slowdown, day_count,
        is_slow_hour
    from reporting.database_hours_of_day
    order by database_id, hour_of_day
"""

DATABASE_DAYS = """
    select metric_date, database_id, query_count, failed_count, error_rate, error_rate_low, error_rate_high,
        mean_latency_ms, p95_latency_ms, worst_p95_latency_ms, slow_hour_count, failing_hour_count
    from reporting.database_days
    order by metric_date desc, database_id
"""

QUERY_HOURS = """
    select query_type, hour_of_day, query_count, mean_latency_ms, query_seconds, share_of_database_time, logged_count,
        logged_median_ms, logged_p95_ms, reported_critical_count
    from reporting.database_query_hours
    where database_id is not distinct from ?
    order by query_type, hour_of_day
"""

STATEMENTS = """
    select database_id, query_type, query_fingerprint, run_count, median_ms, p95_ms, total_seconds, share_of_slow_time,
        median_rows_examined, last_started_at
    from reporting.slow_statements
    order by total_seconds desc
"""

AGREEMENT = """
    select measure, figure_count, agreeing_count, disagreeing_count
    from reporting.reconciliations
    where measure like ?
    order by measure
"""

CHAT_CHANGES = """
    select coalesce(tenant_name, 'All tenants') as tenant, tenant_id is null as is_all, changed_on, rate_before,
        rate_after, difference, difference_low, difference_high, chats_before, chats_after, is_clear
    from reporting.messaging_deflection_changes
    order by is_all desc, difference desc
"""

CHAT_DAYS_APART = """
    select metric_date, coalesce(tenant_name, 'All tenants') as tenant, chat_count, hourly_chat_count, hour_count
    from reporting.messaging_days
    where hourly_chat_count <> chat_count
    order by metric_date desc, tenant
"""

CHAT_RATES_APART = """
    select metric_date, coalesce(tenant_name, 'All tenants') as tenant, chat_count, deflection_rate,
        deflection_rate_low, deflection_rate_high, reported_deflection_rate
    from reporting.messaging_days
    where abs(reported_deflection_rate - deflection_rate) > 0.00501
    order by metric_date desc, tenant
"""

LOADS = """
    select page, browser, load_count, median_ms, median_low_ms, median_high_ms, p95_ms, slow_rate, slow_rate_low,
        slow_rate_high, median_elsewhere_ms, slowdown, is_slow_here
    from reporting.page_load_times
    order by median_elsewhere_ms desc, page, browser
"""

LOAD_WEEKS = """
    select load_week as week, page as series, median_ms as value, p95_ms, load_count as n, day_count
    from reporting.page_load_weeks
    order by page, load_week
"""

AGENTS = """
    select agent_name, team, case_count, avg_handle_seconds, avg_handle_low_seconds, avg_handle_high_seconds,
        median_handle_seconds, answer_count, csat, csat_low, csat_high, desk_csat, reported_status, reported_case_count,
        counted_case_count, differing_month_count, reported_month_count
    from reporting.agent_performance
    order by csat desc nulls last, agent_name
"""

AGENT_MONTHS_APART = """
    select period_month, agent_name, case_count, reported_case_count, avg_handle_seconds, reported_avg_handle_seconds,
        csat, reported_csat, answer_count
    from reporting.agent_months
    where is_whole_month and (reported_case_count <> case_count
        or abs(reported_avg_handle_seconds - avg_handle_seconds) > 1 or abs(reported_csat - csat) > 0.0051)
    order by period_month desc, agent_name
"""

DESK_FIGURES_APART = """
    select period_month, metric_name, coalesce(tenant_id, 'all tenants') as tenant, reported_value, computed_value,
        case_count
    from reporting.desk_month_figures
    where metric_name = 'csat' and abs(reported_value - computed_value) > 0.0051
        or metric_name <> 'csat' and abs(reported_value - computed_value) > 0.51
    order by period_month desc, metric_name, tenant
"""

UNRESOLVED = """
    select agent_name, reason, period_month, reported_case_count
    from reporting.unresolved_agent_reports
    order by period_month desc, agent_name
"""
