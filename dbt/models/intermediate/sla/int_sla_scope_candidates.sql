with

scopes as (

    select * from {{ ref('int_sla_scopes') }}

),

policies as (

    select * from {{ ref('int_sla_policies') }}

),

calendars as (

    select * from {{ ref('int_calendar_versions') }}

),

-- Where a source gives the targets of a clock itself, no policy of ours stands in for it, but for one that a what-if
-- has for this very clock (what is borrowed counts below zero).
given_clocks as (

    select * from {{ ref('int_sla_given_clocks') }}

),

-- Every policy version that fits a scope, and of its calendar the versions that were in force meanwhile.
candidates as (

    select
        scopes.scope_key,
        policies.clock_number,
        policies.policy_id,
        policies.target_amount,
        policies.target_unit,
        policies.precedence,
        policies.valid_from_second,
        policies.valid_to_second,
        case
            when
                policies.target_unit not in ('minutes', 'hours')
                then coalesce(policies.calendar_id, scopes.calendar_id)
        end as calendar_id,
        scopes.source
    from scopes
    inner join policies
        on
            scopes.source = policies.source
            and (policies.tenant_id is null or scopes.tenant_id = policies.tenant_id)
            and (policies.segment is null or scopes.segment = policies.segment)
            and (policies.sla_tier is null or scopes.sla_tier = policies.sla_tier)
            and (policies.priority is null or scopes.priority = policies.priority)
    left join given_clocks
        on policies.source = given_clocks.source and policies.clock_number = given_clocks.clock_number
    where given_clocks.source is null or (policies.policy_id like 'what-if %' and policies.precedence > 0)

),

timed as (

    select
        candidates.scope_key,
        candidates.clock_number,
        candidates.policy_id,
        candidates.precedence,
        candidates.calendar_id,
        calendars.calendar_key,
        greatest(
            candidates.valid_from_second,
            coalesce(calendars.valid_from_second, candidates.valid_from_second)
        ) as valid_from_second,
        least(
            candidates.valid_to_second,
            coalesce(calendars.valid_to_second, candidates.valid_to_second)
        ) as valid_to_second,
        case
            when candidates.target_unit = 'minutes' then candidates.target_amount * 60
            when candidates.target_unit = 'hours' then candidates.target_amount * 3600
            when calendars.calendar_key is null then null
            when candidates.target_unit = 'business_minutes' then candidates.target_amount * 60
            when candidates.target_unit = 'business_hours' then candidates.target_amount * 3600
            when candidates.target_unit = 'business_days' then candidates.target_amount * calendars.business_day_seconds
        end as target_seconds,
        candidates.target_unit not in ('minutes', 'hours') and calendars.calendar_key is null as lacks_calendar
    from candidates
    left join calendars
        on
            candidates.source = calendars.source
            and candidates.calendar_id = calendars.calendar_id
            and candidates.valid_from_second < calendars.valid_to_second
            and candidates.valid_to_second > calendars.valid_from_second

)

select * from timed
