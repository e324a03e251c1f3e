with

case_scopes as (

    select * from {{ ref('int_sla_case_scopes') }}

),

scope_targets as (

    select * from {{ ref('int_sla_scope_targets') }}

),

source_targets as (

    select * from {{ ref('int_sla_source_target_spells') }}

),

clocks as (

    select * from {{ ref('int_sla_clocks') }}

),

-- A policy was chosen, and yet nothing can be promised by it.
by_policies as (

    select
        case_scopes.case_key,
        scope_targets.clock_number,
        greatest(case_scopes.from_second, scope_targets.from_second) as from_second,
        case
            when scope_targets.calendar_id is null
                then 'its policy counts business time, and its source has no business calendar'
            when scope_targets.lacks_calendar
                then concat('its policy counts on the calendar ', scope_targets.calendar_id, ', which is not there')
            else concat(
                'its policy counts business days, and the calendar ', scope_targets.calendar_id, ' has no opening hours'
            )
        end as reason
    from case_scopes
    inner join scope_targets
        on
            case_scopes.scope_key = scope_targets.scope_key
            and case_scopes.from_second < scope_targets.to_second
            and case_scopes.to_second > scope_targets.from_second
    where scope_targets.target_seconds is null

),

by_sources as (

    select
        case_key,
        clock_number,
        from_second,
        case
            when calendar_id is null then 'its target counts business time, and its source has no business calendar'
            else concat(
                'its target counts on the calendar ', calendar_id, ', which is not there or has no known time zone'
            )
        end as reason
    from source_targets
    where calendar_key is null

),

unioned as (

    select * from by_policies
    union all
    select * from by_sources

),

-- Why a case was promised nothing, said in its own row: the last reason counts.
missing_targets as (

    select
        unioned.case_key,
        max_by(unioned.reason, case when clocks.clock = 'first_response' then unioned.from_second end)
            as first_response_reason,
        max_by(unioned.reason, case when clocks.clock = 'resolution' then unioned.from_second end)
            as resolution_reason
    from unioned
    inner join clocks on unioned.clock_number = clocks.clock_number
    where clocks.clock in ('first_response', 'resolution')
    group by unioned.case_key

)

select * from missing_targets
