with

posts as (

    select * from {{ ref('stg_platform__competitor_social_feed') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

dated as (

    select
        posts.source,
        posts.post_id,
        posts.competitor,
        posts.sentiment,
        posts.reach,
        posts.posted_at,
        cast(posts.posted_at as date) as posted_on,
        cast(sources.as_of as date) as as_of_date
    from posts
    inner join sources on posts.source = sources.source and posts.posted_at <= sources.as_of

)

select
    source,
    post_id,
    competitor,
    sentiment,
    reach,
    posted_at,
    cast({{ dbt.date_trunc('week', 'posted_on') }} as date) as post_week,
    {{ dbt.datediff('posted_on', 'as_of_date', 'day') }} as days_ago
from dated
