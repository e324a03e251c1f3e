with

activity_weeks as (

    select * from {{ ref('activity_weeks') }}

)

select
    source,
    tenant_id,
    tenant_name,
    log_name,
    action,
    kind,
    week_start,
    is_whole_week,
    entry_count,
    actor_count,
    operator_count,
    usual_count,
    score,
    is_unusual,
    busiest_actor_id,
    busiest_actor_share
from activity_weeks
