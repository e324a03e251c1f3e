"""What the page on the support desk reads besides metrics: lists, one select each. $1 is the source, $2 the period."""

from __future__ import annotations

SOURCES = """
    select source, min(opened_at)::date as first_day
    from reporting.desk_cases
    group by source
    order by count(*) desc, source
"""

FIGURES = """
    select *, mttr_median_seconds / 3600 as mttr_median_hours, mttr_p90_seconds / 3600 as mttr_p90_hours
    from reporting.desk_figures
    where source = $1 and period = $2 and subject = $3
    order by case_count desc, entity_id
"""

OF_FIGURES = """figures.case_count, figures.tenant_count, figures.arr_usd,
        figures.mttr_median_seconds / 3600 as mttr_median_hours, figures.mttr_p90_seconds / 3600 as mttr_p90_hours,
        figures.csat, figures.csat_low, figures.csat_high, figures.answered_count,
        figures.breached_count, figures.breached_rate, figures.breached_rate_low, figures.breached_rate_high,
        figures.escalated_count, figures.engineering_count, figures.reopened_count"""


def _with_figures(table: str, subject: str, key: str, columns: str, order: str) -> str:
    """Rows of a list with the figures of the period beside them; a row without a case in it has none."""
    return f"""
    select things.{key} as entity_id, {columns},
        {OF_FIGURES}
    from reporting.{table} as things
    left join reporting.desk_figures as figures
        on things.source = figures.source and things.{key} = figures.entity_id
        and figures.period = $2 and figures.subject = {subject}
    where things.source = $1
    order by {order}
    """


INCIDENTS = _with_figures(
    "desk_incidents", "'incident'", "incident_id",
    "things.title, things.severity, things.component, things.status, things.commander, things.started_at, "
    "things.lasted_seconds / 3600 as lasted_hours, things.action_count, things.open_action_count, "
    "things.overdue_action_count",
    "things.started_at desc",
)  # fmt: skip

RESOURCES = _with_figures(
    "desk_resources", "'resource'", "resource_id",
    "things.resource_name, things.resource_type, things.component, things.region, things.version, things.health, "
    "things.tenant_name, things.owner_team",
    "figures.arr_usd desc nulls last, figures.case_count desc nulls last, things.resource_name",
)  # fmt: skip

GUIDANCE = _with_figures(
    "desk_guidance", "things.subject", "entity_id",
    "things.subject, things.title, things.concerns, things.runbook_title, things.owner_team, things.is_active, "
    "things.self_serve_url",
    "figures.case_count desc nulls last, things.title",
)  # fmt: skip

ACTIONS = """
    select incident_id, incident_title, severity, action_title, action_owner, due_on, completed_on, standing,
        days_past_due
    from reporting.desk_corrective_actions
    where source = $1
    order by case standing when 'overdue' then 1 when 'open' then 2 else 3 end, due_on
"""

COMPARISONS = """
    select comparisons.subject, comparisons.entity_id,
        coalesce(guidance.title, case comparisons.subject
            when 'any macro' then 'Any macro' when 'any file' then 'Any file' else comparisons.entity_id end) as title,
        comparisons.outcome, comparisons.scale, comparisons.used_count, comparisons.compared_count,
        comparisons.comparable_share, comparisons.used_value, comparisons.compared_value, comparisons.difference,
        comparisons.difference_low, comparisons.difference_high, comparisons.verdict
    from reporting.desk_comparisons as comparisons
    left join reporting.desk_guidance as guidance using (source, subject, entity_id)
    where comparisons.source = $1
    order by comparisons.difference, title
"""

OWNERS = """
    select component, team, owner_name, escalation_channel, is_present, valid_from, valid_to
    from reporting.desk_component_owners
    where source = $1
    order by component, valid_from
"""

TEAMS = """
    select *, acknowledge_median_seconds / 3600 as acknowledge_median_hours,
        acknowledge_p90_seconds / 3600 as acknowledge_p90_hours
    from reporting.desk_escalation_teams
    where source = $1 and period = $2
    order by escalation_count desc, to_team
"""

PATHS = """
    select *, mttr_median_seconds / 3600 as mttr_median_hours
    from reporting.desk_escalation_paths
    where source = $1 and period = $2
    order by is_by_level desc, place
"""

REQUESTERS = """
    select requester_id, requester_name, role, tenant_name, case_count, recent_case_count, repeat_count,
        share_of_tenant, breached_count, escalated_count, csat_mean_score, answered_count, first_opened_at,
        last_opened_at
    from reporting.desk_requesters
    where source = $1
    order by place
    limit 500
"""

TENANTS = f"""
    with names as (
        select source, tenant_id, any_value(tenant_name) as tenant_name, count(*) as requester_count
        from reporting.desk_requesters
        group by source, tenant_id
    )
    select figures.entity_id, coalesce(names.tenant_name, figures.entity_id) as tenant_name,
        names.requester_count, {OF_FIGURES}
    from reporting.desk_figures as figures
    left join names on figures.source = names.source and figures.entity_id = names.tenant_id
    where figures.source = $1 and figures.period = $2 and figures.subject = 'tenant'
    order by figures.case_count desc, tenant_name
"""
