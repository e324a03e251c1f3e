with

journey_visitors as (

    select * from {{ ref('journey_visitors') }}

)

select
    source,
    journey_id,
    journey_name,
    cast(step_number as bigint) as step_number,
    step,
    is_last_step,
    who_kind,
    who_source,
    who_id,
    tenant_id,
    tenant_name,
    segment,
    priority,
    reached_at,
    cast(seconds_since_step_before as bigint) as seconds_since_step_before,
    goes_on,
    started_on
from journey_visitors
