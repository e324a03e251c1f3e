with

competitors as (

    select * from {{ ref('competitors') }}

)

select
    source,
    competitor,
    post_count,
    all_post_count,
    share_of_voice,
    share_of_voice_low,
    share_of_voice_high,
    tone,
    tone_low,
    tone_high,
    post_count_before,
    tone_change,
    tone_change_low,
    tone_change_high,
    recent_change_count,
    recent_high_count,
    usual_high_count,
    has_moved_prices
from competitors
