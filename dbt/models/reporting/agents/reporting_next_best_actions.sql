with

next_best_actions as (

    select * from {{ ref('next_best_actions') }}

)

select
    source,
    tenant_id,
    tenant_name,
    entity_id,
    suggestion,
    impact,
    confidence,
    decision,
    is_decided,
    is_accepted,
    hours_to_decide,
    suggested_at,
    decided_at
from next_best_actions
