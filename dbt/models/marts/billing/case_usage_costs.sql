with

interactions as (

    select * from {{ ref('stg_support__case_interactions') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

usage_costs as (

    select * from {{ ref('usage_costs') }}

),

actions as (

    select * from {{ ref('stg_platform__action_logs') }}

),

-- The part of what agents spend that is spent on cases; what a tenant uses besides is the product at work.
case_shares as (

    select
        source,
        sum(case when target_entity = 'CASE' then spend_usd else 0 end) / nullif(sum(spend_usd), 0) as case_share
    from actions
    group by source

),

tenant_months as (

    select
        source,
        tenant_id,
        cast({{ dbt.date_trunc('month', 'usage_date') }} as date) as cost_month,
        sum(case when category = 'AI' then cost_usd end) as ai_cost_usd,
        sum(case when category = 'Infra' then cost_usd end) as infrastructure_cost_usd
    from usage_costs
    where category in ('AI', 'Infra')
    group by source, tenant_id, cast({{ dbt.date_trunc('month', 'usage_date') }} as date)

),

case_months as (

    select
        interactions.source,
        platforms.platform_source,
        interactions.tenant_id,
        interactions.case_id,
        cast({{ dbt.date_trunc('month', 'interactions.occurred_at') }} as date) as cost_month,
        sum(interactions.handling_seconds) as handling_seconds
    from interactions
    inner join sources on interactions.source = sources.source
    inner join platforms on interactions.source = platforms.source
    where interactions.handling_seconds > 0 and interactions.occurred_at <= sources.as_of
    group by
        interactions.source,
        platforms.platform_source,
        interactions.tenant_id,
        interactions.case_id,
        cast({{ dbt.date_trunc('month', 'interactions.occurred_at') }} as date)

),

shared as (

    select
        *,
        cast(handling_seconds as double)
        / sum(handling_seconds) over (partition by platform_source, tenant_id, cost_month) as month_share
    from case_months

),

allotted as (

    select
        shared.source,
        shared.case_id,
        cast(sum(shared.handling_seconds) as bigint) as handling_seconds,
        sum(tenant_months.ai_cost_usd * case_shares.case_share * shared.month_share) as ai_cost_usd,
        sum(tenant_months.infrastructure_cost_usd * case_shares.case_share * shared.month_share)
            as infrastructure_cost_usd
    from shared
    left join tenant_months
        on
            shared.platform_source = tenant_months.source
            and shared.tenant_id = tenant_months.tenant_id
            and shared.cost_month = tenant_months.cost_month
    left join case_shares on shared.platform_source = case_shares.source
    group by shared.source, shared.case_id

)

select
    source,
    case_id,
    handling_seconds,
    cast(round(ai_cost_usd, 2) as decimal(18, 2)) as ai_cost_usd,
    cast(round(infrastructure_cost_usd, 2) as decimal(18, 2)) as infrastructure_cost_usd
from allotted
