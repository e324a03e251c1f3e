with

illegal_state_transitions as (

    select * from {{ ref('illegal_state_transitions') }}

)

select
    source,
    tenant_id,
    case_id,
    state_before,
    state_after,
    occurred_at
from illegal_state_transitions
