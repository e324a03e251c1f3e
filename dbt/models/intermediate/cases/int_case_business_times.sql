with

cases as (

    select * from {{ ref('int_cases') }}

),

milestones as (

    select * from {{ ref('int_case_milestones') }}

),

scopes as (

    select * from {{ ref('int_sla_scopes') }}

),

calendars as (

    select * from {{ ref('int_calendar_versions') }}

),

pieces as (

    select * from {{ ref('int_calendar_pieces') }}

),

calendar_keys as (

    select distinct
        scopes.source,
        scopes.tenant_id,
        calendars.calendar_id,
        calendars.calendar_key
    from scopes
    inner join calendars on scopes.source = calendars.source and scopes.calendar_id = calendars.calendar_id

),

resolved_cases as (

    select
        cases.case_key,
        calendar_keys.calendar_key,
        cases.opened_second,
        milestones.resolved_second
    from cases
    inner join milestones on cases.case_key = milestones.case_key
    inner join calendar_keys on cases.source = calendar_keys.source and cases.tenant_id = calendar_keys.tenant_id
    where milestones.resolved_second is not null

),

-- The same look-up as the clocks use, at the opening and at the last resolution.
located as (

    select
        resolved_cases.case_key,
        {{ sla_business_seconds_before('resolved_cases.calendar_key', 'resolved_cases.opened_second', 'start_piece') }}
            as business_second_at_opening,
        {{ sla_business_seconds_before('resolved_cases.calendar_key', 'resolved_cases.resolved_second', 'end_piece') }}
            as business_second_at_resolution
    from resolved_cases
    {{ sla_join_piece('pieces', 'start_piece', 'resolved_cases.calendar_key', 'resolved_cases.opened_second') }}
    {{ sla_join_piece('pieces', 'end_piece', 'resolved_cases.calendar_key', 'resolved_cases.resolved_second') }}

)

select
    case_key,
    business_second_at_resolution - business_second_at_opening as time_to_resolve_business_seconds
from located
