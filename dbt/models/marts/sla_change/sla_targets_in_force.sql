with

scopes as (

    select * from {{ ref('int_sla_scopes') }}

),

targets as (

    select * from {{ ref('int_sla_scope_targets') }}

),

clocks as (

    select * from {{ ref('int_sla_clocks') }}

),

-- The bounds that stand for "always" are shown as empty. A case that was given a calendar of its own is an exception,
-- and its receipt names that calendar.
in_force as (

    select
        scopes.source,
        scopes.tenant_id,
        scopes.segment,
        scopes.sla_tier,
        scopes.priority,
        clocks.clock,
        targets.policy_id,
        targets.calendar_id,
        targets.target_seconds,
        case
            when targets.from_second > -62135596800 then {{ instant('targets.from_second') }}
        end as valid_from,
        case
            when targets.to_second < 253402300800 then {{ instant('targets.to_second') }}
        end as valid_to
    from targets
    inner join scopes on targets.scope_key = scopes.scope_key
    inner join clocks on targets.clock_number = clocks.clock_number
    where targets.target_seconds is not null and scopes.case_calendar_id is null

)

select * from in_force
