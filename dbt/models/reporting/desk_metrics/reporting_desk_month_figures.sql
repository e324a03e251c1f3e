with

desk_month_figures as (

    select * from {{ ref('desk_month_figures') }}

)

select
    source,
    tenant_id,
    figure_id,
    metric_name,
    period_month,
    reported_value,
    computed_value,
    case_count
from desk_month_figures
