with

sync_runs as (

    select * from {{ ref('int_sync_runs') }}
    where is_finished and ended_at is not null

),

integrations as (

    select * from {{ ref('stg_platform__integrations') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

counted as (

    select
        source,
        integration_id,
        cast(ended_at as date) as sync_date,
        count(*) as finished_count,
        count(case when outcome = 'error' then 1 end) as failed_count,
        cast(coalesce(sum(records_synced), 0) as bigint) as record_count,
        sum(duration_seconds) as duration_seconds
    from sync_runs
    group by source, integration_id, cast(ended_at as date)

)

select
    counted.source,
    integrations.tenant_id,
    coalesce(tenants.tenant_name, integrations.tenant_id) as tenant_name,
    counted.integration_id,
    integrations.provider,
    integrations.category,
    counted.sync_date,
    counted.finished_count,
    counted.failed_count,
    counted.record_count,
    counted.duration_seconds
from counted
inner join integrations
    on counted.source = integrations.source and counted.integration_id = integrations.integration_id
left join tenants on integrations.tenant_id = tenants.tenant_id
