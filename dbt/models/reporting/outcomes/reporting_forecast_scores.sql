with

forecast_scores as (

    select * from {{ ref('forecast_scores') }}

)

select
    source,
    scored_count,
    in_range_count,
    coverage_rate,
    coverage_rate_low,
    coverage_rate_high,
    bias
from forecast_scores
