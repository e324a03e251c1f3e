with

driver_answers as (

    select * from {{ ref('driver_answers') }}

)

select
    source,
    outcome,
    answer_id,
    tenant_id,
    segment,
    kind,
    case_id,
    customer_id,
    occurred_at,
    occurred_on,
    week_start,
    outcome_value,
    predictor_mask
from driver_answers
