with

milestones as (

    select * from {{ ref('int_case_milestones') }}

),

missing_targets as (

    select * from {{ ref('int_case_missing_targets') }}

),

cases as (

    select * from {{ ref('int_cases_to_compute') }}

),

clocks as (

    select clocks.*
    from {{ ref('sla_clock_windows') }} as clocks
    inner join cases on clocks.case_key = cases.case_key

),

first_response_windows as (

    select distinct windows.case_key
    from {{ ref('int_sla_windows') }} as windows
    inner join {{ ref('int_sla_clocks') }} as clocks on windows.clock_number = clocks.clock_number
    where clocks.clock = 'first_response'

),

promised as (

    select
        case_key,
        max(case when clock = 'first_response' then 1 else 0 end) = 1 as has_first_response_target,
        max(case when clock = 'resolution' then 1 else 0 end) = 1 as has_resolution_target,
        max(case when is_breached then 1 else 0 end) = 1 as is_sla_breached,
        min(case when is_settled then 1 else 0 end) = 1 as is_settled
    from clocks
    group by case_key

),

-- A case that was taken up and promised no resolution says why, and so does one that waited for a first response and
-- was promised none.
with_reason as (

    select
        milestones.case_key,
        coalesce(promised.has_first_response_target, false) as has_first_response_target,
        coalesce(promised.has_resolution_target, false) as has_resolution_target,
        coalesce(promised.is_sla_breached, false) as is_sla_breached,
        coalesce(promised.is_settled, true) as is_settled,
        case
            when milestones.acknowledged_second is not null and not coalesce(promised.has_resolution_target, false)
                then coalesce(
                    missing_targets.resolution_reason,
                    case when milestones.priority is null then 'the case has no priority, and no policy fits it' end,
                    'no policy fits the case'
                )
            when
                not coalesce(promised.has_first_response_target, false)
                and first_response_windows.case_key is not null
                then coalesce(
                    missing_targets.first_response_reason,
                    case when milestones.priority is null then 'the case has no priority, and no policy fits it' end,
                    'no policy fits the case'
                )
        end as missing_target_reason
    from milestones
    left join first_response_windows on milestones.case_key = first_response_windows.case_key
    left join promised on milestones.case_key = promised.case_key
    left join missing_targets on milestones.case_key = missing_targets.case_key

)

select * from with_reason
