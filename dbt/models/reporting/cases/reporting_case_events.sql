with

case_events as (

    select * from {{ ref('case_events') }}

)

select
    source,
    tenant_id,
    case_id,
    occurred_at,
    order_in_case,
    kind,
    value,
    actor_id,
    actor_kind
from case_events
