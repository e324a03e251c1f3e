with

competitor_figures as (

    select * from {{ ref('competitor_figures') }}

)

select
    source,
    competitor,
    metric_name,
    metric_source,
    observed_on,
    value_text,
    value_number,
    value_unit,
    delta_text,
    delta_number,
    delta_unit,
    value_before,
    computed_change,
    change_tolerance,
    is_readable,
    is_latest
from competitor_figures
