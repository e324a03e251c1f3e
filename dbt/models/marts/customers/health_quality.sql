with

predictions as (

    select * from {{ ref('health_predictions') }}

),

judged as (

    select
        source,
        customer_id,
        looked_on,
        probability,
        base_rate,
        health_score,
        case when outcome = 'left' then 1 else 0 end as has_left
    from predictions
    where is_held_out and probability is not null

),

-- Ranks with ties shared: what the area under the curve is made of (Mann and Whitney 1947).
ranked as (

    select
        *,
        rank() over (partition by source order by probability)
        + (count(*) over (partition by source, probability) - 1) / cast(2 as double) as risk_rank,
        rank() over (partition by source order by health_score desc)
        + (count(*) over (partition by source, health_score) - 1) / cast(2 as double) as score_rank
    from judged

),

scored as (

    select
        source,
        count(*) as look_count,
        count(distinct customer_id) as customer_count,
        sum(has_left) as left_count,
        count(distinct case when has_left = 1 then customer_id end) as left_customer_count,
        avg(probability) as predicted_rate,
        avg(cast(has_left as double)) as observed_rate,
        min(base_rate) as base_rate,
        avg((probability - has_left) * (probability - has_left)) as brier_score,
        avg((base_rate - has_left) * (base_rate - has_left)) as base_rate_brier_score,
        sum(has_left * risk_rank) as risk_ranks,
        sum(has_left * score_rank) as score_ranks,
        min(looked_on) as held_out_from,
        max(looked_on) as held_out_to
    from ranked
    group by source

)

select
    *,
    case when base_rate_brier_score > 0 then 1 - brier_score / base_rate_brier_score end as brier_skill_score,
    (risk_ranks - left_count * (left_count + 1) / cast(2 as double))
    / nullif(left_count * (look_count - left_count), 0) as concordance,
    (score_ranks - left_count * (left_count + 1) / cast(2 as double))
    / nullif(left_count * (look_count - left_count), 0) as score_concordance
from scored
