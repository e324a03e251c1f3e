with

schedules as (

    select * from {{ ref('stg_zendesk__schedules') }}

),

zendesk_time_zones as (

    select * from {{ ref('zendesk_time_zones') }}

),

known_time_zones as (

    select * from {{ known_time_zones() }}

),

with_schedule as (

    select
        *,
        min(case when is_deleted then 1 else 0 end) over (partition by source, schedule_id) = 1 as is_schedule_deleted,
        max(synced_at) over (partition by source, schedule_id) as last_synced_at
    from schedules

),

-- Blocks that were replaced are gone. A schedule that is gone as a whole keeps those it had at the last, for tickets
-- that were given it.
used as (

    select *
    from with_schedule
    where
        not is_deleted
        or (is_schedule_deleted and (synced_at is null or cast(synced_at as date) = cast(last_synced_at as date)))

),

blocks as (

    select
        used.source,
        used.schedule_id,
        used.schedule_name,
        used.zendesk_time_zone,
        coalesce(zendesk_time_zones.time_zone, known_time_zones.time_zone) as time_zone,
        used.is_schedule_deleted,
        used.starts_minute,
        -- Closing before opening is a block that runs over the end of the week.
        case
            when used.ends_minute < used.starts_minute then used.ends_minute + 10080
            else used.ends_minute
        end as ends_minute,
        used.created_at,
        used.synced_at,
        used.loaded_at
    from used
    left join zendesk_time_zones on used.zendesk_time_zone = zendesk_time_zones.zendesk_name
    left join known_time_zones on used.zendesk_time_zone = known_time_zones.time_zone

)

select * from blocks
