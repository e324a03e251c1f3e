with

stretches as (

    select * from {{ ref('int_sla_stretches') }}

),

pieces as (

    select * from {{ ref('int_calendar_pieces') }}

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
        case when kind = 'counted' then business_second_at_end - business_second_at_start else 0 end as counted_seconds
    from located

),

only_stretches as (

    select
        *,
        1 as segment_number,
        counted_seconds as elapsed_after
    from counted
    where is_only_stretch

),

-- Time runs on through every stretch of a window; a target is judged by what has counted so far.
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

    select * from only_stretches
    union all
    select * from summed

)

select
    *,
    elapsed_after - counted_seconds as elapsed_before
from unioned
