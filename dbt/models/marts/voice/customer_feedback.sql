with

events as (

    select * from {{ ref('stg_platform__customer_events') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

surveys as (

    select * from {{ ref('stg_platform__surveys') }}

),

tones as (

    select * from {{ ref('int_text_tones') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

cases as (

    select * from {{ ref('cases') }}

),

-- What happens after the moment that is looked at is not known yet; what has no time is known, and in no week.
told as (

    select
        events.source,
        events.event_id,
        events.tenant_id,
        tenants.tenant_name,
        tenants.segment,
        tenants.plan,
        events.customer_id,
        events.event_type,
        events.channel,
        events.case_id,
        events.product_id,
        events.survey_id,
        surveys.survey_title,
        events.response_id,
        coalesce(events.sentiment_score, tones.computed_sentiment_score) as sentiment_score,
        case
            when events.sentiment_score is not null then 'given'
            when tones.computed_sentiment_score is not null then 'computed'
        end as sentiment_origin,
        events.sentiment_score as given_sentiment_score,
        tones.computed_sentiment_score,
        events.csat_score,
        events.summary,
        events.occurred_at,
        cast(events.occurred_at as date) as occurred_on
    from events
    inner join sources on events.source = sources.source
    left join tenants on events.tenant_id = tenants.tenant_id
    left join surveys on events.source = surveys.source and events.survey_id = surveys.survey_id
    left join tones on md5(events.summary) = tones.text_key
    where events.occurred_at is null or events.occurred_at <= sources.as_of

),

-- Scores after cases that the platform tells as events already.
retold as (

    select distinct
        platforms.source,
        events.case_id
    from events
    inner join platforms on events.source = platforms.platform_source
    where events.case_id is not null and events.csat_score is not null

),

-- A desk or a log of events knows what customers say of its cases, and has no events to tell it with.
rated_cases as (

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

)

select * from told
union all
select * from rated_cases
