with

looks as (

    select * from {{ ref('health_looks') }}

),

-- Two fits of one method: what the hold-out judges knows nothing of the held-out looks, what the list uses knows all.
fitted as (

    select
        'judged' as fit,
        source,
        health_band,
        outcome
    from looks
    where is_known_before_hold_out and outcome is not null

    union all

    select
        'in use' as fit,
        source,
        health_band,
        outcome
    from looks
    where outcome is not null

),

cells as (

    select
        fit,
        source,
        health_band,
        count(*) as n,
        count(case when outcome = 'left' then 1 end) as left_count
    from fitted
    group by fit, source, health_band

),

summed as (

    select
        *,
        cast(sum(left_count) over everyone as double) / sum(n) over everyone as base_rate
    from cells
    window everyone as (partition by fit, source)

)

-- Each band's rate leans on that of all, the more the fewer looks it has.
select
    *,
    (left_count + {{ health_setting('prior_count') }} * base_rate)
    / (n + {{ health_setting('prior_count') }}) as probability
from summed
