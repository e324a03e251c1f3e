with

versions as (

    select * from {{ ref('stg_support__business_calendars') }}

),

hours as (

    select * from {{ ref('stg_support__business_hours') }}

),

versions_with_hours as (

    select distinct
        source,
        calendar_id,
        version
    from hours

),

never_open as (

    select
        versions.source,
        versions.calendar_id,
        concat(versions.calendar_id, ' / ', versions.version) as record_key,
        'the version has no opening hours' as problem,
        case
            when versions.business_day_seconds is null
                then 'only dates with hours of their own are open; no target in business days'
            else 'only dates with hours of their own are open'
        end as effect,
        versions.loaded_at
    from versions
    left join versions_with_hours
        on
            versions.source = versions_with_hours.source
            and versions.calendar_id = versions_with_hours.calendar_id
            and versions.version = versions_with_hours.version
    where versions_with_hours.version is null

),

followed as (

    select
        *,
        lead(version) over in_force as next_version,
        lead(valid_from) over in_force as next_valid_from
    from versions
    window in_force as (partition by source, calendar_id order by valid_from, version)

),

begun_together as (

    select
        source,
        calendar_id,
        concat(calendar_id, ' / ', version) as record_key,
        concat('version ', next_version, ' begins at the same moment') as problem,
        concat('from that moment on version ', next_version, ' holds') as effect,
        loaded_at
    from followed
    where valid_from = next_valid_from

),

version_problems as (

    select * from never_open
    union all
    select * from begun_together

)

select
    source,
    calendar_id,
    'business_calendars' as subject,
    record_key,
    problem,
    effect,
    loaded_at
from version_problems
