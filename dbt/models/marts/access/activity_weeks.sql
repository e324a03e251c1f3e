{#- Weeks that the log has to cover before, the distance in standard deviations from which on a week is unusual, and the
    least count that can be. -#}
{%- set least_weeks, least_score, least_count = 4, 4, 10 -%}

with

baselines as (

    select * from {{ ref('int_activity_baselines') }}

),

by_actor as (

    select * from {{ ref('int_activity_actors') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

busiest as (

    select
        *,
        row_number() over (
            partition by source, tenant_key, log_name, action, kind, week_start
            order by entry_count desc, actor_id asc nulls last
        ) as place
    from by_actor

),

-- Counts vary at least as much as chance alone makes them vary, which is by the root of the usual count.
scored as (

    select
        *,
        case
            when weeks_before >= {{ least_weeks }}
                then (entry_count - usual_count) / sqrt(greatest(variance, usual_count, 1))
        end as score
    from baselines

)

select
    scored.source,
    nullif(scored.tenant_key, '') as tenant_id,
    coalesce(tenants.tenant_name, nullif(scored.tenant_key, ''), 'The platform itself') as tenant_name,
    scored.log_name,
    scored.action,
    scored.kind,
    scored.week_start,
    scored.week_start <= {{ dbt.dateadd('day', -7, 'scored.as_of_date') }} as is_whole_week,
    scored.entry_count,
    scored.actor_count,
    scored.operator_count,
    scored.usual_count,
    scored.score,
    coalesce(scored.score >= {{ least_score }} and scored.entry_count >= {{ least_count }}, false) as is_unusual,
    busiest.actor_id as busiest_actor_id,
    cast(busiest.entry_count as double) / scored.entry_count as busiest_actor_share
from scored
inner join busiest
    on
        scored.source = busiest.source
        and scored.tenant_key = busiest.tenant_key
        and scored.log_name = busiest.log_name
        and scored.action = busiest.action
        and scored.kind = busiest.kind
        and scored.week_start = busiest.week_start
        and busiest.place = 1
left join tenants on scored.tenant_key = tenants.tenant_id
