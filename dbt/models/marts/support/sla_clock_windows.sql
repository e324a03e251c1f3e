with

outcomes as (

    select * from {{ ref('int_sla_window_outcomes') }}

),

cases as (

    select * from {{ ref('int_cases') }}

),

with_status as (

    select
        *,
        case
            when breached_second is not null then 'breached'
            when last_kind = 'cancelled' or ended_by = 'cancel' then 'cancelled'
            when stopped_second is not null then 'met'
            when last_kind in ('paused', 'no_target') then 'paused'
            else 'running'
        end as status
    from outcomes

)

select
    cases.source,
    cases.tenant_id,
    cases.case_id,
    with_status.clock,
    with_status.window_number,
    with_status.priority,
    with_status.policy_id,
    with_status.calendar_id,
    with_status.target_seconds,
    {{ instant('with_status.started_second') }} as started_at,
    {{ instant('with_status.stopped_second') }} as stopped_at,
    with_status.status,
    with_status.elapsed_seconds,
    case
        when with_status.status in ('running', 'paused') then with_status.target_seconds - with_status.elapsed_seconds
    end as remaining_seconds,
    with_status.breached_second is not null as is_breached,
    with_status.is_breached_on_final_target,
    {{ instant('with_status.breached_second') }} as breached_at,
    {{ instant('with_status.due_second') }} as due_at,
    case
        when with_status.status = 'met' then {{ instant('with_status.stopped_second') }}
        when with_status.status = 'breached'
            then {{ instant(
                'least(with_status.breached_second, coalesce(with_status.stopped_second, with_status.breached_second))'
            ) }}
    end as decided_at,
    case
        when with_status.due_second is not null then null
        when with_status.last_kind = 'cancelled' or with_status.ended_by = 'cancel' then 'the clock was cancelled'
        when with_status.last_kind = 'no_target' then 'the target was withdrawn'
        else 'later than two years past the time looked at'
    end as no_due_reason,
    cases.segment,
    cases.sla_tier,
    cases.arr_usd,
    {{ instant('cases.as_of_second') }} as as_of,
    with_status.window_key,
    with_status.case_key
from with_status
inner join cases on with_status.case_key = cases.case_key
