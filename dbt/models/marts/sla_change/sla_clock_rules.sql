with

clocks as (

    select * from {{ ref('sla_clocks') }}

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
from clocks
