{%- set recent_days = 30 -%}

with

tenants as (

    select * from {{ ref('stg_platform__tenants') }}
    where status <> 'closed'

),

integrations as (

    select * from {{ ref('stg_platform__integrations') }}

),

api_keys as (

    select * from {{ ref('stg_platform__api_keys') }}

),

events as (

    select * from {{ ref('int_system_events') }}

),

regions as (

    select * from {{ ref('cloud_regions') }}

),

located as (

    select
        source,
        tenant_id,
        'workspace' as kind,
        tenant_id as thing_id,
        region
    from tenants

    union all

    select
        source,
        tenant_id,
        'integrations' as kind,
        integration_id as thing_id,
        region
    from integrations

    union all

    select
        source,
        tenant_id,
        'API keys' as kind,
        api_key_id as thing_id,
        last_used_region as region
    from api_keys

    union all

    select
        source,
        tenant_id,
        'system events' as kind,
        event_id as thing_id,
        region
    from events
    where {{ epoch_seconds('as_of') }} - {{ epoch_seconds('occurred_at') }} < {{ recent_days }} * 86400

),

counted as (

    select
        source,
        tenant_id,
        kind,
        region,
        regexp_replace(region, '^(aws|gcp|azure)-', '') as region_name,
        count(*) as thing_count,
        min(thing_id) as example_id
    from located
    where region is not null
    group by source, tenant_id, kind, region

)

select
    counted.source,
    counted.tenant_id,
    tenants.tenant_name,
    tenants.data_residency as promised_jurisdiction,
    counted.kind,
    counted.region,
    regions.jurisdiction,
    regions.place,
    counted.thing_count,
    counted.example_id,
    case
        when tenants.data_residency is null then 'no promise'
        when regions.jurisdiction is null then 'unknown region'
        when regions.jurisdiction = tenants.data_residency then 'inside'
        else 'outside'
    end as verdict
from counted
inner join tenants on counted.source = tenants.source and counted.tenant_id = tenants.tenant_id
left join regions on counted.region_name = regions.region
