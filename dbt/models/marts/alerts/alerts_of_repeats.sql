with

troubles as (

    select * from {{ ref('repeated_troubles') }}

),

repeated as (

    select
        *,
        case
            when hit_second - lag(hit_second) over along <= window_seconds then 0
            else 1
        end as is_first
    from troubles
    window along as (partition by source, rule_id, subject order by hit_second)

),

numbered as (

    select
        *,
        sum(is_first) over (
            partition by source, rule_id, subject order by hit_second
            rows between unbounded preceding and current row
        ) as spell_number
    from repeated

),

spells as (

    select
        source,
        rule_id,
        kind,
        subject,
        severity,
        fewest,
        long_hours,
        spell_number,
        min(as_of_second) as as_of_second,
        max(n) as n,
        min(usual_n) as usual_n,
        min(hit_second) as first_second,
        max(hit_second) as last_second
    from numbered
    group by source, rule_id, kind, subject, severity, fewest, long_hours, spell_number

)

select
    source,
    rule_id,
    cast(null as varchar) as tenant_id,
    subject,
    cast(null as varchar) as case_id,
    cast({{ date_of_day_number(utc_day('first_second')) }} as varchar) as event_part,
    severity,
    cast(n as double) as measured_value,
    cast(fewest as double) as threshold,
    cast(n as bigint) as n,
    cast(n as varchar) || case kind when 'repeated_cases' then ' cases' else ' incidents' end
    || ' within ' || cast(cast(long_hours / 24 as bigint) as varchar) || ' days, usually '
    || cast(round(usual_n, 1) as varchar) as evidence,
    {{ instant('first_second') }} as began_at,
    case when last_second + long_hours * 3600 < as_of_second then {{ instant('last_second') }} end as ended_at
from spells
-- Cut when numbered, so that the first day of what lasts, which is in its key, stays the same.
where last_second > as_of_second - {{ alert_setting('history_days') * 86400 }}
