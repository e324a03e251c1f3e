with

outcomes as (

    select * from {{ ref('driver_outcomes') }}

),

mentions as (

    select * from {{ ref('driver_mentions') }}

),

predictors as (

    select * from {{ ref('driver_predictors') }}

),

-- Bit number slot - 1 of the mask says whether the predictor of that slot is there.
masks as (

    select
        mentions.source,
        mentions.outcome,
        mentions.answer_id,
        cast(sum(cast(power(2, predictors.slot - 1) as bigint)) as bigint) as predictor_mask
    from mentions
    inner join predictors
        on
            mentions.source = predictors.source
            and mentions.outcome = predictors.outcome
            and mentions.predictor = predictors.predictor
    where predictors.is_analysed
    group by mentions.source, mentions.outcome, mentions.answer_id

)

select
    outcomes.source,
    outcomes.outcome,
    outcomes.answer_id,
    outcomes.tenant_id,
    outcomes.segment,
    outcomes.kind,
    outcomes.case_id,
    outcomes.customer_id,
    outcomes.occurred_at,
    outcomes.occurred_on,
    outcomes.week_start,
    outcomes.outcome_value,
    coalesce(masks.predictor_mask, 0) as predictor_mask
from outcomes
left join masks
    on
        outcomes.source = masks.source
        and outcomes.outcome = masks.outcome
        and outcomes.answer_id = masks.answer_id
