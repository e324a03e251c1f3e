with

case_scopes as (

    select * from {{ ref('int_sla_case_scopes') }}

),

scope_targets as (

    select * from {{ ref('int_sla_scope_targets') }}

),

-- Where the policy tables decide: what was promised to a case, clock by clock, and from when to when.
from_policies as (

    select
        case_scopes.case_key,
        scope_targets.clock,
        case_scopes.priority,
        scope_targets.policy_id,
        scope_targets.calendar_id,
        scope_targets.calendar_key,
        scope_targets.target_seconds,
        greatest(case_scopes.from_second, scope_targets.from_second) as from_second,
        least(case_scopes.to_second, scope_targets.to_second) as to_second
    from case_scopes
    inner join scope_targets
        on
            case_scopes.scope_key = scope_targets.scope_key
            and case_scopes.from_second < scope_targets.to_second
            and case_scopes.to_second > scope_targets.from_second
    where scope_targets.target_seconds is not null

)

select * from from_policies
