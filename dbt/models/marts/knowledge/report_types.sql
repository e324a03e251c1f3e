{#- Gaps between reports from which on a rhythm can be told. -#}
{%- set fewest_gaps = 5 -%}
with

reports as (

    select * from {{ ref('stg_platform__reports') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

made as (

    select
        reports.source,
        reports.tenant_id,
        reports.report_type,
        reports.format,
        reports.generated_by,
        reports.generated_at,
        {{ epoch_seconds('reports.generated_at') }} as generated_second,
        sources.as_of_second,
        {{ epoch_seconds('reports.generated_at') }} - lag({{ epoch_seconds('reports.generated_at') }}) over (
            partition by reports.source, reports.tenant_id, reports.report_type
            order by reports.generated_at, reports.report_id
        ) as gap_seconds
    from reports
    inner join sources on reports.source = sources.source
    where reports.generated_at is null or reports.generated_at <= sources.as_of

),

by_type as (

    select
        source,
        tenant_id,
        report_type,
        count(*) as report_count,
        count(distinct format) as format_count,
        count(distinct generated_by) as maker_count,
        count(case when generated_by = 'system' then 1 end) as scheduled_count,
        count(gap_seconds) as gap_count,
        percentile_cont(0.5) within group (order by gap_seconds) / 86400 as usual_days,
        percentile_cont(0.9) within group (order by gap_seconds) / 86400 as long_days,
        max(generated_at) as last_generated_at,
        cast(max(as_of_second) - max(generated_second) as double) / 86400 as days_since_last
    from made
    group by source, tenant_id, report_type

),

-- A rhythm is kept where nine gaps of ten are at most twice the usual one. Overdue is what is late by half of it, or
-- by a day where that is more.
judged as (

    select
        *,
        gap_count >= {{ fewest_gaps }} and long_days <= 2 * usual_days as has_rhythm
    from by_type

)

select
    source,
    tenant_id,
    report_type,
    report_count,
    format_count,
    maker_count,
    scheduled_count,
    has_rhythm,
    case when has_rhythm then usual_days end as usual_days,
    days_since_last,
    case when has_rhythm then days_since_last / usual_days end as gaps_since_last,
    has_rhythm and days_since_last > usual_days + greatest(usual_days / 2, 1) as is_overdue,
    case when has_rhythm then greatest(days_since_last - usual_days, 0) end as days_late,
    last_generated_at
from judged
