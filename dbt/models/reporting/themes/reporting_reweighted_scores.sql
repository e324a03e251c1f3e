with

reweighted_scores as (

    select * from {{ ref('reweighted_scores') }}

)

select
    source,
    survey_kind,
    attribute,
    cast(asked_count as bigint) as asked_count,
    cast(answered_count as bigint) as answered_count,
    has_enough_answers,
    covered_share,
    largest_share_difference,
    plain_score,
    plain_score_low,
    plain_score_high,
    reweighted_score,
    reweighted_score_low,
    reweighted_score_high
from reweighted_scores
