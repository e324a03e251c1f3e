with

turns as (

    select * from {{ ref('int_sla_turns') }}

),

-- After a turn that opens a window the next one ends it; a restart does both.
paired as (

    select
        case_key,
        clock_number,
        opens,
        occurred_second as started_second,
        lead(occurred_second) over in_order as stopped_second,
        lead(effect) over in_order as ended_by,
        count(case when opens then 1 end) over so_far as window_number
    from turns
    window
        in_order as (
            partition by case_key, clock_number order by moment, rank_within_event
        ),
        so_far as (
            partition by case_key, clock_number order by moment, rank_within_event
            rows between unbounded preceding and current row
        )

)

select
    case_key,
    clock_number,
    window_number,
    started_second,
    stopped_second,
    coalesce(ended_by, 'open') as ended_by
from paired
where opens
