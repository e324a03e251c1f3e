with

posts as (

    select * from {{ ref('stg_platform__competitor_social_feed') }}

),

sources as (

    select * from {{ ref('int_sources') }}

)

select
    posts.source,
    posts.post_id,
    posts.competitor,
    posts.sentiment,
    posts.reach,
    posts.posted_at,
    cast({{ dbt.date_trunc('week', 'posts.posted_at') }} as date) as post_week,
    {{ dbt.datediff('cast(posts.posted_at as date)', 'cast(sources.as_of as date)', 'day') }} as days_ago
from posts
inner join sources on posts.source = sources.source and posts.posted_at <= sources.as_of
