with

integrations as (

    select * from {{ ref('stg_platform__integrations') }}

),

sync_runs as (

    select * from {{ ref('int_sync_runs') }}

),

events as (

    select * from {{ ref('int_system_events') }}

),

-- Before the first event nothing can be compared.
told_from as (

    select
        source,
        cast(min(occurred_at) as date) as first_date
    from events
    group by source

),

ended as (

    select
        *,
        row_number() over (partition by source, integration_id order by ended_at desc nulls last, sync_id desc) as place
    from sync_runs
    where is_finished and (ended_at is null or ended_at <= reported_at)

),

last_three as (

    select
        source,
        integration_id,
        min(case when outcome = 'error' then 1 else 0 end) as is_failed
    from ended
    where place <= 3
    group by source, integration_id

),

failures_by_day as (

    select
        source,
        tenant_id,
        cast(ended_at as date) as failed_on,
        count(*) as failure_count
    from sync_runs
    where outcome = 'error'
    group by source, tenant_id, cast(ended_at as date)

),

events_by_day as (

    select
        source,
        tenant_id,
        cast(occurred_at as date) as failed_on,
        count(*) as event_count
    from events
    where event_name = 'SYNC_FAIL'
    group by source, tenant_id, cast(occurred_at as date)

),

unioned as (

    -- Failed as 1, anything else as 0: the platform's word against the last three syncs that had ended by then.
    select
        integrations.source,
        integrations.tenant_id,
        'integrations.status is Failed' as measure,
        integrations.integration_id as entity_id,
        cast(integrations.updated_at as date) as period_date,
        cast(case when integrations.status = 'Failed' then 1 else 0 end as double) as reported_value,
        cast(last_three.is_failed as double) as computed_value,
        cast(0 as double) as tolerance
    from integrations
    left join last_three
        on integrations.source = last_three.source and integrations.integration_id = last_three.integration_id

    union all

    -- Every sync that fails should be told as an event, which webhooks wait for.
    select
        failures_by_day.source,
        failures_by_day.tenant_id,
        'events named SYNC_FAIL' as measure,
        failures_by_day.tenant_id as entity_id,
        failures_by_day.failed_on as period_date,
        cast(coalesce(events_by_day.event_count, 0) as double) as reported_value,
        cast(failures_by_day.failure_count as double) as computed_value,
        cast(0 as double) as tolerance
    from failures_by_day
    inner join told_from
        on failures_by_day.source = told_from.source and failures_by_day.failed_on > told_from.first_date
    left join events_by_day
        on
            failures_by_day.source = events_by_day.source
            and failures_by_day.tenant_id = events_by_day.tenant_id
            and failures_by_day.failed_on = events_by_day.failed_on

)

select * from unioned
