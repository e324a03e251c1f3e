with

case_scopes as (

    select * from {{ ref('int_sla_case_scopes') }}

),

scope_targets as (

    select * from {{ ref('int_sla_scope_targets') }}

),

-- Why a case was promised nothing, said in its own row.
missing_calendars as (

    select distinct case_scopes.case_key
    from case_scopes
    inner join scope_targets on case_scopes.scope_key = scope_targets.scope_key
    where scope_targets.lacks_calendar

)

select * from missing_calendars
