with

forecast_calibration as (

    select * from {{ ref('forecast_calibration') }}

)

select
    source,
    confidence_band,
    forecast_count,
    in_range_count,
    stated_rate,
    in_range_rate,
    in_range_rate_low,
    in_range_rate_high,
    verdict
from forecast_calibration
