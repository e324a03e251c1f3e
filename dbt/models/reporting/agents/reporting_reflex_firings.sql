with

reflex_firings as (

    select * from {{ ref('reflex_firings') }}

)

select
    source,
    reflex_id,
    reflex_name,
    trigger_condition,
    tenant_id,
    tenant_name,
    entity_kind,
    entity_id,
    verdict,
    not_verifiable_reason,
    outcome,
    signal_value,
    threshold,
    execution_time_ms,
    delay_seconds,
    observed_at,
    fired_at
from reflex_firings
