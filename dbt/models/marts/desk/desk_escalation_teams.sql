with

escalations as (

    select * from {{ ref('desk_escalations') }}

),

in_periods as (

    select
        *,
        {{ unnested(desk_period_numbers('escalated_days_ago')) }} as period_number
    from escalations

),

counted as (

    select
        source,
        period_number,
        level,
        to_team,
        count(*) as escalation_count,
        count(distinct case_key) as case_count,
        count(case when is_open and not is_forgotten then 1 end) as open_count,
        count(case when is_forgotten then 1 end) as forgotten_count,
        count(is_with_owner) as routed_count,
        count(case when is_with_owner then 1 end) as with_owner_count,
        count(time_to_acknowledge_seconds) as acknowledged_count,
        percentile_cont(0.5) within group (order by time_to_acknowledge_seconds) as acknowledge_median_seconds,
        percentile_cont(0.9) within group (order by time_to_acknowledge_seconds) as acknowledge_p90_seconds,
        sum(updates_decided_count) as updates_decided_count,
        sum(updates_met_count) as updates_met_count,
        sum(updates_breached_count) as updates_breached_count
    from in_periods
    group by source, period_number, level, to_team

)

select
    *,
    {{ desk_period_name('period_number') }} as period,
    cast(updates_met_count as double) / nullif(updates_decided_count, 0) as updates_met_rate,
    {{ wilson_bound('updates_met_count', 'updates_decided_count', '-') }} as updates_met_rate_low,
    {{ wilson_bound('updates_met_count', 'updates_decided_count', '+') }} as updates_met_rate_high
from counted
