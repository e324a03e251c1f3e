with

sla_targets_in_force as (

    select * from {{ ref('sla_targets_in_force') }}

)

select
    source,
    tenant_id,
    segment,
    sla_tier,
    priority,
    clock,
    policy_id,
    calendar_id,
    target_seconds,
    valid_from,
    valid_to
from sla_targets_in_force
