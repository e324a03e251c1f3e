"""What the page on security and adoption reads besides metrics: lists, one select each."""

from __future__ import annotations

FINDINGS = """
    select urgency, finding, tenant_name as tenant, subject_id, detail, since_date
    from reporting.security_findings
    order by case urgency when 'high' then 1 when 'medium' then 2 else 3 end, finding, tenant, subject_id
"""

POSTURE = """
    select tenant_name as tenant, plan, account_count, second_factor_rate, second_factor_rate_low,
        second_factor_rate_high, is_second_factor_forced, admin_count, admin_without_count, locked_count,
        failed_attempt_count, single_sign_on, sign_in_count, sso_sign_in_count, active_key_count, stale_key_count,
        active_past_end_count, expired_key_count, revoked_key_count, endless_key_count
    from reporting.security_posture
    order by admin_without_count desc, second_factor_rate, account_count desc, tenant
"""

UNUSUAL_WEEKS = """
    select week_start, tenant_name as tenant, action, kind, entry_count, usual_count, score, busiest_actor_id,
        busiest_actor_share
    from reporting.activity_weeks
    where is_unusual
    order by week_start desc, score desc
"""

OPERATORS = """
    select operator_id, email, access_level, status, left_at, tenant_count, action_count, export_count, change_count,
        after_leaving_count, beyond_access_count, last_action_at
    from reporting.operator_access
    order by after_leaving_count + beyond_access_count desc, action_count desc, operator_id
"""

PLANS = """
    select plan, price_monthly_usd, tenant_count, seat_count, account_count, active_count, free_seat_count, seat_rate,
        active_rate, active_rate_low, active_rate_high, near_limit_count, idle_tenant_count
    from reporting.plan_adoption
    order by price_monthly_usd desc nulls last, plan
"""

WORKSPACES = """
    select tenant_name as tenant, plan, seat_state, seat_count, account_count, active_count, dormant_count,
        free_seat_count, seat_rate, last_sign_in_at
    from reporting.workspace_adoption
    order by case seat_state when 'over the limit' then 1 when 'full' then 2 when 'near the limit' then 3
        when 'nobody active' then 4 else 5 end, seat_rate desc nulls last, tenant
"""

FEATURES = """
    select feature, is_measured, granted_count, used_count, use_rate, use_rate_low, use_rate_high,
        used_without_right_count
    from reporting.feature_adoption
    order by is_measured desc, use_rate, feature
"""

RIGHTS = """
    select tenant_name as tenant, plan, feature, verdict, granted_by, last_used_on
    from reporting.entitlement_use
    where verdict in ('used without a right', 'granted, not used')
    order by verdict desc, feature, tenant
"""

RESIDENCY = """
    select tenant_name as tenant, promised_jurisdiction, kind, region, place, jurisdiction, thing_count, verdict
    from reporting.data_residency
    order by case verdict when 'outside' then 1 when 'unknown region' then 2 when 'no promise' then 3 else 4 end,
        tenant, kind
"""
