-- Nothing is silently dropped: a window is in the result exactly if a target was ever in force during it.
with

promises as (

    select * from {{ ref('int_sla_window_promises') }}

),

clocks as (

    select clocks.*
    from {{ ref('sla_clock_windows') }} as clocks
    inner join {{ ref('int_cases_to_compute') }} as cases on clocks.case_key = cases.case_key

),

promised as (

    select distinct window_key
    from promises

)

select
    promised.window_key as promised_window_key,
    clocks.window_key as judged_window_key
from promised
full join clocks on promised.window_key = clocks.window_key
where promised.window_key is null or clocks.window_key is null
