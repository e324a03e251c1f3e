with

outcomes as (

    select * from {{ ref('int_sla_window_outcomes') }}

),

cases as (

    select * from {{ ref('int_cases_to_compute') }}

),

clocks as (

    select * from {{ ref('int_sla_clocks') }}

),

with_status as (

    select
        *,
        {{ sla_clock_number_of('window_key') }} as clock_number,
        {{ sla_window_number_of('window_key') }} as window_number,
        case
            when breached_second is not null then 'breached'
            when last_kind = 'cancelled' or is_window_cancelled then 'cancelled'
            when stopped_second is not null then 'met'
            when last_kind in ('paused', 'no_target') then 'paused'
            else 'running'
        end as status,
        is_window_open and last_kind <> 'counted' as stands_still
    from outcomes

),

-- A clock that stands still has no due time: it is due so much later as it stands. That keeps its row the same until
-- something happens to the case.
with_due_time as (

    select
        *,
        case when not stands_still or is_breached_on_final_target then due_second end as shown_due_second,
        case
            when last_kind = 'cancelled' or is_window_cancelled then 'the clock was cancelled'
            when last_kind = 'no_target' then 'the target was withdrawn'
            when stands_still and not is_breached_on_final_target then 'the clock is paused'
            when due_second is null then 'later than two years past the time looked at'
        end as no_due_reason
    from with_status

)

select
    cases.source,
    cases.tenant_id,
    cases.case_id,
    clocks.clock,
    with_due_time.window_number,
    with_due_time.priority,
    with_due_time.policy_id,
    with_due_time.calendar_id,
    with_due_time.target_seconds,
    {{ instant('with_due_time.started_second') }} as started_at,
    {{ instant('with_due_time.stopped_second') }} as stopped_at,
    with_due_time.status,
    with_due_time.elapsed_seconds,
    case
        when
            with_due_time.status in ('running', 'paused')
            then with_due_time.target_seconds - with_due_time.elapsed_seconds
    end as remaining_seconds,
    with_due_time.breached_second is not null as is_breached,
    with_due_time.is_breached_on_final_target,
    {{ instant('with_due_time.breached_second') }} as breached_at,
    {{ instant('with_due_time.shown_due_second') }} as due_at,
    case
        when with_due_time.status = 'met' then {{ instant('with_due_time.stopped_second') }}
        when with_due_time.status = 'breached'
            then {{ instant(
                'least(with_due_time.breached_second, coalesce(with_due_time.stopped_second, with_due_time.breached_second))'
            ) }}
    end as decided_at,
    with_due_time.no_due_reason,
    cases.segment,
    cases.sla_tier,
    cases.arr_usd,
    (not with_due_time.is_window_open or with_due_time.stands_still)
    and (with_due_time.no_due_reason is null or with_due_time.no_due_reason not like 'later%') as is_settled,
    with_due_time.window_key,
    with_due_time.case_key
from with_due_time
inner join cases on with_due_time.case_key = cases.case_key
inner join clocks on with_due_time.clock_number = clocks.clock_number
