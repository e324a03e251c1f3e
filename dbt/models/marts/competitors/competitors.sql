with

posts as (

    select * from {{ ref('int_competitor_posts') }}

),

moves as (

    select * from {{ ref('competitor_moves') }}

),

figures as (

    select * from {{ ref('competitor_figures') }}

),

-- The last four weeks beside the four before.
voices as (

    select
        source,
        competitor,
        count(case when days_ago < 28 then 1 end) as now_count,
        avg(case when days_ago < 28 then sentiment end) as now_mean,
        stddev_samp(case when days_ago < 28 then sentiment end) as now_sd,
        count(case when days_ago between 28 and 55 then 1 end) as before_count,
        avg(case when days_ago between 28 and 55 then sentiment end) as before_mean,
        stddev_samp(case when days_ago between 28 and 55 then sentiment end) as before_sd
    from posts
    group by source, competitor

),

moved as (

    select
        source,
        competitor,
        count(case when days_ago < 30 then 1 end) as recent_change_count,
        count(case when days_ago < 30 and significance = 'high' then 1 end) as recent_high_count,
        -- How many would be expected in 30 days by the 150 days before.
        count(case when days_ago between 30 and 179 and significance = 'high' then 1 end) / 5.0 as usual_high_count,
        max(case when days_ago < 30 and significance = 'high' and change_type = 'pricing' then 1 else 0 end) = 1
            as has_moved_prices
    from moves
    group by source, competitor

),

named as (

    select
        source,
        competitor
    from voices
    union
    select
        source,
        competitor
    from moved
    union
    select
        source,
        competitor
    from figures

),

joined as (

    select
        named.source,
        named.competitor,
        coalesce(voices.now_count, 0) as now_count,
        sum(coalesce(voices.now_count, 0)) over (partition by named.source) as all_post_count,
        voices.now_mean,
        voices.now_sd,
        coalesce(voices.before_count, 0) as before_count,
        voices.before_mean,
        voices.before_sd,
        coalesce(moved.recent_change_count, 0) as recent_change_count,
        coalesce(moved.recent_high_count, 0) as recent_high_count,
        coalesce(moved.usual_high_count, 0) as usual_high_count,
        coalesce(moved.has_moved_prices, false) as has_moved_prices
    from named
    left join voices on named.source = voices.source and named.competitor = voices.competitor
    left join moved on named.source = moved.source and named.competitor = moved.competitor

)

select
    source,
    competitor,
    now_count as post_count,
    cast(all_post_count as bigint) as all_post_count,
    cast(now_count as double) / nullif(all_post_count, 0) as share_of_voice,
    {{ wilson_bound('now_count', 'all_post_count', '-') }} as share_of_voice_low,
    {{ wilson_bound('now_count', 'all_post_count', '+') }} as share_of_voice_high,
    now_mean as tone,
    {{ mean_bound('now_mean', 'now_sd', 'now_count', '-') }} as tone_low,
    {{ mean_bound('now_mean', 'now_sd', 'now_count', '+') }} as tone_high,
    before_count as post_count_before,
    now_mean - before_mean as tone_change,
    {{ mean_difference_bound('now', 'before', '-') }} as tone_change_low,
    {{ mean_difference_bound('now', 'before', '+') }} as tone_change_high,
    recent_change_count,
    recent_high_count,
    cast(usual_high_count as double) as usual_high_count,
    has_moved_prices
from joined
