with

links as (

    select * from {{ ref('journey_links') }}

),

-- Each tenant for itself, and all of them together (tenant_id is empty): medians cannot be added up.
scoped as (

    select
        source,
        tenant_id,
        tenant_name,
        step_number,
        from_touchpoint,
        to_touchpoint,
        is_end,
        seconds,
        is_promised,
        is_breached,
        is_breached_here,
        csat_score
    from links

    union all

    select
        source,
        cast(null as varchar) as tenant_id,
        cast(null as varchar) as tenant_name,
        step_number,
        from_touchpoint,
        to_touchpoint,
        is_end,
        seconds,
        is_promised,
        is_breached,
        is_breached_here,
        csat_score
    from links

),

counted as (

    select
        source,
        tenant_id,
        tenant_name,
        step_number,
        from_touchpoint,
        to_touchpoint,
        is_end,
        count(*) as case_count,
        count(seconds) as timed_count,
        percentile_cont(0.5) within group (order by seconds) as median_seconds,
        percentile_cont(0.9) within group (order by seconds) as p90_seconds,
        count(case when is_promised then 1 end) as promised_count,
        count(case when is_promised and is_breached then 1 end) as breached_count,
        count(case when is_breached_here then 1 end) as breached_here_count,
        count(csat_score) as rated_count,
        avg(csat_score) as average_csat,
        stddev_samp(csat_score) as csat_deviation
    from scoped
    group by source, tenant_id, tenant_name, step_number, from_touchpoint, to_touchpoint, is_end

)

select
    *,
    cast(breached_count as double) / nullif(promised_count, 0) as breach_rate,
    {{ wilson_bound('breached_count', 'promised_count', '-') }} as breach_rate_low,
    {{ wilson_bound('breached_count', 'promised_count', '+') }} as breach_rate_high,
    {{ scale_mean_bound('average_csat', 'csat_deviation', 'rated_count', '-', 1, 5) }} as average_csat_low,
    {{ scale_mean_bound('average_csat', 'csat_deviation', 'rated_count', '+', 1, 5) }} as average_csat_high
from counted
