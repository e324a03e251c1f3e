with

messaging_days as (

    select * from {{ ref('messaging_days') }}

)

select
    source,
    tenant_id,
    tenant_name,
    metric_date,
    bot_count,
    human_count,
    handoff_count,
    chat_count,
    deflection_rate,
    deflection_rate_low,
    deflection_rate_high,
    reported_deflection_rate,
    hour_count,
    hourly_chat_count
from messaging_days
