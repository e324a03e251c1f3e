with

burning as (

    select * from {{ ref('burning_budgets') }}

),

marked as (

    select
        *,
        case
            when decided_second - lag(decided_second) over along <= long_seconds then 0
            else 1
        end as is_first
    from burning
    window along as (partition by source, clock, rule_id order by decided_second)

),

-- What burns again within the long window is the same fire.
numbered as (

    select
        *,
        sum(is_first) over (
            partition by source, clock, rule_id order by decided_second
            rows between unbounded preceding and current row
        ) as fire_number
    from marked

),

fires as (

    select
        source,
        clock,
        rule_id,
        severity,
        threshold,
        long_hours,
        fire_number,
        min(as_of_second) as as_of_second,
        max(burn_rate) as burn_rate,
        max(long_bad) as long_bad,
        max_by(long_n, burn_rate) as long_n,
        min(decided_second) as first_second,
        max(decided_second) as last_second
    from numbered
    group by source, clock, rule_id, severity, threshold, long_hours, fire_number

)

select
    source,
    rule_id,
    cast(null as varchar) as tenant_id,
    clock as subject,
    cast(null as varchar) as case_id,
    cast({{ date_of_day_number(utc_day('first_second')) }} as varchar) as event_part,
    severity,
    burn_rate as measured_value,
    cast(threshold as double) as threshold,
    cast(long_n as bigint) as n,
    'up to ' || cast(long_bad as varchar) || ' promises broken within ' || cast(long_hours as varchar)
    || ' h, burn rate up to ' || cast(round(burn_rate, 1) as varchar) || ' (n = ' || cast(long_n as varchar) || ')'
        as evidence,
    {{ instant('first_second') }} as began_at,
    case when last_second + long_hours * 3600 < as_of_second then {{ instant('last_second') }} end as ended_at
from fires
-- Cut when numbered, so that the first day of what lasts, which is in its key, stays the same.
where last_second > as_of_second - {{ alert_setting('history_days') * 86400 }}
