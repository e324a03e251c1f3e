with

settings as (

    select * from {{ ref('stg_platform__system_settings') }}

),

tenants as (

    select * from {{ ref('stg_platform__tenants') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- A setting that was set again is there twice; the one set last before as_of holds.
ranked as (

    select
        settings.source,
        settings.setting,
        settings.setting_value,
        settings.tenant_id,
        row_number() over (
            partition by settings.source, settings.setting, settings.tenant_id
            order by settings.updated_at desc nulls last, settings.setting_value asc
        ) as newness
    from settings
    inner join sources on settings.source = sources.source
    where settings.updated_at is null or settings.updated_at <= sources.as_of

),

newest as (

    select * from ranked
    where newness = 1

),

names as (

    select distinct
        source,
        setting
    from newest

)

-- A tenant's own value goes before the one for all.
select
    tenants.source,
    tenants.tenant_id,
    names.setting,
    coalesce(own.setting_value, for_all.setting_value) as setting_value,
    own.setting_value is not null as is_own
from tenants
inner join names on tenants.source = names.source
left join newest as own
    on names.source = own.source and names.setting = own.setting and tenants.tenant_id = own.tenant_id
left join newest as for_all
    on names.source = for_all.source and names.setting = for_all.setting and for_all.tenant_id is null
where own.setting_value is not null or for_all.setting_value is not null
