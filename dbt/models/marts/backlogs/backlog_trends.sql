{%- set days_before = 7 * backlog_setting('trend_weeks') -%}

with

item_weeks as (

    select * from {{ ref('backlog_item_weeks') }}

),

weeks as (

    select * from {{ ref('backlog_weeks') }}

),

closed as (

    select
        weeks.source,
        weeks.week_start,
        weeks.closed_count,
        min(all_weeks.week_start) as first_week,
        sum(
            case
                when
                    all_weeks.week_start >= {{ dbt.dateadd('day', -days_before, 'weeks.week_start') }}
                    and all_weeks.week_start < weeks.week_start
                    then all_weeks.closed_count
                else 0
            end
        ) as before_closed_count
    from weeks
    inner join weeks as all_weeks on weeks.source = all_weeks.source and weeks.week_start >= all_weeks.week_start
    group by weeks.source, weeks.week_start, weeks.closed_count

),

before as (

    select
        item_weeks.source,
        item_weeks.item_key,
        item_weeks.week_start,
        sum(earlier.case_count) as before_case_count,
        sum(
            case
                when earlier.week_start = {{ dbt.dateadd('day', -7, 'item_weeks.week_start') }}
                    then earlier.case_count
                else 0
            end
        ) as previous_week_case_count
    from item_weeks
    inner join item_weeks as earlier
        on
            item_weeks.source = earlier.source
            and item_weeks.item_key = earlier.item_key
            and item_weeks.week_start > earlier.week_start
            and earlier.week_start >= {{ dbt.dateadd('day', -days_before, 'item_weeks.week_start') }}
    group by item_weeks.source, item_weeks.item_key, item_weeks.week_start

),

counted as (

    select
        item_weeks.source,
        item_weeks.item_key,
        item_weeks.week_start,
        item_weeks.case_count,
        closed.closed_count,
        coalesce(before.before_case_count, 0) as before_case_count,
        coalesce(before.previous_week_case_count, 0) as previous_week_case_count,
        closed.before_closed_count,
        closed.first_week <= {{ dbt.dateadd('day', -days_before, 'item_weeks.week_start') }} as has_history
    from item_weeks
    inner join closed on item_weeks.source = closed.source and item_weeks.week_start = closed.week_start
    left join before
        on
            item_weeks.source = before.source
            and item_weeks.item_key = before.item_key
            and item_weeks.week_start = before.week_start

)

select
    *,
    cast(case_count as double) / closed_count as now_rate,
    {{ wilson_bound('case_count', 'closed_count', '-') }} as now_rate_low,
    {{ wilson_bound('case_count', 'closed_count', '+') }} as now_rate_high,
    case when before_closed_count > 0 then cast(before_case_count as double) / before_closed_count end as before_rate,
    {{ wilson_bound('before_case_count', 'before_closed_count', '-') }} as before_rate_low,
    {{ wilson_bound('before_case_count', 'before_closed_count', '+') }} as before_rate_high
from counted
