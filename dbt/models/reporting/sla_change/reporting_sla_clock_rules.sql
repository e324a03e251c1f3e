with

sla_clock_rules as (

    select * from {{ ref('sla_clock_rules') }}

)

select
    clock,
    label,
    starts_on,
    restarts_on,
    pauses_in,
    stops_on,
    cancels_on,
    windows,
    needs,
    targets_of,
    display_order
from sla_clock_rules
