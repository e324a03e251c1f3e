"""What the page on opportunities reads: lists, one select each."""

from __future__ import annotations

TOTALS = """
    select *
    from reporting.opportunity_totals
    where source = ?
"""

SOURCES = "select distinct source from reporting.roi_opportunities order by source"

OPPORTUNITIES = """
    with ranked as (
        select *, case when ? = 'all' then rank else rank_in_kind end as shown_rank,
            case when ? = 'all' then tied_count else tied_in_kind end as shown_ties,
            case when sort in ('theme', 'topic driver') then 'topic' else sort end || subject_id as shown_subject,
            case when kind = 'driver' then title || ' → ' || driver_outcome else title end as name
        from reporting.roi_opportunities
        where source = ? and (kind = ? or ? = 'all')
    )
    select *, coalesce(case when shown_ties > 1 then '= ' else '' end || shown_rank, '–') as rank_shown
    from ranked
    order by shown_rank nulls last, fix_likely_usd desc nulls last, kind desc, opportunity_key
"""

ACCOUNTS = """
    select tenant_name, segment, plan, arr_usd, arr_exposed_usd, period_case_count, case_count, customer_count,
        period_cost_usd, last_opened_at, tenant_id
    from reporting.opportunity_accounts
    where source = ? and opportunity_key = ?
    order by arr_exposed_usd desc, arr_usd desc, tenant_name
"""

CASES = """
    select case_id, tenant_name, subject, priority, state, component, root_cause, is_in_period, opened_at,
        handling_minutes, handling_cost_usd, credits_usd, ai_cost_usd, infrastructure_cost_usd, cost_usd
    from reporting.opportunity_cases
    where source = ? and opportunity_key = ?
    order by is_in_period desc, cost_usd desc, case_id
"""

REPORTED = """
    select reported.title, reported.opportunity_type, reported.status, reported.tenant_name,
        reported.reported_impact_usd, computed.title as computed_title, reported.linked_by,
        computed.fix_low_usd, computed.fix_likely_usd, computed.fix_high_usd, computed.arr_exposed_usd
    from reporting.reported_opportunities as reported
    left join reporting.roi_opportunities as computed
        on reported.source = computed.source and reported.opportunity_key = computed.opportunity_key
    where reported.source = ?
    order by reported.opportunity_key is null, reported.reported_impact_usd desc, reported.title
"""

LINKS = """
    select 'Projects' as what, count(*) as total, count(opportunity_key) as linked from reporting.projects
    where source = $source
    union all
    select 'Forecasts of projects', count(*), count(opportunity_key) from reporting.project_forecasts
    where source = $source
    union all
    select 'Items of the roadmap', count(*), count(opportunity_key) from reporting.roadmap_items
    where source = $source
    union all
    select 'Reported opportunities', count(*), count(opportunity_key) from reporting.reported_opportunities
    where source = $source
""".replace("$source", "?")

LINKED = """
    select 'project' as what, title, reported_status as status, planned_day_count as planned_days, linked_by, due_on
    from reporting.projects where source = ? and opportunity_key = ?
    union all
    select 'roadmap item', title, status, null, linked_by, eta_month
    from reporting.roadmap_items where source = ? and opportunity_key = ?
    order by 1, 2
"""
