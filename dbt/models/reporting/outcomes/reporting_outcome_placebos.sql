with

outcome_placebos as (

    select * from {{ ref('outcome_placebos') }}

)

select
    source,
    forecast_id,
    placebo_kind,
    placebo_name,
    effect,
    effect_low,
    effect_high,
    is_outside_zero
from outcome_placebos
