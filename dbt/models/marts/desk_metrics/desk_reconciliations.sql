with

reports as (

    select * from {{ ref('int_agent_reports') }}

),

months as (

    select * from {{ ref('agent_months') }}

),

desk_month_figures as (

    select * from {{ ref('desk_month_figures') }}

),

paired as (

    select
        reports.source,
        -- No name: what does not agree is shown to those too who may not see names.
        coalesce(reports.agent_id, reports.resolved_by) as entity_id,
        reports.period_month as period_date,
        reports.case_count as reported_case_count,
        reports.avg_handle_seconds as reported_avg_handle_seconds,
        reports.csat as reported_csat,
        months.case_count,
        months.avg_handle_seconds,
        months.csat
    from reports
    left join months
        on
            reports.source = months.source
            and reports.agent_id = months.agent_id
            and reports.period_month = months.period_month

),

unioned as (

    select
        source,
        cast(null as varchar) as tenant_id,
        'support_agent_performance.volume' as measure,
        entity_id,
        period_date,
        cast(reported_case_count as double) as reported_value,
        cast(case_count as double) as computed_value,
        cast(0 as double) as tolerance
    from paired

    union all

    select
        source,
        cast(null as varchar) as tenant_id,
        'support_agent_performance.avg_handle_time' as measure,
        entity_id,
        period_date,
        reported_avg_handle_seconds as reported_value,
        avg_handle_seconds as computed_value,
        cast(1 as double) as tolerance
    from paired

    union all

    -- A month without an answer has no satisfaction on either side, which is no figure.
    select
        source,
        cast(null as varchar) as tenant_id,
        'support_agent_performance.csat' as measure,
        entity_id,
        period_date,
        reported_csat as reported_value,
        csat as computed_value,
        cast(0.0051 as double) as tolerance
    from paired
    where reported_csat is not null or csat is not null

    union all

    select
        source,
        tenant_id,
        'support_metrics.' || metric_name as measure,
        coalesce(tenant_id, 'all tenants') as entity_id,
        period_month as period_date,
        reported_value,
        computed_value,
        cast(
            case metric_name when 'csat' then 0.0051 when 'case_volume' then 0 else 0.51 end as double
        ) as tolerance
    from desk_month_figures

)

select * from unioned
