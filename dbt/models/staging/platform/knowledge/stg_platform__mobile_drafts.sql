with

raw_rows as (

    select * from {{ source('platform', 'mobile_drafts') }}

),

renamed as (

    select
        source,
        user_id,
        device_id,
        draft_key,
        coalesce(
            {{ json_text('content_json', 'text') }},
            {{ json_text('content_json', 'body') }},
            {{ json_text('content_json', 'title') }},
            content_json
        ) as draft_text,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
