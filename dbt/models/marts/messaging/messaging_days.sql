with

days as (

    select * from {{ ref('stg_platform__messaging_metrics') }}

),

hours as (

    select * from {{ ref('stg_platform__messaging_hourly_volume') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

rolled_up as (

    select
        source,
        tenant_id,
        metric_date,
        count(*) as hour_count,
        sum(bot_count + human_count + handoff_count) as hourly_chat_count
    from hours
    where metric_date is not null
    group by source, tenant_id, metric_date

)

-- A chat ends with the bot, with people from the start, or goes from one to the other: the three are all there are
-- (DECISIONS.md, Deflection).
select
    days.source,
    days.tenant_id,
    coalesce(tenants.tenant_name, days.tenant_id) as tenant_name,
    days.metric_date,
    days.bot_count,
    days.human_count,
    days.handoff_count,
    days.bot_count + days.human_count + days.handoff_count as chat_count,
    cast(days.bot_count as double) / nullif(days.bot_count + days.human_count + days.handoff_count, 0)
        as deflection_rate,
    {{ wilson_bound('days.bot_count', '(days.bot_count + days.human_count + days.handoff_count)', '-') }}
        as deflection_rate_low,
    {{ wilson_bound('days.bot_count', '(days.bot_count + days.human_count + days.handoff_count)', '+') }}
        as deflection_rate_high,
    days.reported_deflection_rate,
    rolled_up.hour_count,
    cast(rolled_up.hourly_chat_count as bigint) as hourly_chat_count
from days
left join tenants on days.tenant_id = tenants.tenant_id
left join rolled_up
    on
        days.source = rolled_up.source
        and days.tenant_id is not distinct from rolled_up.tenant_id
        and days.metric_date = rolled_up.metric_date
