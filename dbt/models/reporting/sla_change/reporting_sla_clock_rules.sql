with

sla_clock_rules as (

    select * from {{ ref('sla_clock_rules') }}

)

select
    clock,
    label,
    starts_on,
    pauses_in,
    stops_on,
    cancels_on,
    windows,
    needs
from sla_clock_rules
