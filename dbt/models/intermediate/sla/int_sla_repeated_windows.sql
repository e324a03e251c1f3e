with

turns as (

    select * from {{ ref('int_sla_turns') }}

),

-- After a turn that opens a window the next one ends it; a restart does both.
paired as (

    select
        clock_key,
        opens,
        occurred_second as started_second,
        lead(occurred_second) over in_order as stopped_second,
        lead(rank_within_event) over in_order as ended_by_rank,
        count(case when opens then 1 end) over so_far as window_number
    from turns
    window
        in_order as (partition by clock_key order by moment, rank_within_event),
        so_far as (
            partition by clock_key order by moment, rank_within_event
            rows between unbounded preceding and current row
        )

)

select
    clock_key,
    {{ whole_quotient('clock_key', '64') }} as case_key,
    clock_key % 64 as clock_number,
    window_number,
    started_second,
    stopped_second,
    case ended_by_rank when 2 then 'restart' when 3 then 'stop' when 4 then 'cancel' else 'open' end as ended_by
from paired
where opens
