with

reported as (

    select * from {{ ref('stg_platform__support_metrics') }}

),

handling as (

    select * from {{ ref('int_agent_handling') }}

),

answers as (

    select * from {{ ref('int_agent_answers') }}

),

cases as (

    select * from {{ ref('stg_support__cases') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

-- Each figure by tenant and month, and for all tenants together; a report counts what was opened in its month,
-- whatever became of it since.
by_tenant as (

    select
        platforms.platform_source as source,
        cases.tenant_id,
        'case_volume' as metric_name,
        cast({{ dbt.date_trunc('month', 'cases.opened_at') }} as date) as period_month,
        cases.case_id,
        cast(1 as double) as amount
    from cases
    inner join platforms on cases.source = platforms.source

    union all

    select
        source,
        tenant_id,
        'csat' as metric_name,
        answer_month as period_month,
        case_id,
        cast(score as double) as amount
    from answers

    union all

    select
        source,
        tenant_id,
        'avg_handle_seconds' as metric_name,
        handling_month as period_month,
        case_id,
        cast(handling_seconds as double) as amount
    from handling

),

scoped as (

    select
        *,
        tenant_id as scope
    from by_tenant

    union all

    select
        *,
        'all' as scope
    from by_tenant

),

computed as (

    select
        source,
        scope,
        metric_name,
        period_month,
        count(distinct case_id) as case_count,
        case
            when metric_name = 'csat' then avg(amount)
            when metric_name = 'case_volume' then sum(amount)
            else sum(amount) / count(distinct case_id)
        end as computed_value
    from scoped
    group by source, scope, metric_name, period_month

)

select
    reported.source,
    reported.tenant_id,
    reported.figure_id,
    reported.metric_name,
    reported.period_month,
    reported.reported_value,
    computed.computed_value,
    coalesce(computed.case_count, 0) as case_count
from reported
left join computed
    on
        reported.source = computed.source
        and coalesce(reported.tenant_id, 'all') = computed.scope
        and reported.metric_name = computed.metric_name
        and reported.period_month = computed.period_month
