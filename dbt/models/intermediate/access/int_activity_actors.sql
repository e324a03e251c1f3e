with

audit_entries as (

    select * from {{ ref('int_audit_entries') }}
    where occurred_at is not null

),

events as (

    select * from {{ ref('int_system_events') }}
    where occurred_at is not null

),

-- Two logs of one shape: what people did, and what the platform noted of itself.
told as (

    select
        source,
        tenant_id,
        'audit log' as log_name,
        action,
        action_kind as kind,
        actor_id,
        is_by_operator,
        occurred_at,
        as_of
    from audit_entries

    union all

    select
        source,
        tenant_id,
        'system events' as log_name,
        event_name as action,
        severity as kind,
        user_id as actor_id,
        false as is_by_operator,
        occurred_at,
        as_of
    from events

)

select
    source,
    coalesce(tenant_id, '') as tenant_key,
    log_name,
    action,
    kind,
    cast({{ dbt.date_trunc('week', 'occurred_at') }} as date) as week_start,
    actor_id,
    is_by_operator,
    count(*) as entry_count,
    min(cast(occurred_at as date)) as first_date,
    max(cast(as_of as date)) as as_of_date
from told
group by
    source, coalesce(tenant_id, ''), log_name, action, kind,
    cast({{ dbt.date_trunc('week', 'occurred_at') }} as date), actor_id, is_by_operator
