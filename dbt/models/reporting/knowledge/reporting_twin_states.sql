with

twin_states as (

    select * from {{ ref('twin_states') }}

)

select
    source,
    tenant_id,
    twin_id,
    twin_kind,
    entity_id,
    state_snapshot,
    event_trigger,
    confidence,
    record_count,
    big_change_count,
    twin_health,
    customer_health_score,
    health_difference,
    recorded_at,
    last_big_change_at
from twin_states
