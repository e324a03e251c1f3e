with

webhook_health as (

    select * from {{ ref('webhook_health') }}

)

select
    source,
    tenant_id,
    tenant_name,
    webhook_id,
    host,
    reported_status,
    event_types,
    event_types_never_emitted,
    recent_count,
    verdict,
    created_at
from webhook_health
