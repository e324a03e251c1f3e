with

figures as (

    select * from {{ ref('competitor_figures') }}

)

select
    source,
    cast(null as varchar) as tenant_id,
    'competitor_metrics.delta' as measure,
    competitor || ', ' || metric_name as entity_id,
    observed_on as period_date,
    delta_number as reported_value,
    computed_change as computed_value,
    coalesce(change_tolerance, 0) as tolerance
from figures
where delta_text is not null and observed_on is not null
