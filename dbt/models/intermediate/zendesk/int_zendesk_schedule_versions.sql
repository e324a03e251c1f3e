with

blocks as (

    select * from {{ ref('int_zendesk_schedule_blocks') }}

),

changes as (

    select * from {{ ref('int_zendesk_workweek_changes') }}
    where is_readable

),

schedules as (

    select
        source,
        schedule_id,
        coalesce(min(created_at), {{ instant('0') }}) as created_at
    from blocks
    group by source, schedule_id

),

first_changes as (

    select
        source,
        schedule_id,
        min(created_at) as changed_at
    from changes
    group by source, schedule_id

),

-- The hours that a schedule began with, and those after each change of them.
versions as (

    select
        schedules.source,
        schedules.schedule_id,
        1 as version,
        least(schedules.created_at, coalesce(first_changes.changed_at, schedules.created_at)) as valid_from
    from schedules
    left join first_changes
        on schedules.source = first_changes.source and schedules.schedule_id = first_changes.schedule_id

    union all

    select
        changes.source,
        changes.schedule_id,
        changes.change_number + 1 as version,
        changes.created_at as valid_from
    from changes
    inner join schedules on changes.source = schedules.source and changes.schedule_id = schedules.schedule_id

)

select * from versions
