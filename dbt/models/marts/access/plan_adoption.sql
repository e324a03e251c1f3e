with

workspaces as (

    select * from {{ ref('workspace_adoption') }}

),

plans as (

    select * from {{ ref('stg_platform__plans') }}

),

summed as (

    select
        source,
        plan,
        count(*) as tenant_count,
        sum(seat_count) as seat_count,
        sum(account_count) as account_count,
        sum(active_count) as active_count,
        count(case when seat_state in ('over the limit', 'full', 'near the limit') then 1 end) as near_limit_count,
        count(case when seat_state = 'nobody active' then 1 end) as idle_tenant_count
    from workspaces
    group by source, plan

)

select
    summed.source,
    summed.plan,
    plans.price_monthly_usd,
    summed.tenant_count,
    cast(summed.seat_count as bigint) as seat_count,
    cast(summed.account_count as bigint) as account_count,
    cast(summed.active_count as bigint) as active_count,
    cast(summed.seat_count - summed.account_count as bigint) as free_seat_count,
    summed.near_limit_count,
    summed.idle_tenant_count,
    cast(summed.account_count as double) / nullif(summed.seat_count, 0) as seat_rate,
    cast(summed.active_count as double) / nullif(summed.account_count, 0) as active_rate,
    {{ wilson_bound('summed.active_count', 'summed.account_count', '-') }} as active_rate_low,
    {{ wilson_bound('summed.active_count', 'summed.account_count', '+') }} as active_rate_high
from summed
left join plans on summed.source = plans.source and summed.plan = plans.plan
