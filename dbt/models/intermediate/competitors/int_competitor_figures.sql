with

figures as (

    select * from {{ ref('stg_platform__competitor_metrics') }}

)

select
    source,
    competitor,
    metric_name,
    metric_source,
    observed_on,
    value_text,
    delta_text,
    {{ number_in_text('value_text') }} as value_number,
    {{ unit_in_text('value_text') }} as value_unit,
    {{ last_digit_in_text('value_text') }} as value_step,
    {{ number_in_text('delta_text') }} as delta_number,
    {{ unit_in_text('delta_text') }} as delta_unit,
    {{ last_digit_in_text('delta_text') }} as delta_step
from figures
