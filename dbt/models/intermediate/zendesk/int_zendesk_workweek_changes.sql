{%- set both_weeks = "'workweekchangedfrom[^{}]*([{].*[}])[^{}]*to[^{}]*([{].*[}])'" -%}
{%- set block_of_day = "'[a-z][a-z][a-z]:[{][0-9]+:[0-9]+:[0-9]+:[0-9]+'" -%}
with

audit_log as (

    select * from {{ ref('stg_zendesk__audit_log') }}

),

-- "Workweek changed from {"mon":{"09:00":"17:00"}} to {...}": quotes come as HTML entities, once or twice escaped, and
-- pairs are written as Ruby writes them.
cleaned as (

    select
        source,
        changed_id as schedule_id,
        entry_id,
        created_at,
        loaded_at,
        replace(
            replace(
                replace(
                    replace(replace(replace(change_description, '&amp;', '&'), '&quot;', '"'), '&gt;', '>'), '=>', ':'
                ),
                '"',
                ''
            ),
            ' ',
            ''
        ) as description
    from audit_log
    where change_description like '%workweek changed from%'

),

split_changes as (

    select
        source,
        schedule_id,
        entry_id,
        created_at,
        loaded_at,
        regexp_extract(description, {{ both_weeks }}, 1) as hours_before,
        regexp_extract(description, {{ both_weeks }}, 2) as hours_after
    from cleaned

),

judged as (

    select
        *,
        (hours_before = '{}' or regexp_extract(hours_before, {{ block_of_day }}, 0) <> '')
        and (hours_after = '{}' or regexp_extract(hours_after, {{ block_of_day }}, 0) <> '') as is_readable
    from split_changes

),

-- Each change counts from its second on; several of one day are all kept.
numbered as (

    select
        *,
        row_number() over (
            partition by source, schedule_id, is_readable
            order by created_at, length(entry_id), entry_id
        ) as change_number
    from judged

)

select * from numbered
