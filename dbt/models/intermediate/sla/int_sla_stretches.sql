with

windows as (

    select * from {{ ref('int_sla_windows') }}

),

window_targets as (

    select * from {{ ref('int_sla_window_targets') }}

),

eventful_stretches as (

    select * from {{ ref('int_sla_eventful_stretches') }}

),

eventful_windows as (

    select * from {{ ref('int_sla_eventful_windows') }}

),

-- A window without moments of its own is one stretch.
only_stretches as (

    select
        windows.window_key,
        windows.case_key,
        windows.started_second,
        windows.ended_second,
        windows.ended_second as window_ended_second,
        windows.ended_by,
        window_targets.target_number,
        0 as pauses,
        0 as cancellations,
        true as is_only_stretch
    from windows
    inner join window_targets on windows.window_key = window_targets.window_key
    left join eventful_windows on windows.window_key = eventful_windows.window_key
    where eventful_windows.window_key is null

),

stretches as (

    select * from eventful_stretches
    union all
    select * from only_stretches

),

with_targets as (

    select
        stretches.window_key,
        stretches.case_key,
        stretches.started_second,
        stretches.ended_second,
        stretches.target_number,
        window_targets.calendar_key,
        window_targets.target_seconds,
        stretches.is_only_stretch,
        stretches.ended_second >= stretches.window_ended_second as is_last_stretch,
        stretches.ended_second >= stretches.window_ended_second and stretches.ended_by = 'open' as is_still_open,
        case
            when stretches.cancellations > 0 then 'cancelled'
            when window_targets.target_number is null then 'no_target'
            when stretches.pauses > 0 then 'paused'
            else 'counted'
        end as kind
    from stretches
    left join window_targets
        on
            stretches.window_key = window_targets.window_key
            and stretches.target_number = window_targets.target_number

)

select * from with_targets
