with

stretches as (

    select * from {{ ref('int_sla_measured_stretches') }}

),

cases as (

    select * from {{ ref('int_cases') }}

),

identified as (

    select
        cases.source,
        cases.tenant_id,
        cases.case_id,
        stretches.clock,
        stretches.window_number,
        stretches.segment_number,
        {{ instant('stretches.started_second') }} as segment_started_at,
        {{ instant('stretches.ended_second') }} as segment_ended_at,
        stretches.kind,
        stretches.counted_seconds,
        case
            when
                stretches.kind = 'counted'
                then stretches.ended_second - stretches.started_second - stretches.counted_seconds
            else 0
        end as closed_seconds,
        stretches.elapsed_after as elapsed_seconds_after,
        stretches.priority,
        stretches.policy_id,
        stretches.calendar_id,
        stretches.target_seconds
    from stretches
    inner join cases on stretches.case_key = cases.case_key

)

select * from identified
