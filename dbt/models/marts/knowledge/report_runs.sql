with

reports as (

    select * from {{ ref('stg_platform__reports') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

counted as (

    select
        reports.source,
        reports.tenant_id,
        reports.report_type,
        reports.format,
        case when reports.generated_by = 'system' then 'schedule' else 'person' end as made_by_kind,
        reports.generated_by,
        count(*) as report_count,
        min(reports.generated_at) as first_generated_at,
        max(reports.generated_at) as last_generated_at
    from reports
    inner join sources on reports.source = sources.source
    where reports.generated_at is null or reports.generated_at <= sources.as_of
    group by reports.source, reports.tenant_id, reports.report_type, reports.format, reports.generated_by

)

select * from counted
