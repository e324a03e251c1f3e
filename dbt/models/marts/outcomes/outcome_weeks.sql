with

measurements as (

    select
        source,
        forecast_id,
        fix_on,
        {{ unnested('week_starts') }} as week_start,
        {{ unnested('treated_series') }} as treated_cases,
        {{ unnested('comparison_series') }} as comparison_cases
    from {{ ref('outcome_measurements') }}
    where effect is not null

)

select
    *,
    week_start >= fix_on as is_after
from measurements
