with

moments as (

    select * from {{ ref('segment_moments') }}

),

feedback as (

    select * from {{ ref('customer_feedback') }}

),

nps_answers as (

    select * from {{ ref('nps_answers') }}

),

said as (

    select
        source,
        customer_id,
        occurred_at as said_at,
        given_sentiment_score as sentiment_score,
        csat_score,
        null as nps_score
    from feedback
    where customer_id is not null and occurred_at is not null

    union all

    select
        source,
        customer_id,
        answered_at as said_at,
        null as sentiment_score,
        null as csat_score,
        score as nps_score
    from nps_answers
    where is_answered and customer_id is not null and answered_at is not null

),

-- The newest recommendation known at each moment.
ranked as (

    select
        moments.source,
        moments.weeks_ago,
        moments.quarter_before,
        moments.year_before,
        said.customer_id,
        said.said_at,
        said.sentiment_score,
        said.csat_score,
        said.nps_score,
        max(case when said.nps_score is not null then said.said_at end)
            over (partition by moments.source, moments.weeks_ago, said.customer_id) as nps_answered_at
    from moments
    inner join said on moments.source = said.source and moments.moment >= said.said_at

)

select
    source,
    weeks_ago,
    customer_id,
    count(case when said_at >= quarter_before then 1 end) as feedback_90_days,
    avg(case when said_at >= quarter_before then sentiment_score end) as sentiment_90_days,
    avg(case when said_at >= year_before then csat_score end) as csat_365_days,
    max(case when said_at = nps_answered_at then nps_score end) as nps_score,
    cast(max(nps_answered_at) as date) as nps_answered_on,
    cast(max(said_at) as date) as last_feedback_on
from ranked
group by source, weeks_ago, customer_id
