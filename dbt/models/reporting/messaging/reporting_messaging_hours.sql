with

messaging_hours as (

    select * from {{ ref('messaging_hours') }}

)

select
    source,
    tenant_id,
    tenant_name,
    metric_date,
    hour_of_day,
    bot_count,
    human_count,
    handoff_count,
    chat_count,
    reported_deflection_rate
from messaging_hours
