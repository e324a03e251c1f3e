with

driver_predictors as (

    select * from {{ ref('driver_predictors') }}

)

select
    source,
    outcome,
    cast(slot as bigint) as slot,
    predictor,
    predictor_label,
    kind,
    topic_id,
    cast(mention_count as bigint) as mention_count,
    is_analysed
from driver_predictors
