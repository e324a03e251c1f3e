with

integration_health as (

    select * from {{ ref('integration_health') }}

),

sync_runs as (

    select * from {{ ref('int_sync_runs') }}
    where outcome = 'error' and {{ epoch_seconds('as_of') }} - {{ epoch_seconds('started_at') }} < 30 * 86400

),

changes as (

    select * from {{ ref('provider_sync_changes') }}

),

summed as (

    select
        source,
        provider,
        count(*) as integration_count,
        count(case when health in ('failing', 'stuck', 'late') then 1 end) as unhealthy_count,
        sum(finished_count) as finished_count,
        sum(success_count) as success_count,
        sum(failed_count) as failed_count,
        max(failed_count) as largest_failed_count,
        percentile_cont(0.5) within group (order by median_duration_seconds) as median_duration_seconds,
        percentile_cont(0.5) within group (order by lag_hours) as median_lag_hours,
        max(longest_failure_streak) as longest_failure_streak
    from integration_health
    group by source, provider

),

by_reason as (

    select
        source,
        provider,
        error_reason,
        count(*) as failure_count
    from sync_runs
    group by source, provider, error_reason

),

ranked_reasons as (

    select
        *,
        row_number() over (partition by source, provider order by failure_count desc, error_reason asc) as place
    from by_reason

)

select
    summed.source,
    summed.provider,
    summed.integration_count,
    summed.unhealthy_count,
    cast(summed.finished_count as bigint) as finished_count,
    cast(summed.success_count as bigint) as success_count,
    cast(summed.failed_count as bigint) as failed_count,
    cast(summed.success_count as double) / nullif(summed.finished_count, 0) as success_rate,
    {{ wilson_bound('summed.success_count', 'summed.finished_count', '-') }} as success_rate_low,
    {{ wilson_bound('summed.success_count', 'summed.finished_count', '+') }} as success_rate_high,
    cast(summed.largest_failed_count as double) / nullif(summed.failed_count, 0) as worst_integration_share,
    ranked_reasons.error_reason as main_error_reason,
    cast(ranked_reasons.failure_count as double) / nullif(summed.failed_count, 0) as main_error_share,
    summed.median_duration_seconds,
    summed.median_lag_hours,
    summed.longest_failure_streak,
    case when changes.is_change then changes.changed_on end as changed_on,
    coalesce(changes.is_change and changes.failure_rate_since > changes.failure_rate_before, false) as is_worse,
    changes.finished_before,
    changes.failure_rate_before,
    changes.finished_since,
    changes.failure_rate_since,
    changes.failure_rate_since_low,
    changes.failure_rate_since_high
from summed
left join changes on summed.source = changes.source and summed.provider = changes.provider
left join ranked_reasons
    on
        summed.source = ranked_reasons.source
        and summed.provider = ranked_reasons.provider
        and ranked_reasons.place = 1
