with

touchpoints as (

    select * from {{ ref('case_touchpoints') }}

),

cases as (

    select * from {{ ref('cases') }}

),

clocks as (

    select * from {{ ref('sla_clock_windows') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

first_breaches as (

    select
        source,
        case_id,
        min(breached_at) as breached_at
    from clocks
    where breached_at is not null
    group by source, case_id

),

moves as (

    select
        source,
        case_id,
        step_number,
        touchpoint as from_touchpoint,
        lead(touchpoint) over (partition by source, case_id order by step_number) as next_touchpoint,
        occurred_at as left_at,
        lead(occurred_at) over (partition by source, case_id order by step_number) as reached_at
    from touchpoints

)

-- The last touchpoint leads to an end, so that every case that enters a touchpoint also leaves it.
select
    moves.source,
    cases.tenant_id,
    cases.tenant_name,
    moves.case_id,
    cases.segment,
    cases.priority,
    cases.channel,
    moves.step_number,
    moves.from_touchpoint,
    coalesce(
        moves.next_touchpoint,
        case
            when cases.is_removed then 'End: removed'
            when cases.is_resolved then 'End: done'
            else 'End: still open'
        end
    ) as to_touchpoint,
    moves.next_touchpoint is null as is_end,
    moves.left_at,
    moves.reached_at,
    {{ epoch_seconds('moves.reached_at') }} - {{ epoch_seconds('moves.left_at') }} as seconds,
    coalesce(cases.has_first_response_target, false)
    or coalesce(cases.has_resolution_target, false)
    or coalesce(cases.is_sla_breached, false) as is_promised,
    coalesce(cases.is_sla_breached, false) as is_breached,
    coalesce(
        first_breaches.breached_at > moves.left_at
        and first_breaches.breached_at <= coalesce(moves.reached_at, sources.as_of),
        false
    ) as is_breached_here,
    cases.csat_score,
    cast(cases.opened_at as date) as opened_on
from moves
inner join cases on moves.source = cases.source and moves.case_id = cases.case_id
inner join sources on moves.source = sources.source
left join first_breaches on moves.source = first_breaches.source and moves.case_id = first_breaches.case_id
