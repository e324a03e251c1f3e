with

hours as (

    select * from {{ ref('stg_platform__messaging_hourly_volume') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

)

select
    hours.source,
    hours.tenant_id,
    coalesce(tenants.tenant_name, hours.tenant_id) as tenant_name,
    hours.metric_date,
    hours.hour_of_day,
    hours.bot_count,
    hours.human_count,
    hours.handoff_count,
    hours.bot_count + hours.human_count + hours.handoff_count as chat_count,
    hours.reported_deflection_rate
from hours
left join tenants on hours.tenant_id = tenants.tenant_id
