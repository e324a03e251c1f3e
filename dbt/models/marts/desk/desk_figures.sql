{%- set counts = ['timed', 'answered', 'satisfied', 'breached', 'escalated', 'ever_resolved', 'reopened'] -%}
{%- set rates = {
    'csat': ('satisfied_count', 'answered_count'),
    'breached_rate': ('breached_count', 'case_count'),
    'escalated_rate': ('escalated_count', 'case_count'),
    'engineering_rate': ('engineering_count', 'case_count'),
    'reopened_rate': ('reopened_count', 'ever_resolved_count'),
} -%}
with

members as (

    select * from {{ ref('desk_members') }}

),

cases as (

    select * from {{ ref('desk_cases') }}

),

in_periods as (

    select
        cases.source,
        members.subject,
        members.entity_id,
        {{ unnested(desk_period_numbers('cases.opened_days_ago')) }} as period_number,
        cases.time_to_resolve_seconds,
        {% for count in counts -%}
            case when cases.is_{{ count }} then 1 else 0 end as {{ count }},
        {% endfor -%}
        case when cases.reaches_engineering then 1 else 0 end as engineering
    from members
    inner join cases on members.case_key = cases.case_key

),

counted as (

    select
        source,
        subject,
        entity_id,
        period_number,
        count(*) as case_count,
        {% for count in counts -%}
            sum({{ count }}) as {{ count }}_count,
        {% endfor -%}
        sum(engineering) as engineering_count,
        percentile_cont(0.5) within group (order by time_to_resolve_seconds) as mttr_median_seconds,
        percentile_cont(0.9) within group (order by time_to_resolve_seconds) as mttr_p90_seconds
    from in_periods
    group by source, subject, entity_id, period_number

),

-- Each account once, however many cases it has: it belongs to a period if its newest case does.
accounts as (

    select
        cases.source,
        members.subject,
        members.entity_id,
        cases.tenant_id,
        max(cases.arr_usd) as arr_usd,
        min(cases.opened_days_ago) as newest_days_ago
    from members
    inner join cases on members.case_key = cases.case_key
    group by cases.source, members.subject, members.entity_id, cases.tenant_id

),

accounts_in_periods as (

    select
        source,
        subject,
        entity_id,
        arr_usd,
        {{ unnested(desk_period_numbers('newest_days_ago')) }} as period_number
    from accounts

),

reach as (

    select
        source,
        subject,
        entity_id,
        period_number,
        count(*) as tenant_count,
        sum(arr_usd) as arr_usd
    from accounts_in_periods
    group by source, subject, entity_id, period_number

)

select
    counted.*,
    {{ desk_period_name('counted.period_number') }} as period,
    {% for rate, (part, whole) in rates.items() -%}
        cast(counted.{{ part }} as double) / nullif(counted.{{ whole }}, 0) as {{ rate }},
        {{ wilson_bound('counted.' ~ part, 'counted.' ~ whole, '-') }} as {{ rate }}_low,
        {{ wilson_bound('counted.' ~ part, 'counted.' ~ whole, '+') }} as {{ rate }}_high,
    {% endfor -%}
    reach.tenant_count,
    reach.arr_usd
from counted
inner join reach
    on
        counted.source = reach.source
        and counted.subject = reach.subject
        and counted.entity_id = reach.entity_id
        and counted.period_number = reach.period_number
