{#- Share of the seats from which on a workspace is near its limit. -#}
{%- set near_limit = 0.9 -%}

with

tenants as (

    select * from {{ ref('stg_platform__tenants') }}
    where status <> 'closed'

),

plans as (

    select * from {{ ref('stg_platform__plans') }}

),

accounts as (

    select * from {{ ref('int_accounts') }}
    where is_open and tenant_id is not null

),

sources as (

    select * from {{ ref('int_sources') }}

),

counted as (

    select
        source,
        tenant_id,
        count(*) as account_count,
        count(case when is_active then 1 end) as active_count,
        max(last_sign_in_at) as last_sign_in_at
    from accounts
    group by source, tenant_id

)

-- A seat is taken by an open account, whether anybody uses it or not.
select
    tenants.source,
    tenants.tenant_id,
    tenants.tenant_name,
    tenants.plan,
    tenants.segment,
    tenants.status,
    plans.seat_count,
    coalesce(counted.account_count, 0) as account_count,
    coalesce(counted.active_count, 0) as active_count,
    coalesce(counted.account_count - counted.active_count, 0) as dormant_count,
    greatest(plans.seat_count - coalesce(counted.account_count, 0), 0) as free_seat_count,
    cast(coalesce(counted.account_count, 0) as double) / nullif(plans.seat_count, 0) as seat_rate,
    cast(counted.active_count as double) / nullif(counted.account_count, 0) as active_rate,
    case
        when counted.account_count > plans.seat_count then 'over the limit'
        when counted.account_count = plans.seat_count then 'full'
        when counted.account_count >= {{ near_limit }} * plans.seat_count then 'near the limit'
        when coalesce(counted.active_count, 0) = 0 then 'nobody active'
        else 'room'
    end as seat_state,
    counted.last_sign_in_at,
    cast(sources.as_of as date) as as_of_date
from tenants
inner join sources on tenants.source = sources.source
left join plans on tenants.source = plans.source and tenants.plan = plans.plan
left join counted on tenants.source = counted.source and tenants.tenant_id = counted.tenant_id
