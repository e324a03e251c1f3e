{#- Weeks before that a week is held against. -#}
{%- set weeks_before = 8 -%}

with

by_actor as (

    select * from {{ ref('int_activity_actors') }}

),

by_week as (

    select
        source,
        tenant_key,
        log_name,
        action,
        kind,
        week_start,
        cast(sum(entry_count) as bigint) as entry_count,
        count(distinct actor_id) as actor_count,
        cast(sum(case when is_by_operator then entry_count else 0 end) as bigint) as operator_count,
        max(as_of_date) as as_of_date
    from by_actor
    group by source, tenant_key, log_name, action, kind, week_start

),

-- The first week that a log covers from its Monday on is number 0.
begins as (

    select
        source,
        log_name,
        cast({{ dbt.date_trunc('week', dbt.dateadd('day', 6, 'min(first_date)')) }} as date) as first_week
    from by_actor
    group by source, log_name

),

numbered as (

    select
        by_week.*,
        cast({{ whole_quotient(dbt.datediff('begins.first_week', 'by_week.week_start', 'day'), 7) }} as integer)
            as week_number
    from by_week
    inner join begins on by_week.source = begins.source and by_week.log_name = begins.log_name

),

-- Weeks without an entry have no row, and count as weeks of none.
summed as (

    select
        *,
        greatest(0, least({{ weeks_before }}, week_number)) as weeks_before,
        coalesce(sum(case when week_number >= 0 then entry_count end) over earlier_weeks, 0) as sum_before,
        coalesce(sum(case when week_number >= 0 then entry_count * entry_count end) over earlier_weeks, 0)
            as squares_before
    from numbered
    window
        earlier_weeks as (
            partition by source, tenant_key, log_name, action, kind
            order by week_number
            range between {{ weeks_before }} preceding and 1 preceding
        )

)

select
    *,
    cast(sum_before as double) / nullif(weeks_before, 0) as usual_count,
    cast(squares_before as double) / nullif(weeks_before, 0)
    - power(cast(sum_before as double) / nullif(weeks_before, 0), 2) as variance
from summed
