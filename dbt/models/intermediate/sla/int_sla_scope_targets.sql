with

candidates as (

    select * from {{ ref('int_sla_scope_candidates') }}

),

bounds as (

    select
        scope_key,
        clock_number,
        valid_from_second as bound_second
    from candidates
    union
    select
        scope_key,
        clock_number,
        valid_to_second as bound_second
    from candidates

),

intervals as (

    select
        scope_key,
        clock_number,
        bound_second as from_second,
        lead(bound_second) over (partition by scope_key, clock_number order by bound_second) as to_second
    from bounds

),

-- Between two bounds nothing changes: there the policy with the highest precedence holds, of equals the newer.
ranked as (

    select
        intervals.scope_key,
        intervals.clock_number,
        intervals.from_second,
        intervals.to_second,
        candidates.policy_id,
        candidates.calendar_id,
        candidates.lacks_calendar,
        coalesce(candidates.calendar_key, 0) as calendar_key,
        cast(round(candidates.target_seconds) as bigint) as target_seconds,
        row_number() over (
            partition by intervals.scope_key, intervals.clock_number, intervals.from_second
            order by candidates.precedence desc, candidates.valid_from_second desc, candidates.policy_id asc
        ) as place
    from intervals
    inner join candidates
        on
            intervals.scope_key = candidates.scope_key
            and intervals.clock_number = candidates.clock_number
            and intervals.from_second >= candidates.valid_from_second
            and intervals.from_second < candidates.valid_to_second
    where intervals.to_second is not null

)

select
    scope_key,
    clock_number,
    from_second,
    to_second,
    policy_id,
    calendar_id,
    calendar_key,
    lacks_calendar,
    target_seconds
from ranked
where place = 1
