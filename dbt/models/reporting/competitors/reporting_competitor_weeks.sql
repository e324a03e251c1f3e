with

competitor_weeks as (

    select * from {{ ref('competitor_weeks') }}

)

select
    source,
    competitor,
    post_week,
    post_count,
    usual_post_count,
    all_post_count,
    reach,
    share_of_voice,
    share_of_voice_low,
    share_of_voice_high,
    tone,
    tone_low,
    tone_high,
    usual_tone,
    tone_change,
    tone_change_low,
    tone_change_high,
    is_tone_unusual
from competitor_weeks
