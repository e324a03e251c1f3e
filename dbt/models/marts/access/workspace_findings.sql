{#- Share of sign-ins beside the directory from which on it is told. -#}
{%- set told_from = 0.05 -%}

with

posture as (

    select * from {{ ref('security_posture') }}

),

operators as (

    select * from {{ ref('operator_access') }}

),

activity_weeks as (

    select * from {{ ref('activity_weeks') }}

),

residency as (

    select * from {{ ref('data_residency') }}

),

unioned as (

    select
        source,
        tenant_id,
        'Sign-ins beside single sign-on' as finding,
        'medium' as urgency,
        tenant_id as subject_id,
        cast(sign_in_count - sso_sign_in_count as {{ dbt.type_string() }})
        || ' of ' || cast(sign_in_count as {{ dbt.type_string() }}) || ' in 30 days' as detail,
        cast(null as date) as since_date
    from posture
    where single_sign_on = 'on' and sign_in_count - sso_sign_in_count > {{ told_from }} * sign_in_count

    union all

    select
        source,
        cast(null as {{ dbt.type_string() }}) as tenant_id,
        'Operator acts after leaving' as finding,
        'high' as urgency,
        operator_id as subject_id,
        cast(after_leaving_count as {{ dbt.type_string() }}) || ' actions, access ' || access_level as detail,
        cast(first_after_leaving_at as date) as since_date
    from operators
    where after_leaving_count > 0

    union all

    select
        source,
        cast(null as {{ dbt.type_string() }}) as tenant_id,
        'Operator acts beyond their access' as finding,
        'high' as urgency,
        operator_id as subject_id,
        cast(beyond_access_count as {{ dbt.type_string() }}) || ' actions, access ' || access_level as detail,
        cast(first_beyond_access_at as date) as since_date
    from operators
    where beyond_access_count > 0

    union all

    select
        source,
        tenant_id,
        'Unusual activity' as finding,
        case when kind in ('data leaving', 'warning', 'critical') then 'high' else 'medium' end as urgency,
        action as subject_id,
        cast(entry_count as {{ dbt.type_string() }}) || ' in a week, usually '
        || cast(round(usual_count, 1) as {{ dbt.type_string() }}) as detail,
        week_start as since_date
    from activity_weeks
    where is_unusual

    union all

    select
        source,
        tenant_id,
        'Data outside the promised jurisdiction' as finding,
        'high' as urgency,
        kind as subject_id,
        cast(thing_count as {{ dbt.type_string() }}) || ' in ' || region || ', promised ' || promised_jurisdiction
            as detail,
        cast(null as date) as since_date
    from residency
    where verdict = 'outside'

)

select * from unioned
