with

marks as (

    select * from {{ ref('case_marks') }}

),

with_state_before as (

    select
        *,
        {{ last_known_before('state') }} over (
            partition by source, case_id order by occurred_at, place
        ) as state_before
    from marks

),

with_reopening as (

    select
        source,
        case_id,
        place,
        occurred_at,
        touchpoint,
        coalesce(state_before in ('Resolved', 'Closed') and state not in ('Resolved', 'Closed'), false) as is_reopening
    from with_state_before

),

-- A move out of Resolved or Closed is a touchpoint of its own, whatever the state it leads to.
in_attempts as (

    select
        source,
        case_id,
        place,
        occurred_at,
        case when is_reopening then 'Reopened' else touchpoint end as touchpoint,
        sum(case when is_reopening then 1 else 0 end) over (
            partition by source, case_id order by occurred_at, place
            rows between unbounded preceding and current row
        ) as attempt
    from with_reopening

),

ranked as (

    select
        *,
        row_number() over (
            partition by source, case_id, attempt, touchpoint order by occurred_at, place
        ) as visit
    from in_attempts

),

-- Only the first visit between two reopenings: what goes back and forth many times would bury the path.
numbered as (

    select
        source,
        case_id,
        touchpoint,
        occurred_at,
        row_number() over (partition by source, case_id order by occurred_at, place) as step_number
    from ranked
    where visit = 1

)

select * from numbered
