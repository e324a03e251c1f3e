with

desk_escalation_paths as (

    select * from {{ ref('desk_escalation_paths') }}

)

select
    source,
    cast(null as varchar) as tenant_id,
    period,
    level_path,
    team_path,
    is_by_level,
    cast(case_count as bigint) as case_count,
    cast(place as bigint) as place,
    share_of_cases,
    cast(mttr_median_seconds as double) as mttr_median_seconds,
    cast(breached_count as bigint) as breached_count,
    breached_rate,
    breached_rate_low,
    breached_rate_high
from desk_escalation_paths
