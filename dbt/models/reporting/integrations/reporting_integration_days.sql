with

integration_days as (

    select * from {{ ref('integration_days') }}

)

select
    source,
    tenant_id,
    tenant_name,
    integration_id,
    provider,
    category,
    sync_date,
    finished_count,
    failed_count,
    record_count,
    duration_seconds
from integration_days
