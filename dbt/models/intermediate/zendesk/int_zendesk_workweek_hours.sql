{%- set weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] -%}
with

changes as (

    select * from {{ ref('int_zendesk_workweek_changes') }}
    where is_readable

),

-- Version 1 holds until the first change. What the last change led to is told by the schedule itself, as it stands.
versions as (

    select
        source,
        schedule_id,
        1 as version,
        hours_before as hours,
        loaded_at
    from changes
    where change_number = 1

    union all

    select
        changes.source,
        changes.schedule_id,
        changes.change_number + 1 as version,
        changes.hours_after as hours,
        changes.loaded_at
    from changes
    inner join changes as next_changes
        on
            changes.source = next_changes.source
            and changes.schedule_id = next_changes.schedule_id
            and changes.change_number + 1 = next_changes.change_number

),

days as (

    {% for weekday in weekdays %}
        select
            source,
            schedule_id,
            version,
            {{ loop.index }} as weekday,
            loaded_at,
            regexp_extract(hours, '{{ weekday }}:[{]([^}]*)[}]', 1) as blocks
        from versions
        {%- if not loop.last %}
            union all
        {%- endif %}
    {% endfor %}

),

blocks as (

    select
        days.source,
        days.schedule_id,
        days.version,
        days.weekday,
        days.loaded_at,
        split.block
    from days
    cross join lateral (select {{ unnested(split_text('days.blocks', ',')) }} as block) as split
    where split.block <> ''

),

times as (

    select
        source,
        schedule_id,
        version,
        weekday,
        loaded_at,
        lpad(concat(split_part(block, ':', 1), ':', split_part(block, ':', 2)), 5, '0') as opens_at,
        lpad(concat(split_part(block, ':', 3), ':', split_part(block, ':', 4)), 5, '0') as closes_at
    from blocks

),

-- A block that closes at midnight closes at the end of its day.
hours as (

    select
        source,
        schedule_id,
        version,
        weekday,
        loaded_at,
        opens_at,
        case when closes_at = '00:00' then '24:00' else closes_at end as closes_at
    from times

)

select * from hours
where opens_at < closes_at
