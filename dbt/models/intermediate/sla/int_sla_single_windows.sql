with

effects as (

    select
        case_key,
        clock_number,
        windows,
        effect,
        occurred_second,
        moment
    from {{ ref('int_sla_effects') }}
    where windows <> 'each'

),

starts as (

    select
        case_key,
        clock_number,
        windows,
        min(occurred_second) as started_second,
        min(moment) as first_moment,
        max(moment) as last_moment
    from effects
    where effect = 'start'
    group by case_key, clock_number, windows

),

-- "one" ends at the first end after its start; "resumed" at the last end, unless a start follows it.
ends as (

    select
        starts.case_key,
        starts.clock_number,
        case when starts.windows = 'one' then min(effects.occurred_second) else max(effects.occurred_second) end
            as stopped_second,
        case
            when starts.windows = 'one' then min_by(effects.effect, effects.moment)
            else max_by(effects.effect, effects.moment)
        end as ended_by
    from effects
    inner join starts on effects.case_key = starts.case_key and effects.clock_number = starts.clock_number
    where
        effects.effect <> 'start'
        and effects.moment >= case when starts.windows = 'one' then starts.first_moment else starts.last_moment end
    group by starts.case_key, starts.clock_number, starts.windows

)

select
    starts.case_key,
    starts.clock_number,
    1 as window_number,
    starts.started_second,
    ends.stopped_second,
    coalesce(ends.ended_by, 'open') as ended_by
from starts
left join ends on starts.case_key = ends.case_key and starts.clock_number = ends.clock_number
