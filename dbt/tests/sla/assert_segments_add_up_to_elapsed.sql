-- The receipt of every clock adds up to its number, to the second.
with

clocks as (

    select * from {{ ref('sla_clock_windows') }}

),

stretches as (

    select * from {{ ref('int_sla_measured_stretches') }}

),

sums as (

    select
        window_key,
        sum(counted_seconds) as counted_seconds
    from stretches
    group by window_key

)

select
    clocks.source,
    clocks.case_id,
    clocks.clock,
    clocks.window_number,
    clocks.elapsed_seconds,
    sums.counted_seconds
from clocks
left join sums on clocks.window_key = sums.window_key
where clocks.elapsed_seconds is distinct from sums.counted_seconds
