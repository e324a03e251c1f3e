{#- So many syncs in a row that fail make an integration failing; the same holds for what the platform calls failed. -#}
{%- set failing_streak = 3 -%}

with

integrations as (

    select * from {{ ref('stg_platform__integrations') }}

),

syncs as (

    select * from {{ ref('int_integration_syncs') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

measured as (

    select
        integrations.source,
        integrations.tenant_id,
        coalesce(tenants.tenant_name, integrations.tenant_id) as tenant_name,
        integrations.integration_id,
        integrations.provider,
        integrations.category,
        integrations.region,
        integrations.status as reported_status,
        coalesce(syncs.finished_count, 0) as finished_count,
        coalesce(syncs.success_count, 0) as success_count,
        coalesce(syncs.finished_count - syncs.success_count, 0) as failed_count,
        syncs.record_count,
        syncs.median_duration_seconds,
        syncs.p90_duration_seconds,
        syncs.usual_interval_seconds / 3600.0 as usual_interval_hours,
        syncs.last_success_at,
        ({{ epoch_seconds('sources.as_of') }} - {{ epoch_seconds('syncs.last_success_at') }}) / 3600.0 as lag_hours,
        case
            when syncs.last_finished_start_at is null or syncs.running_since > syncs.last_finished_start_at
                then ({{ epoch_seconds('sources.as_of') }} - {{ epoch_seconds('syncs.running_since') }}) / 3600.0
        end as running_hours,
        coalesce(syncs.current_failure_streak, 0) as current_failure_streak,
        coalesce(syncs.longest_failure_streak, 0) as longest_failure_streak,
        syncs.failing_since,
        cast(syncs.success_count as double) / nullif(syncs.finished_count, 0) as success_rate,
        {{ wilson_bound('syncs.success_count', 'syncs.finished_count', '-') }} as success_rate_low,
        {{ wilson_bound('syncs.success_count', 'syncs.finished_count', '+') }} as success_rate_high
    from integrations
    inner join sources on integrations.source = sources.source
    left join syncs on integrations.source = syncs.source and integrations.integration_id = syncs.integration_id
    left join tenants on integrations.tenant_id = tenants.tenant_id

),

-- Pace is the integration's own: stuck is what still runs when the next sync is due, late is three usual intervals
-- without a good one.
judged as (

    select
        *,
        case
            when reported_status in ('Paused', 'Disconnected') then 'off'
            when running_hours > usual_interval_hours then 'stuck'
            when current_failure_streak >= {{ failing_streak }} then 'failing'
            when last_success_at is null and current_failure_streak > 0 then 'failing'
            when last_success_at is null then 'never synced'
            when lag_hours > 3 * usual_interval_hours then 'late'
            else 'healthy'
        end as health
    from measured

)

select
    *,
    health in ('stuck', 'failing', 'late') and reported_status not in ('Failed') as is_silent
from judged
