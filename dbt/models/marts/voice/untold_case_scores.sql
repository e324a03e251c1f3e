with

cases as (

    select * from {{ ref('cases') }}

),

events as (

    select * from {{ ref('stg_platform__customer_events') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

-- Scores after cases that the platform tells as events already.
retold as (

    select distinct
        platforms.source,
        events.case_id
    from events
    inner join platforms on events.source = platforms.platform_source
    where events.case_id is not null and events.csat_score is not null

)

-- A desk or a log of events knows what customers say of its cases, and has no events to tell it with. The columns are
-- those of customer_feedback, in its order.
select
    cases.source,
    'case_survey:' || cases.case_id as event_id,
    cases.tenant_id,
    cases.tenant_name,
    cases.segment,
    cases.plan,
    cases.customer_id,
    'case_survey' as event_type,
    cases.channel,
    cases.case_id,
    cast(null as {{ dbt.type_string() }}) as product_id,
    cast(null as {{ dbt.type_string() }}) as survey_id,
    'After a case' as survey_title,
    cast(null as {{ dbt.type_string() }}) as response_id,
    cast(null as double) as sentiment_score,
    cast(null as {{ dbt.type_string() }}) as sentiment_origin,
    cast(null as double) as given_sentiment_score,
    cast(null as double) as computed_sentiment_score,
    cases.csat_score,
    cast(null as {{ dbt.type_string() }}) as summary,
    cases.survey_answered_at as occurred_at,
    cast(cases.survey_answered_at as date) as occurred_on
from cases
left join retold on cases.source = retold.source and cases.case_id = retold.case_id
where cases.csat_score is not null and retold.case_id is null
