with

plan_adoption as (

    select * from {{ ref('plan_adoption') }}

)

select
    source,
    plan,
    price_monthly_usd,
    tenant_count,
    seat_count,
    account_count,
    active_count,
    free_seat_count,
    near_limit_count,
    idle_tenant_count,
    seat_rate,
    active_rate,
    active_rate_low,
    active_rate_high
from plan_adoption
