with

outcome_weeks as (

    select * from {{ ref('outcome_weeks') }}

)

select
    source,
    forecast_id,
    week_start,
    treated_cases,
    comparison_cases,
    is_after
from outcome_weeks
