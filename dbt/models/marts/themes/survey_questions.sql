with

cases as (

    select * from {{ ref('cases') }}

),

nps_answers as (

    select * from {{ ref('nps_answers') }}

)

-- One row per question that was put, with what is known of whom it was put to. Points are what the score is the mean
-- of: 1 for satisfied and 0 for not; 100, 0 and -100 for promoters, passives and detractors.
select
    source,
    'after_case' as survey_kind,
    case_id as question_id,
    tenant_id,
    tenant_name,
    customer_id,
    cast(null as {{ dbt.type_string() }}) as survey_title,
    csat_score as answered_score,
    csat_score is not null as is_answered,
    cast(case when csat_score >= 4 then 1 when csat_score is not null then 0 end as double) as points,
    segment,
    plan,
    channel,
    sla_tier,
    priority,
    case when is_sla_breached then 'breached' when not is_sla_breached then 'kept' end as promise,
    case when is_reopened then 'reopened' else 'not reopened' end as reopening,
    survey_sent_at as asked_at,
    case when csat_score is not null then survey_answered_at end as answered_at
from cases
where survey_sent_at is not null

union all

select
    source,
    'recommendation' as survey_kind,
    nps_event_id as question_id,
    tenant_id,
    tenant_name,
    customer_id,
    survey_title,
    case when is_answered then score end as answered_score,
    is_answered,
    cast(
        case answer_group when 'promoter' then 100 when 'passive' then 0 when 'detractor' then -100 end as double
    ) as points,
    segment,
    plan,
    channel,
    cast(null as {{ dbt.type_string() }}) as sla_tier,
    cast(null as {{ dbt.type_string() }}) as priority,
    cast(null as {{ dbt.type_string() }}) as promise,
    cast(null as {{ dbt.type_string() }}) as reopening,
    asked_at,
    case when is_answered then answered_at end as answered_at
from nps_answers
