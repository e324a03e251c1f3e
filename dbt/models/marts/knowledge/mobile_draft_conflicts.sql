with

drafts as (

    select * from {{ ref('stg_platform__mobile_drafts') }}

),

users as (

    select * from {{ ref('stg_platform__users') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

ranked as (

    select
        drafts.*,
        row_number() over (
            partition by drafts.source, drafts.user_id, drafts.draft_key
            order by drafts.updated_at desc, drafts.device_id asc
        ) as newness
    from drafts

),

newest as (

    select
        source,
        user_id,
        draft_key,
        device_id,
        draft_text,
        updated_at
    from ranked
    where newness = 1

),

-- A newest text that begins with every other one has only been written further: taking it loses nothing.
compared as (

    select
        newest.source,
        newest.user_id,
        newest.draft_key,
        newest.device_id as newest_device_id,
        newest.updated_at as newest_updated_at,
        length(newest.draft_text) as newest_length,
        count(*) as device_count,
        count(distinct ranked.draft_text) as text_count,
        max(case when ranked.draft_text <> newest.draft_text then ranked.updated_at end) as other_updated_at,
        max(case when ranked.draft_text <> newest.draft_text then length(ranked.draft_text) end)
            as longest_other_length,
        min(case when left(newest.draft_text, length(ranked.draft_text)) = ranked.draft_text then 1 else 0 end) = 1
            as is_written_further
    from newest
    inner join ranked
        on
            newest.source = ranked.source
            and newest.user_id = ranked.user_id
            and newest.draft_key = ranked.draft_key
    group by
        newest.source, newest.user_id, newest.draft_key, newest.device_id, newest.updated_at, newest.draft_text

),

placed as (

    select
        compared.*,
        users.tenant_id,
        sources.as_of
    from compared
    inner join sources on compared.source = sources.source
    left join users on compared.source = users.source and compared.user_id = users.user_id
    where compared.text_count > 1

)

select
    source,
    tenant_id,
    user_id,
    draft_key,
    split_part(draft_key, '_', 1) as draft_kind,
    device_count,
    text_count,
    newest_device_id,
    newest_length,
    longest_other_length,
    is_written_further,
    newest_updated_at,
    other_updated_at,
    cast({{ epoch_seconds('newest_updated_at') }} - {{ epoch_seconds('other_updated_at') }} as double) / 3600
        as hours_apart,
    {{ dbt.datediff('newest_updated_at', 'as_of', 'day') }}
        as days_old
from placed
