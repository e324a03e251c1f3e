with

feedback as (

    select * from {{ ref('customer_feedback') }}

),

nps_answers as (

    select * from {{ ref('nps_answers') }}

),

-- A score after a case is about the support; any other is about the product.
scores as (

    select
        source,
        case when case_id is null then 'product_csat' else 'support_csat' end as outcome,
        event_id as answer_id,
        tenant_id,
        segment,
        event_type as kind,
        case_id,
        customer_id,
        occurred_at,
        cast(csat_score as double) as outcome_value
    from feedback
    where csat_score is not null and occurred_at is not null

),

tones as (

    select
        source,
        'sentiment' as outcome,
        event_id as answer_id,
        tenant_id,
        segment,
        event_type as kind,
        case_id,
        customer_id,
        occurred_at,
        cast(given_sentiment_score as double) as outcome_value
    from feedback
    where given_sentiment_score is not null and occurred_at is not null

),

recommendations as (

    select
        source,
        'nps' as outcome,
        nps_event_id as answer_id,
        tenant_id,
        segment,
        'nps_answer' as kind,
        cast(null as {{ dbt.type_string() }}) as case_id,
        customer_id,
        answered_at as occurred_at,
        cast(score as double) as outcome_value
    from nps_answers
    where is_answered and answered_at is not null

),

unioned as (

    select * from scores
    union all
    select * from tones
    union all
    select * from recommendations

)

select
    *,
    cast(occurred_at as date) as occurred_on,
    cast({{ dbt.date_trunc('week', 'occurred_at') }} as date) as week_start
from unioned
