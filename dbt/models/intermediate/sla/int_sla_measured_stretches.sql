with

eventful_stretches as (

    select * from {{ ref('int_sla_eventful_stretches') }}

),

only_stretches as (

    select * from {{ ref('int_sla_only_stretches') }}

),

pieces as (

    select * from {{ ref('int_calendar_pieces') }}

),

stretches as (

    select
        *,
        false as is_only_stretch
    from eventful_stretches
    union all
    select
        *,
        true as is_only_stretch
    from only_stretches

),

located as (

    select
        stretches.*,
        {{ sla_business_seconds_before('stretches.calendar_key', 'stretches.started_second', 'start_piece') }}
            as business_second_at_start,
        {{ sla_business_seconds_before('stretches.calendar_key', 'stretches.ended_second', 'end_piece') }}
            as business_second_at_end
    from stretches
    {{ sla_join_piece('pieces', 'start_piece', 'stretches.calendar_key', 'stretches.started_second') }}
    {{ sla_join_piece('pieces', 'end_piece', 'stretches.calendar_key', 'stretches.ended_second') }}

),

counted as (

    select
        *,
        case
            when is_withdrawn or is_paused or is_cancelled then 0
            else business_second_at_end - business_second_at_start
        end as counted_seconds
    from located

),

only_counted as (

    select
        *,
        1 as segment_number,
        counted_seconds as elapsed_after
    from counted
    where is_only_stretch

),

-- Time runs on through every stretch of a window; a target is judged by what has counted so far. Only numbers are
-- carried through the sorting.
summed as (

    select
        *,
        row_number() over along as segment_number,
        cast(sum(counted_seconds) over along as bigint) as elapsed_after
    from counted
    where not is_only_stretch
    window along as (
        partition by window_key order by started_second
        rows between unbounded preceding and current row
    )

),

unioned as (

    select * from only_counted
    union all
    select * from summed

)

select
    window_key,
    case_key,
    target_number,
    calendar_key,
    segment_number,
    case
        when is_cancelled then 'cancelled'
        when is_withdrawn then 'no_target'
        when is_paused then 'paused'
        else 'counted'
    end as kind,
    is_withdrawn,
    ended_second >= window_ended_second as is_last_stretch,
    ended_second >= window_ended_second and is_window_open as is_still_open,
    started_second,
    ended_second,
    target_seconds,
    counted_seconds,
    elapsed_after,
    elapsed_after - counted_seconds as elapsed_before,
    business_second_at_start,
    business_second_at_end
from unioned
