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

untold_scores as (

    select * from {{ ref('untold_case_scores') }}

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

)

select * from told
union all
select * from untold_scores
