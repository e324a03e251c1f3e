with

cases as (

    select * from {{ ref('int_cases_to_compute') }}

),

milestones as (

    select * from {{ ref('int_case_milestones') }}

),

calendars as (

    select * from {{ ref('int_tenant_calendars') }}

),

pieces as (

    select * from {{ ref('int_calendar_pieces') }}

),

resolved_cases as (

    select
        cases.case_key,
        calendars.calendar_key,
        cases.opened_second,
        milestones.resolved_second
    from cases
    inner join milestones on cases.case_key = milestones.case_key
    inner join calendars on cases.source = calendars.source and cases.tenant_id = calendars.tenant_id
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
