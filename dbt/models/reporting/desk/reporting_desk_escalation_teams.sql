with

desk_escalation_teams as (

    select * from {{ ref('desk_escalation_teams') }}

)

select
    source,
    cast(null as varchar) as tenant_id,
    period,
    level,
    to_team,
    cast(escalation_count as bigint) as escalation_count,
    cast(case_count as bigint) as case_count,
    cast(open_count as bigint) as open_count,
    cast(forgotten_count as bigint) as forgotten_count,
    cast(routed_count as bigint) as routed_count,
    cast(with_owner_count as bigint) as with_owner_count,
    cast(acknowledged_count as bigint) as acknowledged_count,
    cast(acknowledge_median_seconds as double) as acknowledge_median_seconds,
    cast(acknowledge_p90_seconds as double) as acknowledge_p90_seconds,
    cast(updates_decided_count as bigint) as updates_decided_count,
    cast(updates_met_count as bigint) as updates_met_count,
    cast(updates_breached_count as bigint) as updates_breached_count,
    updates_met_rate,
    updates_met_rate_low,
    updates_met_rate_high
from desk_escalation_teams
