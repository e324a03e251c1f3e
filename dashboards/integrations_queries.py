"""What the page on integrations reads besides metrics: lists, one select each."""

from __future__ import annotations

INTEGRATIONS = """
    select provider, tenant_name as tenant, health, reported_status, is_silent, lag_hours, usual_interval_hours,
        current_failure_streak, longest_failure_streak, failing_since, success_rate, finished_count, failed_count,
        record_count, median_duration_seconds, p90_duration_seconds, region, integration_id
    from reporting.integration_health
    order by case health when 'stuck' then 1 when 'failing' then 2 when 'late' then 3 when 'never synced' then 4
        when 'off' then 6 else 5 end, is_silent desc, success_rate nulls first, provider, tenant
"""

PROVIDERS = """
    select provider, integration_count, unhealthy_count, finished_count, failed_count, success_rate, success_rate_low,
        success_rate_high, main_error_reason, main_error_share, worst_integration_share, median_duration_seconds,
        longest_failure_streak, changed_on, is_worse,
        case when changed_on is not null then failure_rate_before end as failure_rate_before,
        case when changed_on is not null then failure_rate_since end as failure_rate_since
    from reporting.provider_health
    order by success_rate nulls last, provider
"""

WEBHOOKS = """
    select tenant_name as tenant, host, verdict, event_types, event_types_never_emitted, recent_count, reported_status,
        webhook_id
    from reporting.webhook_health
    order by case verdict when 'deaf' then 1 when 'partly deaf' then 2 when 'quiet' then 3 when 'inactive' then 4
        else 5 end, tenant, webhook_id
"""

UNUSUAL_EVENTS = """
    select week_start, tenant_name as tenant, action, kind, entry_count, usual_count, score
    from reporting.activity_weeks
    where log_name = 'system events' and is_unusual
    order by week_start desc, score desc
"""
