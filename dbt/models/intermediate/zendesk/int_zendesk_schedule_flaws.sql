with

blocks as (

    select * from {{ ref('int_zendesk_schedule_blocks') }}

),

holidays as (

    select * from {{ ref('stg_zendesk__schedule_holidays') }}

),

workweek_changes as (

    select * from {{ ref('int_zendesk_workweek_changes') }}

),

block_flaws as (

    select
        source,
        schedule_id,
        case
            when time_zone is null then 'unknown zone ' || zendesk_time_zone
            when starts_minute = ends_minute then 'opens and closes at the same minute'
            when
                starts_minute < max(ends_minute) over (
                    partition by source, schedule_id
                    order by starts_minute, ends_minute
                    rows between unbounded preceding and 1 preceding
                )
                then 'overlaps the block before it'
        end as problem,
        case
            when time_zone is null then 'its tickets have no target in business time'
            when starts_minute = ends_minute then 'the block is not used'
            else 'the time they share counts once'
        end as effect,
        starts_minute
    from blocks

),

flaws as (

    select
        source,
        'schedule' as subject,
        schedule_id || ', from minute ' || cast(starts_minute as {{ dbt.type_string() }}) as record_key,
        problem,
        effect
    from block_flaws
    where problem is not null

    union all

    select
        source,
        'schedule_holiday' as subject,
        schedule_id || ' / ' || holiday_id as record_key,
        'ends before it starts' as problem,
        'the holiday is not used' as effect
    from holidays
    where not is_deleted and ends_on < starts_on

    union all

    select
        source,
        'audit_log' as subject,
        'schedule ' || schedule_id || ', entry ' || entry_id as record_key,
        'the change of opening hours cannot be read' as problem,
        'the hours before it go on holding' as effect
    from workweek_changes
    where not is_readable

)

select * from flaws
