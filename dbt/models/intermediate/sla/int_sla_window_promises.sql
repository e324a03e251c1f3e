with

windows as (

    select * from {{ ref('int_sla_windows') }}

),

case_scopes as (

    select * from {{ ref('int_sla_case_scopes') }}

),

scope_targets as (

    select * from {{ ref('int_sla_scope_targets') }}

),

source_targets as (

    select * from {{ ref('int_sla_source_target_spells') }}

),

-- Where the policy tables decide.
from_policies as (

    select
        windows.window_key,
        case_scopes.priority,
        scope_targets.policy_id,
        scope_targets.calendar_id,
        scope_targets.calendar_key,
        scope_targets.target_seconds,
        greatest(case_scopes.from_second, scope_targets.from_second) as from_second,
        least(case_scopes.to_second, scope_targets.to_second) as to_second,
        windows.clock_key,
        windows.case_key,
        windows.started_second,
        windows.ended_second,
        windows.ended_by
    from windows
    inner join case_scopes
        on
            windows.case_key = case_scopes.case_key
            and windows.started_second < case_scopes.to_second
            and (windows.started_second >= case_scopes.from_second or windows.ended_second > case_scopes.from_second)
    inner join scope_targets
        on
            case_scopes.scope_key = scope_targets.scope_key
            and windows.clock_number = scope_targets.clock_number
            and case_scopes.from_second < scope_targets.to_second
            and case_scopes.to_second > scope_targets.from_second
    where scope_targets.target_seconds is not null

),

-- Where the source decides. Some targets serve only the window in which the source gave them: the source writes the
-- target some milliseconds before the message that asks for it, which may be the second before.
from_source as (

    select
        windows.window_key,
        case_scopes.priority,
        source_targets.policy_id,
        source_targets.calendar_id,
        source_targets.calendar_key,
        source_targets.target_seconds,
        source_targets.from_second,
        source_targets.to_second,
        windows.clock_key,
        windows.case_key,
        windows.started_second,
        windows.ended_second,
        windows.ended_by
    from windows
    inner join source_targets
        on
            windows.clock_key = source_targets.clock_key
            and (
                windows.source_target_serves = 'every window'
                or windows.started_second - source_targets.effective_second between 0 and 1
                or (
                    windows.started_second < source_targets.effective_second
                    and windows.ended_second > source_targets.effective_second
                )
            )
    left join case_scopes
        on
            source_targets.case_key = case_scopes.case_key
            and source_targets.effective_second >= case_scopes.from_second
            and source_targets.effective_second < case_scopes.to_second
    where source_targets.calendar_key is not null

),

unioned as (

    select * from from_policies
    union all
    select * from from_source

)

select * from unioned
where
    started_second < to_second
    and (started_second >= from_second or ended_second > from_second)
