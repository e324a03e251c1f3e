{%- set recent_days = 90 -%}

with

audit_entries as (

    select * from {{ ref('int_audit_entries') }}
    where not is_by_operator and tenant_id is not null

),

usage as (

    select * from {{ ref('usage_costs') }}
    where quantity > 0

),

sync_runs as (

    select * from {{ ref('int_sync_runs') }}
    where outcome = 'success'

),

api_keys as (

    select * from {{ ref('int_api_keys') }}
    where last_used_at is not null

),

sso_providers as (

    select * from {{ ref('stg_platform__sso_providers') }}
    where is_enabled

),

sources as (

    select * from {{ ref('int_sources') }}

),

told as (

    select
        source,
        tenant_id,
        'audit action' as shown_by,
        action as value,
        cast(occurred_at as date) as used_on
    from audit_entries

    union all

    select
        source,
        tenant_id,
        'usage category' as shown_by,
        category as value,
        usage_date as used_on
    from usage

    union all

    select
        source,
        tenant_id,
        'sync' as shown_by,
        null as value,
        cast(ended_at as date) as used_on
    from sync_runs

    union all

    select
        source,
        tenant_id,
        'API key' as shown_by,
        environment as value,
        cast(last_used_at as date) as used_on
    from api_keys

    union all

    -- Switched on is used, from the day that the platform last said so.
    select
        sso_providers.source,
        sso_providers.tenant_id,
        'single sign-on' as shown_by,
        null as value,
        cast(sources.as_of as date) as used_on
    from sso_providers
    inner join sources on sso_providers.source = sources.source

)

select
    told.source,
    told.tenant_id,
    told.shown_by,
    told.value,
    max(told.used_on) as last_used_on
from told
inner join sources on told.source = sources.source
where
    told.used_on <= cast(sources.as_of as date)
    and told.used_on > cast({{ dbt.dateadd('day', -recent_days, 'cast(sources.as_of as date)') }} as date)
group by told.source, told.tenant_id, told.shown_by, told.value
