with

measurements as (

    select
        source,
        forecast_id,
        {{ unnested('placebo_kinds') }} as placebo_kind,
        {{ unnested('placebo_names') }} as placebo_name,
        {{ unnested('placebo_values') }} as effect,
        {{ unnested('placebo_lows') }} as effect_low,
        {{ unnested('placebo_highs') }} as effect_high
    from {{ ref('outcome_measurements') }}
    where effect is not null

)

select
    *,
    effect_low > 0 or effect_high < 0 as is_outside_zero
from measurements
