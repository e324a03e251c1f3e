with

blocks as (

    select * from {{ ref('int_zendesk_schedule_blocks') }}

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
    source,
    schedule_id as calendar_id,
    cast(null as {{ dbt.type_string() }}) as tenant_id,
    coalesce(schedule_name, schedule_id) as calendar_name,
    time_zone,
    1 as version,
    cast(null as bigint) as business_day_seconds,
    place = 1 and is_deleted = 0 as is_default,
    created_at as valid_from,
    created_at as updated_at,
    loaded_at
from ranked
where time_zone is not null
