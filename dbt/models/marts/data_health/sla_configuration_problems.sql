with

opening_hours as (

    select * from {{ ref('int_opening_hours_problems') }}

),

calendar_versions as (

    select * from {{ ref('int_calendar_version_problems') }}

),

calendar_choices as (

    select * from {{ ref('int_calendar_choice_problems') }}

),

stray_rows as (

    select * from {{ ref('int_calendar_stray_rows') }}

),

policies as (

    select * from {{ ref('int_policy_problems') }}

),

zendesk_rows as (

    select * from {{ ref('int_zendesk_flagged_rows') }}

),

calendars as (

    select * from {{ ref('stg_support__business_calendars') }}

),

cases as (

    select * from {{ ref('int_cases') }}

),

tenants_of_calendars as (

    select
        source,
        calendar_id,
        min(tenant_id) as tenant_id
    from calendars
    group by source, calendar_id

),

calendar_problems as (

    select * from opening_hours
    union all
    select * from calendar_versions
    union all
    select * from calendar_choices
    union all
    select * from stray_rows

),

problems as (

    select
        calendar_problems.source,
        tenants_of_calendars.tenant_id,
        cast(null as {{ dbt.type_string() }}) as case_id,
        calendar_problems.subject,
        calendar_problems.record_key,
        calendar_problems.problem,
        calendar_problems.effect,
        calendar_problems.loaded_at
    from calendar_problems
    left join tenants_of_calendars
        on
            calendar_problems.source = tenants_of_calendars.source
            and calendar_problems.calendar_id = tenants_of_calendars.calendar_id

    union all

    select
        source,
        tenant_id,
        cast(null as {{ dbt.type_string() }}) as case_id,
        'sla_policies' as subject,
        record_key,
        problem,
        effect,
        loaded_at
    from policies

    union all

    select
        zendesk_rows.source,
        cases.tenant_id,
        zendesk_rows.case_id,
        zendesk_rows.subject,
        zendesk_rows.record_key,
        zendesk_rows.problem,
        zendesk_rows.effect,
        cast(null as {{ dbt.type_timestamp() }}) as loaded_at
    from zendesk_rows
    left join cases on zendesk_rows.source = cases.source and zendesk_rows.case_id = cases.case_id

)

select * from problems
