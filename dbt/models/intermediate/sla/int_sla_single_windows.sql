with

effects as (

    select * from {{ ref('int_sla_effects') }}

),

-- "one" ends at the first end after its first start.
first_starts as (

    select
        clock_key,
        case_key,
        clock_number,
        min(occurred_second) as started_second,
        min(moment) as started_moment
    from effects
    where windows = 'one' and effect = 'start'
    group by clock_key, case_key, clock_number

),

first_ends as (

    select
        effects.clock_key,
        min(effects.occurred_second) as stopped_second,
        min_by(effects.effect, effects.moment) as ended_by
    from effects
    inner join first_starts on effects.clock_key = first_starts.clock_key
    where
        effects.windows = 'one'
        and effects.effect <> 'start'
        and effects.moment >= first_starts.started_moment
    group by effects.clock_key

),

single_windows as (

    select
        first_starts.clock_key,
        first_starts.case_key,
        first_starts.clock_number,
        1 as window_number,
        first_starts.started_second,
        first_ends.stopped_second,
        coalesce(first_ends.ended_by, 'open') as ended_by
    from first_starts
    left join first_ends on first_starts.clock_key = first_ends.clock_key

),

-- "resumed" ends at the last end, unless a start follows it.
spans as (

    select
        clock_key,
        case_key,
        clock_number,
        min(case when effect = 'start' then occurred_second end) as started_second,
        max(case when effect <> 'start' then occurred_second end) as last_end_second,
        max_by(effect, case when effect <> 'start' then moment end) as last_end,
        max(case when effect = 'start' then moment end) as last_start_moment,
        max(case when effect <> 'start' then moment end) as last_end_moment
    from effects
    where windows = 'resumed'
    group by clock_key, case_key, clock_number

),

resumed_windows as (

    select
        clock_key,
        case_key,
        clock_number,
        1 as window_number,
        started_second,
        case when last_end_moment >= last_start_moment then last_end_second end as stopped_second,
        case when last_end_moment >= last_start_moment then last_end else 'open' end as ended_by
    from spans
    where started_second is not null

),

unioned as (

    select * from single_windows
    union all
    select * from resumed_windows

)

select * from unioned
