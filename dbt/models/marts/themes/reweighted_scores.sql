{#- Answers below which no score is shown. -#}
{%- set floor = 30 -%}

with

response_bias as (

    select * from {{ ref('response_bias') }}

),

-- Groups without an answer have no score to be weighted: the others stand in for them, and their share is told.
weighed as (

    select
        source,
        survey_kind,
        attribute,
        asked_count,
        answered_count,
        score,
        score_sd,
        answered_share - asked_share as share_difference,
        sum(case when answered_count > 0 then asked_count end) over (partition by source, survey_kind, attribute)
            as covered_count,
        sum(answered_count * score) over (partition by source, survey_kind, attribute)
        / nullif(sum(answered_count) over (partition by source, survey_kind, attribute), 0) as plain_score
    from response_bias

),

-- The variance of a group with one answer cannot be told: it counts with that between the groups' means.
summed as (

    select
        source,
        survey_kind,
        attribute,
        sum(asked_count) as asked_count,
        sum(answered_count) as answered_count,
        max(covered_count) as covered_count,
        max(abs(share_difference)) as largest_share_difference,
        max(plain_score) as plain_score,
        sum(
            coalesce((answered_count - 1) * score_sd * score_sd, 0)
            + coalesce(answered_count * (score - plain_score) * (score - plain_score), 0)
        ) / nullif(sum(answered_count) - 1, 0) as plain_variance,
        sum(case when answered_count > 0 then asked_count * score end) / nullif(max(covered_count), 0)
            as reweighted_score,
        sum(
            case
                when answered_count > 0
                    then
                        (cast(asked_count as double) / covered_count) * (cast(asked_count as double) / covered_count)
                        * coalesce(score_sd * score_sd, (score - plain_score) * (score - plain_score)) / answered_count
            end
        ) as reweighted_variance
    from weighed
    group by source, survey_kind, attribute

)

-- Post-stratification (Holt and Smith 1979): each group counts by its share of those asked, not of those who answered.
select
    source,
    survey_kind,
    attribute,
    asked_count,
    answered_count,
    answered_count >= {{ floor }} as has_enough_answers,
    cast(covered_count as double) / asked_count as covered_share,
    largest_share_difference,
    case when answered_count >= {{ floor }} then plain_score end as plain_score,
    case
        when answered_count >= {{ floor }}
            then plain_score - 1.959963984540054 * sqrt(plain_variance / answered_count)
    end as plain_score_low,
    case
        when answered_count >= {{ floor }}
            then plain_score + 1.959963984540054 * sqrt(plain_variance / answered_count)
    end as plain_score_high,
    case when answered_count >= {{ floor }} then reweighted_score end as reweighted_score,
    case when answered_count >= {{ floor }} then reweighted_score - 1.959963984540054 * sqrt(reweighted_variance) end
        as reweighted_score_low,
    case when answered_count >= {{ floor }} then reweighted_score + 1.959963984540054 * sqrt(reweighted_variance) end
        as reweighted_score_high
from summed
