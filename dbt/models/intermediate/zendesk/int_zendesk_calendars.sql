with

blocks as (

    select * from {{ ref('int_zendesk_schedule_blocks') }}

),

versions as (

    select * from {{ ref('int_zendesk_schedule_versions') }}

),

schedules as (

    select
        source,
        schedule_id,
        max(schedule_name) as schedule_name,
        max(time_zone) as time_zone,
        max(case when is_schedule_deleted then 1 else 0 end) as is_deleted,
        coalesce(min(created_at), {{ instant('0') }}) as created_at,
        max(loaded_at) as loaded_at
    from blocks
    group by source, schedule_id

),

-- The default is the oldest schedule that is not deleted. It is chosen before zones are looked at: with an unknown
-- zone there is no default, and cases say so, instead of another schedule being taken for it.
ranked as (

    select
        *,
        row_number() over (
            partition by source
            order by is_deleted, created_at, length(schedule_id), schedule_id
        ) as place
    from schedules

)

select
    ranked.source,
    ranked.schedule_id as calendar_id,
    cast(null as {{ dbt.type_string() }}) as tenant_id,
    coalesce(ranked.schedule_name, ranked.schedule_id) as calendar_name,
    ranked.time_zone,
    versions.version,
    cast(null as bigint) as business_day_seconds,
    ranked.place = 1 and ranked.is_deleted = 0 as is_default,
    versions.valid_from,
    versions.valid_from as updated_at,
    ranked.loaded_at
from ranked
inner join versions on ranked.source = versions.source and ranked.schedule_id = versions.schedule_id
where ranked.time_zone is not null
