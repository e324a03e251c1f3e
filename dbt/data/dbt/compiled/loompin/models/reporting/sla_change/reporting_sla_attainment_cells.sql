with

sla_attainment_cells as (

    select * from "warehouse"."marts"."sla_attainment_cells"

)

select
    source,
    tenant_id,
    segment,
    sla_tier,
    priority,
    clock,
    calendar_id,
    week,
    target_seconds,
    judged_target_seconds,
    is_own_target,
    decided_count,
    met_count
from sla_attainment_cells