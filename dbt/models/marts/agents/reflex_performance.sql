with

conditions as (

    select * from {{ ref('int_reflex_conditions') }}

),

firings as (

    select * from {{ ref('reflex_firings') }}

),

counted as (

    select
        source,
        reflex_id,
        count(case when verdict = 'fired' then 1 end) as fired_count,
        count(case when verdict = 'missed' then 1 end) as missed_count,
        count(case when verdict = 'pending' then 1 end) as pending_count,
        count(case when verdict = 'fired again' then 1 end) as repeated_count,
        count(case when verdict = 'false fire' then 1 end) as false_count,
        count(case when verdict = 'not verifiable' then 1 end) as not_verifiable_count,
        count(case when outcome in ('success', 'alerted') then 1 end) as succeeded_count,
        count(outcome) as logged_count,
        percentile_cont(0.5) within group (order by execution_time_ms) as median_execution_ms,
        percentile_cont(0.9) within group (order by execution_time_ms) as p90_execution_ms,
        percentile_cont(0.5) within group (order by case when verdict = 'fired' then delay_seconds end)
            as median_delay_seconds,
        max(fired_at) as last_fired_at
    from firings
    group by source, reflex_id

),

rated as (

    select
        conditions.*,
        coalesce(counted.fired_count, 0) as fired_count,
        coalesce(counted.missed_count, 0) as missed_count,
        coalesce(counted.fired_count, 0) + coalesce(counted.missed_count, 0) as due_count,
        coalesce(counted.pending_count, 0) as pending_count,
        coalesce(counted.repeated_count, 0) as repeated_count,
        coalesce(counted.false_count, 0) as false_count,
        coalesce(counted.fired_count, 0) + coalesce(counted.false_count, 0) as judged_fire_count,
        coalesce(counted.not_verifiable_count, 0) as not_verifiable_count,
        coalesce(counted.logged_count, 0) as logged_count,
        coalesce(counted.succeeded_count, 0) as succeeded_count,
        counted.median_execution_ms,
        counted.p90_execution_ms,
        counted.median_delay_seconds,
        counted.last_fired_at
    from conditions
    left join counted on conditions.source = counted.source and conditions.reflex_id = counted.reflex_id

)

select
    *,
    cast(missed_count as double) / nullif(due_count, 0) as missed_rate,
    {{ wilson_bound('missed_count', 'due_count', '-') }} as missed_rate_low,
    {{ wilson_bound('missed_count', 'due_count', '+') }} as missed_rate_high,
    cast(false_count as double) / nullif(judged_fire_count, 0) as false_rate,
    {{ wilson_bound('false_count', 'judged_fire_count', '-') }} as false_rate_low,
    {{ wilson_bound('false_count', 'judged_fire_count', '+') }} as false_rate_high
from rated
