with

response_bias as (

    select * from {{ ref('response_bias') }}

)

select
    source,
    survey_kind,
    attribute,
    group_name,
    cast(asked_count as bigint) as asked_count,
    cast(answered_count as bigint) as answered_count,
    response_rate,
    response_rate_low,
    response_rate_high,
    asked_share,
    asked_share_low,
    asked_share_high,
    answered_share,
    answered_share_low,
    answered_share_high,
    score
from response_bias
