with

project_forecasts as (

    select * from {{ ref('project_forecasts') }}

)

select
    source,
    project_id,
    project_title,
    project_status,
    metric,
    near_estimate,
    far_estimate,
    confidence,
    confidence_band,
    actual,
    outcome,
    is_known,
    is_in_range,
    forecast_on,
    opportunity_key
from project_forecasts
