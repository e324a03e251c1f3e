with

sync_history as (

    select * from {{ ref('stg_platform__sync_history') }}

),

integrations as (

    select * from {{ ref('stg_platform__integrations') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

dated as (

    select
        sync_history.source,
        sync_history.sync_id,
        sync_history.integration_id,
        integrations.tenant_id,
        integrations.provider,
        sync_history.status,
        sync_history.records_synced,
        sync_history.error_reason,
        sync_history.duration_seconds,
        sync_history.started_at,
        {{ epoch_seconds('sync_history.started_at') }} + cast(floor(sync_history.duration_seconds) as bigint)
            as ended_second,
        integrations.updated_at as reported_at,
        sources.as_of
    from sync_history
    inner join sources on sync_history.source = sources.source
    inner join integrations
        on sync_history.source = integrations.source and sync_history.integration_id = integrations.integration_id
    where sync_history.started_at is null or sync_history.started_at <= sources.as_of

),

-- What ends after as_of is still running there, and nobody knows yet how it ends.
seen as (

    select
        *,
        {{ instant('ended_second') }} as ended_at,
        case when ended_second > {{ epoch_seconds('as_of') }} then 'running' else status end as outcome
    from dated

)

select
    source,
    sync_id,
    integration_id,
    tenant_id,
    provider,
    outcome,
    outcome <> 'running' as is_finished,
    case when outcome = 'success' then records_synced end as records_synced,
    case when outcome = 'error' then coalesce(error_reason, 'unknown') end as error_reason,
    case when outcome <> 'running' then duration_seconds end as duration_seconds,
    started_at,
    case when outcome <> 'running' then ended_at end as ended_at,
    reported_at,
    as_of
from seen
