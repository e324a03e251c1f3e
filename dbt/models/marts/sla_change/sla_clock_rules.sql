with

clocks as (

    select * from {{ ref('sla_clocks') }}

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
from clocks
