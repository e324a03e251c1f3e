with

posts as (

    select * from {{ ref('int_competitor_posts') }}

),

counted as (

    select
        source,
        competitor,
        post_week,
        count(*) as post_count,
        sum(reach) as reach,
        avg(sentiment) as week_mean,
        stddev_samp(sentiment) as week_sd
    from posts
    group by source, competitor, post_week

),

-- A week is held against all other weeks of the same competitor.
others as (

    select
        counted.source,
        counted.competitor,
        counted.post_week,
        count(*) as other_count,
        avg(posts.sentiment) as other_mean,
        stddev_samp(posts.sentiment) as other_sd,
        cast(count(*) as double) / nullif(count(distinct posts.post_week), 0) as usual_post_count
    from counted
    inner join posts
        on
            counted.source = posts.source
            and counted.competitor = posts.competitor
            and counted.post_week <> posts.post_week
    group by counted.source, counted.competitor, counted.post_week

),

joined as (

    select
        counted.source,
        counted.competitor,
        counted.post_week,
        counted.post_count,
        cast(counted.reach as bigint) as reach,
        counted.week_mean,
        counted.week_sd,
        counted.post_count as week_count,
        others.other_count,
        others.other_mean,
        others.other_sd,
        others.usual_post_count,
        sum(counted.post_count) over (partition by counted.source, counted.post_week) as all_post_count
    from counted
    left join others
        on
            counted.source = others.source
            and counted.competitor = others.competitor
            and counted.post_week = others.post_week

),

bounded as (

    select
        *,
        {{ mean_difference_bound('week', 'other', '-') }} as tone_change_low,
        {{ mean_difference_bound('week', 'other', '+') }} as tone_change_high
    from joined

)

-- Many weeks are looked at, so a tone is called unusual only where its difference is twice as wide as its interval.
select
    source,
    competitor,
    post_week,
    post_count,
    reach,
    usual_post_count,
    cast(all_post_count as bigint) as all_post_count,
    cast(post_count as double) / all_post_count as share_of_voice,
    {{ wilson_bound('post_count', 'all_post_count', '-') }} as share_of_voice_low,
    {{ wilson_bound('post_count', 'all_post_count', '+') }} as share_of_voice_high,
    week_mean as tone,
    {{ mean_bound('week_mean', 'week_sd', 'week_count', '-') }} as tone_low,
    {{ mean_bound('week_mean', 'week_sd', 'week_count', '+') }} as tone_high,
    other_mean as usual_tone,
    week_mean - other_mean as tone_change,
    tone_change_low,
    tone_change_high,
    coalesce(week_count >= 10 and abs(week_mean - other_mean) > tone_change_high - tone_change_low, false)
        as is_tone_unusual
from bounded
