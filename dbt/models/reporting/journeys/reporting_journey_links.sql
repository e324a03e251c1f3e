with

journey_links as (

    select * from {{ ref('journey_links') }}

)

select
    source,
    tenant_id,
    tenant_name,
    case_id,
    segment,
    priority,
    channel,
    cast(step_number as bigint) as step_number,
    from_touchpoint,
    to_touchpoint,
    is_end,
    left_at,
    reached_at,
    cast(seconds as bigint) as seconds,
    is_promised,
    is_breached,
    is_breached_here,
    cast(csat_score as bigint) as csat_score,
    opened_on
from journey_links
