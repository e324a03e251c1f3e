"""What the page on backlogs reads of the release, one select each."""

from __future__ import annotations

SOURCES = "select distinct source from reporting.backlog_weeks order by source"

WEEKS = """
    select week, week_start, is_whole_week, closed_count, emitted_count, derived_count, reliability_count,
        product_count, docs_count, untold_count
    from reporting.backlog_weeks
    where source = $1
    order by week_start desc
"""

ITEMS = """
    select backlog, item_key, theme_label || ' (' || backlog || ')' as item, theme_label, case_count, account_count,
        derived_count, share, share_low, share_high, closed_count, trend, share_change, share_change_low,
        share_change_high, previous_week_case_count, arr_usd, csat_count, csat_gap, csat_gap_low, csat_gap_high,
        nps_count, nps_gap, nps_gap_low, nps_gap_high, driver_outcome, driver_weight, handling_minutes, cost_usd,
        owner_team, escalation_channel, component, bug_keys, quotes, opportunity_key, theme_kind, theme_id,
        theme_version, definition_version, content_hash, release_id
    from reporting.backlog_items
    where source = $1 and week = $2
    order by case_count desc, arr_usd desc nulls last, item_key
"""

CASES = """
    select 'case?source=' || url_encode(causes.source) || '&case_id=' || url_encode(causes.case_id) as link,
        coalesce(cases.tenant_name, causes.tenant_id) as tenant, causes.closed_at, causes.root_cause,
        causes.is_derived, causes.evidence, causes.component, causes.product_name, causes.product_version,
        causes.bug_key, cases.priority, cases.csat_score, cases.arr_usd, cases.subject
    from reporting.case_root_causes as causes
    left join reporting.cases as cases using (source, case_id)
    where causes.source = $1 and causes.closed_week = $2
        and (causes.item_key = $3 or ($3 = '' and causes.item_key is null))
    order by causes.closed_at desc, causes.case_id
"""
