with

trends as (

    select * from {{ ref('stg_platform__survey_response_trends') }}

),

feelings as (

    select * from {{ ref('stg_platform__survey_sentiment') }}

),

surveys as (

    select * from {{ ref('stg_platform__surveys') }}

),

by_day as (

    select
        source,
        survey_id,
        cast(answered_at as date) as response_date,
        count(*) as response_count,
        avg(overall_score) as average_sentiment
    from feelings
    where survey_id is not null and answered_at is not null
    group by source, survey_id, cast(answered_at as date)

),

-- A platform may report days of which it gave no answers, and leave out others.
days as (

    select
        coalesce(trends.source, by_day.source) as source,
        coalesce(trends.survey_id, by_day.survey_id) as survey_id,
        coalesce(trends.response_date, by_day.response_date) as response_date,
        trends.total_responses,
        trends.avg_sentiment,
        by_day.response_count,
        by_day.average_sentiment
    from trends
    full outer join by_day
        on
            trends.source = by_day.source
            and trends.survey_id = by_day.survey_id
            and trends.response_date = by_day.response_date

),

days_of_tenants as (

    select
        days.*,
        surveys.tenant_id
    from days
    left join surveys on days.source = surveys.source and days.survey_id = surveys.survey_id

),

unioned as (

    select
        source,
        tenant_id,
        'survey_response_trends.total_responses' as measure,
        survey_id as entity_id,
        response_date as period_date,
        cast(total_responses as double) as reported_value,
        cast(response_count as double) as computed_value,
        cast(0 as double) as tolerance
    from days_of_tenants

    union all

    select
        source,
        tenant_id,
        'survey_response_trends.avg_sentiment' as measure,
        survey_id as entity_id,
        response_date as period_date,
        avg_sentiment as reported_value,
        average_sentiment as computed_value,
        cast(0.006 as double) as tolerance
    from days_of_tenants

)

select * from unioned
